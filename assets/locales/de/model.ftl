# Wörter für die Modelle: Status, Auswirkungen, Zusagen, was geschah, was nicht ging.
# $brand ist der Name des Anbieters, wie sein Portal eingerichtet ist.

## Status

status-researching = { $brand } untersucht
status-researching-meaning = Wird untersucht; siehe die Kommentare.
status-preparing-for-deployment = Bereitstellung in Vorbereitung
status-preparing-for-deployment-meaning = Die Korrektur, Aufgabe oder Einstellung wird für den Betrieb vorbereitet.
status-scheduled-for-deployment = Bereitstellung geplant
status-scheduled-for-deployment-meaning = Für das nächste Wartungsfenster bestätigt.
status-bug-identified = Fehler gefunden
status-bug-identified-meaning = Ein Fehler im Kern des Produkts mit internem Ticket; Neues gibt es seltener.
status-fixed-scheduled-for-upgrade = Behoben, Upgrade geplant
status-fixed-scheduled-for-upgrade-meaning = In einer späteren Version behoben.
status-scoping = { $brand } prüft den Umfang
status-scoping-meaning = Das kann das Produkt nicht; Wünsche gehören zu den Ideen, der Support hält sie nicht offen.
status-pending-closure = Vor dem Schließen
status-pending-closure-meaning = Gelöst oder beantwortet; kann jederzeit kommentiert werden; schließt am genannten Tag.
status-pending-your-response = Wartet auf Ihre Antwort
status-pending-your-response-meaning = Der Support kommt ohne Sie oder Ihr Team nicht weiter; die Antwortzeit ruht.
status-closed = Geschlossen
status-closed-meaning = Geschlossen; kann jederzeit wieder geöffnet werden.

status-unassigned = eingegangen, noch nicht übernommen
status-closes = schließt am { $date }
status-date = am { $date }
status-fixed-in = in Version { $version }
status-fixed-in-on = in Version { $version }, am { $date }
status-ticket = Ticket { $ticket }

group-open = Offen
group-action-needed = Sie sind am Zug
group-closed = Geschlossen

## Auswirkungen und Prioritäten

severity-1 = 1 Ausfall
severity-1-meaning = Ausfall des Betriebs, schwere Beeinträchtigung, großer Sicherheitsvorfall
severity-2 = 2 Schwer
severity-2-meaning = Ein Teilsystem oder eine Hauptfunktion fällt aus
severity-3 = 3 Gering
severity-3-meaning = Kleiner Fehler, Frage zum Produkt, Einstellung
severity-4 = 4 Kosmetisch
severity-4-meaning = Aussehen, Dokumentation, Zugänge zum Portal

priority-low = Niedrig
priority-medium = Mittel
priority-high = Hoch

## Zusagen einer ersten Antwort

promise = innerhalb von { $amount }, { $hours }
promise-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
promise-business-hours = { $count ->
    [one] { $count } Geschäftsstunde
   *[other] { $count } Geschäftsstunden
}
promise-business-days = { $count ->
    [one] { $count } Geschäftstag
   *[other] { $count } Geschäftstagen
}
hours-24x7 = rund um die Uhr, jeden Tag
hours-24x5 = rund um die Uhr von Montag bis Freitag
hours-9-to-5 = 9 bis 17 Uhr, Montag bis Freitag

## Personen und Sichtbarkeit

side-customer = Kunde
side-support = Support
staff-role-agent = Bearbeiter
staff-role-admin = Administrator
account-role-owner = Inhaber
account-role-administrator = Verwalter
account-role-member = Mitglied
actor-system = Das System
nobody = niemand
visibility-public = Öffentlich
visibility-internal = Intern
seats-user-per-product = je Person und Produkt gezählt
seats-user = je Person gezählt

product-kind-community = Community
product-kind-social = Social
product-kind-learning = Lernen
product-kind-other = Anderes

weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag

## Fertige Listen

view-mine = Meine
view-account = Alle der Firma
view-action-needed = Sie sind am Zug
view-open = Offen
view-closed = Geschlossen
view-customer-answered = Antwort fällig
view-unassigned = Nicht zugewiesen
view-assigned-to-me = Mir zugewiesen
view-requests = Anträge
view-all = Alle

## Was an einer Anfrage geschah; $actor tat es

fact-filed = { $actor } hat die Anfrage gestellt
fact-filed-for = { $actor } hat die Anfrage für { $person } gestellt
fact-commented = { $actor } hat { $comment } geschrieben
fact-attached = { $actor } hat eine Datei hinzugefügt
fact-status-set = { $actor } hat den Status von { $from } auf { $to } geändert
fact-closed = { $actor } hat die Anfrage geschlossen
fact-closed-by-itself = Die Anfrage hat sich geschlossen, da niemand geantwortet hat
fact-reopened = { $actor } hat die Anfrage wieder geöffnet
fact-escalated = { $actor } hat die Anfrage eskaliert; der Grund steht in { $comment }
fact-severity-set = { $actor } hat die Auswirkung von { $from } auf { $to } geändert
fact-priority-set = { $actor } hat die Priorität von { $from } auf { $to } geändert
fact-category-set = { $actor } hat die Kategorie geändert
fact-assigned = { $actor } hat die Anfrage { $person } zugewiesen
fact-assigned-nobody = { $actor } hat die Zuweisung aufgehoben
fact-requester-set = { $actor } hat die Anfrage von { $from } an { $to } übergeben
fact-watcher-added = { $actor } hat { $person } als Beobachter hinzugefügt
fact-watcher-removed = { $actor } hat { $person } als Beobachter entfernt
fact-solved = { $actor } hat die Lösung geschrieben
fact-ticket-set = { $actor } hat das interne Ticket geändert
fact-description-redacted = { $actor } hat die Beschreibung entfernt
fact-comment-redacted = { $actor } hat den Inhalt von { $comment } entfernt
fact-file-redacted = { $actor } hat den Inhalt einer Datei entfernt
fact-file-shared = { $actor } hat eine Datei für den Kunden freigegeben
redacted = Am { $date } entfernt: { $reason }

## Was nicht ging

error-case-not-found = Diese Anfrage gibt es nicht, oder sie ist nicht für Sie freigegeben; fragen Sie den Inhaber Ihres Kontos.
error-unauthenticated = Sie sind nicht oder nicht mehr angemeldet.
error-stale-version = Jemand hat es zuerst geändert; nichts wurde gespeichert.
error-newer-comments = Es gibt einen neueren Kommentar als den letzten, den Sie gesehen haben; nichts wurde gesendet.
error-digest-mismatch = Die Datei hat sich unterwegs verändert; nichts davon wurde behalten.
error-named-field = { $field }: { $title }
error-limit = { $title } (Grenze: { $limit })

error-unreachable = Der Server { $server } ist nicht erreichbar: { $reason }
unreachable-connect = keine Verbindung ({ $detail })
unreachable-tls = keine sichere Verbindung ({ $detail })
unreachable-lost = die Verbindung ist abgebrochen
unreachable-silent = er hat nicht rechtzeitig geantwortet
unreachable-overloaded = er hat im Augenblick zu viel zu tun
unreachable-gateway = das Gateway davor hat mit { $status } geantwortet

error-protocol-status = Der Server hat auf eine Art mit { $status } geantwortet, die nicht die von Caseport ist; stimmt seine Adresse?
error-protocol-unreadable = Die Antwort des Servers war nicht zu verstehen; Client und Server haben vielleicht verschiedene Versionen.
error-protocol-too-large = Die Antwort des Servers ist größer als { $limit } Bytes und wurde nicht gelesen.
error-protocol-digest = Die angekommene Datei ist nicht die gesendete; nichts davon wurde behalten.
error-protocol-length = Die angekommene Datei hat eine andere Länge als angekündigt; nichts davon wurde behalten.

error-file-open = { $name } kann nicht gelesen werden: { $detail }
error-file-kind = { $name } ist keine Datei
error-file-too-large = { $name } ist größer als { $limit }, die Grenze für eine Datei
error-file-grew = { $name } ist beim Senden gewachsen; nichts davon wurde behalten
error-file-shrank = { $name } wurde beim Senden kürzer oder ist verschwunden; nichts davon wurde behalten
error-file-write = Die Datei kann nicht geschrieben werden: { $detail }

## Probleme nach ihrem Code

problem-invalid-json = die Anfrage an den Server ist nicht lesbar
problem-invalid-field = das wird nicht angenommen: { $title }
problem-required = das wird gebraucht
problem-too-long = das ist zu lang
problem-too-large = das ist zu groß
problem-too-many = das sind zu viele
problem-query-too-broad = die Suche dauert zu lange; grenzen Sie sie ein
problem-invalid-cursor = die Liste hat sich geändert; holen Sie sie neu
problem-wrong-credentials = E-Mail und Passwort passen nicht zusammen
problem-wrong-code = diesen Code gibt es nicht, oder er wurde benutzt, ist abgelaufen oder zurückgenommen
problem-not-found = das gibt es nicht, oder es ist nicht mit Ihnen geteilt
problem-not-allowed = das dürfen Sie nicht: { $title }
problem-wrong-state = das geht jetzt nicht: { $title }
problem-over-pool = es wären mehr Plätze belegt, als der Plan gibt
problem-only-staff-lowers-severity = nur der Support senkt die Auswirkung
problem-no-seat-left = kein Platz ist frei; nennen Sie, wer für die neue Person geht
problem-holds-no-seat = diese Person kann keinen Platz haben: { $title }
problem-rate-limited = es waren zu viele Versuche; versuchen Sie es später
problem-overloaded = der Server hat zu viel zu tun; versuchen Sie es noch einmal
problem-cannot-store = die Platte des Servers ist voll oder ausgefallen; nichts wurde geändert
problem-timeout = es wurde nicht rechtzeitig fertig; versuchen Sie es noch einmal
problem-internal = der Server konnte das nicht tun
