# Ways in: codes, forgotten passwords, access asked for, tokens, locks.

code-invitation = { $name } <{ $email }>, welcome to the portal of { $organization }. Choose a password.
code-invitation-staff = { $name } <{ $email }>, welcome to support. Choose a password.
code-reset = { $name } <{ $email }>, choose another password. Everything that is signed in ends, and so do your tokens.
code-ask-keys = Which of these SSH keys still sign you in? [numbers, all, or Enter for none]{" "}
code-keys-wrong = Name keys by their numbers, or say all.
cli-ask-code = Code:{" "}
cli-forgot = If somebody signs in with this address, a code is on its way to it. Use it with: caseport auth accept CODE

cli-token-made = This token signs in as you until { $date }. It is shown this once; programs find it in CASEPORT_TOKEN.
cli-no-tokens = You have no tokens. Make one with: caseport auth token create --label NAME --expires DATE
cli-no-such-token = There is no such token of yours.
cli-token-revoked = The token is taken back.
token-never = never
column-token = Token
column-until = Until

access-ask-name = Full name:{" "}
access-ask-email = Email:{" "}
access-ask-company = Company:{" "}
access-ask-username = Your username or domain there, if you have one:{" "}
access-ask-product = Product:{" "}
access-ask-title = What you do there:{" "}
access-ask-phone = Phone:{" "}
access-asked = Your request is with support. The answer comes by email.
access-none = Nobody waits for access.
access-no-such = There is no such request.
access-declined = Request { $request } is declined, and whoever asked is told why.
column-request = Request
column-company = Company

cli-no-such-person = There is no such person.
cli-person-locked = { $email } is locked: everything of theirs has ended, and nothing signs them in.
cli-person-unlocked = { $email } may sign in again.

access-about = Tell support who you are. Username, what you do and phone may be left out.

join-choose =
    { $brand }: what are you here for?
    1. I have a code
    2. I forgot my password
    3. I ask for access
join-choice = 1, 2 or 3:{" "}
join-wrong-code = This code is none, or was used, has expired or was taken back.
join-no-email = That is no email address.
join-forgot = If somebody signs in with this address, a code is on its way to it. Type it here, or come back with it.
join-password-length = A password has at least { $least } characters and at most { $most } bytes.
join-staff-key = Your password is set. People of support come in with an SSH key. Add yours with: caseport key add ~/.ssh/id_ed25519.pub

sign-in-code-title = Come in by a code
sign-in-code-about = Type the code from the email.
sign-in-keys-about = These SSH keys sign you in so far. Name by their numbers those that still may, or say all; the others are taken away.
sign-in-keys = Keys to keep
sign-in-forgot-title = Forgotten password
sign-in-forgot-about = A code is sent to your address, if somebody signs in with it.
sign-in-access-title = Ask for access
access-field-username = Username or domain
sign-in-code = I have a code
sign-in-forgot = I forgot my password
sign-in-access = I ask for access
hint-code = code
hint-forgot = forgot password
hint-access = ask for access
# Where there is little room.
hint-sign-in-short = sign in
hint-forgot-short = forgot
hint-access-short = access

signature-title = By which name do you write?
signature-about = Several people share { $email }. What you write is signed with your name, and your drafts are yours.
signature-name = Your name
signature-chosen = You write as { $name }.
cli-ask-name = By which name do you write?{" "}
cli-name-later = Several people share this address: say by which name you write with: caseport auth sign-as NAME

sign-ins-tokens = Go to my tokens
hint-tokens = tokens
keys-tokens = My tokens
tokens-title = My tokens
tokens-explained = Programs sign in as you with a token, until its last day. Take back what you do not need any more.
tokens-loading = The tokens are being fetched …
tokens-none = You have no tokens.
tokens-make = Make a token
tokens-revoke = Take the selected token back
tokens-back = Back
hint-token-make = make one
hint-token-revoke = take it back
tokens-make-title = A token for a program
tokens-make-about = It signs in as you until the end of its last day, at most a year from now.
tokens-label = What it is for
tokens-expires = Its last day
tokens-no-date = A day is written as 2026-12-31.
tokens-made-title = Your token
tokens-made-about = This is shown this once, and is copied to your terminal's clipboard. Programs find it in CASEPORT_TOKEN.
tokens-made-done = I have it
tokens-revoke-title = Take this token back?
tokens-revoke-means = What it has open ends at once.
tokens-revoke-keep = Keep it
tokens-revoke-do = Take it back

## Help

help-auth-login--signs-as = At a shared mailbox: the name by which you write
help-auth-sign-as = At a shared mailbox: choose the name by which you write
help-auth-sign-as--name = The name

help-auth-accept = Come in with the code that you were sent, and choose a password
help-auth-accept--code = The code from the email
help-auth-accept--password-stdin = Read the new password twice from standard input, a line each
help-auth-accept--keep-keys = After a forgotten password: the SSH keys that still sign you in, by their numbers, or all
help-auth-forgot = Have a code sent to set a forgotten password anew
help-auth-forgot--email = Your email address
help-auth-token = Look after the tokens that programs sign in with
help-auth-token-create = Make a token; it is shown this once
help-auth-token-create--label = What it is for
help-auth-token-create--expires = Its last day, such as 2026-12-31, at most a year from now
help-auth-token-list = List your tokens, with the last use
help-auth-token-revoke = Take a token back; what it has open ends
help-auth-token-revoke--token = The token, as the list names it
help-access = Ask for access, and decide on what others ask for
help-access-request = Ask for access without an account; what is missing is asked for
help-access-request--name = Full name
help-access-request--company = The organization that you belong to
help-access-request--username = Your username there, or its domain
help-access-request--product = The product that it is about
help-access-request--title = What you do there
help-access-request--phone = Where you can be called
help-access-list = List who waits for access (staff)
help-access-list--state = Those of another state: open, granted, declined
help-access-decline = Decline a request; whoever asked is told why (staff)
help-access-decline--request = The request, as the list names it
help-access-decline--reason = Why, in words that are sent to them
help-person-lock = Keep somebody out at once: sign-ins, tokens and keys
help-person-unlock = Let somebody in again
