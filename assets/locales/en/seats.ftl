# Seats, and what support is asked to change about them

## What happened on a case

fact-request-applied = { $actor } did what the case asks for
fact-request-declined = { $actor } declined what the case asks for
fact-request-undone = { $actor } took back what had been done
did-apply-request = did what the case asks for
did-decline-request = declined what the case asks for
did-undo-request = took back what had been done

## What is asked for, as the subject of a case

request-grant-seat = Portal access for { $who }
request-remove-user = { $who } leaves
request-change-seat = What the seat of { $who } sees
request-change-role = Role of { $who }
request-put-contact = Contact { $who }
request-remove-contact = { $who } is no contact any more

request-name = Name
request-full-name = First and last name
request-email = Email
request-title = Title
request-phone = Phone
request-product = Product
request-role = Role
request-sees = Sees
request-shared = Shared mailbox
request-instead-of = In place of
request-hand-over-to = Open cases go to
request-told = Is told of
request-yes = yes
request-all-products = all of the organization's
request-sees-all = all cases of the organization
request-sees-own = the cases they filed or watch
request-owners-follow = nobody; the Owners follow them
request-told-both = maintenance, upgrades and incidents
request-told-maintenance = maintenance and upgrades
request-told-incidents = incidents
request-told-nothing = nothing

request-pending = waits for support
request-applied = done
request-declined = declined
request-decided = { $state } by { $person }, { $date }
request-undo-until = can be taken back until { $date }
label-request = Asks for
label-request-state = Request

## Commands

help-request = Ask support to change seats, people, contacts or lists; support decides
help-request-new-user = Ask for portal access for somebody
help-request-remove-user = Ask to have somebody leave
help-request-change-seat = Ask that somebody sees all cases of the organization, or their own
help-request-role = Ask for another account role for somebody
help-request-contact = Ask to add or change a contact of a product and the lists they are on
help-request-remove-contact = Ask to remove a contact of a product
help-request-apply = Support: do what a case asks for, and note it there
help-request-decline = Support: decline what a case asks for, with words
help-request-undo = Support: take back what was done, within the hour
help-request-new-user--name = First and last name
help-request-new-user--email = Address
help-request-new-user--title = What they do
help-request-new-user--phone = Where they can be called
help-request-new-user--product = Slug of the product that the seat is for; without it, all of the organization's
help-request-new-user--role = owner, administrator or member
help-request-new-user--account-wide = They see all cases of the organization, not only those that they filed or watch
help-request-new-user--shared = A mailbox or distribution list holds the seat
help-request-new-user--instead-of = Who leaves for them, by email
arg-hand-over-to = Who gets the open cases of whoever leaves, by email; without it, the Owners follow them
arg-for-customer = Support: email of the customer to ask for
arg-words = What else there is to say
help-request-remove-user--email = Who leaves
help-request-change-seat--email = Whose seat
help-request-change-seat--product = Slug of the product that the seat is for; without it, the seat on all of the organization's
help-request-change-seat--sees = all or own
help-request-role--email = Whose role
help-request-role--role = owner, administrator or member
help-request-contact--email = Address of the contact
help-request-contact--name = Full name
help-request-contact--title = What they do
help-request-contact--product = Slug of the product
help-request-contact--maintenance = Tell them of maintenance and upgrades
help-request-contact--incidents = Tell them of incidents
help-request-remove-contact--email = Address of the contact
help-request-remove-contact--product = Slug of the product
help-request-apply--number = Number of the case
help-request-apply--role = The role that you confirmed
help-request-apply--instead-of = Who leaves for the newcomer, by email
help-request-decline--number = Number of the case
help-request-decline--words = Why, and who must do what; a reply to the customer
help-request-undo--number = Number of the case
arg-request-product = Slug of the product that the case is about; the first of yours, unless said

help-seat = Look at the seats of your organization
help-seat-list = List who holds the seats, and how many are left

help-person = Look after people: roles, invitations, leaving, locks
help-person-role = Owners and support: give somebody another account role
help-person-staff-role = Admins: give somebody of support another role
help-person-leave = Support: have somebody leave; their open cases are handed over, or told
help-person-invite = Owners and support: send an invitation again
help-person-revoke = Owners and support: take an invitation back
help-person-new-staff = Admins: invite somebody to support
arg-person-email = Their email
arg-account-role = owner, administrator or member
arg-staff-role = agent or admin
help-person-new-staff--name = Full name

cli-seats = { $taken } of { $total } seats of the plan { $plan } are taken, { $counts }
cli-seat-invited = invited, until { $date }
column-role = Role
column-email = Email
column-sees = Sees
column-held = Held
cli-request-done = Case { $number }: done. It can be taken back until { $date } with: caseport request undo { $number }
cli-request-declined = Case { $number }: declined; the customer reads why.
cli-request-undone = Case { $number }: taken back; it waits for a decision again.
cli-left-open = Nobody was given these open cases: { $numbers }
cli-person-left = { $email } has left.
cli-handed-over = Handed over: { $numbers }
cli-role-set = { $email } is { $role } now.
cli-invited = The invitation is on its way to { $email }; its code works until { $date }.
cli-invitation-revoked = The invitation of { $email } works no more.
cli-request-no-product = There is no product that you can file a case for.
cli-seats-full = Taken by: { $holders }
cli-request-name-product = Name the product that the case is about with --case-product, for it is the customer's.

## Decisions on the screen of a case

apply-organization = For { $organization }:
apply-do = Do it
apply-as = Do it, as { $role }
leaver-title = All { $total } seats are taken: who leaves?
decline-title = Decline what the case asks for
decline-body = The customer reads your words as a reply: why, and who must do what.
decline-words = Words
decline-empty = Say why, and who must do what.
undo-request-ask-title = Take back what was done for case { $number }?
undo-request-ask-body = Seats, people and contacts are as they were before, and the request waits for a decision again.
undo-request-ask-do = Take back
done-request-applied = Done, and noted on the case; U takes it back within the hour.
done-request-declined = Declined; the customer reads why.
done-request-undone = Taken back.
case-key-apply = Do what the case asks for
case-key-decline = Decline what the case asks for
case-key-undo-request = Take back what was done
hint-apply = apply
hint-decline = decline
hint-undo-request = undo

## The screen for requests

keys-requests = Asking support for a change
requests-choose = Ask for it
requests-back = Go back
requests-title = Ask support for a change
requests-loading = Loading…
requests-seats = { $organization }: { $taken } of { $total } seats of the plan { $plan } are taken
requests-nothing = There is nobody to pick.
requests-name-and-email = A name and an email address are needed.
requests-who = Who?
requests-seat = Whose seat?
requests-leaver = All seats are taken: who leaves?
requests-widen = shall see all cases of the organization
requests-narrow = shall see their own cases only
requests-new-user = New portal user
requests-new-user-detail = Somebody, or a shared mailbox, gets a seat and an invitation
requests-remove-user = Somebody leaves
requests-remove-user-detail = Their seats are free again; their open cases go to somebody
requests-change-seat = What a seat sees
requests-change-seat-detail = All cases of the organization, or its holder's own
requests-change-role = Account role
requests-change-role-detail = Owner, administrator or member
requests-put-contact = Contact and lists
requests-put-contact-detail = Somebody is told of maintenance, upgrades or incidents of a product
requests-remove-contact = Remove a contact
requests-remove-contact-detail = Somebody is told of nothing about a product any more
new-case-request-title = What you ask support to change
place-requests = Ask support for a change
products-request = Ask support for a change
hint-request = ask for a change

## People

people-role = Change the account role
people-leave = Have them leave
people-invite = Send the invitation again
people-revoke = Take the invitation back
people-request = Ask support for a change
hint-role = role
hint-has-left = leaves
hint-invite = invite again
hint-revoke = revoke
people-invited = invited
people-role-title = What { $name } is from now on
people-leave-title = { $name } leaves: who gets their open cases?
people-revoke-title = Take back the invitation of { $name }?
people-revoke-body = Its code works no more, and its seat is free again.
people-revoke-do = Take back
people-left = They have left.
people-done = Done.
people-lock = Lock: keep them out at once
people-unlock = Unlock: let them in again
people-new-staff = Invite somebody to support
people-others = People of another organization
hint-lock = lock
hint-unlock = unlock
hint-new-staff = invite
hint-others = organization
people-is-locked = locked
people-lock-title = Lock { $name }?
people-lock-body = Everything of theirs ends at once, and no password, key or token signs them in until they are unlocked.
people-lock-do = Lock
people-locked = Locked: nothing signs them in.
people-unlocked = Unlocked: they may sign in again.
people-nobody = nobody
people-nobody-listed = they are listed to be given on
people-nobody-owners = the Owners follow them
people-nobodys-title = Nobody has these open cases now
people-left-handed = They have left; handed over: { $count }.
people-invitation-sent = Invited { $email }; the code works until { $date }.
people-new-staff-body = They get an email with a code by which they come in.
people-new-role = What they may do
people-others-title = Whose people?
people-own-title = This is you
people-own-owner = You would no longer be an Owner. Only another Owner or support makes you one again.
people-own-admin = You would no longer be an Admin. Only another Admin makes you one again.
people-own-leave = You would leave, and come in no more. Only another Admin invites you again.
people-own-stay = Leave it as it is
people-own-do = Do it all the same
people-why-organization = Choose an organization first.
why-no-seat = Without a seat, nothing can be filed or asked for.
people-why-others = Only support looks at other organizations.
people-why-support = Only support does this; ask for it as a change.
people-why-new-user = Only support's own people are invited like this.
people-why-admin = Only an Admin may do this.
people-why-owner = Only Owners and support may do this.
people-why-came = They have come in already.
people-why-self = Nobody locks themselves.
people-why-locked = They are locked already.
people-why-not-locked = They are not locked.
staff-role-agent-means = cases, requests, drafts of articles
staff-role-admin-means = everything, and who is of support
new-case-request-advice = Support does it, or says why not; the Owners of your organization are told. Add what else there is to know.

help-access-grant = Support: give whoever asked a seat and an invitation; a case of theirs says so
help-access-grant--request = Number of the request, as access list shows it
help-access-grant--organization = Slug of the organization that you confirmed
help-access-grant--product = Slug of the product that the seat is for; without it, all of the organization's
help-access-grant--role = The role that you confirmed: owner, administrator or member
help-access-grant--account-wide = They see all cases of the organization, not only those that they filed or watch
help-access-grant--shared = A mailbox or distribution list holds the seat
help-access-grant--instead-of = Who leaves for them, by email

## Strangers who ask for access

keys-access = Strangers who ask for access
access-key-grant = Give them a seat
access-key-decline = Decline, with a reason
access-key-back = Go back
access-key-refresh = Look again
hint-grant = grant
place-access = Who asks for access
access-title = Who asks for access
access-nobody = Nobody waits for access.
access-organization = Organization
access-company = Company
access-username = Username or domain
access-product = Product
access-grant-title = Give them a seat
access-grant-body = The short names of the organization and, where the seat is for one of its products, of the product. They are invited by email.
access-organization-missing = Name the organization.
access-role-title = What they are for their organization
access-granted = Done, and noted on case { $number }; U takes it back within the hour.
access-decline-title = Decline
access-decline-body = Your words are sent to them by email.
access-was-declined = Declined; they are told why.
