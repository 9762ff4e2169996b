# Wörter für Artikel neben einer neuen Anfrage und an einer Anfrage.

hint-articles-beside = Artikel
hint-solved = das half
hint-insert-link = Verweis einfügen
hint-insert-excerpt = Teil einfügen
hint-see-also = siehe auch
hint-article-draft = Artikel machen
keys-suggested = Artikel neben einer neuen Anfrage oder an einer Anfrage
new-case-articles = Die Artikel zeigen, die antworten könnten
suggested-open = Den Artikel lesen
suggested-solved = Das hat geholfen: den Entwurf beenden
suggested-link = Einen Verweis auf den Artikel in die Antwort setzen
suggested-excerpt = Einen Teil des Artikels in die Antwort setzen
suggested-see-also = Artikel, die dieser nennt oder die ihm nahe sind
suggested-back = Zurück
suggested-next = Nächster Artikel
suggested-previous = Artikel davor
suggested-again = Den Artikel noch einmal holen
suggested-title = Artikel, die antworten könnten
suggested-title-case = Artikel zu dieser Anfrage
suggested-blank = Während Sie tippen, stehen hier Artikel, die antworten könnten.
suggested-looking = Artikel werden gesucht …
suggested-opening = Der Artikel ist unterwegs …
suggested-none = Noch scheint kein Artikel darauf zu antworten.
suggested-none-of-case = Zu dieser Anfrage gehört noch kein Artikel.
suggested-count = { $count ->
    [one] 1 Artikel könnte antworten; { $key } zeigt ihn
   *[other] { $count } Artikel könnten antworten; { $key } zeigt sie
}
suggested-pane-key = { $key }, um sie zu lesen
suggested-helped = { $count ->
    [one] half 1 Mal
   *[other] half { $count } Mal
}
suggested-changed = geändert { $when }
suggested-unpublished = nicht veröffentlicht
suggested-staff = nur für den Support
suggested-some = für einige Organisationen
suggested-named = in einem Artikel genannt
suggested-near = einem Artikel nahe
suggested-cited = hier zitiert
suggested-read = vor dem Stellen gelesen
suggested-mentioned = hier genannt
suggested-fitting = könnte antworten
suggested-solved-title = Hat dieser Artikel geholfen?
suggested-solved-body = Dann wird keine Anfrage gestellt: Der Entwurf endet, samt seinen Dateien.
suggested-solved-do = Ja, den Entwurf beenden
suggested-solved-not = Nein, weiterschreiben
suggested-solved-thanks = Schön, danke. Der Entwurf ist beendet.
suggested-not-saved = Der Entwurf ließ sich nicht sichern, also wurde nichts beendet. Versuchen Sie es gleich noch einmal.
suggested-hidden-link = Kunden können diesen Artikel nicht lesen: Sie sehen nur seinen Titel.
suggested-some-link = Nur einige Organisationen können diesen Artikel lesen; die anderen sehen nur seinen Titel.
suggested-hidden-part = Kunden können den Artikel nicht lesen, aus dem dieser Teil ist: Prüfen Sie, ob er weitergegeben werden darf.
suggested-parts = Welcher Teil?
case-key-articles = Die Artikel zu dieser Anfrage zeigen
case-key-article-draft = Aus der Lösung einen Artikelentwurf machen
write-articles = Artikel zum Lesen oder zum Einsetzen in das Geschriebene
article-draft-making = Der Artikelentwurf entsteht …
article-draft-made = Der Artikelentwurf { $slug } ist da.
article-draft-title = Artikelentwurf { $slug }
article-draft-body = Er enthält das Problem, die Lösung und das Gespräch. Was vom Kunden verraten könnte, steht zwischen ⟦ und ⟧: Entscheiden Sie über jedes, bevor er veröffentlicht wird.
article-draft-command = Weiter geht es mit: { $command }
article-draft-copy = Den Befehl kopieren
article-draft-close = Schließen
