# Words of email. None asks for an answer by email (C9); what people wrote is put in as it is and quoted by the program.

mail-case-subject = [{ $brand } { $number }] { $subject }
mail-case-number = [{ $brand } { $number }]

mail-about = Case { $number }: { $subject }
mail-about-number = Case { $number }
mail-filed = { $name } filed this case for { $product }, with severity { $severity }.
mail-filed-only = A new case was filed.
mail-wrote = { $name } wrote:
mail-wrote-only = There is a new reply.
mail-escalated = { $name } escalated the case:
mail-escalated-only = The case was escalated.
mail-outage = The case is an outage now.
mail-status =
    Status: { $status }
    { $meaning }
mail-closes = It closes by itself on { $date }.

mail-answer = To answer, paste one of these, type your reply and end it with Ctrl-D:
mail-look = To look at it, paste one of these:
mail-no-answers = This email cannot be answered: what is sent to its address reaches nobody.

mail-rejected = Nobody at { $brand } reads email. Look at your case and answer it in the support portal:

mail-why-replies =
    You are told this because you filed this case or watch it. To change that:
        caseport notifications set replies off
mail-why-status =
    You are told this because you filed this case or watch it. To change that:
        caseport notifications set status off
mail-why-assigned =
    You are told this because the case is assigned to you. To change that:
        caseport notifications set assigned off
mail-why-followed =
    You are told this because you follow the product. To change that:
        caseport notifications set followed off
mail-why-urgent =
    You are told this because it may not be able to wait. To change that:
        caseport notifications set urgent off

mail-digest-subject = [{ $brand }] Your cases since yesterday
mail-digest-rest = And { $count } more.
mail-digest-how = To look at your cases, paste one of these:
mail-digest-why =
    You chose to be told of these once a day. To change that:
        caseport notifications list

mail-invitation-subject = [{ $brand }] Your invitation to the support portal
mail-invitation = You are invited to the support portal of { $brand }, for { $organization }.
mail-invitation-staff = You are invited to the support portal of { $brand }, as one of its staff.
mail-invitation-how = To come in and choose your password, paste one of these:
mail-invitation-not-you = If you expected no invitation, do nothing: without the code nobody comes in, and it expires.
mail-code = Your code is { $code }. It works once, until { $until }.
mail-code-removed = The code was removed from this copy when the letter was sent.
mail-fingerprint =
    The first time, ssh asks whether you trust { $host }. Go on only if it shows this fingerprint:
        { $fingerprint }

mail-reset-subject = [{ $brand }] A new password
mail-reset = Somebody, probably you, asked to set a new password for the support portal of { $brand }.
mail-reset-how = To choose it, paste one of these:
mail-reset-not-you = If it was not you, do nothing: your password stays as it is.

mail-password-changed-subject = [{ $brand }] Your password was changed
mail-password-changed =
    Your password for the support portal of { $brand } was changed, and your other sign-ins have ended.
    If it was not you, tell { $brand } at once.

mail-declined-subject = [{ $brand }] Your request for access
mail-declined = You asked for access to the support portal of { $brand }. You do not get it now, because:

mail-request-filed = A change of seats, contacts or notification lists of your organization was asked for, in case { $number }.
mail-request-applied = Support did what case { $number } asked for.
mail-request-unseen = You are told this as an Owner of your organization. Whoever filed the case can let you watch it.

## Commands

help-notifications = Choose what you are told of by email
help-notifications-list = List what you are told of, and how soon
help-notifications-set = Choose how soon you are told of something
help-notifications-set--kind = What: replies, status; of support: assigned, followed, urgent
help-notifications-set--mode = How soon: now, digest (once a day, all together), off
help-notifications-follow = Be told of a product's new cases (staff)
help-notifications-unfollow = No longer be told of a product's new cases (staff)
help-mail = Look after the letters on their way (Admins)
help-mail-list = List letters, the newest first
help-mail-list--state = Only those that are waiting, sent or dead
help-mail-list--limit = Most letters to list
help-mail-view = Show a letter; where it holds a code, that you looked is noted
help-mail-view--letter = Name of the letter, as the list has it
help-mail-retry = Try at once to send a letter that waits or was given up
help-mail-retry--letter = Name of the letter, as the list has it
help-mail-numbers-only = Say whether email about an organization's cases has their numbers alone, neither subjects nor text
help-mail-numbers-only--organization = Slug of the organization
help-mail-numbers-only--setting = on for numbers alone, off for the whole text

notification-replies = Replies on the cases that you filed or watch
notification-status = Changes of their status
notification-assigned = What customers write on cases that are assigned to you
notification-followed = New cases of the products that you follow
notification-urgent = Outages and escalations
notification-mode-now = now
notification-mode-digest = digest
notification-mode-off = off

column-soon = How soon
column-what = What
column-follows = Follows
column-letter = Letter
column-state = State
column-to = To
column-written = Written
label-letter-subject = Subject
label-tries = Tries
label-next-try = Next try
label-settled = Settled
label-error = Error
letter-waiting = waiting
letter-sent = sent
letter-dead = given up

cli-no-letters = There are no such letters.
cli-no-such-letter = There is no such letter. All of them: caseport mail list
cli-letter-again = It is tried at once.
cli-letter-empty = Nothing of it is left to say: its recipient may not see it any more, or its code is of no use any more.
cli-numbers-only = Email about its cases says their numbers alone.
cli-with-text = Email about its cases has their subjects and what was written.

## The screen

notifications-title = What I am told of by email
notifications-explained = Each kind comes at once, once a day in the morning, or not at all; never what you did yourself.
notifications-loading = It is being fetched …
notifications-follows = You follow: { $products }
notifications-follow-how = You follow no product. To be told of its new cases: caseport notifications follow PRODUCT
notifications-change = Now, once a day, or not at all
notifications-refresh = Fetch it again
notifications-back = Back
keys-notifications = What I am told of by email
settings-notifications = Go to what I am told of by email
hint-notifications = email
place-notifications = Go to what I am told of by email
