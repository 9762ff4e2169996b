# Words of the desk: plans, hours, organizations, products, notices, the audit.

mail-notice-subject-maintenance = { $product }: { $subject }
mail-notice-subject-incident = Incident, { $product }: { $subject }
mail-notice-until = This notice about { $product } stands until { $until }.
mail-notice-look = To look at it in the portal: { $command }
mail-notice-ask = You are on the notification list of this product, but hold no seat in the portal. To ask for access: { $command }

promise-by = within { $amount }, by { $due } ({ $hours })

region-americas = Americas
region-emea = Europe, Middle East and Africa
region-apac = Asia and Pacific
notice-maintenance = Maintenance
notice-incident = Incident
yes = yes
no = no

column-plan = Plan
column-seats = Seats
column-counts = Counted by
column-organizations = Organizations
column-region = Region
column-zone = Time zone
column-opens = Opens
column-closes = Closes
column-holidays = Holidays
column-when = When
column-who = Who
column-behalf = On behalf of
column-of-what = Of what
label-seat-roles = May hold a seat
label-trial = Trial
label-trial-seats = Seats on the trial
label-has-manager = Account manager
label-hours = Hours
label-products = Products
heading-notices = Notices

cli-no-such-region = There is no such region.
cli-no-window = This product has no maintenance window.
cli-window-now = It is under way.
cli-window-closed = No maintenance window is under way.
cli-window-under-way = A maintenance window is under way: { $window }
cli-category-retired = { $name } (no longer filed under)
cli-contact-saved = Saved { $who }.
cli-contact-removed = { $who } is no longer a contact of the product.
cli-no-such-time = There is no such time.
cli-notice = { $number }. { $kind }: { $subject } (until { $until })
cli-notice-written = Notice { $number } stands on the product's page and goes to { $count ->
    [one] { $count } person
   *[other] { $count } people
}:
cli-notice-preview = Nothing was written. It would go to { $count ->
    [one] { $count } person
   *[other] { $count } people
}:
cli-notice-no-seat = { $who } (no seat: is told how to ask for access)
cli-notice-withdrawn = The notice no longer stands on the product's page.
cli-hint-over-pool = To change it all the same, add --over-pool: everybody keeps their seat, and none is given until enough have left.

help-plan = Look after support plans (staff)
help-plan-list = List plans
help-plan-view = Show a plan: seats, who may hold one, promises
help-plan-create = Add a plan like another (Admins)
help-plan-edit = Change a plan (Admins)
help-region = Look after the hours and holidays of regions (staff)
help-region-list = List regions
help-region-view = Show a region with its holidays
help-region-edit = Change a region's hours and holidays (Admins)
help-organization = Look after customers' organizations (staff)
help-organization-list = List organizations
help-organization-view = Show an organization: plan, region, seats, products
help-organization-create = Add an organization (Admins)
help-organization-edit = Change an organization's name, plan or region (Admins)
help-audit = Look through who did what, when, and on whose behalf (Admins)
help-audit-list = List what happened, the newest first
help-audit-export = Print everything that a query finds, as it comes
help-product-window = Show the maintenance window, test whether it is under way, or print it for a calendar
help-product-create = Add a product (Admins)
help-product-edit = Change what is said of a product (staff)
help-product-category = Look after a product's categories (staff)
help-product-category-list = List all categories, those too that nobody files under any more
help-product-category-add = Add a category
help-product-category-edit = Rename a category, move it, or have nobody file under it any more
help-product-contact = Look after a product's contacts and notification lists (staff)
help-product-contact-set = Make somebody a contact, or say anew who they are and on which lists
help-product-contact-remove = Take somebody off the product and its lists
help-product-notice = Write a notice: it goes to the product's list and stands on its page (staff)
help-product-withdraw = Take a notice off the product's page (staff)

help-plan-create--name = Name of the plan
help-plan-create--like = Plan that it is like, but for what is said here
help-plan-edit--name = Another name
help-region-edit--add-holiday = Day on which all but severity 1 waits; may be repeated
help-region-edit--remove-holiday = Day that is no holiday any more; may be repeated
help-organization-create--name = Name of the organization
help-organization-edit--name = Another name
help-audit-list--query = What to look for, such as: actor:ada@example.com kind:plan-edited since:7d
help-audit-list--limit = Most facts to list
help-audit-export--query = What to look for, such as: subject:organization:acme since:2026-01
help-audit-export--format = How it is written
help-product-window--product = Slug of the product
help-product-window--check = Exit with 1 while a window is under way, and with 0 otherwise
help-product-window--ics = Print the window as an iCalendar file
help-product-create--name = Name of the product
help-product-edit--name = Another name
help-product-category-add--name = Name of the category
help-product-category-add--below = Category that it is below
help-product-category-edit--name = Another name
help-product-category-edit--retire = Nobody files under it any more; cases that were keep it
help-product-category-edit--restore = Cases are filed under it again
help-product-contact-set--name = Full name
help-product-contact-set--title = What they do
help-product-contact-set--maintenance = Tell them of maintenance and upgrades
help-product-contact-set--incidents = Tell them of incidents
help-product-notice--kind = What it is about, and so which list it goes to
help-product-notice--subject = One line that says what happens
help-product-notice--until = Until when it stands, such as 2026-03-09T18:00 in your zone
help-product-notice--preview = Only say who would get it
help-product-withdraw--notice = Number of the notice

arg-plan = Slug of the plan
arg-slug = Name in commands; made from the name unless said
arg-seats = Seats of an organization's pool
arg-counts = What takes a seat: a person on a product, or a person
arg-seat-roles = Account roles that may hold a seat, such as owner,administrator
arg-trial = Whether it is a trial
arg-trial-seats = Whether people may hold seats even though it is a trial
arg-account-manager = Technical account manager, where the plan has one
arg-respond = First answer promised, such as 2=4:business-hours:24x5; may be repeated
arg-over-pool = Even if organizations come to hold more seats than their pool has
arg-region = Region: americas, emea or apac
arg-time-zone = IANA name of the time zone, such as Europe/Berlin
arg-opens = When support opens, such as 09:00
arg-closes = When support closes, such as 17:00
arg-organization = Slug of the organization
arg-kind = Kind of product: community, social, learning or other
arg-environment = Address at which it runs
arg-current-version = Version that runs now
arg-upgrade-version = Version that comes next
arg-upgrade-on = Date on which it comes
arg-window = Weekly maintenance window, such as "sun 02:00 120 Europe/Berlin"
arg-position = Place among its level, from 1

products-save-window = Save the maintenance window for a calendar
products-notice = Write a notice (support)
products-withdraw = Withdraw a notice (support)
products-edit = Edit what is said of the product (support)
products-contacts = Contacts and notification lists (support)
products-category-tree = Categories (support)
products-create = Add a product (Admins)
products-people = People of the organization
hint-contacts = contacts
hint-categories = categories
hint-add-product = add
products-why-remote = Files are saved by a client on your own machine.
products-why-none = No product is selected.
products-why-no-notice = No notice stands on this page.
product-edit-title = What is edited?
product-versions = Versions
product-saved = Saved.
product-added = Added.
product-no-window = No maintenance window
product-empty-means = Left empty, nothing is said of it.
product-versions-mean = What runs now, what comes next, and when, such as 2026-04-14.
product-upgrade-date = Upgrade on
product-window-means = When it starts in that time zone, such as 02:00, and for how long.
product-window-starts = Starts
product-window-minutes = Minutes
product-new-title = New product of { $organization }
product-new-whose = Whose product?
product-new-means = The short name is for commands; without one, it is made of the name.
product-slug = Short name
contact-add = Add a contact
contact-change = Change who they are, or the lists
contact-remove = Take them off
contact-remove-title = Take { $name } off the product?
contact-remove-body = They are told of nothing about it any more.
contact-lists-title = What they are told of
contact-saved = The contact is saved.
contact-removed = They are no contact any more.
category-add = New category
category-add-below = New category below it
category-rename = Rename it
category-move = Move it
category-retire = Nobody files under it any more
category-restore = File under it again
category-is-retired = no longer filed under
category-first = First
category-after = After { $name }
category-saved = Saved.
hint-save-window = save window
hint-notice = notice
hint-withdraw = withdraw
product-now = Now
product-notice-until = until { $until }
product-left = { $count ->
    [0] No seat is left.
    [one] { $count } seat is left.
   *[other] { $count } seats are left.
}
window-saved = Saved { $path }
notice-title = Tell those behind the product
notice-maintenance-means = the list for maintenance and upgrades
notice-incident-means = the list for incidents
notice-subject = What happens
notice-until = Until (your zone)
notice-body = What there is to say
notice-form-means = It goes to the product's list by email and stands on its page until its end. Next you see who gets it.
notice-no-such-time = Write a day and a time such as 2026-03-09 18:00.
notice-goes-to = { $count ->
    [0] Nobody is on this list; it only stands on the page.
    [one] { $count } person gets it:
   *[other] { $count } people get it:
}
notice-more = and { $count } more
notice-send-title = Send this notice?
notice-send = Send it
notice-change = Change it
notice-written = The notice is on its way and stands on the page.
notice-withdraw-title = Which notice is withdrawn?
notice-withdrawn = The notice no longer stands on the page.

keys-desk = The desk
place-organizations = Organizations and their people
desk-people = People of the organization
place-desk = Plans, hours, organizations, audit
desk-plans = Plans
desk-regions = Hours
desk-organizations = Organizations
desk-audit = Audit
desk-next = Turn to the next part
desk-previous = Turn to the part before
desk-edit = Edit it (Admins)
desk-find = Ask the audit something
desk-more = Fetch more
desk-back = Go back
desk-refresh = Fetch it again
hint-desk-next = next part
hint-desk-previous = part before
hint-desk-edit = edit
hint-desk-find = ask
hint-desk-more = more
desk-loading = Fetching…
desk-nothing = There is nothing here.
desk-saved = Saved.
desk-query = Query
desk-find-title = Ask the audit
desk-find-means = Such as actor:ada@example.com kind:plan-edited subject:organization:acme since:7d; nothing shows everything.
desk-plan-means = Seats are counted by user-per-product or user; roles are owner, administrator and member; a first answer is typed as 4:business-hours:24x5.
desk-region-means = A holiday on each line, such as 2026-12-24 Christmas Eve. On holidays all but severity 1 waits.
desk-organization-means = The plan by its name in commands; the region is americas, emea or apac.
desk-wrong = { $field } cannot be read.
desk-over-pool = More seats would be held than the pool has. Everybody would keep their seat, and none would be given until enough have left.
desk-over-pool-title = Over the pool
desk-over-pool-leave = Change something else
desk-over-pool-do = Change it all the same
desk-over-pool-left = Nothing was changed.
desk-over-by = { $name }: { $count } too many
