# Words for the models: statuses, severities, promises, what happened, what went wrong.
# $brand is the vendor's name as its portal is configured.

## Statuses

status-researching = { $brand } Researching
status-researching-meaning = Under investigation; see the comments.
status-preparing-for-deployment = Preparing for Deployment
status-preparing-for-deployment-meaning = The fix, task or configuration is being prepared for production.
status-scheduled-for-deployment = Scheduled for Deployment
status-scheduled-for-deployment-meaning = Confirmed for the next maintenance window.
status-bug-identified = Bug Identified
status-bug-identified-meaning = A core product bug with an internal ticket; updates will be less frequent.
status-fixed-scheduled-for-upgrade = Fixed, Scheduled for Upgrade
status-fixed-scheduled-for-upgrade-meaning = Resolved in a later version.
status-scoping = { $brand } is Scoping Request
status-scoping-meaning = Outside the product's abilities; feature requests belong to the ideas link, support does not keep them open.
status-pending-closure = Pending Closure
status-pending-closure-meaning = Resolved or answered; may be commented at any time; closes on the date shown.
status-pending-your-response = Pending Your Response
status-pending-your-response-meaning = Support cannot go on without you or your team; the response clock is paused.
status-closed = Closed
status-closed-meaning = Closed; may be reopened at any time.

status-unassigned = received, not yet picked up
status-closes = closes on { $date }
status-date = on { $date }
status-fixed-in = in version { $version }
status-fixed-in-on = in version { $version }, on { $date }
status-ticket = ticket { $ticket }

group-open = Open
group-action-needed = Action needed
group-closed = Closed

## Severities and priorities

severity-1 = 1 Outage
severity-1-meaning = Production outage, severe degradation, major security incident
severity-2 = 2 Major
severity-2-meaning = A subsystem or primary function fails
severity-3 = 3 Minor
severity-3-meaning = Minor defect, product question, configuration request
severity-4 = 4 Cosmetic
severity-4-meaning = Cosmetic, documentation, portal access requests

priority-low = Low
priority-medium = Medium
priority-high = High

## Promises of a first answer

promise = within { $amount }, { $hours }
promise-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
promise-business-hours = { $count ->
    [one] { $count } business hour
   *[other] { $count } business hours
}
promise-business-days = { $count ->
    [one] { $count } business day
   *[other] { $count } business days
}
hours-24x7 = around the clock, every day
hours-24x5 = around the clock from Monday to Friday
hours-9-to-5 = 9 to 5, Monday to Friday

## People and visibility

side-customer = Customer
side-support = Support
staff-role-agent = Agent
staff-role-admin = Admin
account-role-owner = Owner
account-role-administrator = Administrator
account-role-member = Member
actor-system = The system
nobody = nobody
visibility-public = Public
visibility-internal = Internal
seats-user-per-product = counted per person and product
seats-user = counted per person

product-kind-community = Community
product-kind-social = Social
product-kind-learning = Learning
product-kind-other = Other

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## Ready lists

view-mine = Mine
view-account = All my account's
view-action-needed = Action needed
view-open = Open
view-closed = Closed
view-customer-answered = Needs an answer
view-unassigned = Unassigned
view-assigned-to-me = Assigned to me
view-requests = Requests
view-all = All

## What happened on a case; $actor did it

fact-filed = { $actor } filed the case
fact-filed-for = { $actor } filed the case for { $person }
fact-commented = { $actor } wrote { $comment }
fact-attached = { $actor } added a file
fact-status-set = { $actor } changed the status from { $from } to { $to }
fact-closed = { $actor } closed the case
fact-closed-by-itself = The case closed by itself, as nobody answered
fact-reopened = { $actor } opened the case again
fact-escalated = { $actor } escalated the case; the reason is in { $comment }
fact-severity-set = { $actor } changed the severity from { $from } to { $to }
fact-priority-set = { $actor } changed the priority from { $from } to { $to }
fact-category-set = { $actor } changed the category
fact-assigned = { $actor } assigned the case to { $person }
fact-assigned-nobody = { $actor } assigned the case to nobody
fact-requester-set = { $actor } gave the case from { $from } to { $to }
fact-watcher-added = { $actor } added { $person } as a watcher
fact-watcher-removed = { $actor } removed { $person } as a watcher
fact-solved = { $actor } wrote the solution
fact-ticket-set = { $actor } changed the internal ticket
fact-description-redacted = { $actor } took away the description
fact-comment-redacted = { $actor } took away the content of { $comment }
fact-file-redacted = { $actor } took away the content of a file
fact-file-shared = { $actor } shared a file with the customer
redacted = Taken away on { $date }: { $reason }

## What went wrong

error-case-not-found = No such case, or it is not shared with you; ask your account's owner.
error-unauthenticated = You are not signed in, or no longer.
error-stale-version = Somebody changed it first; nothing was saved.
error-newer-comments = There is a newer comment than the last one you saw; nothing was sent.
error-digest-mismatch = The file changed on its way; nothing was kept of it.
error-named-field = { $field }: { $title }
error-limit = { $title } (limit: { $limit })

error-unreachable = The server at { $server } cannot be reached: { $reason }
unreachable-connect = no connection ({ $detail })
unreachable-tls = no secure connection ({ $detail })
unreachable-lost = the connection was lost
unreachable-silent = it did not answer in time
unreachable-overloaded = it has too much to do at the moment
unreachable-gateway = the gateway before it answered { $status }

error-protocol-status = The server answered { $status } in a way that is not Caseport's; is its address right?
error-protocol-unreadable = The server's answer could not be understood; client and server may be of different versions.
error-protocol-too-large = The server's answer is larger than { $limit } bytes and was not read.
error-protocol-digest = The file that arrived is not the file that was sent; nothing was kept of it.
error-protocol-length = The file that arrived has another length than was announced; nothing was kept of it.

error-file-open = { $name } cannot be read: { $detail }
error-file-kind = { $name } is not a file
error-file-too-large = { $name } is larger than { $limit }, the most that one file may have
error-file-grew = { $name } grew while it was being sent; nothing was kept of it
error-file-shrank = { $name } became shorter or vanished while it was being sent; nothing was kept of it
error-file-write = The file cannot be written: { $detail }

## Problems by their code

problem-invalid-json = the request cannot be read
problem-invalid-field = this is not taken: { $title }
problem-required = this is needed
problem-too-long = this is too long
problem-too-large = this is too large
problem-too-many = these are too many
problem-query-too-broad = the query takes too long; narrow it
problem-invalid-cursor = the list has changed; fetch it again
problem-wrong-credentials = email and password do not fit together
problem-wrong-code = this code is none, or was used, has expired or was taken back
problem-not-found = this does not exist, or it is not shared with you
problem-not-allowed = you may not do this: { $title }
problem-wrong-state = this cannot be done now: { $title }
problem-over-pool = there would be more seats taken than the plan gives
problem-only-staff-lowers-severity = only support lowers the impact
problem-no-seat-left = no seat is left; name who leaves for the newcomer
problem-holds-no-seat = they can hold no seat: { $title }
problem-rate-limited = there were too many attempts; try again later
problem-overloaded = the server has too much to do; try again
problem-cannot-store = the server's disk is full or failed; nothing was changed
problem-timeout = it was not done in time; try again
problem-internal = the server could not do this
