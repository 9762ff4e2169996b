# Words of the commands.

## Results

cli-error = caseport: { $message }
cli-interrupted = Interrupted.
cli-query-wrong = The query cannot be read:
cli-hint-sign-in = Sign in with: caseport auth login
cli-hint-connect = Connect again to sign in.
cli-hint-token = CASEPORT_TOKEN is used and not accepted; give another, or unset it.
cli-hint-stale = Look at it again with caseport case view, then repeat the change.
cli-hint-newer = Read it with caseport case view, then send with --last-seen reply-{ $replies }
cli-hint-newer-notes = Read it with caseport case view, then send with --last-seen reply-{ $replies } --last-seen note-{ $notes }
cli-hint-outcome-unknown = It may have arrived all the same; look before you send it again.
cli-draft-kept = Nothing was sent. What you wrote and the files received so far are kept as a draft ({ $draft }), which the screens can send.
cli-draft-perhaps-kept = If it did not, what you wrote and its files are kept as a draft ({ $draft }), which the screens can send.

cli-no-keys = You have no SSH keys here yet. Add one with: caseport key add ~/.ssh/id_ed25519.pub
cli-no-such-key = There is no such key of yours, or several; name it by its fingerprint.
cli-key-none = That is no public key. It is one line, as in ~/.ssh/id_ed25519.pub.
cli-key-no-program = ssh-keygen is not there
cli-key-unproven = The key could not sign that it is yours: { $reason }. With --unproven it waits until you come in with your password while you hold it.
cli-key-added = { $key } signs you in from now on.
cli-key-waits = { $key } waits: it signs you in once you have come in over SSH with your password while you held it.
cli-key-removed = { $key } signs nobody in any more.
key-never = never
key-signs-in = yes
key-waits = not proven yet
column-key = Key
column-signs-in = Signs in
column-last-used = Last used
cli-only-on-a-machine = Signing in and out is done on a machine of your own.
cli-no-files-here = Files of a machine cannot be named here; use - and standard input.
cli-scp-instead = Files of your machine cannot be named here; use - and standard input or output, or run there: { $command }
cli-this-server-only = This is the server you are connected to; no other can be named here.

cli-text-empty = { $field }: it must not be empty
cli-text-too-long = { $field }: it is longer than { $limit } characters
cli-text-not-utf8 = { $field }: it is no text in UTF-8 (byte { $at } is the first wrong one)
cli-too-many-files = At most { $limit } files can be sent at once.
cli-stdin = standard input

cli-ask-email = Email:{" "}
cli-ask-password = Password:{" "}
cli-login-insecure = { $server } would receive your password without encryption. Use https, or --insecure if you know that nobody listens.
cli-login-nobody-to-ask = Nobody can be asked here; use { $option }.
cli-login-no-home = There is no home folder to keep the sign-in in; set CASEPORT_TOKEN instead.
cli-login-not-kept = The sign-in could not be kept, so it was ended: { $detail }
cli-login-file = There is no keyring here, so the sign-in is kept in a private file.
cli-signed-in = Signed in to { $server } as { $name } <{ $email }>.
cli-signed-out = Signed out of { $server }.
cli-token-environment = from CASEPORT_TOKEN
cli-token-keyring = in the system's keyring
cli-token-file = in a private file
cli-token-connection = in this connection
cli-sees-all = all cases of the organization
cli-sees-own = the cases they filed or watch

cli-no-cases = No cases.
cli-no-products = No products.
cli-no-such-product = No such product, or it is not yours; see: caseport product list
cli-more-cases = There are more; use --limit, or narrow the query.
cli-earlier-entries = { $count ->
    [one] { $count } earlier entry; --all shows it
   *[other] { $count } earlier entries; --all shows them
}
cli-case-title = Case { $number }: { $subject }
cli-case-saved = Case { $number } is saved. Status: { $status }.
cli-case-closed = Case { $number } is closed. Status: { $status }.
cli-case-reopened = Case { $number } is open again. Status: { $status }.
cli-case-watched = Case { $number } has a new watcher. Status: { $status }.
cli-case-unwatched = Case { $number } has one watcher less. Status: { $status }.
cli-escalated = Case { $number } is escalated; your reason is { $comment }. Status: { $status }.
cli-commented = Sent { $comment } on case { $number }. Status: { $status }.
cli-file-received = Received: { $file }
cli-first-response = First response: { $promise }.
cli-come-back = Come back to it with: { $command }
cli-escalate-same-day = This case was opened today; the first response may still be within its time.
cli-redacted = The content of { $target } on case { $number } is gone; that it was there stays.

cli-attach-name = Standard input (-) is sent alone and needs --name; a file is sent under its own name.
cli-attach-internal = Only support's files are internal.
cli-no-such-file = The case has no file { $file } that you may see.
cli-several-files = { $count } files have this name; this is the newest ({ $id }).
cli-download-exists = { $file } exists already; use --force to replace it, or --output.
cli-download-terminal = A file is not written to a terminal; use --output FILE, or send it on with | or >.
cli-downloaded = { $file } ({ $size })

cli-maintenance = { $day } { $starts } ({ $zone }), { $minutes } minutes; next: { $next }
cli-told-maintenance = told of maintenance and upgrades
cli-told-incidents = told of incidents
cli-pool = { $taken } of { $total } taken, { $counts }

entry-event = { $at }  { $fact }
entry-reply = { $at }  { $actor } wrote { $comment }
entry-note = { $at }  INTERNAL NOTE by { $actor }, { $comment }
entry-escalation = { $at }  { $actor } escalated the case, { $comment }
entry-file = { $at }  { $actor } added { $file }
entry-file-internal = { $at }  INTERNAL FILE by { $actor }: { $file }
entry-attached = File: { $file }

## Labels

mark-unread = *
column-number = Number
column-unread = New
column-status = Status
column-severity = Severity
column-product = Product
column-subject = Subject
column-last-reply = Last reply
column-name = Name
column-kind = Kind
column-organization = Organization
column-version = Version
heading-promises = First response
heading-categories = Categories
heading-contacts = Contacts
heading-seats = Seats
label-server = Server
label-person = Person
label-organization = Organization
label-role = Role
label-cases = Sees
label-token = Token
label-plan = Plan
label-environment = Environment
label-account-manager = Account manager
label-maintenance = Maintenance
label-current-version = Version
label-upgrade = Next version
label-status = Status
label-severity = Severity
label-priority = Your priority
label-product = Product
label-category = Category
label-requester = Requester
label-filed-by = Filed by
label-assignee = Assignee
label-watchers = Watchers
label-filed = Filed
label-updated = Updated
label-escalated = Escalated
label-promise = First response
label-version = Version
label-description = Description
label-files = Files
label-solution = Solution
label-timeline = Timeline

## Help

help = Support cases in your terminal
help-after =
    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not signed in, 4 not found or not allowed, 5 changed by someone else, 6 server unreachable, 130 interrupted.

    Environment: CASEPORT_SERVER is the server to ask, CASEPORT_TOKEN a token to use instead of signing in. ACCESSIBLE=1 is --linear.
help-auth = Sign in and out
help-auth-login = Sign in and stay so
help-auth-logout = End the session and forget it
help-auth-status = Show who is signed in, and where
help-case = File, read and answer cases
help-case-list = List cases: all that you may see, or those that a query finds
help-case-view = Show a case with its timeline
help-case-file = File a case; prints its number
help-case-reply = Reply; everyone on the case reads it
help-case-note = Write an internal note, which only support reads (staff)
help-case-close = Close a case
help-case-reopen = Open a case again
help-case-escalate = Ask for more attention
help-case-watch = Let somebody of the organization follow a case
help-case-unwatch = Stop somebody from following a case
help-case-assign = Give a case to an agent (staff)
help-case-status = Set a case's status (staff)
help-case-solve = Write a case's solution; sets Pending Closure (staff)
help-case-edit = Change a case's fields
help-case-attach = Put files on a case
help-case-download = Save a file of a case
help-case-redact = Take the description, a comment or a file away for good (staff)
help-product = Look at the products under support
help-product-list = List products
help-product-view = Show a product: versions, maintenance, promises, categories, contacts, seats
help-key = Look after the SSH keys that sign you in
help-key-list = List your keys: which sign in, and when they last did
help-key-add = Add a key; it signs that it is yours, by the agent or its private key, and works at once
help-key-remove = Remove a key; what it signed in ends at once
help-completions = Print completions for a shell
help-man = Print the manual page

help-case-list--query = What to look for, such as: group:open severity:1,2 -product:acme login
help-case-list--limit = Most cases to list
help-case-view--all = Show the whole timeline, not only its newest entries
help-case-attach--files = Files; - is standard input
help-case-attach--name = Name for what comes on standard input
help-case-attach--internal = Make sure that only support reads it; staff only
help-case-assign--assignee = Agent's email, me, or nobody
help-case-edit--requester = Email of another requester of the organization (staff)
help-case-redact--reason = Reason, shown in its place
help-key-add--file = Public key, such as ~/.ssh/id_ed25519.pub; - is standard input, for a key that is proven later
help-key-add--label = What the key is called; its comment, unless said
help-key-add--unproven = Only name it; it signs in once you come in over SSH with your password while you hold it
help-key-remove--key = Fingerprint or name of the key
help-product-view--product = Slug of the product

arg-server = Server to ask [default: CASEPORT_SERVER, the last sign-in's, http://127.0.0.1:8025]
arg-json = Print JSON, as the API writes it
arg-linear = Ask and answer line by line, without screens or colours; for screen readers and dumb terminals
arg-email = Email address
arg-password-stdin = Read the password from standard input
arg-insecure = Sign in without encryption to another machine
arg-number = Case number
arg-product = Slug of the product
arg-subject = One line that says what is wrong
arg-category = Slug of the category
arg-subcategory = Slug of the subcategory
arg-severity = Impact: 1 outage, 2 major, 3 minor, 4 cosmetic
arg-requester = Email of the customer to file for (staff)
arg-description = What happens, what should, and since when
arg-description-file = File with the description; - is standard input
arg-attach = File to send with it; may be repeated
arg-message = The text
arg-message-file = File with the text; - is standard input
arg-no-reopen = Send only; do not open the case again
arg-last-seen = Last comment that you saw, such as reply-3; sends only if there is no newer one
arg-reason = Reason
arg-status = Status: researching, preparing-for-deployment, scheduled-for-deployment, bug-identified, fixed-scheduled-for-upgrade, scoping, pending-closure, pending-your-response, closed
arg-date = Date, such as 2026-01-31
arg-fixed-in = Version that holds the fix
arg-ticket = Reference of the internal ticket
arg-solution = The solution
arg-solution-file = File with the solution; - is standard input
arg-priority = Your priority
arg-if-version = Change only if the case still has this version
arg-file = Name or id of the file
arg-target = The word description, a comment such as reply-3, or the id of a file
arg-output = Where to save it: a file or a folder; - is standard output
arg-force = Replace a file that exists
arg-shell = Shell
