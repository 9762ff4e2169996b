# Wie jemand liest: die Fragen der ersten Anmeldung, Sprache, Land, Zeitzone und Farben.

## Die Fragen der ersten Anmeldung

first-title = Das Wichtigste zuerst
first-means = Wie möchten Sie lesen? Alles lässt sich jederzeit ändern, in den Einstellungen.
first-language = Sprache
first-zone = Zeitzone
first-theme = Farben
first-done = So ist es richtig
first-now = Dort ist es jetzt { $time }.
first-later = Ohne Antwort werden Sie das nächste Mal wieder gefragt, und Uhrzeiten nennen ihre Zone.
first-kept = Gemerkt. Mehr gibt es in den Einstellungen.
first-change = Ändern, oder die Antworten übernehmen
first-take = Die Antworten übernehmen
first-leave = Später: das nächste Mal wieder fragen
keys-first-things = Das Wichtigste zuerst
hint-first-take = übernehmen
hint-first-later = später

## Einstellungen

settings-language = Sprache
settings-locale = Datum und Zahlen
settings-zone = Zeitzone
settings-unsaid-language = wie dieses Terminal sagt: { $language }
settings-unsaid-locale = { $locale ->
    [none] schlicht, etwa 31 Jan 14:05
   *[other] offen, daher { $locale }
}
settings-unsaid-zone = offen: Zeiten nennen { $zone }
settings-unsay = Offen lassen
settings-here = wo dieser Rechner ist
settings-proposed = wo Ihre Firma ist
settings-sample = etwa { $sample }

## Befehle

cli-setting-unsaid = offen
cli-setting-none = Die Einstellung { $name } gibt es nicht; es gibt { $names }.
cli-setting-kept = Gemerkt: { $name } ist von nun an { $value }.
cli-setting-unset = { $name } ist von nun an offen.
cli-setting-language = Die Sprache { $value } gibt es nicht; es gibt { $names }.
label-language = Sprache
label-locale = Datum und Zahlen
label-time-zone = Zeitzone
label-theme = Farben
label-proposed-zone = Vorgeschlagene Zeitzone
help-settings = Zeigen oder sagen, wie Sie lesen: Sprache, Land, Zeitzone, Farben
help-settings-show = Zeigen, was Sie gesagt haben
help-settings-set = Eines sagen, etwa: caseport settings set time-zone Europe/Berlin
help-settings-unset = Eines offen lassen
help-settings-set--name = language, locale, time-zone oder theme
help-settings-set--value = Sprache wie de, Land wie de-AT, Zeitzone der IANA oder Name der Farben
help-settings-unset--name = language, locale, time-zone oder theme

## Der zeilenweise Modus

linear-first = Das Wichtigste zuerst. Danach wird einmal gefragt; b lässt es für das nächste Mal.
linear-first-language = In welcher Sprache möchten Sie lesen?
linear-first-zone = In welcher Zeitzone sind Sie? Vorgeschlagen ist { $zone }.
linear-first-zone-ask = Enter für { $zone }, oder Wörter, um eine andere zu suchen, etwa berlin:
linear-first-kept = Gemerkt. Ändern können Sie es mit: caseport settings
