# Wege herein: Codes, vergessene Passwörter, beantragter Zugang, Token, Sperren.

code-invitation = { $name } <{ $email }>, willkommen im Portal von { $organization }. Wählen Sie ein Passwort.
code-invitation-staff = { $name } <{ $email }>, willkommen im Support. Wählen Sie ein Passwort.
code-reset = { $name } <{ $email }>, wählen Sie ein anderes Passwort. Alle Anmeldungen enden, ebenso Ihre Token.
code-ask-keys = Welche dieser SSH-Schlüssel melden Sie weiter an? [Nummern, all für alle, oder Enter für keinen]{" "}
code-keys-wrong = Nennen Sie Schlüssel mit ihren Nummern, oder tippen Sie all für alle.
cli-ask-code = Code:{" "}
cli-forgot = Wenn sich jemand mit dieser Adresse anmeldet, ist ein Code dorthin unterwegs. Benutzen Sie ihn mit: caseport auth accept CODE

cli-token-made = Dieses Token meldet bis { $date } in Ihrem Namen an. Es wird nur dieses eine Mal gezeigt; Programme finden es in CASEPORT_TOKEN.
cli-no-tokens = Sie haben keine Token. Erstellen Sie eines mit: caseport auth token create --label NAME --expires DATE
cli-no-such-token = Ein solches Token haben Sie nicht.
cli-token-revoked = Das Token ist zurückgenommen.
token-never = nie
column-token = Token
column-until = Bis

access-ask-name = Vor- und Nachname:{" "}
access-ask-email = E-Mail:{" "}
access-ask-company = Firma:{" "}
access-ask-username = Ihr Benutzername oder Ihre Domain dort, falls vorhanden:{" "}
access-ask-product = Produkt:{" "}
access-ask-title = Ihre Funktion dort:{" "}
access-ask-phone = Telefon:{" "}
access-asked = Ihr Antrag ist beim Support. Die Antwort kommt per E-Mail.
access-none = Niemand wartet auf Zugang.
access-no-such = Diesen Antrag gibt es nicht.
access-declined = Antrag { $request } ist abgelehnt; wer ihn gestellt hat, erfährt, warum.
column-request = Antrag
column-company = Firma

cli-no-such-person = Diese Person gibt es nicht.
cli-person-locked = { $email } ist gesperrt: alle Anmeldungen und Token sind beendet, und nichts meldet die Person an.
cli-person-unlocked = { $email } darf sich wieder anmelden.

access-about = Sagen Sie dem Support, wer Sie sind. Benutzername, Funktion und Telefon dürfen fehlen.

join-choose =
    { $brand }: wozu sind Sie hier?
    1. Ich habe einen Code
    2. Ich habe mein Passwort vergessen
    3. Ich beantrage Zugang
join-choice = 1, 2 oder 3:{" "}
join-wrong-code = Diesen Code gibt es nicht, oder er wurde benutzt, ist abgelaufen oder wurde zurückgenommen.
join-no-email = Das ist keine E-Mail-Adresse.
join-forgot = Wenn sich jemand mit dieser Adresse anmeldet, ist ein Code dorthin unterwegs. Tippen Sie ihn hier ein, oder kommen Sie damit wieder.
join-password-length = Ein Passwort hat mindestens { $least } Zeichen und höchstens { $most } Bytes.
join-staff-key = Ihr Passwort ist gesetzt. Der Support meldet sich mit einem SSH-Schlüssel an. Fügen Sie Ihren hinzu: caseport key add ~/.ssh/id_ed25519.pub

sign-in-code-title = Mit einem Code anmelden
sign-in-code-about = Tippen Sie den Code aus der E-Mail ein.
sign-in-keys-about = Diese SSH-Schlüssel melden Sie bisher an. Nennen Sie mit ihren Nummern, welche es weiter dürfen, oder tippen Sie all für alle; die anderen werden entfernt.
sign-in-keys = Schlüssel behalten
sign-in-forgot-title = Passwort vergessen
sign-in-forgot-about = Ein Code geht an Ihre Adresse, wenn sich jemand damit anmeldet.
sign-in-access-title = Zugang beantragen
access-field-username = Benutzername oder Domain
sign-in-code = Ich habe einen Code
sign-in-forgot = Ich habe mein Passwort vergessen
sign-in-access = Ich beantrage Zugang
hint-code = Code
hint-forgot = Passwort vergessen
hint-access = Zugang
# Where there is little room.
hint-sign-in-short = anmelden
hint-forgot-short = Passwort
hint-access-short = Zugang

signature-title = Unter welchem Namen schreiben Sie?
signature-about = Mehrere Personen teilen sich { $email }. Was Sie schreiben, trägt Ihren Namen, und Ihre Entwürfe gehören Ihnen.
signature-name = Ihr Name
signature-chosen = Sie schreiben als { $name }.
cli-ask-name = Unter welchem Namen schreiben Sie?{" "}
cli-name-later = Mehrere Personen teilen sich diese Adresse: sagen Sie, unter welchem Namen Sie schreiben, mit: caseport auth sign-as NAME

sign-ins-tokens = Zu meinen Token
hint-tokens = Token
keys-tokens = Meine Token
tokens-title = Meine Token
tokens-explained = Mit einem Token melden sich Programme in Ihrem Namen an, bis zu seinem letzten Tag. Nehmen Sie zurück, was Sie nicht mehr brauchen.
tokens-loading = Die Token werden geholt …
tokens-none = Sie haben keine Token.
tokens-make = Ein Token erstellen
tokens-revoke = Das gewählte Token zurücknehmen
tokens-back = Zurück
hint-token-make = erstellen
hint-token-revoke = zurücknehmen
tokens-make-title = Ein Token für ein Programm
tokens-make-about = Es meldet in Ihrem Namen an, bis zum Ende seines letzten Tages, höchstens ein Jahr von jetzt an.
tokens-label = Wofür es ist
tokens-expires = Letzter Tag
tokens-no-date = Schreiben Sie den Tag wie 2026-12-31.
tokens-made-title = Ihr Token
tokens-made-about = Es wird nur dieses eine Mal gezeigt und in die Zwischenablage Ihres Terminals kopiert. Programme finden es in CASEPORT_TOKEN.
tokens-made-done = Ich habe es
tokens-revoke-title = Dieses Token zurücknehmen?
tokens-revoke-means = Was es offen hat, endet sofort.
tokens-revoke-keep = Behalten
tokens-revoke-do = Zurücknehmen

## Hilfe

help-auth-login--signs-as = Bei einem gemeinsamen Postfach: der Name, unter dem Sie schreiben
help-auth-sign-as = Bei einem gemeinsamen Postfach: den Namen wählen, unter dem Sie schreiben
help-auth-sign-as--name = Der Name

help-auth-accept = Mit dem Code hereinkommen, den Sie bekommen haben, und ein Passwort wählen
help-auth-accept--code = Der Code aus der E-Mail
help-auth-accept--password-stdin = Das neue Passwort zweimal von der Standardeingabe lesen, je eine Zeile
help-auth-accept--keep-keys = Nach vergessenem Passwort: die SSH-Schlüssel, die Sie weiter anmelden, mit ihren Nummern, oder all
help-auth-forgot = Einen Code senden lassen, um ein vergessenes Passwort neu zu setzen
help-auth-forgot--email = Ihre E-Mail-Adresse
help-auth-token = Die Token pflegen, mit denen sich Programme anmelden
help-auth-token-create = Ein Token erstellen; es wird nur dieses eine Mal gezeigt
help-auth-token-create--label = Wofür es ist
help-auth-token-create--expires = Sein letzter Tag, etwa 2026-12-31, höchstens ein Jahr von jetzt an
help-auth-token-list = Ihre Token auflisten, mit der letzten Benutzung
help-auth-token-revoke = Ein Token zurücknehmen; was es offen hat, endet
help-auth-token-revoke--token = Das Token, wie die Liste es nennt
help-access = Zugang beantragen, und über Anträge anderer entscheiden
help-access-request = Ohne Konto Zugang beantragen; was fehlt, wird gefragt
help-access-request--name = Vor- und Nachname
help-access-request--company = Die Firma, zu der Sie gehören
help-access-request--username = Ihr Benutzername dort, oder ihre Domain
help-access-request--product = Das Produkt, um das es geht
help-access-request--title = Ihre Funktion dort
help-access-request--phone = Ihre Telefonnummer
help-access-list = Auflisten, wer auf Zugang wartet (Support)
help-access-list--state = Die in einem anderen Stand: open, granted, declined
help-access-decline = Einen Antrag ablehnen; wer ihn gestellt hat, erfährt, warum (Support)
help-access-decline--request = Der Antrag, wie die Liste ihn nennt
help-access-decline--reason = Warum, in Worten, die der Person gesendet werden
help-person-lock = Jemanden sofort aussperren: Anmeldungen, Token und Schlüssel
help-person-unlock = Jemanden wieder hereinlassen
