# Wörter der Bildschirme. $brand ist der Name des Anbieters, wie sein Portal eingerichtet ist.

brand-unknown = Support

## Der Rahmen um jeden Bildschirm

app-title = Caseport · { $brand }
app-connecting = Verbinden mit { $server } …
app-away = Der Server ist nicht erreichbar; neuer Versuch in { $seconds } s. Was Sie tippen, bleibt.
app-help = Die Tasten zeigen, die hier gelten
app-help-typing = Die Tasten zeigen, die hier gelten, beim Tippen
app-quit = Beenden; was Sie getippt haben, bleibt
error-unexpected-answer = Der Server hat etwas anderes geantwortet als gefragt; Client und Server haben vielleicht verschiedene Versionen.

## Fußzeile

hint-assign = zuweisen
hint-attach = Datei dazu
hint-back = zurück
hint-backspace = löschen
hint-cancel = abbrechen
hint-choose = wählen
hint-close = schließen
hint-continue = fortsetzen
hint-delete = löschen
hint-delete-to-end = bis Ende löschen
hint-delete-to-start = bis Anfang löschen
hint-delete-word = Wort löschen
hint-discard = verwerfen
hint-done = fertig
hint-down = ab
hint-drafts = Entwürfe
hint-earlier = früheres
hint-end = Ende
hint-escalate = eskalieren
hint-file = Anfrage stellen
hint-find = suchen
hint-first = Anfang
hint-help = Hilfe
hint-home = Anfang
hint-last = Ende
hint-leave = weg, Text bleibt
hint-leave-draft = weg, Entwurf bleibt
hint-leave-query = zur Ansicht
hint-left = links
hint-new-case = neue Anfrage
hint-newline = neue Zeile
hint-next = weiter
hint-next-view = nächste Ansicht
hint-note = interne Notiz
hint-open = öffnen
hint-page-down = Seite ab
hint-page-up = Seite auf
hint-previous = davor
hint-previous-view = Ansicht davor
hint-priority = Priorität
hint-products = Produkte
hint-quit = beenden
hint-read-down = weiterlesen
hint-read-up = zurücklesen
hint-refresh = neu holen
hint-remove-file = Datei weg
hint-reopen = wieder öffnen
hint-reply = antworten
hint-right = rechts
hint-save = speichern
hint-save-file = Datei sichern
hint-send = senden
hint-severity = Auswirkung
hint-sign-in = anmelden
hint-solve = Lösung
hint-status = Status
hint-undo = rückgängig
hint-up = auf
hint-view = Ansicht
hint-watchers = Beobachter
hint-word-left = Wort links
hint-word-right = Wort rechts

## Hilfe

keys-case = Eine Anfrage lesen
keys-cases = Liste der Anfragen
keys-dialog = Auswählen
keys-drafts = Entwürfe
keys-editing = Text
keys-everywhere = Überall
keys-filed = Nach dem Stellen
keys-form = Ausfüllen
keys-finding = Während Sie eine Suche tippen
keys-help = Hilfe
keys-new-case = Neue Anfrage
keys-picking = Eines von vielen wählen
keys-products = Meine Produkte
keys-query = Wonach gesucht werden kann
keys-sign-in = Anmelden
keys-writing = Schreiben
help-back = Die Hilfe schließen

move-down = Nächste Zeile
move-up = Zeile davor
move-page-down = Eine Seite weiter
move-page-up = Eine Seite zurück
move-first = Erste Zeile
move-last = Letzte Zeile
scroll-down = Eine Zeile weiter
scroll-up = Eine Zeile zurück
scroll-page-down = Eine Seite weiter
scroll-page-up = Eine Seite zurück
scroll-first = Zum Anfang
scroll-last = Zum Ende

edit-left = Ein Zeichen nach links
edit-right = Ein Zeichen nach rechts
edit-up = Eine Zeile hinauf
edit-down = Eine Zeile hinunter
edit-newline = Neue Zeile
edit-word-left = Ein Wort nach links
edit-word-right = Ein Wort nach rechts
edit-home = Anfang der Zeile
edit-end = Ende der Zeile
edit-backspace = Nach links löschen
edit-delete = Nach rechts löschen
edit-delete-word = Das Wort links löschen
edit-delete-to-start = Bis zum Anfang der Zeile löschen
edit-delete-to-end = Bis zum Ende der Zeile löschen
edit-undo = Das letzte Löschen zurücknehmen
field-full = { $field } fasst höchstens { $limit } Zeichen; nicht angenommen. In eine Datei passt mehr.
field-text = Dieser Text

## Dialoge

dialog-choose = Das Markierte nehmen
dialog-leave = Lassen, wie es ist
pick-narrow = tippen grenzt ein
pick-nothing = Nichts passt.
form-leave-again = Was Sie hier geschrieben haben, steht sonst nirgends. Noch einmal Escape wirft es weg.
form-send = Fertig
form-next = Nächstes Feld; vervollständigt einen Pfad
form-next-field = Nächstes Feld
form-previous = Feld davor
ask-leave = Lassen, wie es ist

## Anmelden

sign-in-title = Anmelden bei { $brand }
sign-in-server = auf { $server }
sign-in-email = E-Mail
sign-in-password = Passwort
sign-in-asking = Anmelden …
sign-in-incomplete = Tippen Sie Ihre E-Mail-Adresse und Ihr Passwort.
sign-in-wrong = E-Mail und Passwort passen nicht zusammen. Versuchen Sie es noch einmal.
sign-in-again = Ihre Anmeldung ist beendet. Was Sie getippt haben, bleibt: melden Sie sich neu an, um fortzufahren.
sign-in-not-kept = Sie sind angemeldet, aber die Anmeldung konnte nicht für das nächste Mal gesichert werden: { $reason }
sign-in-enter = Anmelden
sign-in-next = Das andere Feld
sign-in-quit = Beenden

## Liste der Anfragen

cases-open = Die Anfrage öffnen
cases-new = Neue Anfrage
cases-products = Meine Produkte
cases-drafts = Entwürfe: was Sie begonnen haben
cases-find = Anfragen suchen
cases-view-1 = Erste Ansicht
cases-view-2 = Zweite Ansicht
cases-view-3 = Dritte Ansicht
cases-view-4 = Vierte Ansicht
cases-view-5 = Fünfte Ansicht
cases-next-view = Nächste Ansicht
cases-previous-view = Ansicht davor
cases-refresh = Neu holen
cases-leave-query = Zurück zur ersten Ansicht
cases-quit = Beenden
cases-loading = Anfragen werden geholt …
cases-none = Hier gibt es keine Anfragen.
cases-none-fit = Nichts passt. / ändert die Suche, esc führt zurück.
cases-none-file = Hier gibt es keine Anfragen. n stellt eine.
cases-more = Weitere werden geholt …
cases-full = Die ersten { $count } werden gezeigt. / grenzt die Liste ein.
find-go = Suchen
find-leave = Die Liste lassen, wie sie ist
list-number = Nummer
list-status = Status
list-severity = A
list-product = Produkt
list-organization = Firma
list-assignee = Zugewiesen
list-subject = Betreff
list-reply = Zul.
list-last-reply = Letzte Antwort
ago-now = eben
ago-minutes = { $count }m
ago-hours = { $count }h
ago-days = { $count }T
ago-years = { $count }J

query-status = Ein Status; mehrere mit Kommas
query-group = open, action-needed oder closed
query-severity = Auswirkung, 1 bis 4
query-priority = low, medium oder high
query-product = Ein Produkt
query-organization = Eine Firma
query-category = Eine Kategorie oder Unterkategorie
query-assignee = me, nobody oder eine E-Mail-Adresse
query-requester = me oder eine E-Mail-Adresse
query-last = Wer zuletzt schrieb: customer oder support
query-unread = Kommentare, die Sie nicht gesehen haben: yes oder no
query-escalated = Eskaliert: yes oder no
query-request = Ein Antrag an den Support: pending, applied oder declined
query-created = Wann gestellt: ein Tag, ein Monat, eine Spanne oder ein Alter
query-updated = Wann zuletzt geändert
query-sort = updated, created, severity, oldest oder relevance
query-other = Alles andere

## Eine Anfrage

case-loading = Anfrage { $number } wird geholt …
case-promise = Erste Antwort
case-severity = Auswirkung
case-your-priority = Ihre Priorität
case-their-priority = Priorität des Kunden
case-product = Produkt
case-organization = Firma
case-requester = Gestellt von
case-filed-by = { $requester }, eingetragen von { $agent }
case-assignee = Zugewiesen
case-watchers = Beobachter
case-escalated = Eskaliert
case-solution = Lösung
case-description = hat die Anfrage beschrieben
case-begun-reply = Sie haben eine Antwort begonnen: r setzt sie fort.
case-begun-note = Sie haben eine interne Notiz begonnen: i setzt sie fort.
case-begun-solution = Sie haben eine Lösung begonnen: S setzt sie fort. Sie ist nicht gespeichert.
case-key-reply = Antworten: alle an der Anfrage lesen es
case-key-note = Interne Notiz: nur der Support liest sie
case-key-assign = Zuweisen
case-key-status = Den Status setzen
case-key-solve = Die Lösung schreiben
case-key-close = Die Anfrage schließen
case-key-reopen = Die Anfrage wieder öffnen
case-key-attach = Eine Datei hinzufügen
case-key-save-file = Eine Datei speichern
case-key-escalate = Eskalieren: um mehr Aufmerksamkeit bitten
case-key-priority = Die Priorität des Kunden ändern
case-key-severity = Die Auswirkung ändern
case-key-watchers = Beobachter hinzufügen oder entfernen
case-key-people = Personen der Firma
case-key-unfold = Jedes Ereignis in einer Zeile für sich, oder zusammengefasst
hint-unfold = Ereignisse
case-key-earlier = Frühere Einträge holen
case-key-refresh = Neu holen
case-key-back = Zurück zur Liste
thread-earlier = … { $count } frühere Einträge; [ holt sie
thread-file = hat eine Datei hinzugefügt
thread-escalation = hat die Anfrage eskaliert
thread-internal = INTERN · nur der Support liest das · { $author }
thread-new = neu, seit Sie hier waren
transfer = Eine Datei wird übertragen: bisher { $size } …

## Schreiben

write-send = Senden
write-leave = Weg; was Sie getippt haben, bleibt
write-attach = Eine Datei hinzufügen
write-remove-file = Eine Datei entfernen, oder ihr Senden anhalten
write-scroll-up = In der Anfrage zurücklesen
write-scroll-down = In der Anfrage weiterlesen
write-empty = Noch gibt es nichts zu senden.
write-count = { $count } von { $limit } Zeichen
write-replied = Ihre Antwort ist an Anfrage { $number }.
write-noted = Ihre Notiz ist an Anfrage { $number }; nur der Support liest sie.
write-readers = { $requester }{ $watchers ->
    [0] {""}
    [one] , 1 Beobachter
   *[other] , { $watchers } Beobachtern
} und Support
write-readers-customer = Support, { $requester }{ $watchers ->
    [0] {""}
    [one] , 1 Beobachter
   *[other] , { $watchers } Beobachtern
}
write-readers-mine = Support{ $watchers ->
    [0] {""}
    [one] {" "}und 1 Beobachter
   *[other] {" "}und { $watchers } Beobachtern
}
write-title-reply = ANTWORT · gelesen von { $readers }
write-title-note = INTERNE NOTIZ · nur der Support liest sie
write-title-solution = LÖSUNG · gelesen von { $readers }; setzt „Vor dem Schließen“
write-solution-unsaved = Bleibt, solange die Anfrage offen ist; ctrl-s speichert.
newer-title = Ein neuerer Kommentar
newer-body = Während Sie schrieben, hat jemand geschrieben. Der Kommentar steht oben, als neu markiert.
newer-keep-writing = Lesen und weiterschreiben
newer-send = Meines senden, wie es ist
newer-refused = Noch nicht gesendet: ein neuerer Kommentar kam an. Er steht oben; senden Sie noch einmal, wenn Sie ihn gelesen haben.
reopen-title = Ihre Antwort senden
reopen-body = Die Anfrage ist: { $status }. Soll der Support sie wieder ansehen?
reopen-send = Senden und wieder öffnen
reopen-send-only = Nur senden
reopen-keep-writing = Weiterschreiben
drop-solution-title = Die Lösung ist nicht gespeichert
drop-solution-body = Was Sie als Lösung getippt haben, geht verloren, wenn Sie die Anfrage verlassen.
drop-solution-keep = Bleiben
drop-solution-leave = Ohne sie gehen

draft-saving = Wird gesichert …
draft-saved = Entwurf gesichert { $time }
draft-kept-here = Auf diesem Rechner, bis der Server erreichbar ist
draft-kept-line = Noch nicht gesichert; bleibt, bis der Server es nimmt
draft-sending = Wird gesendet …
draft-sending-files = Wird gesendet, sobald Text und Dateien da sind …
draft-forked = Dieser Entwurf wurde auch anderswo geändert; beide Fassungen bleiben, siehe Ihre Entwürfe.
draft-arrived = Was Sie zuvor gesendet haben, war doch angekommen. Was Sie seither getippt haben, bleibt: sehen Sie die Anfrage an, dann senden Sie es oder nicht.
draft-gone = Dieser Entwurf wurde anderswo gesendet oder weggeworfen; was Sie seither getippt haben, bleibt als ein anderer.
draft-not-kept = Was Sie getippt haben, konnte hier nicht gesichert werden: { $reason }
draft-kind-case = Neue Anfrage
draft-kind-reply = Antwort
draft-kind-note = Notiz

files-none = Es gibt keine Datei.
files-too-many = Höchstens { $limit } Dateien.
files-too-large = { $size }, mehr als die { $limit }, die eine Datei haben darf
files-failed = { $name } konnte nicht gesendet werden. alt-r versucht es noch einmal, ctrl-r entfernt sie.
files-remove = Welche Datei entfernen?
files-waiting = wartet
files-received = { $size } empfangen
files-progress = { $bar } { $percent } % von { $size }
attach-title = Eine Datei hinzufügen
attach-internal = Für sich allein ist eine Datei des Supports intern, bis eine Antwort sie enthält.
attach-done = { $name } ist an der Anfrage.
save-pick = Welche Datei speichern?
save-title = Die Datei speichern
save-body = Unter diesem Namen oder in diesem Ordner. Keine andere Datei wird überschrieben.
save-path = Pfad
save-done = Gespeichert als { $path }
save-exists = { $path } gibt es schon; wählen Sie einen anderen Namen.

## Über eine Leitung, auf der das eigene scp Dateien sendet und holt

scp-send-body = Rufen Sie das auf Ihrem Rechner auf, mit dem Pfad Ihrer Datei statt { $example }:
scp-send-example = bildschirm.png
scp-send-form = Die Datei erscheint hier, wenn sie angekommen ist, höchstens { $limit }.
scp-send-case = Die Datei erscheint an der Anfrage, wenn sie angekommen ist, höchstens { $limit }.
scp-send-public = Alle an der Anfrage sehen sie sofort, noch bevor eine Antwort gesendet ist, die Sie gerade schreiben.
scp-fetch-title = { $name } speichern
scp-fetch-body = Rufen Sie das auf Ihrem Rechner auf; eine gleichnamige Datei im dortigen Ordner wird überschrieben:
scp-copy = Den Befehl kopieren
scp-close = Zurück
files-arrived = { $name } ist angekommen.
line-not-saved = Der Server hat nicht angenommen, was Sie zuletzt getippt haben. Eine Minute lang wird er noch gefragt; sehen Sie dann bei Ihren Entwürfen nach.
line-refused = Der Server nimmt nicht an, was Sie zuletzt getippt haben: vielleicht dürfen Sie dort nicht mehr schreiben.
line-article-saved = Der Artikel, an dem Sie schrieben, ist als Fassung gespeichert, die kein Leser sieht.
line-solution-noted = Die Lösung, die Sie nicht gespeichert haben, ist als Notiz bei Ihren Entwürfen.

## Was mit einer Anfrage möglich ist

close-ask-title = Anfrage { $number } schließen?
close-ask-body = Sie kann jederzeit wieder geöffnet werden.
close-ask-do = Schließen
reopen-ask-title = Anfrage { $number } wieder öffnen?
reopen-ask-body = Der Support sieht sie sich wieder an.
reopen-ask-do = Wieder öffnen
escalate-title = Eskalieren
escalate-body = Sagen Sie, was sich geändert hat oder was es Sie kostet. Alle an der Anfrage lesen es.
escalate-same-day = Diese Anfrage wurde heute gestellt. Vielleicht ist der Support nur noch nicht dazu gekommen.
escalate-reason = Grund
escalate-empty = Sagen Sie bitte, warum.
priority-title = Ihre Priorität
severity-title = Auswirkung
severity-none = Sie können die Auswirkung nicht weiter ändern; fragen Sie den Support.
watchers-title = Beobachter
watchers-add = Jemanden hinzufügen …
watchers-remove = enter entfernt sie
watchers-no-address = Adressen des Supports werden nicht gezeigt, daher können sie hier nicht entfernt werden.
watchers-add-title = Einen Beobachter hinzufügen
watchers-add-body = Jemand aus der Firma des Kunden; darf lesen und kommentieren.
watchers-email = E-Mail
assign-title = Zuweisen an
assign-me = Mich
assign-nobody = Niemanden
status-title = Status
status-form-date = Datum (2026-01-31)
status-form-version = Version
status-form-ticket = Ticket
status-form-upgrade = Das Datum darf leer bleiben, wenn es die nächste Version des Produkts ist.
status-form-internal = Nur der Support sieht das Ticket.
status-date-wrong = Schreiben Sie das Datum wie 2026-01-31.
done-closed = Die Anfrage ist geschlossen.
done-reopened = Die Anfrage ist wieder offen.
done-escalated = Die Anfrage ist eskaliert.
done-watcher-added = Der Beobachter ist hinzugefügt.
done-watcher-removed = Der Beobachter ist entfernt.
done-solved = Die Lösung ist gespeichert.
done-assigned = Zugewiesen.
done-changed = Geändert.
conflict-title = Jemand hat diese Anfrage zuerst geändert
conflict-body = Nichts von Ihnen wurde gespeichert. Jetzt ist es so:
conflict-field = { $field }: { $value }
conflict-unknown = Etwas hat sich geändert, das hier nicht gezeigt wird.
conflict-again = Meines trotzdem speichern
conflict-leave = Lassen, wie es jetzt ist
conflict-status = Status
conflict-severity = Auswirkung
conflict-priority = Priorität
conflict-assignee = Zugewiesen
conflict-requester = Gestellt von
conflict-category = Kategorie
conflict-watchers = Beobachter
conflict-solution = Lösung

## Neue Anfrage

new-case-title = Neue Anfrage
new-case-advice = Je mehr wir wissen, desto eher haben Sie eine Antwort: was Sie getan und erwartet haben, was stattdessen geschah, seit wann und für wen. Genaue Fehlermeldungen, Adressen und ein Bildschirmfoto helfen am meisten.
new-case-file = Die Anfrage stellen
new-case-choose = Einen Wert wählen
form-requester = Für (E-Mail)
form-product = Produkt
form-category = Kategorie
form-subcategory = Unterkategorie
form-impact = Auswirkung
form-subject = Betreff
form-description = Beschreibung
form-choose = wählen
form-requester-purpose = der Kunde, für den sie gestellt wird
form-subject-purpose = in einer Zeile
form-description-purpose = was Sie taten, erwarteten, bekamen
form-loading = Die Produkte sind unterwegs …
form-too-long = { $count } Zeichen, mehr als die { $limit }, die es sein dürfen. In eine Datei passt mehr.
form-required = Das wird gebraucht.
continue-title = Sie haben schon eine Anfrage begonnen
continue-body = { $subject } (zuletzt getippt { $when })
continue-do = Sie fortsetzen
continue-new = Eine andere beginnen
filed-title = Anfrage { $number } ist gestellt
filed-promise = Eine erste Antwort haben Sie { $promise }.
filed-files = { $count ->
    [0] Keine Dateien wurden mitgesendet.
    [one] Eine Datei ist angekommen:
   *[other] { $count } Dateien sind angekommen:
}
filed-command = Sie finden sie hier wieder, oder in einer Shell:
filed-open = Die Anfrage öffnen
filed-another = Noch eine Anfrage stellen
filed-back = Dorthin zurück, wo Sie waren

## Entwürfe

drafts-title = Entwürfe: begonnen und nicht gesendet
drafts-loading = Entwürfe werden geholt …
drafts-none = Nichts ist begonnen und nicht gesendet.
drafts-no-subject = (noch nichts getippt)
drafts-continue = Weiterschreiben
drafts-discard = Verwerfen
drafts-refresh = Neu holen
drafts-back = Zurück
discard-title = Diesen Entwurf verwerfen?
discard-keep = Behalten
discard-do = Endgültig verwerfen
discard-done = Der Entwurf ist fort.

## Meine Produkte

products-title = Meine Produkte
products-loading = Produkte werden geholt …
products-none = Kein Produkt ist für Sie freigegeben; fragen Sie den Inhaber Ihres Kontos.
products-next = Nächstes Produkt
products-previous = Produkt davor
products-first = Erstes Produkt
products-last = Letztes Produkt
products-refresh = Neu holen
products-back = Zurück
product-organization = Firma
product-plan = Plan
product-environment = Umgebung
product-version = Version
product-upgrade = Nächste Version
product-upgrade-on = { $version }, am { $date }
product-maintenance = Wartung
product-window = { $weekday } { $from } bis { $until } ({ $zone }), nächstes Mal { $next }
product-manager = Kundenbetreuung
product-promises = Erste Antwort
product-contacts = Kontakte
product-told-both = erfährt von Wartung, Upgrades und Störungen
product-told-maintenance = erfährt von Wartung und Upgrades
product-told-incidents = erfährt von Störungen
product-seats = Plätze
product-pool = { $taken } von { $total } vergeben, { $counts }
product-sees-all = sieht alle Anfragen
product-sees-own = sieht eigene Anfragen
product-categories = Worum es gehen kann

## Die Konfiguration des Clients

config-wrong = { $path }, Zeile { $line }, Spalte { $column }: { $message }
config-theme = Farben namens „{ $name }“ gibt es nicht; es gibt { $names }.
config-recall = Eine Antwort kann höchstens { $limit } Sekunden warten.
config-no-action = Eine Aktion „{ $name }“ gibt es nicht; die Hilfe und assets/keys.md nennen sie.
config-no-key = „{ $keys }“ nennt keine Tasten; schreiben Sie ein Zeichen, oder einen Namen wie <enter>, <c-s> oder <a-enter>.
config-keys-many = Höchstens { $limit } Arten, eine Aktion zu drücken.
config-keys-long = { $name }: „{ $keys }“ ist länger als zwei Tasten.
config-clash = { $name }: „{ $keys }“ verträgt sich nicht mit { $other }.
preference-not-kept = Das gilt, bis Sie beenden; es konnte nicht aufgeschrieben werden: { $reason }
own-editor-none = Hier gibt es keinen Editor; setzen Sie EDITOR.
own-editor-failed = Der Editor war nicht zu benutzen: { $reason }
own-editor-left-text = Der Editor endete mit einem Fehler; was geschrieben wurde, ist in { $path }.
own-editor-left = Der Editor endete mit einem Fehler; der Text ist, wie er war.
own-editor-too-long = Der bearbeitete Text ist zu lang zum Zurücklesen; er liegt in { $path }.

## Überall: alles finden, Einstellungen, Personen

app-palette = Alles finden: was möglich ist, Orte, Anfragen
app-settings = Einstellungen: Sprache, Zeitzone, Farben, Tasten und mehr
app-dates = Zeiten als Tag und Uhrzeit, oder als Alter
app-mouse = Auf die Maus hören, oder sie dem Terminal lassen
hint-palette = alles
hint-settings = Einstellungen
hint-dates = Zeiten
hint-mouse = Maus
hint-change = ändern
hint-usual = übliche Taste
hint-keep = behalten
hint-again = noch einmal
hint-copy-email = E-Mail kopieren
keys-palette = Alles finden
keys-people = Personen
keys-settings = Einstellungen
keys-capturing = Während eine Taste genommen wird
copied = An die Zwischenablage des Terminals, wo es das erlaubt: { $text }
dates-relative = Zeiten stehen als Alter da, etwa 2h.
dates-absolute = Zeiten stehen als Tag und Uhrzeit da.
mouse-on = Die Maus wird gehört; mit gehaltener Umschalttaste markieren Sie Text.
mouse-off = Die Maus bleibt dem Terminal.
place-cases = Zu den Anfragen
place-new-case = Eine neue Anfrage stellen
place-products = Zu meinen Produkten
place-people = Zu den Personen meiner Firma
place-people-support = Zu den Personen des Supports
place-drafts = Zu meinen Entwürfen
place-ssh-keys = Zu meinen SSH-Schlüsseln
place-sign-ins = Dahin, wo ich angemeldet bin, und zu meinem Passwort

## Anmeldungen und das Passwort

sign-ins-title = Wo ich angemeldet bin
sign-ins-explained = Eine Anmeldung dauert dreißig Tage; eine mit SSH-Schlüssel so lange wie ihre Verbindung. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
sign-ins-loading = Die Anmeldungen werden geholt …
sign-ins-here = hier
sign-ins-by-key = SSH-Schlüssel
sign-ins-by-password = Passwort
sign-ins-end = Die gewählte Anmeldung beenden
sign-ins-end-others = Alle Anmeldungen außer dieser beenden
sign-ins-password = Mein Passwort ändern
sign-ins-refresh = Die Anmeldungen neu holen
sign-ins-back = Zurück
sign-ins-end-title = Diese Anmeldung beenden?
sign-ins-end-means = Was sie offen hat, endet sofort; Entwürfe bleiben.
sign-ins-end-others-title = Alle anderen Anmeldungen beenden?
sign-ins-end-others-means = Alles, was anderswo offen ist, endet sofort; Entwürfe bleiben.
sign-ins-end-keep = Behalten
sign-ins-end-do = Beenden
sign-ins-ended = Sie ist beendet.
password-title = Mein Passwort ändern
password-means = Es hat mindestens zehn Zeichen. Jede andere Anmeldung endet.
password-current = Bisher
password-new = Neu
password-again = Noch einmal
password-differs = Die beiden neuen Passwörter sind verschieden.
password-changed = Das Passwort ist geändert; jede andere Anmeldung ist beendet.
settings-sign-ins = Dahin, wo ich angemeldet bin
keys-sign-ins = Wo ich angemeldet bin
hint-sign-ins = Anmeldungen
hint-sign-in-end = beenden
hint-sign-ins-end = andere beenden
hint-password = Passwort

## SSH-Schlüssel

ssh-keys-title = Meine SSH-Schlüssel
ssh-keys-explained = Mit einem von diesen kommen Sie ohne Passwort über SSH herein. Ein nur eingefügter Schlüssel wartet, bis Sie mit Ihrem Passwort hereingekommen sind, während Sie ihn hatten.
ssh-keys-loading = Die Schlüssel werden geholt …
ssh-keys-none = Sie haben hier noch keine SSH-Schlüssel.
ssh-keys-signs-in = meldet an
ssh-keys-unproven = wartet
ssh-keys-never = nie
ssh-keys-add = Einen Schlüssel hinzufügen
ssh-keys-remove = Den gewählten Schlüssel entfernen
ssh-keys-copy = Den Fingerabdruck des Schlüssels kopieren
ssh-keys-refresh = Die Schlüssel neu holen
ssh-keys-back = Zurück
ssh-keys-add-title = Einen SSH-Schlüssel hinzufügen
ssh-keys-paste = Fügen Sie den öffentlichen Schlüssel ein: die eine Zeile einer Datei wie ~/.ssh/id_ed25519.pub.
ssh-keys-path = Tippen Sie, wo der öffentliche Schlüssel ist, etwa ~/.ssh/id_ed25519.pub, oder fügen Sie seine eine Zeile ein. Ein Schlüssel, den Ihr Agent hat oder der keine Passphrase hat, gilt sofort.
ssh-keys-key = Schlüssel
ssh-keys-label = Name
ssh-keys-needed = Ein Schlüssel wird gebraucht.
ssh-keys-added = Der Schlüssel meldet Sie von nun an an.
ssh-keys-waits = Der Schlüssel wartet: kommen Sie einmal über SSH mit Ihrem Passwort herein, während Sie ihn haben.
ssh-keys-removed = Der Schlüssel meldet niemanden mehr an.
ssh-keys-remove-title = Diesen Schlüssel entfernen?
ssh-keys-remove-means = Was er geöffnet hat, endet sofort.
ssh-keys-remove-keep = Behalten
ssh-keys-remove-do = Entfernen
settings-ssh-keys = Zu meinen SSH-Schlüsseln
keys-ssh-keys = Meine SSH-Schlüssel
hint-ssh-keys = SSH-Schlüssel
hint-ssh-key-add = dazu
hint-ssh-key-remove = entfernen
hint-ssh-key-copy = Abdruck kopieren
palette-title = Alles finden
palette-type = tippen Sie, was Sie tun wollen, Wörter einer Anfrage oder ihre Nummer
palette-number = Anfrage { $number } öffnen
palette-choose = Ausführen
palette-leave = Schließen
people-title = Personen meiner Firma
people-title-of = Personen von { $organization }
people-title-support = Personen des Supports
people-loading = Personen werden geholt …
people-none = Hier ist niemand.
people-pool = Plätze: { $left } frei, { $taken } von { $total } vergeben, { $counts }
people-seat = Platz
people-copy = Die E-Mail-Adresse kopieren
people-refresh = Neu holen
people-back = Zurück
settings-title = Einstellungen
settings-place = Steht in { $path }
settings-line = Sprache, Zeitzone und Farben bleiben; das andere gilt, bis Sie die Verbindung trennen.
settings-change = Ändern
settings-usual = Zurück zu den üblichen Tasten
settings-back = Zurück
settings-theme = Farben
settings-dates = Zeiten
settings-mouse = Maus
settings-dates-relative = als Alter, etwa 2h
settings-dates-absolute = als Tag und Uhrzeit
settings-mouse-on = gehört; Umschalt markiert Text
settings-mouse-off = dem Terminal gelassen
settings-recall = Antwort zurücknehmen
settings-recall-value = { $seconds ->
    [0] nein: sie wird sofort gesendet
   *[other] { $seconds } s lang, bevor sie gesendet wird
}
settings-press = Drücken Sie die Tasten, enter behält sie: { $keys } · { $name }
settings-clash = „{ $keys }“ bedeutet schon „{ $other }“.
settings-kept = Behalten.
capture-keep = Diese Tasten behalten
capture-again = Noch einmal beginnen
capture-leave = Lassen, wie es war
theme-dark = dark: für dunklen Hintergrund
theme-light = light: für hellen Hintergrund
theme-high-contrast = high-contrast: stärkste Unterschiede
theme-plain = plain: keine Farben

## Ereignisse, in eine Zeile gefasst, jedes nach dem Namen dessen, der es tat

fold-more = +{ $count }
did-file = hat sie gestellt
did-file-for = hat sie für { $person } gestellt
did-comment = hat { $comment } geschrieben
did-attach = hat eine Datei hinzugefügt
did-set-status = setzte { $from } → { $to }
did-close = hat sie geschlossen
did-reopen = hat sie wieder geöffnet
did-escalate = hat sie in { $comment } eskaliert
did-set-severity = setzte die Auswirkung { $from } → { $to }
did-set-priority = setzte die Priorität { $from } → { $to }
did-set-category = hat die Kategorie geändert
did-take = hat sie übernommen
did-assign = hat sie { $person } zugewiesen
did-assign-nobody = hat die Zuweisung aufgehoben
did-set-requester = hat sie { $person } übergeben
did-add-watcher = hat { $person } als Beobachter hinzugefügt
did-remove-watcher = hat { $person } als Beobachter entfernt
did-solve = hat die Lösung geschrieben
did-set-ticket = hat das interne Ticket geändert
did-redact-description = hat die Beschreibung entfernt
did-redact-comment = hat den Inhalt von { $comment } entfernt
did-redact-file = hat den Inhalt einer Datei entfernt
did-share-file = hat eine Datei für den Kunden freigegeben

## Dateien: wählen, senden, ansehen

keys-picker = Dateien wählen
hint-mark = markieren
hint-take-marked = Markierte nehmen
hint-folder-above = Ordner darüber
hint-complete = ergänzen
hint-sort = nach Name oder Alter
picker-choose = In den Ordner gehen, oder die Datei nehmen
picker-mark = Die Datei markieren, um mehrere zu nehmen
picker-done = Die markierten Dateien nehmen
picker-above = In den Ordner darüber, solange nichts getippt ist
picker-complete = Den Pfad vervollständigen
picker-sort = Neueste zuerst, oder nach Namen
picker-type = tippen grenzt ein, oder ein Pfad; ziehen Sie eine Datei herein
picker-loading = Es wird nachgesehen …
picker-unreadable = Dieser Ordner ist nicht zu lesen: { $reason }
picker-no-such-file = Eine solche Datei gibt es nicht.
picker-no-folders = Ein Ordner kann nicht hinzugefügt werden; wählen Sie die Dateien darin.
picker-too-large = zu groß{" "}
picker-marked = { $count } markiert, { $size }
picker-by-age = neueste zuerst
picker-by-name = nach Namen
picker-count = { $count } hier
picker-left-out = { $count } nicht gezeigt
attach-one = Höchstens { $limit }.
attach-many = { $count ->
    [0] Mehr Dateien können nicht dazu.
    [one] Noch eine Datei, höchstens { $limit }.
   *[other] Bis zu { $count } Dateien, je { $limit }.
}
files-lost = Verbindung verloren; wird neu gesendet, wenn der Server da ist, oder mit alt-r
form-files-none = ctrl-f fügt Dateien hinzu: höchstens { $limit }, je { $size }
form-files = { $count } von { $limit } Dateien, { $bytes }
form-files-limit = { $count } von { $limit } Dateien, { $bytes }; je { $size }
paste-title = { $name } hinzufügen?
paste-title-many = { $count } Dateien hinzufügen?
paste-more = und { $count } weitere
paste-add = { $count ->
    [one] Die Datei hinzufügen
   *[other] Die Dateien hinzufügen
}
paste-keep = Den Text behalten
write-retry-files = Die nicht gesendeten Dateien noch einmal senden
hint-retry-files = Dateien erneut
new-case-own-editor = Die Beschreibung im eigenen Editor bearbeiten
hint-own-editor = eigener Editor
filed-copy-number = Die Nummer kopieren
filed-copy-command = Den Befehl zum Wiederfinden kopieren
hint-copy-number = Nummer kopieren
hint-copy-command = Befehl kopieren
keys-file = Eine Datei ansehen
keys-file-finding = Während Sie eine Suche in einer Datei tippen
hint-numbers = Nummern
hint-wrap = umbrechen
hint-next-match = nächster Treffer
hint-previous-match = Treffer davor
file-do-look = Ansehen
file-do-save = Speichern
file-back = Zurück zur Anfrage
file-save = Die Datei speichern
file-find = Im Text suchen
file-next-match = Nächster Treffer
file-previous-match = Treffer davor
file-wrap = Lange Zeilen umbrechen oder abschneiden
file-numbers = Die Nummern der Zeilen zeigen oder verbergen
file-left = Nach links, solange Zeilen abgeschnitten sind
file-right = Nach rechts, solange Zeilen abgeschnitten sind
file-again = Neu holen
file-find-go = Suchen
file-find-leave = Lassen
file-fetching = Wird geholt … { $sent } von { $size }; esc bricht ab
file-find-label = Suchen:{" "}
file-lines = Zeile { $line } von { $count }
file-lines-cut = die ersten { $shown } von { $size }
file-picture = { $width } × { $height } Pixel
file-matches = { $at } von { $count } Treffern
file-no-match = „{ $text }“ steht nicht darin
file-other = Das ist weder ein Bild noch ein Text, der sich hier zeigen ließe. s speichert sie.
file-too-large = Dieses Bild hat { $size }, mehr als die { $limit }, die zum Ansehen geholt werden. s speichert es.
file-huge = Dieses Bild gibt { $width } × { $height } Pixel an, zu viele, um es hier zu zeichnen. s speichert es.
file-damaged = Diese Datei ist beschädigt, oder nicht das, was sie sein soll. s speichert sie, wie sie ist.
file-no-colours = Ohne Farben lässt sich ein Bild nicht zeichnen. s speichert es, oder wählen Sie mit , andere Farben.
new-case-advice-short = Je mehr wir wissen, desto eher die Antwort: was Sie taten und bekamen, seit wann, genaue Fehler, ein Bild.

## Senden: wie, und zurücknehmen

hint-send-as = senden als
hint-send-asking = Rückfrage
hint-send-now = jetzt senden
hint-take-back = zurücknehmen
case-key-take-back = Zurücknehmen, was eben gesendet wurde
case-key-send-now = Jetzt senden, ohne zu warten
case-key-copy-number = Die Nummer der Anfrage kopieren
case-key-copy-command = Den Befehl kopieren, der die Anfrage zeigt
case-as-of = Stand { $when }; wird neu geholt …
write-send-as = Senden als …: mit einem Status, mit internen Dateien
write-send-asking = Senden und „Wartet auf Ihre Antwort“ setzen
write-own-editor = Im eigenen Editor schreiben
write-too-long = { $count } Zeichen sind mehr als die { $limit }, die passen. Kürzen Sie; verloren geht dabei nichts.
write-then = dann { $status }
write-then-stays = bleibt { $status }
write-then-open = dann wieder offen
write-then-asks = fragt, ob wieder geöffnet wird
write-included = { $name }  { $size }  bisher intern, mit dieser Antwort öffentlich
sending-reply = Ihre Antwort geht in { $seconds } s ab · { $back } nimmt sie zurück · { $now } sendet sie jetzt
sending-note = Ihre interne Notiz geht in { $seconds } s ab · { $back } nimmt sie zurück · { $now } sendet sie jetzt
sending-reply-now = ANTWORT · { $status }
sending-note-now = INTERNE NOTIZ · { $status }
sending-queued = wartet auf das davor
sending-reply-back = Nicht gesendet: hier ist Ihre Antwort, wie sie war.
sending-note-back = Nicht gesendet: hier ist Ihre Notiz, wie sie war.
sending-left = Was Sie an Anfrage { $number } geschrieben haben, wird gesendet.
sending-returned = Anfrage { $number }: nicht gesendet, als Entwurf gesichert. { $reason }
sending-not-sent = Anfrage { $number }: der Server hat nicht bestätigt, dass Ihr Text gesendet ist. Steht er nicht an der Anfrage, ist er bei Ihren Entwürfen.
sending-wait = Warten Sie, bis angekommen ist, was Sie zuvor gesendet haben.
send-as-title = Senden als …
send-as-keep = Senden, { $status } bleibt
send-as-set = Senden und { $status } setzen
send-as-include = Interne Dateien der Anfrage beilegen …
send-as-include-detail = der Kunde sieht sie dann
include-title = Welche internen Dateien werden mit dieser Antwort öffentlich?
include-done = Fertig
include-none = Hier ist keine interne Datei, die für sich gesendet wurde.
case-promised = erste Antwort { $promise }
hint-category = Kategorie
hint-redact = entfernen
hint-requester = Person
case-key-category = Die Kategorie ändern
case-key-requester = Die Anfrage einer anderen Person geben
case-key-redact = Kommentar, Datei oder Beschreibung endgültig entfernen
category-title = Kategorie
subcategory-title = Unterkategorie
category-none = Das Produkt hat keine Kategorien.
requester-title = Gestellt von
requester-none = In dieser Firma gibt es niemand anderen.
redact-title = Endgültig entfernen
redact-comment = { $comment }  { $author }  { $when }
redact-file = { $name }  { $author }  { $when }
redact-description = Beschreibung
redact-none = Es ist nichts mehr da, was sich entfernen ließe.
redact-body-description = Die Beschreibung verschwindet aus der Anfrage und der Suche; dass sie da war und warum sie ging, bleibt.
redact-body-comment = Text und Dateien des Kommentars verschwinden aus der Anfrage und der Suche; dass er da war und warum er ging, bleibt.
redact-body-file = Die Datei verschwindet aus der Anfrage; ihr Name und warum sie ging, bleiben.
redact-reason = Grund
done-redacted = Es ist fort.
write-solution-kept = Auf diesem Rechner gesichert; ctrl-s speichert sie an der Anfrage.
write-solution-line = Bleibt, bis Sie die Verbindung trennen; ctrl-s speichert sie an der Anfrage.

## Die Liste der Anfragen: Ordnung, Kopieren, die nächste nehmen

hint-take-next = nächste nehmen
hint-people = Personen
hint-copy = Nummer kopieren
cases-sort = Die Ordnung wählen
cases-take-next = Die nächste nehmen: die älteste, an der niemand arbeitet
cases-people = Personen
cases-copy-number = Die Nummer der Anfrage kopieren
cases-copy-command = Den Befehl kopieren, der die Anfrage zeigt
cases-sort-title = Ordnung
cases-sort-updated = Letzte Änderung zuerst
cases-sort-created = Neueste zuerst
cases-sort-severity = Schwerste zuerst
cases-sort-oldest = Am längsten unverändert zuerst
cases-sort-relevance = Beste Treffer zuerst
cases-as-of = Wie zuvor geholt ({ $age }), noch nicht neu.
list-me = ich
cases-taken = Anfrage { $number } gehört Ihnen.
cases-nothing-to-take = Es gibt keine Anfrage, an der niemand arbeitet.
cases-take-raced = Andere waren mehrmals schneller. Versuchen Sie es noch einmal.
find-complete = Das Wort mit dem Markierten ergänzen
find-next = Den Vorschlag darunter markieren
find-previous = Den Vorschlag darüber markieren

## Der Bereich neben der Liste

cases-preview = Die gewählte Anfrage neben der Liste zeigen oder verbergen
cases-read-down = In der Anfrage neben der Liste weiterlesen
cases-read-up = In der Anfrage neben der Liste zurücklesen
hint-order = Ordnung
hint-preview = Vorschau
preview-loading = Wird geholt …
