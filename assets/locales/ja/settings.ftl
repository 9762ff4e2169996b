# 読み方の言葉。最初のサインインの質問、言語、地域、タイムゾーン、テーマ。

## 最初のサインインの質問

first-title = はじめに
first-means = どのように表示しますか。どれも後から設定で変えられます。
first-language = 言語
first-zone = タイムゾーン
first-theme = テーマ
first-done = これでよい
first-now = そちらは今{ $time }です。
first-later = 答えなければ次回また伺います。それまで時刻にはタイムゾーンを添えます。
first-kept = 保存しました。ほかの項目は設定にあります。
first-change = 変える、または答えを決める
first-take = 答えを決める
first-leave = 後で: 次回また尋ねる
keys-first-things = はじめに
hint-first-take = 決定
hint-first-later = 後で

## 設定

settings-language = 言語
settings-locale = 日付と数字
settings-zone = タイムゾーン
settings-unsaid-language = 端末に合わせる: { $language }
settings-unsaid-locale = { $locale ->
    [none] 標準。例: 31 Jan 14:05
   *[other] 未設定のため{ $locale }
}
settings-unsaid-zone = 未設定: 時刻に{ $zone }を添えます
settings-unsay = 指定しない
settings-here = このコンピューターの場所
settings-proposed = 組織の場所
settings-sample = 例: { $sample }

## コマンド

cli-setting-unsaid = 未設定
cli-setting-none = { $name }という設定はありません。あるのは{ $names }です。
cli-setting-kept = 保存しました。{ $name }はこれから{ $value }です。
cli-setting-unset = { $name }を未設定に戻しました。
cli-setting-language = { $value }という言語はありません。あるのは{ $names }です。
label-language = 言語
label-locale = 日付と数字
label-time-zone = タイムゾーン
label-theme = テーマ
label-proposed-zone = タイムゾーンの候補
help-settings = 読み方を表示、設定する: 言語、地域、タイムゾーン、テーマ
help-settings-show = 設定した内容を表示する
help-settings-set = 1項目を設定する。例: caseport settings set time-zone Asia/Tokyo
help-settings-unset = 1項目を未設定に戻す
help-settings-set--name = language、locale、time-zone、themeのいずれか
help-settings-set--value = jaのような言語、ja-JPのような地域、IANAのタイムゾーン、テーマの名前
help-settings-unset--name = language、locale、time-zone、themeのいずれか

## 行モード

linear-first = はじめに一度だけ伺います。bで次回に回せます。
linear-first-language = どの言語で表示しますか。
linear-first-zone = タイムゾーンはどこですか。候補は{ $zone }です。
linear-first-zone-ask = { $zone }でよければEnter、ほかを探すならtokyoのような語:
linear-first-kept = 保存しました。後で変えるには: caseport settings
