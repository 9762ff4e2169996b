# Plätze, und was der Support daran ändern soll

## Was an einer Anfrage geschah

fact-request-applied = { $actor } hat den Antrag ausgeführt
fact-request-declined = { $actor } hat den Antrag abgelehnt
fact-request-undone = { $actor } hat die Ausführung des Antrags zurückgenommen
did-apply-request = hat den Antrag ausgeführt
did-decline-request = hat den Antrag abgelehnt
did-undo-request = hat die Ausführung des Antrags zurückgenommen

## Was beantragt wird, als Betreff einer Anfrage

request-grant-seat = Portalzugang für { $who }
request-remove-user = { $who } scheidet aus
request-change-seat = Was der Platz von { $who } sieht
request-change-role = Rolle von { $who }
request-put-contact = Kontakt { $who }
request-remove-contact = { $who } ist kein Kontakt mehr

request-name = Name
request-full-name = Vor- und Nachname
request-email = E-Mail
request-title = Funktion
request-phone = Telefon
request-product = Produkt
request-role = Rolle
request-sees = Sieht
request-shared = Gemeinsames Postfach
request-instead-of = Anstelle von
request-hand-over-to = Offene Anfragen an
request-told = Erfährt von
request-yes = ja
request-all-products = alle der Firma
request-sees-all = alle Anfragen der Firma
request-sees-own = die eigenen und beobachteten Anfragen
request-owners-follow = niemand; die Inhaber beobachten sie
request-told-both = Wartung, Upgrades und Störungen
request-told-maintenance = Wartung und Upgrades
request-told-incidents = Störungen
request-told-nothing = nichts

request-pending = wartet auf den Support
request-applied = ausgeführt
request-declined = abgelehnt
request-decided = { $state } von { $person }, { $date }
request-undo-until = kann bis { $date } zurückgenommen werden
label-request = Beantragt
label-request-state = Antrag

## Befehle

help-request = Den Support bitten, Plätze, Personen, Kontakte oder Listen zu ändern; er entscheidet
help-request-new-user = Für jemanden einen Portalzugang beantragen
help-request-remove-user = Beantragen, dass jemand ausscheidet
help-request-change-seat = Beantragen, dass jemand alle Anfragen der Firma sieht, oder die eigenen
help-request-role = Für jemanden eine andere Rolle im Konto beantragen
help-request-contact = Beantragen, einen Kontakt eines Produkts und seine Listen hinzuzufügen oder zu ändern
help-request-remove-contact = Beantragen, einen Kontakt eines Produkts zu entfernen
help-request-apply = Support: ausführen, was eine Anfrage beantragt, und es dort festhalten
help-request-decline = Support: ablehnen, was eine Anfrage beantragt, mit Begründung
help-request-undo = Support: das Ausgeführte innerhalb einer Stunde zurücknehmen
help-request-new-user--name = Vor- und Nachname
help-request-new-user--email = Adresse
help-request-new-user--title = Funktion der Person
help-request-new-user--phone = Telefonnummer der Person
help-request-new-user--product = Kurzname des Produkts, für das der Platz ist; sonst alle der Firma
help-request-new-user--role = owner, administrator oder member
help-request-new-user--account-wide = Sieht alle Anfragen der Firma, nicht nur die eigenen und beobachteten
help-request-new-user--shared = Den Platz hat ein Postfach oder ein Verteiler
help-request-new-user--instead-of = E-Mail der Person, die dafür ausscheidet
arg-hand-over-to = E-Mail der Person, an die offene Anfragen der ausscheidenden gehen; sonst beobachten die Inhaber sie
arg-for-customer = E-Mail des Kunden, für den beantragt wird (Support)
arg-words = Was es sonst zu sagen gibt
help-request-remove-user--email = E-Mail der Person, die ausscheidet
help-request-change-seat--email = E-Mail der Person, die den Platz hat
help-request-change-seat--product = Kurzname des Produkts, für das der Platz ist; sonst der Platz für alle der Firma
help-request-change-seat--sees = all oder own
help-request-role--email = E-Mail der Person, um deren Rolle es geht
help-request-role--role = owner, administrator oder member
help-request-contact--email = Adresse des Kontakts
help-request-contact--name = Vor- und Nachname
help-request-contact--title = Funktion der Person
help-request-contact--product = Kurzname des Produkts
help-request-contact--maintenance = Erfährt von Wartung und Upgrades
help-request-contact--incidents = Erfährt von Störungen
help-request-remove-contact--email = Adresse des Kontakts
help-request-remove-contact--product = Kurzname des Produkts
help-request-apply--number = Nummer der Anfrage
help-request-apply--role = Die Rolle, die Sie bestätigt haben
help-request-apply--instead-of = E-Mail der Person, die für die neue ausscheidet
help-request-decline--number = Nummer der Anfrage
help-request-decline--words = Warum, und wer was tun muss; eine Antwort an den Kunden
help-request-undo--number = Nummer der Anfrage
arg-request-product = Kurzname des Produkts, um das es in der Anfrage geht; sonst das erste von Ihren

help-seat = Die Plätze Ihrer Firma ansehen
help-seat-list = Auflisten, wer die Plätze hat und wie viele frei sind

help-person = Personen verwalten: Rollen, Einladungen, Ausscheiden, Sperren
help-person-role = Inhaber und Support: jemandem eine andere Rolle im Konto geben
help-person-staff-role = Administratoren: jemandem vom Support eine andere Rolle geben
help-person-leave = Support: jemanden ausscheiden lassen; offene Anfragen werden übergeben oder genannt
help-person-invite = Inhaber und Support: eine Einladung noch einmal senden
help-person-revoke = Inhaber und Support: eine Einladung zurücknehmen
help-person-new-staff = Administratoren: jemanden in den Support einladen
arg-person-email = E-Mail der Person
arg-account-role = owner, administrator oder member
arg-staff-role = agent oder admin
help-person-new-staff--name = Vor- und Nachname

cli-seats = { $taken } von { $total } Plätzen des Plans { $plan } sind vergeben, { $counts }
cli-seat-invited = eingeladen, bis { $date }
column-role = Rolle
column-email = E-Mail
column-sees = Sieht
column-held = Reserviert
cli-request-done = Anfrage { $number }: ausgeführt. Bis { $date } kann es zurückgenommen werden mit: caseport request undo { $number }
cli-request-declined = Anfrage { $number }: abgelehnt; der Kunde liest, warum.
cli-request-undone = Anfrage { $number }: zurückgenommen; sie wartet wieder auf eine Entscheidung.
cli-left-open = Diese offenen Anfragen wurden niemandem übergeben: { $numbers }
cli-person-left = { $email } ist ausgeschieden.
cli-handed-over = Übergeben: { $numbers }
cli-role-set = { $email } hat jetzt die Rolle { $role }.
cli-invited = Die Einladung ist unterwegs an { $email }; ihr Code gilt bis { $date }.
cli-invitation-revoked = Die Einladung von { $email } gilt nicht mehr.
cli-request-no-product = Es gibt kein Produkt, zu dem Sie eine Anfrage stellen können.
cli-seats-full = Vergeben an: { $holders }
cli-request-name-product = Nennen Sie mit --case-product das Produkt, um das es in der Anfrage geht; es ist eines des Kunden.

## Entscheidungen auf dem Bildschirm einer Anfrage

apply-organization = Für { $organization }:
apply-do = Ausführen
apply-as = Ausführen, als { $role }
leaver-title = Alle { $total } Plätze sind vergeben: wer scheidet aus?
decline-title = Den Antrag ablehnen
decline-body = Der Kunde liest Ihren Text als Antwort: warum, und wer was tun muss.
decline-words = Text
decline-empty = Sagen Sie bitte, warum und wer was tun muss.
undo-request-ask-title = Die Ausführung zu Anfrage { $number } zurücknehmen?
undo-request-ask-body = Plätze, Personen und Kontakte sind wieder wie zuvor, und der Antrag wartet wieder auf eine Entscheidung.
undo-request-ask-do = Zurücknehmen
done-request-applied = Ausgeführt und an der Anfrage festgehalten; U nimmt es innerhalb einer Stunde zurück.
done-request-declined = Abgelehnt; der Kunde liest, warum.
done-request-undone = Zurückgenommen.
case-key-apply = Den Antrag ausführen
case-key-decline = Den Antrag ablehnen
case-key-undo-request = Die Ausführung zurücknehmen
hint-apply = ausführen
hint-decline = ablehnen
hint-undo-request = zurücknehmen

## Der Bildschirm für Anträge

keys-requests = Den Support um eine Änderung bitten
requests-choose = Beantragen
requests-back = Zurück
requests-title = Den Support um eine Änderung bitten
requests-loading = Wird geholt …
requests-seats = { $organization }: { $taken } von { $total } Plätzen des Plans { $plan } sind vergeben
requests-nothing = Hier gibt es niemanden zur Auswahl.
requests-name-and-email = Ein Name und eine E-Mail-Adresse werden gebraucht.
requests-who = Wer?
requests-seat = Wessen Platz?
requests-leaver = Alle Plätze sind vergeben: wer scheidet aus?
requests-widen = soll alle Anfragen der Firma sehen
requests-narrow = soll nur die eigenen Anfragen sehen
requests-new-user = Neuer Portalzugang
requests-new-user-detail = Eine Person oder ein gemeinsames Postfach bekommt einen Platz und eine Einladung
requests-remove-user = Jemand scheidet aus
requests-remove-user-detail = Die Plätze werden wieder frei; offene Anfragen werden übergeben
requests-change-seat = Was ein Platz sieht
requests-change-seat-detail = Alle Anfragen der Firma, oder nur eigene
requests-change-role = Rolle im Konto
requests-change-role-detail = Inhaber, Verwalter oder Mitglied
requests-put-contact = Kontakt und Listen
requests-put-contact-detail = Jemand erfährt von Wartung, Upgrades oder Störungen eines Produkts
requests-remove-contact = Einen Kontakt entfernen
requests-remove-contact-detail = Jemand erfährt nichts mehr zu einem Produkt
new-case-request-title = Was der Support ändern soll
place-requests = Den Support um eine Änderung bitten
products-request = Den Support um eine Änderung bitten
hint-request = Antrag stellen

## Personen

people-role = Die Rolle im Konto ändern
people-leave = Ausscheiden lassen
people-invite = Die Einladung noch einmal senden
people-revoke = Die Einladung zurücknehmen
people-request = Den Support um eine Änderung bitten
hint-role = Rolle
hint-has-left = scheidet aus
hint-invite = neu einladen
hint-revoke = zurücknehmen
people-invited = eingeladen
people-role-title = Rolle von { $name } von nun an
people-leave-title = { $name } geht: an wen die offenen Anfragen?
people-revoke-title = Die Einladung von { $name } zurücknehmen?
people-revoke-body = Ihr Code gilt nicht mehr, und ihr Platz ist wieder frei.
people-revoke-do = Zurücknehmen
people-left = Die Person ist ausgeschieden.
people-done = Erledigt.
people-lock = Sperren: sofort aussperren
people-unlock = Entsperren: wieder hereinlassen
people-new-staff = Jemanden in den Support einladen
people-others = Personen einer anderen Firma
hint-lock = sperren
hint-unlock = entsperren
hint-new-staff = einladen
hint-others = Firma
people-is-locked = gesperrt
people-lock-title = { $name } sperren?
people-lock-body = Alles von ihnen endet sofort, und kein Passwort, Schlüssel oder Token meldet sie an, bis sie entsperrt sind.
people-lock-do = Sperren
people-locked = Gesperrt: nichts meldet sie mehr an.
people-unlocked = Entsperrt: sie können sich wieder anmelden.
people-nobody = niemand
people-nobody-listed = sie werden zum Vergeben gezeigt
people-nobody-owners = die Inhaber folgen ihnen
people-nobodys-title = Diese offenen Anfragen hat nun niemand
people-left-handed = Ausgeschieden; übergeben: { $count }.
people-invitation-sent = { $email } ist eingeladen; der Code gilt bis { $date }.
people-new-staff-body = Eine E-Mail mit einem Code, der hereinführt, geht an sie.
people-new-role = Was sie tun dürfen
people-others-title = Wessen Personen?
people-own-title = Das sind Sie
people-own-owner = Sie wären nicht mehr Inhaber. Nur ein anderer Inhaber oder der Support macht Sie wieder dazu.
people-own-admin = Sie wären nicht mehr Administrator. Nur ein anderer Administrator macht Sie wieder dazu.
people-own-leave = Sie würden ausscheiden und kämen nicht mehr herein. Nur ein anderer Administrator lädt Sie wieder ein.
people-own-stay = Lassen, wie es ist
people-own-do = Trotzdem tun
people-why-organization = Wählen Sie zuerst eine Firma.
why-no-seat = Ohne Platz lässt sich nichts einreichen oder erbitten.
people-why-others = Andere Firmen sieht nur der Support.
people-why-support = Das tut nur der Support; bitten Sie ihn darum.
people-why-new-user = So werden nur Personen des Supports eingeladen.
people-why-admin = Das darf nur ein Administrator.
people-why-owner = Das dürfen nur Inhaber und der Support.
people-why-came = Diese Person ist schon hereingekommen.
people-why-self = Niemand sperrt sich selbst.
people-why-locked = Diese Person ist schon gesperrt.
people-why-not-locked = Diese Person ist nicht gesperrt.
staff-role-agent-means = Anfragen, Anträge, Entwürfe von Artikeln
staff-role-admin-means = alles, und wer zum Support gehört
new-case-request-advice = Der Support führt es aus oder sagt, warum nicht; die Inhaber Ihrer Firma erfahren davon. Fügen Sie hinzu, was sonst zu wissen ist.

help-access-grant = Support: der Person, die Zugang beantragt hat, Platz und Einladung geben; eine Anfrage von ihr hält es fest
help-access-grant--request = Nummer des Antrags, wie access list sie zeigt
help-access-grant--organization = Kurzname der Firma, die Sie bestätigt haben
help-access-grant--product = Kurzname des Produkts, für das der Platz ist; sonst alle der Firma
help-access-grant--role = Die Rolle, die Sie bestätigt haben: owner, administrator oder member
help-access-grant--account-wide = Sieht alle Anfragen der Firma, nicht nur die eigenen und beobachteten
help-access-grant--shared = Den Platz hat ein Postfach oder ein Verteiler
help-access-grant--instead-of = E-Mail der Person, die dafür ausscheidet

## Fremde, die Zugang beantragen

keys-access = Fremde, die Zugang beantragen
access-key-grant = Einen Platz geben
access-key-decline = Mit Begründung ablehnen
access-key-back = Zurück
access-key-refresh = Erneut ansehen
hint-grant = gewähren
place-access = Wer Zugang beantragt
access-title = Wer Zugang beantragt
access-nobody = Niemand wartet auf Zugang.
access-organization = Firma
access-company = Firmenname
access-username = Benutzername oder Domain
access-product = Produkt
access-grant-title = Einen Platz geben
access-grant-body = Die Kurznamen der Firma und, wenn der Platz nur für eines ihrer Produkte ist, des Produkts. Die Einladung kommt per E-Mail.
access-organization-missing = Nennen Sie die Firma.
access-role-title = Rolle in der Firma
access-granted = Erledigt und auf der Anfrage { $number } vermerkt; U nimmt es innerhalb einer Stunde zurück.
access-decline-title = Ablehnen
access-decline-body = Ihre Worte werden per E-Mail gesendet.
access-was-declined = Abgelehnt; die Begründung wird mitgeteilt.
