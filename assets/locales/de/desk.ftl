# Wörter der Verwaltung: Pläne, Zeiten, Firmen, Produkte, Mitteilungen, das Protokoll.

mail-notice-subject-maintenance = { $product }: { $subject }
mail-notice-subject-incident = Störung, { $product }: { $subject }
mail-notice-until = Diese Mitteilung zu { $product } gilt bis { $until }.
mail-notice-look = Im Portal sehen Sie sie mit: { $command }
mail-notice-ask = Sie stehen auf der Benachrichtigungsliste dieses Produkts, haben aber keinen Platz im Portal. Zugang beantragen Sie mit: { $command }

promise-by = innerhalb von { $amount }, bis { $due } ({ $hours })

region-americas = Nord- und Südamerika
region-emea = Europa, Naher Osten und Afrika
region-apac = Asien und Pazifik
notice-maintenance = Wartung
notice-incident = Störung
yes = ja
no = nein

column-plan = Plan
column-seats = Plätze
column-counts = Zählung
column-organizations = Firmen
column-region = Region
column-zone = Zeitzone
column-opens = Öffnet
column-closes = Schließt
column-holidays = Feiertage
column-when = Wann
column-who = Wer
column-behalf = Im Namen von
column-of-what = Betrifft
label-seat-roles = Darf Platz haben
label-trial = Test
label-trial-seats = Plätze im Test
label-has-manager = Kundenbetreuung
label-hours = Zeiten
label-products = Produkte
heading-notices = Mitteilungen

cli-no-such-region = Diese Region gibt es nicht.
cli-no-window = Dieses Produkt hat kein Wartungsfenster.
cli-window-now = Es läuft gerade.
cli-window-closed = Gerade läuft kein Wartungsfenster.
cli-window-under-way = Ein Wartungsfenster läuft: { $window }
cli-category-retired = { $name } (nicht mehr verwendet)
cli-contact-saved = { $who } ist gespeichert.
cli-contact-removed = { $who } ist kein Kontakt des Produkts mehr.
cli-no-such-time = Diese Zeit gibt es nicht.
cli-notice = { $number }. { $kind }: { $subject } (bis { $until })
cli-notice-written = Mitteilung { $number } steht auf der Seite des Produkts und geht an { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}:
cli-notice-preview = Nichts wurde geschrieben. Die Mitteilung ginge an { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}:
cli-notice-no-seat = { $who } (kein Platz: erfährt, wie Zugang zu beantragen ist)
cli-notice-withdrawn = Die Mitteilung steht nicht mehr auf der Seite des Produkts.
cli-hint-over-pool = Um es trotzdem zu ändern, nehmen Sie --over-pool dazu: alle behalten ihren Platz, und neue gibt es erst, wenn genug frei geworden sind.

help-plan = Die Supportpläne pflegen (Support)
help-plan-list = Pläne auflisten
help-plan-view = Einen Plan zeigen: Plätze, wer einen haben darf, Zusagen
help-plan-create = Einen Plan nach dem Vorbild eines anderen hinzufügen (Administratoren)
help-plan-edit = Einen Plan ändern (Administratoren)
help-region = Zeiten und Feiertage der Regionen pflegen (Support)
help-region-list = Regionen auflisten
help-region-view = Eine Region mit ihren Feiertagen zeigen
help-region-edit = Zeiten und Feiertage einer Region ändern (Administratoren)
help-organization = Die Firmen der Kunden pflegen (Support)
help-organization-list = Firmen auflisten
help-organization-view = Eine Firma zeigen: Plan, Region, Plätze, Produkte
help-organization-create = Eine Firma hinzufügen (Administratoren)
help-organization-edit = Name, Plan oder Region einer Firma ändern (Administratoren)
help-audit = Nachsehen, wer wann was in wessen Namen getan hat (Administratoren)
help-audit-list = Auflisten, was geschah, das Neueste zuerst
help-audit-export = Alles ausgeben, was eine Suche findet, so wie es kommt
help-product-window = Das Wartungsfenster zeigen, prüfen, ob es läuft, oder für einen Kalender ausgeben
help-product-create = Ein Produkt hinzufügen (Administratoren)
help-product-edit = Die Angaben zu einem Produkt ändern (Support)
help-product-category = Die Kategorien eines Produkts pflegen (Support)
help-product-category-list = Alle Kategorien auflisten, auch die nicht mehr verwendeten
help-product-category-add = Eine Kategorie hinzufügen
help-product-category-edit = Eine Kategorie umbenennen, verschieben oder nicht mehr verwenden
help-product-contact = Kontakte und Listen eines Produkts pflegen (Support)
help-product-contact-set = Jemanden zum Kontakt machen, oder Angaben und Listen neu festlegen
help-product-contact-remove = Jemanden vom Produkt und seinen Listen nehmen
help-product-notice = Eine Mitteilung schreiben: sie geht an die Liste des Produkts und steht auf seiner Seite (Support)
help-product-withdraw = Eine Mitteilung von der Seite des Produkts nehmen (Support)

help-plan-create--name = Name des Plans
help-plan-create--like = Plan, dem er gleicht, bis auf das hier Genannte
help-plan-edit--name = Ein anderer Name
help-region-edit--add-holiday = Tag, an dem alles außer Auswirkung 1 wartet; kann wiederholt werden
help-region-edit--remove-holiday = Tag, der kein Feiertag mehr ist; kann wiederholt werden
help-organization-create--name = Name der Firma
help-organization-edit--name = Ein anderer Name
help-audit-list--query = Was gesucht wird, etwa: actor:ada@example.com kind:plan-edited since:7d
help-audit-list--limit = Höchste Zahl von Einträgen
help-audit-export--query = Was gesucht wird, etwa: subject:organization:acme since:2026-01
help-audit-export--format = In welchem Format
help-product-window--product = Kurzname des Produkts
help-product-window--check = Mit 1 enden, solange ein Fenster läuft, sonst mit 0
help-product-window--ics = Das Fenster als iCalendar-Datei ausgeben
help-product-create--name = Name des Produkts
help-product-edit--name = Ein anderer Name
help-product-category-add--name = Name der Kategorie
help-product-category-add--below = Kategorie, unter der sie steht
help-product-category-edit--name = Ein anderer Name
help-product-category-edit--retire = Nicht mehr verwenden; Anfragen, die sie haben, behalten sie
help-product-category-edit--restore = Wieder für Anfragen verwenden
help-product-contact-set--name = Vor- und Nachname
help-product-contact-set--title = Aufgabe in der Firma
help-product-contact-set--maintenance = Über Wartung und Upgrades informieren
help-product-contact-set--incidents = Über Störungen informieren
help-product-notice--kind = Worum es geht, und damit, an welche Liste sie geht
help-product-notice--subject = Eine Zeile, die sagt, was geschieht
help-product-notice--until = Bis wann sie gilt, etwa 2026-03-09T18:00 in Ihrer Zeitzone
help-product-notice--preview = Nur zeigen, wer sie bekäme
help-product-withdraw--notice = Nummer der Mitteilung

arg-plan = Kurzname des Plans
arg-slug = Kurzname für Befehle; sonst aus dem Namen gebildet
arg-seats = Plätze im Kontingent einer Firma
arg-counts = Was einen Platz belegt: eine Person je Produkt, oder eine Person
arg-seat-roles = Rollen des Kontos, die einen Platz haben dürfen, etwa owner,administrator
arg-trial = Ob es ein Test ist
arg-trial-seats = Ob es Plätze gibt, obwohl es ein Test ist
arg-account-manager = Technische Kundenbetreuung, wo der Plan sie hat
arg-respond = Zugesagte erste Antwort, etwa 2=4:business-hours:24x5; kann wiederholt werden
arg-over-pool = Auch wenn Firmen dann mehr Plätze belegen, als ihr Kontingent hat
arg-region = Region: americas, emea oder apac
arg-time-zone = IANA-Name der Zeitzone, etwa Europe/Berlin
arg-opens = Wann der Support öffnet, etwa 09:00
arg-closes = Wann der Support schließt, etwa 17:00
arg-organization = Kurzname der Firma
arg-kind = Art des Produkts: community, social, learning oder other
arg-environment = Adresse, unter der es läuft
arg-current-version = Version, die jetzt läuft
arg-upgrade-version = Version, die als nächste kommt
arg-upgrade-on = Datum, an dem sie kommt
arg-window = Wöchentliches Wartungsfenster, etwa "sun 02:00 120 Europe/Berlin"
arg-position = Platz auf ihrer Ebene, ab 1

products-save-window = Das Wartungsfenster für einen Kalender speichern
products-notice = Eine Mitteilung schreiben (Support)
products-withdraw = Eine Mitteilung zurückziehen (Support)
products-edit = Angaben zum Produkt bearbeiten (Support)
products-contacts = Kontakte und Listen (Support)
products-category-tree = Kategorien (Support)
products-create = Ein Produkt hinzufügen (Administratoren)
products-people = Personen der Firma
hint-contacts = Kontakte
hint-categories = Kategorien
hint-add-product = neu
products-why-remote = Dateien speichert ein Client auf dem eigenen Rechner.
products-why-none = Kein Produkt ist ausgewählt.
products-why-no-notice = Auf dieser Seite steht keine Mitteilung.
product-edit-title = Was wird bearbeitet?
product-versions = Versionen
product-saved = Gespeichert.
product-added = Hinzugefügt.
product-no-window = Kein Wartungsfenster
product-empty-means = Leer heißt: keine Angabe.
product-versions-mean = Was läuft, was folgt, und wann, etwa 2026-04-14.
product-upgrade-date = Wechsel am
product-window-means = Wann es in dieser Zeitzone beginnt, etwa 02:00, und wie lange.
product-window-starts = Beginnt
product-window-minutes = Minuten
product-new-title = Neues Produkt von { $organization }
product-new-whose = Wessen Produkt?
product-new-means = Der Kurzname ist für Befehle; ohne ihn entsteht er aus dem Namen.
product-slug = Kurzname
contact-add = Kontakt hinzufügen
contact-change = Angaben oder Listen ändern
contact-remove = Entfernen
contact-remove-title = { $name } vom Produkt entfernen?
contact-remove-body = Mitteilungen zum Produkt gehen nicht mehr an sie.
contact-lists-title = Worüber Mitteilungen kommen
contact-saved = Der Kontakt ist gespeichert.
contact-removed = Der Kontakt ist entfernt.
category-add = Neue Kategorie
category-add-below = Neue Kategorie darunter
category-rename = Umbenennen
category-move = Verschieben
category-retire = Nicht mehr verwenden
category-restore = Wieder verwenden
category-is-retired = nicht mehr verwendet
category-first = An erster Stelle
category-after = Nach { $name }
category-saved = Gespeichert.
hint-save-window = Fenster sichern
hint-notice = Mitteilung
hint-withdraw = zurückziehen
product-now = Jetzt
product-notice-until = bis { $until }
product-left = { $count ->
    [0] Kein Platz ist frei.
    [one] { $count } Platz ist frei.
   *[other] { $count } Plätze sind frei.
}
window-saved = Gesichert als { $path }
notice-title = Die Kontakte des Produkts informieren
notice-maintenance-means = geht an die Liste für Wartung und Upgrades
notice-incident-means = geht an die Liste für Störungen
notice-subject = Was geschieht
notice-until = Bis (Ihre Zeitzone)
notice-body = Was zu sagen ist
notice-form-means = Sie geht per E-Mail an die Liste des Produkts und steht bis zu ihrem Ende auf seiner Seite. Als Nächstes sehen Sie, wer sie bekommt.
notice-no-such-time = Schreiben Sie Tag und Uhrzeit wie 2026-03-09 18:00.
notice-goes-to = { $count ->
    [0] Auf dieser Liste ist niemand; sie steht nur auf der Seite.
    [one] { $count } Person bekommt sie:
   *[other] { $count } Personen bekommen sie:
}
notice-more = und { $count } weitere
notice-send-title = Diese Mitteilung senden?
notice-send = Senden
notice-change = Ändern
notice-written = Die Mitteilung ist unterwegs und steht auf der Seite.
notice-withdraw-title = Welche Mitteilung wird zurückgezogen?
notice-withdrawn = Die Mitteilung steht nicht mehr auf der Seite.

keys-desk = Verwaltung
place-organizations = Zu den Firmen und ihren Personen
desk-people = Personen der Firma
place-desk = Zu Plänen, Zeiten, Firmen und Protokoll
desk-plans = Pläne
desk-regions = Zeiten
desk-organizations = Firmen
desk-audit = Protokoll
desk-next = Nächster Teil
desk-previous = Teil davor
desk-edit = Ändern (Administratoren)
desk-find = Im Protokoll suchen
desk-more = Mehr holen
desk-back = Zurück
desk-refresh = Neu holen
hint-desk-next = nächster Teil
hint-desk-previous = Teil davor
hint-desk-edit = ändern
hint-desk-find = suchen
hint-desk-more = mehr
desk-loading = Wird geholt …
desk-nothing = Hier ist nichts.
desk-saved = Gespeichert.
desk-query = Suche
desk-find-title = Im Protokoll suchen
desk-find-means = Etwa actor:ada@example.com kind:plan-edited subject:organization:acme since:7d; ohne Eingabe wird alles gezeigt.
desk-plan-means = Plätze zählen nach user-per-product oder user; Rollen sind owner, administrator und member; eine erste Antwort tippen Sie wie 4:business-hours:24x5.
desk-region-means = Ein Feiertag je Zeile, etwa 2026-12-24 Heiligabend. An Feiertagen wartet alles außer Auswirkung 1.
desk-organization-means = Der Plan mit seinem Kurznamen; die Region ist americas, emea oder apac.
desk-wrong = „{ $field }“ ist nicht zu lesen.
desk-over-pool = Es wären mehr Plätze belegt, als das Kontingent hat. Alle behielten ihren Platz, und neue gäbe es erst, wenn genug frei geworden sind.
desk-over-pool-title = Über dem Kontingent
desk-over-pool-leave = Etwas anderes ändern
desk-over-pool-do = Trotzdem ändern
desk-over-pool-left = Nichts wurde geändert.
desk-over-by = { $name }: { $count } zu viel
