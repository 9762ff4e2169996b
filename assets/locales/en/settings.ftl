# Words for how a person reads: the questions of the first sign-in, settings of language, locale, time zone and theme.

## The questions of the first sign-in

first-title = First things first
first-means = How would you like to read? All of it can be changed at any time, under settings.
first-language = Language
first-zone = Time zone
first-theme = Theme
first-done = That is right
first-now = It is { $time } there now.
first-later = Without an answer you are asked again the next time, and times name their zone.
first-kept = Kept. Settings has more.
first-change = Change it, or take the answers
first-take = Take the answers
first-leave = Later: ask again the next time
keys-first-things = First things first
hint-first-take = that is right
hint-first-later = later

## Settings

settings-language = Language
settings-locale = Dates and numbers
settings-zone = Time zone
settings-unsaid-language = as this terminal says: { $language }
settings-unsaid-locale = { $locale ->
    [none] plain, such as 31 Jan 14:05
   *[other] unsaid, so { $locale }
}
settings-unsaid-zone = unsaid: times name { $zone }
settings-unsay = Leave it unsaid
settings-here = where this machine is
settings-proposed = where your organization is
settings-sample = such as { $sample }

## Commands

cli-setting-unsaid = unsaid
cli-setting-none = There is no setting { $name }; there are { $names }.
cli-setting-kept = Kept: { $name } is { $value } from now on.
cli-setting-unset = { $name } is unsaid from now on.
cli-setting-language = There is no language { $value }; there are { $names }.
label-language = Language
label-locale = Dates and numbers
label-time-zone = Time zone
label-theme = Theme
label-proposed-zone = Proposed time zone
help-settings = Show or say how you read: language, locale, time zone, theme
help-settings-show = Show what you said
help-settings-set = Say one thing, such as: caseport settings set time-zone Europe/Berlin
help-settings-unset = Leave one thing unsaid
help-settings-set--name = language, locale, time-zone or theme
help-settings-set--value = Language such as de, locale such as de-AT, IANA time zone, or name of a theme
help-settings-unset--name = language, locale, time-zone or theme

## The linear mode

linear-first = First things first. These are asked once; b leaves them for the next time.
linear-first-language = In which language would you like to read?
linear-first-zone = In which time zone are you? { $zone } is proposed.
linear-first-zone-ask = Enter for { $zone }, or words to look for another, such as berlin:
linear-first-kept = Kept. They can be changed with: caseport settings
