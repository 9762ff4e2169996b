# Wörter der Wissensdatenbank: Artikel finden, lesen und schreiben.

app-articles = Wissensdatenbank: Antworten und das Handbuch
app-articles-typing = Wissensdatenbank, während etwas getippt wird
hint-articles = Antworten
place-articles = Zur Wissensdatenbank
place-new-article = Einen Artikel schreiben
place-article-report = Was der Wissensdatenbank fehlt

keys-articles = Die Wissensdatenbank
keys-articles-finding = Wörter für die Artikelsuche tippen
keys-article = Einen Artikel lesen
keys-article-writing = Einen Artikel schreiben
keys-article-looking = Einen Artikel ansehen, der geschrieben wird
keys-article-versions = Die Versionen eines Artikels
keys-article-report = Bericht zur Wissensdatenbank

articles-title = Wissensdatenbank
articles-means = Antworten, die aus Fragen anderer Kunden entstanden sind.
articles-manual-means = Das Handbuch: Hilfedokumente der Produkte. Enter kopiert, wo eines steht.
articles-recent = Neueste
articles-popular = Beliebt
articles-topics = Nach Thema
articles-manual = Das Handbuch
articles-loading = Wird geholt …
articles-no-words = Kein Artikel enthält diese Wörter: { $words }
articles-none-narrowed = Kein Artikel passt. Escape zeigt mehr.
articles-none = Es gibt noch keinen Artikel.
articles-no-topics = Es gibt noch kein Thema.
articles-no-documents = Es gibt noch kein Hilfedokument.
articles-all-products = Alle Produkte
articles-in-topic = in „{ $topic }“
articles-any-state = Alle, die nicht archiviert sind
articles-any-language = Jede Sprache
articles-no-address = Das ist keine Webadresse; sie wird nicht geöffnet.
articles-open = Artikel, Thema oder Dokument öffnen
articles-find = Artikel nach Wörtern suchen
articles-find-open = Den Artikel öffnen
articles-find-leave = Nicht weiter tippen, Gefundenes bleibt
articles-next = Nächste Ansicht
articles-previous = Vorige Ansicht
articles-widen = Wieder mehr zeigen oder verlassen
articles-back = Zurück
articles-new = Einen Artikel schreiben
articles-state = Nur Artikel in einem Zustand
articles-language = Nur Artikel in einer Sprache
articles-report = Was fehlt, veraltet ist, nicht half, viel gelesen wird
articles-copy = Kopieren, wie der Artikel zitiert wird oder wo das Dokument steht
articles-refresh = Neu holen
hint-articles-next = nächste Ansicht
hint-articles-previous = vorige Ansicht
hint-articles-widen = mehr zeigen
hint-articles-new = neuer Artikel
hint-articles-state = Zustand
hint-articles-language = Sprache
hint-articles-report = Bericht
hint-articles-copy = kopieren

article-has-changes = Änderungen unveröffentlicht
article-readers-customers = Jeder Kunde jeder Firma, der einen Platz hat, wird ihn lesen.
article-readers-organizations = Nur die Kunden dieser Firmen werden ihn lesen: { $organizations }.
article-readers-staff = Nur der Support wird ihn lesen, kein Kunde.

article-loading = Der Artikel wird geholt …
article-updated = Stand { $date }
article-version-by = Version { $version } von { $author }
article-from-case = aus Anfrage { $number }
article-link-copied = wird kopiert
article-picture-fetching = [ Bild: { $what } … ]
article-picture-unshown = [ Bild: { $what }, hier nicht darstellbar ]
article-cut = Was folgt, ist mehr, als gezeigt werden kann.
article-related = Verwandte Artikel
article-vote-ask = Hat das geholfen? + heißt ja, - heißt nein.
article-voted-helpful = Sie haben gesagt, dass es half.
article-voted-unhelpful = Sie haben gesagt, dass es nicht half.
article-voted = Danke.
article-word = Ein Wort dazu
article-word-means = Ein Wort dazu ist willkommen, aber nicht nötig; der Support liest es.
article-word-helpful = Es hat geholfen
article-word-unhelpful = Es hat nicht geholfen
article-follow = Einem Link folgen oder verwandten Artikel öffnen
article-unhelpful = Sagen, dass es nicht half
article-back = Zurück, wo Sie waren
article-cite = Kopieren, wie der Artikel zitiert wird
article-refresh = Neu holen
hint-article-follow = Link folgen
hint-article-helpful = half
hint-article-unhelpful = half nicht

article-edit = Eine neue Version schreiben
article-publish = Die neueste Version veröffentlichen
article-review = Um Prüfung bitten
article-archive = Archivieren: niemand findet ihn mehr
article-reopen = Aus dem Archiv holen, als Entwurf
article-versions = Versionen, und was jede geändert hat
article-publish-title = Diese Version veröffentlichen?
article-publish-do = Veröffentlichen
article-archive-title = Diesen Artikel archivieren?
article-archive-means = Seine Leser finden und öffnen ihn nicht mehr. Der Support findet ihn unter den archivierten und kann ihn zurückholen.
article-archive-do = Archivieren
article-leave-it = So lassen
article-in-review = Er wartet auf jemanden, der veröffentlichen darf.
article-published = Er ist veröffentlicht.
article-archived = Er ist archiviert.
article-reopened = Er ist wieder ein Entwurf.
article-undecided = Nicht veröffentlicht: erst entscheiden, was aus { $marked } wird, das von einem Kunden kam. e bearbeitet.
article-newer-shown = Nichts geschah: Jemand hat eine neuere Version geschrieben, die nun gezeigt wird.
hint-article-publish = veröffentlichen
hint-article-review = um Prüfung bitten
hint-article-archive = archivieren
hint-article-reopen = wieder öffnen
hint-article-versions = Versionen

article-new-title = Ein neuer Artikel
article-edit-title = Eine neue Version, auf Version { $version }
article-title = Titel
article-keywords = Stichwörter
article-language = Sprache
article-category = Thema
article-products = Produkte
article-audience = Leser
article-organizations = Firmen
article-body = Wortlaut
article-title-purpose = Die Frage, wie ein Kunde sie stellt
article-keywords-purpose = andere Wörter dafür, durch Kommas getrennt
article-body-purpose = Die Antwort, als Markdown. Ein Bild des Artikels: ![was es zeigt](name.png). Ein anderer Artikel: article:sein-name.
article-no-category = kein Thema
article-all-products = alle Produkte
article-not-seen-yet = Kein Leser sieht es vor dem Veröffentlichen.
article-has-marks = ⟦…⟧ kam von einem Kunden: entscheiden Sie darüber.
article-choose = Auswählen
article-choose-many = { $field }: jedes kommt hinzu oder geht, Escape beendet
article-too-many = Nicht mehr als { $limit }.
article-save = Als neue Version speichern
article-preview = Sehen, was daraus wird
article-preview-title = Was Leser sehen werden. Escape schreibt weiter.
article-mark = Zum ersten ⟦…⟧, über das zu entscheiden ist
article-own-editor = Den Text im eigenen Editor bearbeiten
article-leave = Verlassen; fragt nach, wenn etwas nicht gespeichert ist
article-write-on = Weiterschreiben
article-save-over = Ihres als neueste Version speichern
article-copy-theirs = Den anderen Text kopieren
article-conflict = { $author } hat inzwischen eine andere Version gespeichert ({ $at }). Unten ist - deren und + Ihr Text. Nichts geht verloren: Strg-s speichert Ihres als neueste, die andere bleibt unter den Versionen; Escape schreibt an Ihrem weiter; y kopiert den anderen.
article-theirs-copied = Der andere Text ging an die Zwischenablage des Terminals, wo es das zulässt.
article-saved = Gespeichert. Kein Leser sieht es vor dem Veröffentlichen.
article-saving = Wird gespeichert …
article-needs-title = Ein Artikel braucht einen Titel.
article-needs-organizations = Nennen Sie die Firmen, deren Kunden ihn lesen dürfen.
article-field-full = { $field }: höchstens { $limit } Zeichen; nicht übernommen.
article-kept = Ihr letzter, nicht gespeicherter Text ist wieder da; zweimal Escape verwirft ihn.
article-not-saved = Ein Artikel wurde geschrieben und ist nicht gespeichert: { $title }
hint-article-save = speichern
hint-article-preview = Vorschau
hint-article-mark = zu ⟦…⟧
hint-article-write-on = weiterschreiben
hint-article-save-over = Ihres speichern
hint-article-copy-theirs = anderen kopieren

article-versions-title = Versionen
article-versions-means = Jede Version mit ihrem Verfasser, die neueste zuerst; darunter, was die gewählte geändert hat.
article-version-published = veröffentlicht
article-no-difference = Nichts unterscheidet sich von der Version davor.
article-restore = Diese Version neu schreiben, als neueste
article-restore-title = Version { $version } wiederherstellen?
article-restore-means = Sie wird die neueste Version; die anderen bleiben. Leser sehen sie nach dem Veröffentlichen.
article-restore-do = Wiederherstellen
article-restored = Sie ist nun die neueste Version.
hint-article-restore = wiederherstellen

article-report-title = Was der Wissensdatenbank fehlt und wozu sie taugt
article-misses = Vergeblich
article-misses-means = Wörter, die vergeblich gesucht wurden, die häufigsten zuerst. Enter beginnt einen Artikel.
article-misses-none = Jede Suche hat etwas gefunden.
article-stale = Veraltet
article-stale-means = Diese hat seit mindestens einem halben Jahr niemand wieder angesehen.
article-stale-none = Jeder Artikel wurde im letzten halben Jahr angesehen.
article-unhelpful-part = Nicht hilfreich
article-unhelpful-means = Mehr Leser sagen, dass diese nicht helfen, als dass sie helfen.
article-unhelpful-none = Jeder Artikel hilft mehr Lesern, als er nicht hilft.
article-used = Meist gelesen
article-used-means = Die Artikel, die am meisten gelesen werden.
article-used-none = Noch hat niemand einen Artikel gelesen.
article-reviewed = angesehen { $date }
article-use = { $reads } gelesen · { $deflected } Anfragen erspart · half { $helpful }, nicht { $unhelpful }
article-uses = { $reads } gelesen · { $solved } Anfragen gelöst · { $deflected } erspart
article-report-open = Den Artikel öffnen oder einen zu diesen Wörtern beginnen

article-helped = { $count ->
    [one] half 1 Leser
   *[other] half { $count } Lesern
}
article-did-not-help = { $count ->
    [one] half 1 nicht
   *[other] half { $count } nicht
}
article-miss-times = { $count ->
    [one] einmal, { $date }
   *[other] { $count }-mal, zuletzt { $date }
}
article-helpful = Sagen, dass es half
