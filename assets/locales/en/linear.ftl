# Words of the linear mode, which are read aloud. $brand is the vendor's name as its portal is configured.

## The frame

linear-hello = Caseport, linear mode. Each question waits for a line; b goes back, question mark helps, Ctrl-D leaves.
linear-signed-in = Signed in as { $name }, { $place }. Support by { $brand }.
linear-zone = Times are those of { $zone }.
linear-bye = Good bye.
linear-kept = What you wrote is kept as a draft.
linear-not-kept = What you wrote could not be kept.
linear-retry = Enter or retry tries again, b goes back, q leaves. What you typed is kept.
linear-insecure = { $server } would receive your password without encryption. Use https, or sign in with: caseport auth login --insecure

## Signing in

linear-sign-in = Sign in to { $brand } at { $server }.
linear-email = Email:
linear-password = Password, which is not shown:
linear-password-seen = Password, which this terminal may show:

## Questions

linear-choose = Number, or b to go back:
linear-choose-or = Number, Enter for { $default }, or b to go back:
linear-choose-wrong = Type a number from 1 to { $count }, or b to go back.
linear-pick = Number, words to narrow, n for next, p for previous, or b to go back:
linear-rows = { $from } to { $to } of { $count }.
linear-nothing-fits = Nothing fits. Enter shows all again.
linear-no-more = There are no more.
linear-needed = This is needed. b goes back.
linear-too-long = That is longer than { $limit } characters and was not taken.
linear-line-too-long = That line is too long and was not taken.
linear-yes-no = { $question } Yes or no:
linear-yes-or-no = Type yes or no.
# What counts as yes and as no, in small letters.
linear-yes-words = yes y
linear-no-words = no n
linear-unchanged = Nothing was changed.
linear-which = { $field }?
linear-read-on = { $count } more. Enter reads on, b stops:

## Main menu

linear-menu = Main menu.
linear-menu-find = Find cases
linear-menu-new = New case
linear-menu-products = My products
linear-menu-people = People of my organization
linear-menu-drafts = Drafts
linear-menu-quit = Quit
linear-menu-ask = Number or word:
linear-menu-help = Type the number of a line, its first word, or the number of a case to open it. Enter reads the menu again.
linear-menu-wrong = That is not in the menu. Enter reads it again.

## Lists

linear-row = { $facts }: { $subject } { $last }.
linear-row-severity = severity { $severity }
linear-row-assigned = assigned to { $person }
linear-row-unassigned = assigned to nobody
linear-row-escalated = escalated
linear-row-unread = unread
linear-row-last = Last reply by { $person } { $when }
linear-row-filed = Filed { $when }, no reply yet
linear-list-ask = Number to open, n, p, r, b or question mark:
linear-list-more = n for more.
linear-list-end = End of the list.
linear-list-full = The first { $count } were read. Narrow the list with find.
linear-list-help = Type the number of a line or of a case to open it, n for the next ten, p for the ten before, r to fetch again, b to go back. Enter reads the lines again.
linear-list-wrong = Type a number, n, p, r or b. Question mark helps.
linear-find-hint = Type what to find, such as group:open sign-in. Question mark tells what can be asked for, Enter alone goes back.
linear-find-ask = Find:
linear-find-key = { $key }: { $what }. For example { $example }
linear-found = Cases found by { $query }.
linear-query-wrong = { $message }. It begins at character { $place }: { $part }
linear-query-wrong-end = { $message }. It begins at character { $place }, the end.

## Times

linear-now = just now
linear-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
linear-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
linear-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
linear-on = on { $moment }

## A case

linear-fact = { $label }: { $value }
linear-label-meaning = This means
linear-described = Description by { $person }, { $when }.
linear-reply = Reply { $number } by { $person }, { $when }.
linear-note = Internal note, only support reads this. Note { $number } by { $person }, { $when }.
linear-escalation = Escalation, reply { $number } by { $person }, { $when }.
linear-event = { $fact }, { $when }.
linear-file = File { $name }, { $what }.
linear-file-numbered = File { $number }: { $name }, { $what }.
linear-file-added = { $person } added a file, { $when }. { $file }
linear-file-internal = Internal file, only support sees this. { $person } added it, { $when }. { $file }
linear-earlier = { $count ->
    [one] { $count } earlier entry; all reads everything.
   *[other] { $count } earlier entries; all reads everything.
}
linear-begun-reply = You began a reply { $when }; reply goes on with it.
linear-begun-note = You began an internal note { $when }; note goes on with it.
linear-case-ask = Case { $number }:
linear-case-wrong = That is no command. Question mark tells them.
linear-case-not-allowed = That cannot be done with this case now. Question mark tells what can.
linear-commands = You can type: { $commands }.
linear-command = { $word }, or { $letter }: { $what }.
linear-do-attach = Add a file: attach PATH
linear-do-save = Save a file: save FILE-NUMBER PATH
linear-do-watch = Add or remove watchers: watch EMAIL
linear-do-all = Read the description and everything after it
linear-do-refresh = Fetch it again, and read what is new
linear-do-help = Tell what can be done
linear-do-back = Go back
linear-replied = Your reply is on the case.
linear-noted = Your note is on the case; only support reads it.
linear-done = { $done } Status: { $status }.

## Changing a case

linear-reason = Reason, kept as the draft of a reply until it is sent.
linear-which-priority = Which priority? Now it is { $now }.
linear-which-severity = Which impact? Now it is { $now }.
linear-severity = Severity { $severity }: { $meaning }
linear-which-status = Which status?
linear-which-assignee = Assign to whom?
linear-status-version = Version that holds the fix:
linear-status-date = Date, written as 2026-01-31:
linear-status-date-optional = Date, written as 2026-01-31; Enter when it is the version that the product gets next:
linear-status-ticket = Ticket, which only support sees; Enter for none:
linear-solution-readers = Solution, read by everyone on the case; sets Pending Closure. Until it is saved, it is kept as the draft of an internal note.
linear-solution = Solution:
linear-watch-add = Add somebody
linear-watch-remove = Remove { $person }
linear-path = Path of a file of at most { $limit }; Enter for none:
linear-save-as = Save as; Enter for { $name }:

## Writing

linear-writing-reply = Reply, read by { $readers }.
linear-writing-note = Internal note, only support reads this.
linear-write = Type your text. A dot on a line of its own ends it; a line that begins with a dot is typed with two.
linear-so-far = So far:
linear-full = At most { $limit } characters; this line was not taken.
linear-draft-here = What you type is kept on this machine. Go on.
linear-draft-memory = What you type is kept while this runs. Go on.
linear-kind-case = a case
linear-kind-reply = a reply
linear-kind-note = an internal note
linear-began = You began { $kind } { $when }: { $first }
linear-go-on = Go on
linear-anew = Begin anew; the other stays among your drafts
linear-what-then = What now?
linear-send-reply = Send the reply
linear-send-note = Add the internal note
linear-send-status = Send and set a status
linear-write-on = Write on
linear-write-anew = Write it anew
linear-add-files = Add files
linear-remove-file = Remove a file
linear-keep = Keep it as a draft and go back
linear-discard = Throw it away
linear-received = Received: { $file }
linear-none-received = No file has come yet.
linear-sent = Enter once it was sent, b to go back:
linear-newer = Not sent yet. Somebody wrote while you were writing:
linear-newer-then = Send yours all the same?

## New case

linear-requester = Email of the customer to file it for:
linear-subject = Subject, in one line:
linear-description = Description: what you did, expected and got.
linear-files-limit = Files, such as a screenshot: { $count } at most, { $size } each.
linear-review = This is what will be filed.
linear-change-field = Change an answer
linear-which-field = Which answer?
linear-come-back = Come back to it by typing { $number } in the main menu, or with: caseport case view { $number }

## People

linear-people = { $count ->
    [one] { $count } person.
   *[other] { $count } people.
}
linear-seat = has a seat
linear-no-seat = has no seat

## Requests, codes, notifications

linear-menu-requests = Requests to support: seats, people, contacts
linear-menu-notifications = Notifications by email
linear-sign-in-else = In place of the email, code uses a one-time code, forgot has one sent, access asks support to let you in.
linear-code = Code from the email, or b to go back:
linear-new-password = New password, which is not shown:
linear-new-password-seen = New password, which this terminal may show:
linear-new-password-again = New password again:
linear-forgot = If somebody signs in with this address, a code is on its way to it. Type code to use it.
linear-do-apply = Do what the case asks for
linear-do-undo = Take back what was done
linear-request-field = { $label }:
linear-request-field-optional = { $label }, Enter for none:
linear-request-field-again = { $label }, Enter for { $before }:
linear-request-send = Send this request?
linear-request-again = Nothing was sent. Answer again; Enter keeps what you typed. b goes back.
linear-request-filed = Your request is case { $number }. Support decides on it.
linear-follow = follow
linear-follow-stop = no longer follow
linear-follow-none = You follow no product.
linear-notifications-kept = That is kept.
