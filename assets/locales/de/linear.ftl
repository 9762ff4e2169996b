# Wörter des zeilenweisen Modus, der vorgelesen wird. $brand ist der Name des Anbieters, wie sein Portal eingerichtet ist.

## Der Rahmen

linear-hello = Caseport, zeilenweise. Jede Frage wartet auf eine Zeile; b geht zurück, Fragezeichen hilft, Strg-D beendet.
linear-signed-in = Angemeldet als { $name }, { $place }. Support durch { $brand }.
linear-zone = Uhrzeiten sind die von { $zone }.
linear-bye = Auf Wiedersehen.
linear-kept = Was Sie geschrieben haben, ist als Entwurf gesichert.
linear-not-kept = Was Sie geschrieben haben, konnte nicht gesichert werden.
linear-retry = Enter oder retry versucht es noch einmal, b geht zurück, q beendet. Was Sie getippt haben, bleibt.
linear-insecure = { $server } bekäme Ihr Passwort unverschlüsselt. Nehmen Sie https, oder melden Sie sich so an: caseport auth login --insecure

## Anmelden

linear-sign-in = Anmelden bei { $brand } auf { $server }.
linear-email = E-Mail:
linear-password = Passwort, das nicht gezeigt wird:
linear-password-seen = Passwort, das dieses Terminal vielleicht zeigt:

## Fragen

linear-choose = Nummer, oder b für zurück:
linear-choose-or = Nummer, Enter für { $default }, oder b für zurück:
linear-choose-wrong = Tippen Sie eine Nummer von 1 bis { $count }, oder b für zurück.
linear-pick = Nummer, Wörter zum Eingrenzen, n für weiter, p für davor, oder b für zurück:
linear-rows = { $from } bis { $to } von { $count }.
linear-nothing-fits = Nichts passt. Enter zeigt wieder alles.
linear-no-more = Mehr gibt es nicht.
linear-needed = Das wird gebraucht. b geht zurück.
linear-too-long = Das ist länger als { $limit } Zeichen und wurde nicht angenommen.
linear-line-too-long = Diese Zeile ist zu lang und wurde nicht angenommen.
linear-yes-no = { $question } Ja oder nein:
linear-yes-or-no = Tippen Sie ja oder nein.
# Was als Ja und als Nein zählt, in kleinen Buchstaben.
linear-yes-words = ja j yes y
linear-no-words = nein n no
linear-unchanged = Nichts wurde geändert.
linear-which = { $field }?
linear-read-on = Noch { $count }. Enter liest weiter, b hört auf:

## Hauptmenü

linear-menu = Hauptmenü.
linear-menu-find = Anfragen suchen (find)
linear-menu-new = Neue Anfrage (new)
linear-menu-products = Meine Produkte (products)
linear-menu-people = Personen meiner Firma (people)
linear-menu-drafts = Entwürfe (drafts)
linear-menu-quit = Beenden (quit)
linear-menu-ask = Nummer oder Wort:
linear-menu-help = Tippen Sie die Nummer einer Zeile, ihr Wort in Klammern oder die Nummer einer Anfrage, um sie zu öffnen. Enter liest das Menü noch einmal.
linear-menu-wrong = Das steht nicht im Menü. Enter liest es noch einmal.

## Listen

linear-row = { $facts }: { $subject } { $last }.
linear-row-severity = Auswirkung { $severity }
linear-row-assigned = { $person } zugewiesen
linear-row-unassigned = niemandem zugewiesen
linear-row-escalated = eskaliert
linear-row-unread = ungelesen
linear-row-last = Letzte Antwort von { $person } { $when }
linear-row-filed = Gestellt { $when }, noch keine Antwort
linear-list-ask = Nummer zum Öffnen, n, p, r, b oder Fragezeichen:
linear-list-more = n für mehr.
linear-list-end = Ende der Liste.
linear-list-full = Die ersten { $count } wurden gelesen. Grenzen Sie die Liste mit find ein.
linear-list-help = Tippen Sie die Nummer einer Zeile oder einer Anfrage, um sie zu öffnen, n für die nächsten zehn, p für die zehn davor, r zum Neuholen, b für zurück. Enter liest die Zeilen noch einmal.
linear-list-wrong = Tippen Sie eine Nummer, n, p, r oder b. Fragezeichen hilft.
linear-find-hint = Tippen Sie, was Sie suchen, etwa group:open anmeldung. Fragezeichen sagt, wonach man fragen kann, Enter allein geht zurück.
linear-find-ask = Suchen:
linear-find-key = { $key }: { $what }. Zum Beispiel { $example }
linear-found = Anfragen, gefunden mit { $query }.
linear-query-wrong = { $message }. Es beginnt bei Zeichen { $place }: { $part }
linear-query-wrong-end = { $message }. Es beginnt bei Zeichen { $place }, dem Ende.

## Zeiten

linear-now = gerade eben
linear-minutes-ago = { $count ->
    [one] vor { $count } Minute
   *[other] vor { $count } Minuten
}
linear-hours-ago = { $count ->
    [one] vor { $count } Stunde
   *[other] vor { $count } Stunden
}
linear-days-ago = { $count ->
    [one] vor { $count } Tag
   *[other] vor { $count } Tagen
}
linear-on = am { $moment }

## Eine Anfrage

linear-fact = { $label }: { $value }
linear-label-meaning = Das bedeutet
linear-described = Beschreibung von { $person }, { $when }.
linear-reply = Antwort { $number } von { $person }, { $when }.
linear-note = Interne Notiz, nur der Support liest sie. Notiz { $number } von { $person }, { $when }.
linear-escalation = Eskalation, Antwort { $number } von { $person }, { $when }.
linear-event = { $fact }, { $when }.
linear-file = Datei { $name }, { $what }.
linear-file-numbered = Datei { $number }: { $name }, { $what }.
linear-file-added = { $person } hat eine Datei hinzugefügt, { $when }. { $file }
linear-file-internal = Interne Datei, nur der Support sieht sie. { $person } hat sie hinzugefügt, { $when }. { $file }
linear-earlier = { $count ->
    [one] { $count } früherer Eintrag; all liest alles.
   *[other] { $count } frühere Einträge; all liest alles.
}
linear-begun-reply = Sie haben { $when } eine Antwort begonnen; reply setzt sie fort.
linear-begun-note = Sie haben { $when } eine interne Notiz begonnen; note setzt sie fort.
linear-case-ask = Anfrage { $number }:
linear-case-wrong = Das ist kein Befehl. Fragezeichen nennt sie.
linear-case-not-allowed = Das geht mit dieser Anfrage jetzt nicht. Fragezeichen sagt, was geht.
linear-commands = Sie können tippen: { $commands }.
linear-command = { $word } oder { $letter }: { $what }.
linear-do-attach = Eine Datei hinzufügen: attach PFAD
linear-do-save = Eine Datei speichern: save DATEINUMMER PFAD
linear-do-watch = Beobachter hinzufügen oder entfernen: watch E-MAIL
linear-do-all = Die Beschreibung und alles danach lesen
linear-do-refresh = Neu holen und lesen, was neu ist
linear-do-help = Sagen, was möglich ist
linear-do-back = Zurückgehen
linear-replied = Ihre Antwort ist an der Anfrage.
linear-noted = Ihre Notiz ist an der Anfrage; nur der Support liest sie.
linear-done = { $done } Status: { $status }.

## Eine Anfrage ändern

linear-reason = Grund; bis er gesendet ist, ist er als Entwurf einer Antwort gesichert.
linear-which-priority = Welche Priorität? Jetzt ist sie { $now }.
linear-which-severity = Welche Auswirkung? Jetzt ist sie { $now }.
linear-severity = Auswirkung { $severity }: { $meaning }
linear-which-status = Welcher Status?
linear-which-assignee = Wem zuweisen?
linear-status-version = Version mit der Korrektur:
linear-status-date = Datum, geschrieben wie 2026-01-31:
linear-status-date-optional = Datum, geschrieben wie 2026-01-31; Enter, wenn es die nächste Version des Produkts ist:
linear-status-ticket = Ticket, das nur der Support sieht; Enter für keines:
linear-solution-readers = Lösung, die alle an der Anfrage lesen; setzt „Vor dem Schließen“. Bis sie gespeichert ist, ist sie als Entwurf einer internen Notiz gesichert.
linear-solution = Lösung:
linear-watch-add = Jemanden hinzufügen
linear-watch-remove = { $person } entfernen
linear-path = Pfad einer Datei von höchstens { $limit }; Enter für keine:
linear-save-as = Speichern als; Enter für { $name }:

## Schreiben

linear-writing-reply = Antwort, gelesen von { $readers }.
linear-writing-note = Interne Notiz, nur der Support liest sie.
linear-write = Tippen Sie Ihren Text. Ein Punkt allein in einer Zeile beendet ihn; eine Zeile, die mit einem Punkt beginnt, tippen Sie mit zweien.
linear-so-far = Bisher:
linear-full = Höchstens { $limit } Zeichen; diese Zeile wurde nicht angenommen.
linear-draft-here = Was Sie tippen, ist auf diesem Rechner gesichert. Schreiben Sie weiter.
linear-draft-memory = Was Sie tippen, ist gesichert, solange das hier läuft. Schreiben Sie weiter.
linear-kind-case = eine Anfrage
linear-kind-reply = eine Antwort
linear-kind-note = eine interne Notiz
linear-began = Sie haben { $when } { $kind } begonnen: { $first }
linear-go-on = Fortsetzen
linear-anew = Neu beginnen; das andere bleibt bei Ihren Entwürfen
linear-what-then = Was nun?
linear-send-reply = Die Antwort senden
linear-send-note = Die interne Notiz hinzufügen
linear-send-status = Senden und einen Status setzen
linear-write-on = Weiterschreiben
linear-write-anew = Neu schreiben
linear-add-files = Dateien hinzufügen
linear-remove-file = Eine Datei entfernen
linear-keep = Als Entwurf behalten und zurückgehen
linear-discard = Wegwerfen
linear-received = Empfangen: { $file }
linear-none-received = Noch keine Datei ist angekommen.
linear-sent = Enter, sobald sie gesendet ist, b für zurück:
linear-newer = Noch nicht gesendet. Während Sie schrieben, hat jemand geschrieben:
linear-newer-then = Ihres trotzdem senden?

## Neue Anfrage

linear-requester = E-Mail des Kunden, für den sie gestellt wird:
linear-subject = Betreff, in einer Zeile:
linear-description = Beschreibung: was Sie getan, erwartet und bekommen haben.
linear-files-limit = Dateien, etwa ein Bildschirmfoto: höchstens { $count }, je { $size }.
linear-review = Das wird gesendet.
linear-change-field = Eine Antwort ändern
linear-which-field = Welche Antwort?
linear-come-back = Sie finden sie wieder, wenn Sie im Hauptmenü { $number } tippen, oder mit: caseport case view { $number }

## Personen

linear-people = { $count ->
    [one] { $count } Person.
   *[other] { $count } Personen.
}
linear-seat = hat einen Platz
linear-no-seat = hat keinen Platz

## Anträge, Codes, Benachrichtigungen

linear-menu-requests = Anträge an den Support: Plätze, Personen, Kontakte (requests)
linear-menu-notifications = Benachrichtigungen per E-Mail (notifications)
linear-sign-in-else = Anstelle der E-Mail-Adresse: code benutzt einen Einmalcode, forgot lässt einen senden, access bittet den Support um Zugang.
linear-code = Code aus der E-Mail, oder b für zurück:
linear-new-password = Neues Passwort, das nicht gezeigt wird:
linear-new-password-seen = Neues Passwort, das dieses Terminal vielleicht zeigt:
linear-new-password-again = Neues Passwort noch einmal:
linear-forgot = Wenn sich jemand mit dieser Adresse anmeldet, ist ein Code dorthin unterwegs. Mit code benutzen Sie ihn.
linear-do-apply = Tun, worum die Anfrage bittet
linear-do-undo = Zurücknehmen, was getan wurde
linear-request-field = { $label }:
linear-request-field-optional = { $label }, Enter für nichts:
linear-request-field-again = { $label }, Enter für { $before }:
linear-request-send = Diesen Antrag senden?
linear-request-again = Nichts wurde gesendet. Antworten Sie noch einmal; Enter behält, was Sie getippt haben. b geht zurück.
linear-request-filed = Ihr Antrag ist Anfrage { $number }. Der Support entscheidet darüber.
linear-follow = verfolgen
linear-follow-stop = nicht mehr verfolgen
linear-follow-none = Sie verfolgen kein Produkt.
linear-notifications-kept = Das ist gespeichert.
