# Wörter der E-Mails. Keine bittet um Antwort per E-Mail (C9); was Menschen schrieben, steht darin, wie es ist, und wird vom Programm zitiert.

mail-case-subject = [{ $brand } { $number }] { $subject }
mail-case-number = [{ $brand } { $number }]

mail-about = Anfrage { $number }: { $subject }
mail-about-number = Anfrage { $number }
mail-filed = { $name } hat diese Anfrage zu { $product } gestellt, Auswirkung: { $severity }.
mail-filed-only = Eine neue Anfrage wurde gestellt.
mail-wrote = { $name } hat geschrieben:
mail-wrote-only = Es gibt eine neue Antwort.
mail-escalated = { $name } hat die Anfrage eskaliert:
mail-escalated-only = Die Anfrage wurde eskaliert.
mail-outage = Die Anfrage gilt jetzt als Ausfall.
mail-status =
    Status: { $status }
    { $meaning }
mail-closes = Sie schließt sich von selbst am { $date }.

mail-answer = Zum Antworten fügen Sie eine dieser Zeilen in Ihr Terminal ein, tippen Ihre Antwort und beenden sie mit Strg-D:
mail-look = Zum Ansehen fügen Sie eine dieser Zeilen in Ihr Terminal ein:
mail-no-answers = Auf diese E-Mail können Sie nicht antworten: was an ihre Adresse geht, erreicht niemanden.

mail-rejected = Bei { $brand } liest niemand E-Mails. Ihre Anfrage sehen und beantworten Sie im Support-Portal:

mail-why-replies =
    Sie erhalten diese E-Mail, weil Sie diese Anfrage gestellt haben oder beobachten. Das ändern Sie mit:
        caseport notifications set replies off
mail-why-status =
    Sie erhalten diese E-Mail, weil Sie diese Anfrage gestellt haben oder beobachten. Das ändern Sie mit:
        caseport notifications set status off
mail-why-assigned =
    Sie erhalten diese E-Mail, weil die Anfrage Ihnen zugewiesen ist. Das ändern Sie mit:
        caseport notifications set assigned off
mail-why-followed =
    Sie erhalten diese E-Mail, weil Sie dem Produkt folgen. Das ändern Sie mit:
        caseport notifications set followed off
mail-why-urgent =
    Sie erhalten diese E-Mail, weil die Sache vielleicht nicht warten kann. Das ändern Sie mit:
        caseport notifications set urgent off

mail-digest-subject = [{ $brand }] Ihre Anfragen seit gestern
mail-digest-rest = Und { $count } weitere.
mail-digest-how = Um Ihre Anfragen anzusehen, fügen Sie eine dieser Zeilen in Ihr Terminal ein:
mail-digest-why =
    Sie haben gewählt, davon einmal am Tag zu erfahren. Das ändern Sie mit:
        caseport notifications list

mail-invitation-subject = [{ $brand }] Ihre Einladung zum Support-Portal
mail-invitation = Sie sind zum Support-Portal von { $brand } eingeladen, für { $organization }.
mail-invitation-staff = Sie sind zum Support-Portal von { $brand } eingeladen, als Mitglied des Supports.
mail-invitation-how = Um hereinzukommen und Ihr Passwort zu wählen, fügen Sie eine dieser Zeilen in Ihr Terminal ein:
mail-invitation-not-you = Wenn Sie keine Einladung erwartet haben, brauchen Sie nichts zu tun: ohne den Code kommt niemand herein, und er läuft ab.
mail-code = Ihr Code ist { $code }. Er gilt einmal, bis { $until }.
mail-code-removed = Der Code wurde aus dieser Kopie entfernt, als die E-Mail gesendet wurde.
mail-fingerprint =
    Beim ersten Mal fragt ssh, ob Sie { $host } vertrauen. Fahren Sie nur fort, wenn es diesen Fingerabdruck zeigt:
        { $fingerprint }

mail-reset-subject = [{ $brand }] Ein neues Passwort
mail-reset = Jemand, wahrscheinlich Sie, möchte ein neues Passwort für das Support-Portal von { $brand } setzen.
mail-reset-how = Um es zu wählen, fügen Sie eine dieser Zeilen in Ihr Terminal ein:
mail-reset-not-you = Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.

mail-password-changed-subject = [{ $brand }] Ihr Passwort wurde geändert
mail-password-changed =
    Ihr Passwort für das Support-Portal von { $brand } wurde geändert; Ihre anderen Anmeldungen sind beendet.
    Wenn Sie das nicht waren, sagen Sie { $brand } bitte sofort Bescheid.

mail-declined-subject = [{ $brand }] Ihr Antrag auf Zugang
mail-declined = Sie haben Zugang zum Support-Portal von { $brand } beantragt. Sie erhalten ihn vorerst nicht. Der Grund:

mail-request-filed = Mit Anfrage { $number } wurde beantragt, Plätze, Kontakte oder Benachrichtigungslisten Ihrer Firma zu ändern.
mail-request-applied = Der Support hat ausgeführt, was mit Anfrage { $number } beantragt wurde.
mail-request-unseen = Sie erhalten diese E-Mail als Inhaber des Kontos Ihrer Firma. Wer die Anfrage gestellt hat, kann Sie als Beobachter hinzufügen.

## Befehle

help-notifications = Wählen, was Sie per E-Mail erfahren
help-notifications-list = Auflisten, was Sie erfahren und wie bald
help-notifications-set = Wählen, wie bald Sie etwas erfahren
help-notifications-set--kind = Was: replies, status; im Support: assigned, followed, urgent
help-notifications-set--mode = Wie bald: now (sofort), digest (einmal am Tag, alles zusammen), off (nie)
help-notifications-follow = Von neuen Anfragen zu einem Produkt erfahren (Support)
help-notifications-unfollow = Von neuen Anfragen zu einem Produkt nicht mehr erfahren (Support)
help-mail = Die E-Mails auf ihrem Weg betreuen (Administratoren)
help-mail-list = E-Mails auflisten, die neuesten zuerst
help-mail-list--state = Nur wartende (waiting), gesendete (sent) oder aufgegebene (dead)
help-mail-list--limit = Höchste Zahl von E-Mails
help-mail-view = Eine E-Mail zeigen; enthält sie einen Code, wird vermerkt, dass Sie sie angesehen haben
help-mail-view--letter = Kennung der E-Mail, wie die Liste sie nennt
help-mail-retry = Eine wartende oder aufgegebene E-Mail sofort neu zu senden versuchen
help-mail-retry--letter = Kennung der E-Mail, wie die Liste sie nennt
help-mail-numbers-only = Festlegen, ob E-Mails zu Anfragen einer Firma nur deren Nummern nennen, ohne Betreff und Text
help-mail-numbers-only--organization = Kurzname der Firma
help-mail-numbers-only--setting = on für die Nummern allein, off für den ganzen Text

notification-replies = Antworten auf Anfragen, die Sie gestellt haben oder beobachten
notification-status = Änderungen ihres Status
notification-assigned = Was Kunden zu Anfragen schreiben, die Ihnen zugewiesen sind
notification-followed = Neue Anfragen zu Produkten, denen Sie folgen
notification-urgent = Ausfälle und Eskalationen
notification-mode-now = sofort
notification-mode-digest = täglich
notification-mode-off = aus

column-soon = Wie bald
column-what = Was
column-follows = Folgt
column-letter = E-Mail
column-state = Stand
column-to = An
column-written = Geschrieben
label-letter-subject = Betreff
label-tries = Versuche
label-next-try = Nächster Versuch
label-settled = Erledigt
label-error = Fehler
letter-waiting = wartet
letter-sent = gesendet
letter-dead = aufgegeben

cli-no-letters = Solche E-Mails gibt es nicht.
cli-no-such-letter = Diese E-Mail gibt es nicht. Alle zeigt: caseport mail list
cli-letter-again = Es wird sofort versucht.
cli-letter-empty = Von ihr ist nichts mehr zu sagen: wer sie bekäme, darf es nicht mehr sehen, oder ihr Code nützt nichts mehr.
cli-numbers-only = E-Mails zu ihren Anfragen nennen nur deren Nummern.
cli-with-text = E-Mails zu ihren Anfragen enthalten den Betreff und was geschrieben wurde.

## Der Bildschirm

notifications-title = Was ich per E-Mail erfahre
notifications-explained = Jede Art kommt sofort, einmal am Tag morgens oder gar nicht; nie das, was Sie selbst getan haben.
notifications-loading = Wird geholt …
notifications-follows = Sie folgen: { $products }
notifications-follow-how = Sie folgen keinem Produkt. Von neuen Anfragen zu einem erfahren Sie mit: caseport notifications follow PRODUCT
notifications-change = Sofort, einmal am Tag oder gar nicht
notifications-refresh = Neu holen
notifications-back = Zurück
keys-notifications = Was ich per E-Mail erfahre
settings-notifications = Dahin, was ich per E-Mail erfahre
hint-notifications = E-Mails
place-notifications = Dahin, was ich per E-Mail erfahre
