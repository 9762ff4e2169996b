# Words of the screens. $brand is the vendor's name as its portal is configured.

brand-unknown = Support

## The frame around every screen

app-title = Caseport · { $brand }
app-connecting = Connecting to { $server } …
app-away = The server cannot be reached; trying again in { $seconds } s. What you type is kept.
app-help = Show the keys that work here
app-help-typing = Show the keys that work here, while typing
app-quit = Leave; what you typed is kept
error-unexpected-answer = The server answered something else than was asked; client and server may be of different versions.

## Footer

hint-assign = assign
hint-attach = add file
hint-back = back
hint-backspace = delete
hint-cancel = cancel
hint-choose = choose
hint-close = close
hint-continue = continue
hint-delete = delete
hint-delete-to-end = delete to end
hint-delete-to-start = delete to start
hint-delete-word = delete word
hint-discard = discard
hint-done = done
hint-down = down
hint-drafts = drafts
hint-earlier = earlier
hint-end = end
hint-escalate = escalate
hint-file = file the case
hint-find = find
hint-first = top
hint-help = help
hint-home = start
hint-last = end
hint-leave = leave, text kept
hint-leave-draft = leave, draft kept
hint-leave-query = back to view
hint-left = left
hint-new-case = new case
hint-newline = new line
hint-next = next
hint-next-view = next view
hint-note = internal note
hint-open = open
hint-page-down = page down
hint-page-up = page up
hint-previous = previous
hint-previous-view = previous view
hint-priority = priority
hint-products = products
hint-quit = quit
hint-read-down = read on
hint-read-up = read back
hint-refresh = refresh
hint-remove-file = remove file
hint-reopen = reopen
hint-reply = reply
hint-right = right
hint-save = save
hint-save-file = save a file
hint-send = send
hint-severity = severity
hint-sign-in = sign in
hint-solve = solution
hint-status = status
hint-undo = undo
hint-up = up
hint-view = view
hint-watchers = watchers
hint-word-left = word left
hint-word-right = word right

## Help

keys-case = Reading a case
keys-cases = List of cases
keys-dialog = Choosing
keys-drafts = Drafts
keys-editing = Text
keys-everywhere = Everywhere
keys-filed = After filing
keys-form = Filling in
keys-finding = While you type what to find
keys-help = Help
keys-new-case = New case
keys-picking = Choosing one of many
keys-products = My products
keys-query = What can be found
keys-sign-in = Signing in
keys-writing = Writing
help-back = Close the help

move-down = Next row
move-up = Row before
move-page-down = A page on
move-page-up = A page back
move-first = First row
move-last = Last row
scroll-down = One line on
scroll-up = One line back
scroll-page-down = A page on
scroll-page-up = A page back
scroll-first = To the top
scroll-last = To the end

edit-left = One character left
edit-right = One character right
edit-up = One row up
edit-down = One row down
edit-newline = New line
edit-word-left = One word left
edit-word-right = One word right
edit-home = Start of the line
edit-end = End of the line
edit-backspace = Delete to the left
edit-delete = Delete to the right
edit-delete-word = Delete the word to the left
edit-delete-to-start = Delete to the start of the line
edit-delete-to-end = Delete to the end of the line
edit-undo = Take the last deletion back
field-full = { $field } holds { $limit } characters at most; not taken. A file can hold more.
field-text = This text

## Dialogs

dialog-choose = Take the marked one
dialog-leave = Leave it as it is
pick-narrow = type to narrow
pick-nothing = Nothing fits.
form-leave-again = What you typed here is kept nowhere else. Escape once more throws it away.
form-send = Done
form-next = Next field; completes a path
form-next-field = Next field
form-previous = Field before
ask-leave = Leave it as it is

## Signing in

sign-in-title = Sign in to { $brand }
sign-in-server = at { $server }
sign-in-email = Email
sign-in-password = Password
sign-in-asking = Signing in …
sign-in-incomplete = Type your email address and your password.
sign-in-wrong = Email and password do not fit together. Try again.
sign-in-again = Your sign-in has ended. What you typed is kept: sign in again to go on.
sign-in-not-kept = You are signed in, but the sign-in could not be kept for the next time: { $reason }
sign-in-enter = Sign in
sign-in-next = The other field
sign-in-quit = Leave

## List of cases

cases-open = Open the case
cases-new = New case
cases-products = My products
cases-drafts = Drafts: what you began to write
cases-find = Find cases
cases-view-1 = First view
cases-view-2 = Second view
cases-view-3 = Third view
cases-view-4 = Fourth view
cases-view-5 = Fifth view
cases-next-view = Next view
cases-previous-view = View before
cases-refresh = Fetch again
cases-leave-query = Back to the first view
cases-quit = Leave
cases-loading = Fetching cases …
cases-none = No cases here.
cases-none-fit = Nothing fits. / changes what is looked for, esc leads back.
cases-none-file = No cases here. Press n to file one.
cases-more = Fetching more …
cases-full = The first { $count } are shown. Narrow the list with /.
find-go = Find
find-leave = Leave the list as it is
list-number = Number
list-status = Status
list-severity = S
list-product = Product
list-organization = Organization
list-assignee = Assignee
list-subject = Subject
list-reply = Last
list-last-reply = Last reply
ago-now = now
ago-minutes = { $count }m
ago-hours = { $count }h
ago-days = { $count }d
ago-years = { $count }y

query-status = A status; several with commas
query-group = open, action-needed or closed
query-severity = Impact, 1 to 4
query-priority = low, medium or high
query-product = A product
query-organization = An organization
query-category = A category or subcategory
query-assignee = me, nobody, or an email address
query-requester = me, or an email address
query-last = Who wrote last: customer or support
query-unread = Comments you have not seen: yes or no
query-escalated = Escalated: yes or no
query-request = A request to support: pending, applied or declined
query-created = When it was filed: a day, a month, a span, or an age
query-updated = When it last changed
query-sort = updated, created, severity, oldest or relevance
query-other = Anything else

## A case

case-loading = Fetching case { $number } …
case-promise = First answer
case-severity = Impact
case-your-priority = Your priority
case-their-priority = Their priority
case-product = Product
case-organization = Organization
case-requester = Requester
case-filed-by = { $requester }, filed by { $agent }
case-assignee = Assignee
case-watchers = Watchers
case-escalated = Escalated
case-solution = Solution
case-description = described the case
case-begun-reply = You began a reply: r goes on with it.
case-begun-note = You began an internal note: i goes on with it.
case-begun-solution = You began a solution: S goes on with it. It is not saved.
case-key-reply = Reply: everyone on the case reads it
case-key-note = Internal note: only support reads it
case-key-assign = Assign
case-key-status = Set the status
case-key-solve = Write the solution
case-key-close = Close the case
case-key-reopen = Open the case again
case-key-attach = Add a file
case-key-save-file = Save a file
case-key-escalate = Escalate: ask for more attention
case-key-priority = Change the customer's priority
case-key-severity = Change the impact
case-key-watchers = Add or remove watchers
case-key-people = People of the organization
case-key-unfold = Each event on a line of its own, or folded
hint-unfold = events
case-key-earlier = Fetch earlier entries
case-key-refresh = Fetch again
case-key-back = Back to the list
thread-earlier = … { $count } earlier entries; [ fetches them
thread-file = added a file
thread-escalation = escalated the case
thread-internal = INTERNAL · only support reads this · { $author }
thread-new = new since you looked
transfer = Transferring a file: { $size } so far …

## Writing

write-send = Send
write-leave = Leave; what you typed is kept
write-attach = Add a file
write-remove-file = Remove a file, or stop sending it
write-scroll-up = Read back in the case
write-scroll-down = Read on in the case
write-empty = There is nothing to send yet.
write-count = { $count } of { $limit } characters
write-replied = Your reply is on case { $number }.
write-noted = Your note is on case { $number }; only support reads it.
write-readers = { $requester }{ $watchers ->
    [0] {""}
    [one] , 1 watcher
   *[other] , { $watchers } watchers
} and support
write-readers-customer = support, { $requester }{ $watchers ->
    [0] {""}
    [one] , 1 watcher
   *[other] , { $watchers } watchers
}
write-readers-mine = support{ $watchers ->
    [0] {""}
    [one] {" "}and 1 watcher
   *[other] {" "}and { $watchers } watchers
}
write-title-reply = REPLY · read by { $readers }
write-title-note = INTERNAL NOTE · only support reads this
write-title-solution = SOLUTION · read by { $readers }; sets Pending Closure
write-solution-unsaved = Kept while the case is open; ctrl-s saves it.
newer-title = A newer comment
newer-body = Somebody wrote while you were writing. Their comment is shown above, marked as new.
newer-keep-writing = Read it and keep writing
newer-send = Send mine as it is
newer-refused = Not sent yet: a newer comment came in. It is shown above; send again when you have read it.
reopen-title = Send your reply
reopen-body = The case is { $status }. Shall support look at it again?
reopen-send = Send and reopen
reopen-send-only = Send only
reopen-keep-writing = Keep writing
drop-solution-title = The solution is not saved
drop-solution-body = What you typed as the solution is lost when you leave the case.
drop-solution-keep = Stay
drop-solution-leave = Leave without it

draft-saving = Saving …
draft-saved = Draft saved { $time }
draft-kept-here = Kept on this machine until the server can be reached
draft-kept-line = Not saved yet; kept until the server takes it
draft-sending = Sending …
draft-sending-files = Sending, as soon as text and files are there …
draft-forked = This draft was changed elsewhere too; both versions are kept, see your drafts.
draft-arrived = What you sent before had arrived after all. What you typed since is kept: look at the case, then send it or not.
draft-gone = This draft was sent or thrown away elsewhere; what you typed since is kept as another one.
draft-not-kept = What you typed could not be kept here: { $reason }
draft-kind-case = New case
draft-kind-reply = Reply
draft-kind-note = Note

files-none = There is no file.
files-too-many = { $limit } files at most.
files-too-large = { $size }, more than the { $limit } that one file may have
files-failed = { $name } could not be sent. Try it again with alt-r, or remove it with ctrl-r.
files-remove = Remove which file?
files-waiting = waiting
files-received = { $size } received
files-progress = { $bar } { $percent } % of { $size }
attach-title = Add a file
attach-internal = By itself, a file of support's is internal until a reply includes it.
attach-done = { $name } is on the case.
save-pick = Save which file?
save-title = Save the file
save-body = Under this name, or in this folder. No other file is overwritten.
save-path = Path
save-done = Saved as { $path }
save-exists = { $path } exists already; choose another name.

## Over a line, where files are sent and fetched by the user's own scp

scp-send-body = Run this on your own machine, with the path of your file instead of { $example }:
scp-send-example = screenshot.png
scp-send-form = The file appears here when it has arrived, { $limit } at most.
scp-send-case = The file appears on the case when it has arrived, { $limit } at most.
scp-send-public = Everybody on the case sees it at once, before a reply that you are writing is sent.
scp-fetch-title = Save { $name }
scp-fetch-body = Run this on your own machine; a file of that name in its folder is overwritten:
scp-copy = Copy the command
scp-close = Back
files-arrived = { $name } has arrived.
line-not-saved = The server would not take what you typed last. It is asked again for a minute; then look at your drafts.
line-refused = The server does not take what you typed last: you may not have it there any more.
line-article-saved = The article that you were writing is saved as a version that no reader sees.
line-solution-noted = The solution that you did not save is among your drafts, as a note.

## What can be done with a case

close-ask-title = Close case { $number }?
close-ask-body = It can be opened again at any time.
close-ask-do = Close it
reopen-ask-title = Open case { $number } again?
reopen-ask-body = Support will look at it again.
reopen-ask-do = Open it again
escalate-title = Escalate
escalate-body = Say what has changed or what it costs you. Everyone on the case reads it.
escalate-same-day = This case was opened today. Support may simply not have come to it yet.
escalate-reason = Reason
escalate-empty = Say why, please.
priority-title = Your priority
severity-title = Impact
severity-none = You cannot change the impact any further; ask support.
watchers-title = Watchers
watchers-add = Add somebody …
watchers-remove = enter removes them
watchers-no-address = Support's addresses are not shown, so they cannot be removed here.
watchers-add-title = Add a watcher
watchers-add-body = Somebody of the customer's organization; they may read and comment.
watchers-email = Email
assign-title = Assign to
assign-me = Me
assign-nobody = Nobody
status-title = Status
status-form-date = Date (2026-01-31)
status-form-version = Version
status-form-ticket = Ticket
status-form-upgrade = The date may stay empty when it is the version that the product gets next.
status-form-internal = Only support sees the ticket.
status-date-wrong = Write the date as 2026-01-31.
done-closed = The case is closed.
done-reopened = The case is open again.
done-escalated = The case is escalated.
done-watcher-added = The watcher was added.
done-watcher-removed = The watcher was removed.
done-solved = The solution is saved.
done-assigned = Assigned.
done-changed = Changed.
conflict-title = Somebody changed this case first
conflict-body = Nothing of yours was saved. Now it is:
conflict-field = { $field }: { $value }
conflict-unknown = Something that is not shown here changed.
conflict-again = Save mine all the same
conflict-leave = Leave it as it is now
conflict-status = Status
conflict-severity = Impact
conflict-priority = Priority
conflict-assignee = Assignee
conflict-requester = Requester
conflict-category = Category
conflict-watchers = Watchers
conflict-solution = Solution

## New case

new-case-title = New case
new-case-advice = The more we know, the sooner you have an answer: what you did, what you expected, what happened instead, since when and for whom. Exact error messages, addresses and a screenshot help most.
new-case-file = File the case
new-case-choose = Choose a value
form-requester = For (email)
form-product = Product
form-category = Category
form-subcategory = Subcategory
form-impact = Impact
form-subject = Subject
form-description = Description
form-choose = choose
form-requester-purpose = the customer to file it for
form-subject-purpose = in one line
form-description-purpose = what you did, expected and got
form-loading = The products are on their way …
form-too-long = { $count } characters, more than the { $limit } that there may be. A file can hold more.
form-required = This is needed.
continue-title = You began a case before
continue-body = { $subject } (last typed { $when })
continue-do = Go on with it
continue-new = Begin another one
filed-title = Case { $number } is filed
filed-promise = You will have a first answer { $promise }.
filed-files = { $count ->
    [0] No files were sent with it.
    [one] One file was received:
   *[other] { $count } files were received:
}
filed-command = Come back to it here, or from a shell:
filed-open = Open the case
filed-another = File another case
filed-back = Back to where you were

## Drafts

drafts-title = Drafts: begun and not sent
drafts-loading = Fetching drafts …
drafts-none = Nothing is begun and unsent.
drafts-no-subject = (nothing typed yet)
drafts-continue = Go on writing
drafts-discard = Discard
drafts-refresh = Fetch again
drafts-back = Back
discard-title = Discard this draft?
discard-keep = Keep it
discard-do = Discard it for good
discard-done = The draft is gone.

## My products

products-title = My products
products-loading = Fetching products …
products-none = No product is shared with you; ask your account's owner.
products-next = Next product
products-previous = Product before
products-first = First product
products-last = Last product
products-refresh = Fetch again
products-back = Back
product-organization = Organization
product-plan = Plan
product-environment = Environment
product-version = Version
product-upgrade = Next version
product-upgrade-on = { $version }, on { $date }
product-maintenance = Maintenance
product-window = { $weekday } { $from } to { $until } ({ $zone }), next { $next }
product-manager = Account manager
product-promises = First answer
product-contacts = Contacts
product-told-both = told of maintenance, upgrades and incidents
product-told-maintenance = told of maintenance and upgrades
product-told-incidents = told of incidents
product-seats = Seats
product-pool = { $taken } of { $total } taken, { $counts }
product-sees-all = sees all cases
product-sees-own = sees own cases
product-categories = What cases can be about

## The configuration of the client

config-wrong = { $path }, line { $line }, column { $column }: { $message }
config-theme = There is no theme "{ $name }"; there are { $names }.
config-recall = A reply can wait { $limit } seconds at most.
config-no-action = There is no action "{ $name }"; the help and assets/keys.md name them.
config-no-key = "{ $keys }" spells no keys; write a character, or a name such as <enter>, <c-s> or <a-enter>.
config-keys-many = { $limit } ways to press one action at most.
config-keys-long = { $name }: "{ $keys }" is longer than two keys.
config-clash = { $name }: "{ $keys }" clashes with { $other }.
preference-not-kept = That holds until you leave; it could not be written down: { $reason }
own-editor-none = There is no editor here; set EDITOR.
own-editor-failed = The editor could not be used: { $reason }
own-editor-left-text = The editor ended with an error; what was written is in { $path }.
own-editor-left = The editor ended with an error; the text is as it was.
own-editor-too-long = The edited text is too long to read back; it is kept in { $path }.

## Everywhere: palette, settings, people

app-palette = Find anything: what can be done, places, cases
app-settings = Settings: language, time zone, theme, keys and more
app-dates = Dates as days and times, or as ages
app-mouse = Hear the mouse, or leave it to the terminal
hint-palette = anything
hint-settings = settings
hint-dates = dates
hint-mouse = mouse
hint-change = change
hint-usual = the usual key
hint-keep = keep
hint-again = again
hint-copy-email = copy email
keys-palette = Finding anything
keys-people = People
keys-settings = Settings
keys-capturing = While a key is taken
copied = Sent to the terminal's clipboard, where it allows that: { $text }
dates-relative = Dates are shown as ages, such as 2h.
dates-absolute = Dates are shown as days and times.
mouse-on = The mouse is heard; hold shift to select text.
mouse-off = The mouse is left to the terminal.
place-cases = Go to the cases
place-new-case = File a new case
place-products = Go to my products
place-people = Go to the people of my organization
place-people-support = Go to the people of support
place-drafts = Go to my drafts
place-ssh-keys = Go to my SSH keys
place-sign-ins = Go to where I am signed in, and my password

## Sign-ins and the password

sign-ins-title = Where I am signed in
sign-ins-explained = Each sign-in lasts thirty days; one by an SSH key as long as its connection. End what you do not know, and change your password then.
sign-ins-loading = The sign-ins are being fetched …
sign-ins-here = here
sign-ins-by-key = SSH key
sign-ins-by-password = password
sign-ins-end = End the selected sign-in
sign-ins-end-others = End all sign-ins but this one
sign-ins-password = Change my password
sign-ins-refresh = Fetch the sign-ins again
sign-ins-back = Back
sign-ins-end-title = End this sign-in?
sign-ins-end-means = What it has open ends at once; its drafts are kept.
sign-ins-end-others-title = End all other sign-ins?
sign-ins-end-others-means = Everything that is open elsewhere ends at once; drafts are kept.
sign-ins-end-keep = Keep it
sign-ins-end-do = End it
sign-ins-ended = It has ended.
password-title = Change my password
password-means = It has at least ten characters. Every other sign-in ends.
password-current = So far
password-new = New
password-again = Again
password-differs = The two new passwords differ.
password-changed = The password is changed; every other sign-in has ended.
settings-sign-ins = Go to where I am signed in
keys-sign-ins = Where I am signed in
hint-sign-ins = sign-ins
hint-sign-in-end = end it
hint-sign-ins-end = end others
hint-password = password

## SSH keys

ssh-keys-title = My SSH keys
ssh-keys-explained = With one of these you come in over SSH without a password. A key that was only pasted waits until you have come in with your password while you held it.
ssh-keys-loading = The keys are being fetched …
ssh-keys-none = You have no SSH keys here yet.
ssh-keys-signs-in = signs in
ssh-keys-unproven = waits
ssh-keys-never = never
ssh-keys-add = Add a key
ssh-keys-remove = Remove the selected key
ssh-keys-copy = Copy the key's fingerprint
ssh-keys-refresh = Fetch the keys again
ssh-keys-back = Back
ssh-keys-add-title = Add an SSH key
ssh-keys-paste = Paste the public key: the one line in a file such as ~/.ssh/id_ed25519.pub.
ssh-keys-path = Type where the public key is, such as ~/.ssh/id_ed25519.pub, or paste its one line. A key that your agent holds, or that has no passphrase, works at once.
ssh-keys-key = Key
ssh-keys-label = Name
ssh-keys-needed = A key is needed.
ssh-keys-added = The key signs you in from now on.
ssh-keys-waits = The key waits: come in once over SSH with your password while you hold it.
ssh-keys-removed = The key signs nobody in any more.
ssh-keys-remove-title = Remove this key?
ssh-keys-remove-means = What it opened ends at once.
ssh-keys-remove-keep = Keep it
ssh-keys-remove-do = Remove it
settings-ssh-keys = Go to my SSH keys
keys-ssh-keys = My SSH keys
hint-ssh-keys = SSH keys
hint-ssh-key-add = add
hint-ssh-key-remove = remove
hint-ssh-key-copy = copy fingerprint
palette-title = Find anything
palette-type = type what you want to do, words of a case, or its number
palette-number = Open case { $number }
palette-choose = Do it
palette-leave = Close
people-title = People of my organization
people-title-of = People of { $organization }
people-title-support = People of support
people-loading = Fetching people …
people-none = There is nobody here.
people-pool = Seats: { $left } left, { $taken } of { $total } taken, { $counts }
people-seat = seat
people-copy = Copy the email address
people-refresh = Fetch again
people-back = Back
settings-title = Settings
settings-place = Kept in { $path }
settings-line = Language, time zone and theme stay; the rest holds until you disconnect.
settings-change = Change it
settings-usual = Back to the usual keys
settings-back = Back
settings-theme = Theme
settings-dates = Dates
settings-mouse = Mouse
settings-dates-relative = as ages, such as 2h
settings-dates-absolute = as days and times
settings-mouse-on = heard; shift selects text
settings-mouse-off = left to the terminal
settings-recall = Taking a reply back
settings-recall-value = { $seconds ->
    [0] no: it is sent at once
   *[other] for { $seconds } s before it is sent
}
settings-press = Press the keys, enter keeps them: { $keys } · { $name }
settings-clash = "{ $keys }" means "{ $other }" already.
settings-kept = Kept.
capture-keep = Keep these keys
capture-again = Begin again
capture-leave = Leave it as it was
theme-dark = dark: for dark backgrounds
theme-light = light: for light backgrounds
theme-high-contrast = high-contrast: strongest differences
theme-plain = plain: no colours

## Events folded into one line, each after the name of who did it

fold-more = +{ $count }
did-file = filed it
did-file-for = filed it for { $person }
did-comment = wrote { $comment }
did-attach = added a file
did-set-status = set { $from } → { $to }
did-close = closed it
did-reopen = opened it again
did-escalate = escalated it in { $comment }
did-set-severity = set the impact { $from } → { $to }
did-set-priority = set the priority { $from } → { $to }
did-set-category = changed the category
did-take = took it
did-assign = assigned it to { $person }
did-assign-nobody = assigned it to nobody
did-set-requester = gave it to { $person }
did-add-watcher = added { $person } as a watcher
did-remove-watcher = removed { $person } as a watcher
did-solve = wrote the solution
did-set-ticket = changed the internal ticket
did-redact-description = took away the description
did-redact-comment = took away the content of { $comment }
did-redact-file = took away the content of a file
did-share-file = shared a file with the customer

## Files: picking, sending, looking at them

keys-picker = Choosing files
hint-mark = mark
hint-take-marked = take the marked
hint-folder-above = folder above
hint-complete = complete
hint-sort = by name or age
picker-choose = Go into the folder, or take the file
picker-mark = Mark the file, to take several
picker-done = Take the marked files
picker-above = To the folder above, while nothing is typed
picker-complete = Complete the path
picker-sort = Newest first, or by name
picker-type = type to narrow, or a path; drop a file here
picker-loading = Looking …
picker-unreadable = This folder cannot be read: { $reason }
picker-no-such-file = There is no such file.
picker-no-folders = A folder cannot be added; choose the files in it.
picker-too-large = too large{" "}
picker-marked = { $count } marked, { $size }
picker-by-age = newest first
picker-by-name = by name
picker-count = { $count } here
picker-left-out = { $count } not shown
attach-one = { $limit } at most.
attach-many = { $count ->
    [0] No more files can be added.
    [one] One more file, { $limit } at most.
   *[other] Up to { $count } files, { $limit } each.
}
files-lost = connection lost; sent anew when the server is heard, or with alt-r
form-files-none = ctrl-f adds files: { $limit } at most, { $size } each
form-files = { $count } of { $limit } files, { $bytes }
form-files-limit = { $count } of { $limit } files, { $bytes }; { $size } each
paste-title = Add { $name }?
paste-title-many = Add { $count } files?
paste-more = and { $count } more
paste-add = { $count ->
    [one] Add the file
   *[other] Add the files
}
paste-keep = Keep the text
write-retry-files = Try again to send the files that failed
hint-retry-files = try files again
new-case-own-editor = Edit the description in your own editor
hint-own-editor = own editor
filed-copy-number = Copy the number
filed-copy-command = Copy the command to come back
hint-copy-number = copy number
hint-copy-command = copy command
keys-file = Looking at a file
keys-file-finding = While you type what to find in a file
hint-numbers = numbers
hint-wrap = wrap
hint-next-match = next match
hint-previous-match = match before
file-do-look = Look at it
file-do-save = Save it
file-back = Back to the case
file-save = Save the file
file-find = Find in the text
file-next-match = Next match
file-previous-match = Match before
file-wrap = Wrap long lines, or cut them
file-numbers = Show or hide the numbers of the lines
file-left = To the left, while lines are cut
file-right = To the right, while lines are cut
file-again = Fetch it again
file-find-go = Find it
file-find-leave = Leave it
file-fetching = Fetching … { $sent } of { $size }; esc leaves
file-find-label = Find:{" "}
file-lines = line { $line } of { $count }
file-lines-cut = the first { $shown } of { $size }
file-picture = { $width } × { $height } pixels
file-matches = { $at } of { $count } matches
file-no-match = "{ $text }" is not in it
file-other = This is no picture and no text that could be shown here. Press s to save it.
file-too-large = This picture has { $size }, more than the { $limit } that are fetched to look at. Press s to save it.
file-huge = This picture claims { $width } × { $height } pixels, too many to be drawn here. Press s to save it.
file-damaged = This file is damaged, or is not what it is said to be. Press s to save it as it is.
file-no-colours = Without colours a picture cannot be drawn. Press s to save it, or choose another theme with ,
new-case-advice-short = The more we know, the sooner you have an answer: what you did and got, since when, exact errors, a screenshot.

## Sending: how, and taking it back

hint-send-as = send as
hint-send-asking = pending
hint-send-now = send now
hint-take-back = take back
case-key-take-back = Take back what was just sent
case-key-send-now = Send it now, without waiting
case-key-copy-number = Copy the case's number
case-key-copy-command = Copy the command that shows the case
case-as-of = As of { $when }; fetching it anew …
write-send-as = Send as …: with a status, with internal files
write-send-asking = Send and set Pending Your Response
write-own-editor = Write in your own editor
write-too-long = { $count } characters are more than the { $limit } that fit. Shorten it; nothing is lost meanwhile.
write-then = then { $status }
write-then-stays = stays { $status }
write-then-open = then open again
write-then-asks = asks whether to reopen
write-included = { $name }  { $size }  internal so far, public with this reply
sending-reply = Your reply is sent in { $seconds } s · { $back } takes it back · { $now } sends it now
sending-note = Your internal note is sent in { $seconds } s · { $back } takes it back · { $now } sends it now
sending-reply-now = REPLY · { $status }
sending-note-now = INTERNAL NOTE · { $status }
sending-queued = waits for the one before
sending-reply-back = Not sent: here is your reply as it was.
sending-note-back = Not sent: here is your note as it was.
sending-left = What you wrote on case { $number } is being sent.
sending-returned = Case { $number }: not sent, kept as a draft. { $reason }
sending-not-sent = Case { $number }: the server did not confirm that what you wrote was sent. If it is not on the case, it is among your drafts.
sending-wait = Wait until what you sent before has arrived.
send-as-title = Send as …
send-as-keep = Send and keep { $status }
send-as-set = Send and set { $status }
send-as-include = Include internal files of the case …
send-as-include-detail = the customer will see them
include-title = Make which internal files public with this reply?
include-done = Done
include-none = No internal file that was sent by itself is shown here.
case-promised = first answer { $promise }
hint-category = category
hint-redact = take away
hint-requester = requester
case-key-category = Change the category
case-key-requester = Give the case to another requester
case-key-redact = Take a comment, a file or the description away for good
category-title = Category
subcategory-title = Subcategory
category-none = The product has no categories.
requester-title = Requester
requester-none = There is nobody else in this organization.
redact-title = Take away for good
redact-comment = { $comment }  { $author }  { $when }
redact-file = { $name }  { $author }  { $when }
redact-description = Description
redact-none = There is nothing left to take away.
redact-body-description = The description goes from the case and the search; that it was there, and why it went, stays.
redact-body-comment = The comment's text and files go from the case and the search; that it was there, and why it went, stays.
redact-body-file = The file goes from the case; its name, and why it went, stay.
redact-reason = Reason
done-redacted = It is gone.
write-solution-kept = Kept on this machine; ctrl-s saves it with the case.
write-solution-line = Kept until you disconnect; ctrl-s saves it with the case.

## The list of cases: order, copying, taking the next

hint-take-next = take the next
hint-people = people
hint-copy = copy number
cases-sort = Choose the order
cases-take-next = Take the next: the oldest case that nobody works on
cases-people = People
cases-copy-number = Copy the case's number
cases-copy-command = Copy the command that shows the case
cases-sort-title = Order
cases-sort-updated = Last change first
cases-sort-created = Newest first
cases-sort-severity = Worst severity first
cases-sort-oldest = Longest unchanged first
cases-sort-relevance = Best match first
cases-as-of = As fetched before ({ $age }), not yet anew.
list-me = me
cases-taken = Case { $number } is yours.
cases-nothing-to-take = There is no case that nobody works on.
cases-take-raced = Others were faster several times. Try again.
find-complete = Complete the word with what is marked
find-next = Mark the candidate below
find-previous = Mark the candidate above

## The pane beside the list

cases-preview = Show or hide the selected case beside the list
cases-read-down = Read on in the case beside the list
cases-read-up = Read back in the case beside the list
hint-order = order
hint-preview = preview
preview-loading = Fetching …
