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
arg-organization = Support: slug of the organization

help-person = Look after people: roles, invitations, leaving
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
