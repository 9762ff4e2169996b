# Was gesagt wird, wenn jemand über SSH hereinkommt.

ssh-email = E-Mail:{" "}
ssh-password = Passwort:{" "}
ssh-user = Hier melden sich alle als { $user } an: ssh -p { $port } { $user }@{ $host }
ssh-wrong = E-Mail und Passwort passen nicht zusammen.
ssh-too-often = Das wurde zu oft versucht; warten Sie eine Viertelstunde.
ssh-busy = Der Server kann das gerade nicht prüfen; versuchen Sie es gleich noch einmal.
ssh-staff-key = Der Support meldet sich mit einem SSH-Schlüssel an. Fügen Sie Ihren hinzu: caseport key add ~/.ssh/id_ed25519.pub
ssh-remember =
    Willkommen, { $name }. Sie haben bewiesen, dass Sie das hier besitzen:
    { $keys }
    Ein gemerkter Schlüssel meldet Sie von nun an ohne Passwort an.
ssh-remember-one = Merken? [y/N]{" "}
ssh-remember-which = Welchen merken? [Nummer, oder Enter für keinen]{" "}
ssh-text = Dieser Befehl ist kein Text in UTF-8.
ssh-quotation = Die Anführung in diesem Befehl hat kein Ende.
ssh-idle = Lange wurde nichts getippt, daher wurde die Anzeige geschlossen. Entwürfe sind gesichert.
ssh-failed = Hier ist etwas schiefgegangen, die Anzeige musste geschlossen werden. Entwürfe sind gesichert.
ssh-stopping = Der Server wird angehalten; kommen Sie gleich wieder. Entwürfe sind gesichert.
ssh-rights = Ihre Anmeldung, Ihr Schlüssel oder Ihre Rechte hier haben sich geändert; melden Sie sich neu an. Entwürfe sind gesichert.
ssh-many = Sie sind so oft hier, wie es eine Person sein darf; gehen Sie zuerst anderswo hinaus.
ssh-full = Es sind mehr Menschen hier, als Platz ist; kommen Sie gleich wieder.
ssh-total = Sie sind seit einem Tag hier; melden Sie sich neu an. Entwürfe sind gesichert.

## Dateien über sftp und scp

ssh-files-where = Dateien gehören zu einer Anfrage oder zum Entwurf einer neuen: legen Sie sie unter die Nummer einer Anfrage, etwa 1042/, oder unter new/
ssh-files-forbidden = Dateien einer Anfrage werden hier weder umbenannt noch entfernt, und Ordner gibt es darin nicht.
ssh-files-unchanged = Dateien einer Anfrage ändern sich nie, und von einer abgebrochenen Übertragung bleibt nichts: senden Sie die ganze Datei noch einmal.
ssh-files-drafted = Was an einem Entwurf hängt, kann geholt werden, sobald er gesendet ist.
ssh-files-gap = Eine Datei wird von Anfang bis Ende der Reihe nach empfangen.
ssh-files-failed = Das ging nicht; versuchen Sie es noch einmal.
ssh-files-missing = Diese Datei oder Anfrage gibt es nicht.
ssh-files-handles = Es sind zu viele Dateien geöffnet; schließen Sie eine.
ssh-files-more = Aufgeführt sind die { $count } neuesten Anfragen; jede andere ist unter ihrer Nummer da.
ssh-files-named = Gesichert als { $name }
ssh-files-on-draft = { $name } hängt am Entwurf Ihrer neuen Anfrage.
ssh-files-on-draft-of = { $name } hängt am Entwurf Ihrer neuen Anfrage: { $subject }
ssh-files-scp = Mit -O kopiert scp Dateien und keine Ordner; ohne kopiert es auch Ordner.
