# 画面の言葉。$brand はポータルに設定された提供元の名前です。

brand-unknown = サポート

## すべての画面の枠

app-title = Caseport · { $brand }
app-connecting = { $server }に接続しています…
app-away = サーバーに接続できません。{ $seconds }秒後にもう一度試します。入力したものは残ります。
app-help = ここで使えるキーを示す
app-help-typing = 入力中に、ここで使えるキーを示す
app-quit = 終わる。入力したものは残る
error-unexpected-answer = サーバーが質問と違う答えを返しました。クライアントとサーバーのバージョンが違うのかもしれません。

## フッター

hint-assign = 担当
hint-attach = ファイル追加
hint-back = 戻る
hint-backspace = 削除
hint-cancel = 中止
hint-choose = 選ぶ
hint-close = 終了
hint-continue = 続ける
hint-delete = 削除
hint-delete-to-end = 末尾まで削除
hint-delete-to-start = 先頭まで削除
hint-delete-word = 単語を削除
hint-discard = 捨てる
hint-done = 完了
hint-down = 下
hint-drafts = 下書き
hint-earlier = 以前
hint-end = 行末
hint-escalate = 催促
hint-file = 登録
hint-find = 検索
hint-first = 先頭
hint-help = ヘルプ
hint-home = 行頭
hint-last = 末尾
hint-leave = 離れる、文は残る
hint-leave-draft = 離れる、下書きは残る
hint-leave-query = ビューへ
hint-left = 左
hint-new-case = 新規
hint-newline = 改行
hint-next = 次
hint-next-view = 次のビュー
hint-note = 内部メモ
hint-open = 開く
hint-page-down = 次ページ
hint-page-up = 前ページ
hint-previous = 前
hint-previous-view = 前のビュー
hint-priority = 優先度
hint-products = 製品
hint-quit = 終わる
hint-read-down = 先を読む
hint-read-up = 前を読む
hint-refresh = 更新
hint-remove-file = ファイル除去
hint-reopen = 再開
hint-reply = 返信
hint-right = 右
hint-save = 保存
hint-save-file = ファイル保存
hint-send = 送信
hint-severity = 影響度
hint-sign-in = サインイン
hint-solve = 解決策
hint-status = ステータス
hint-undo = 元に戻す
hint-up = 上
hint-view = ビュー
hint-watchers = ウォッチャー
hint-word-left = 前の単語
hint-word-right = 次の単語

## ヘルプ

keys-case = ケースを読む
keys-cases = ケースの一覧
keys-dialog = 選択
keys-drafts = 下書き
keys-editing = 文字入力
keys-everywhere = どこでも
keys-filed = 登録した後
keys-form = 記入
keys-finding = 検索語を入力中
keys-help = ヘルプ
keys-new-case = 新しいケース
keys-picking = 多くから1つを選ぶ
keys-products = 自分の製品
keys-query = 検索できるもの
keys-sign-in = サインイン
keys-writing = 書く
help-back = ヘルプを閉じる

move-down = 次の行
move-up = 前の行
move-page-down = 1ページ先
move-page-up = 1ページ前
move-first = 最初の行
move-last = 最後の行
scroll-down = 1行先
scroll-up = 1行前
scroll-page-down = 1ページ先
scroll-page-up = 1ページ前
scroll-first = 先頭へ
scroll-last = 末尾へ

edit-left = 1文字左
edit-right = 1文字右
edit-up = 1行上
edit-down = 1行下
edit-newline = 改行する
edit-word-left = 1単語左
edit-word-right = 1単語右
edit-home = 行の先頭
edit-end = 行の末尾
edit-backspace = 左の文字を削除
edit-delete = 右の文字を削除
edit-delete-word = 左の単語を削除
edit-delete-to-start = 行の先頭まで削除
edit-delete-to-end = 行の末尾まで削除
edit-undo = 最後の削除を元に戻す
field-full = { $field }は{ $limit }文字までのため、受け付けませんでした。長いものはファイルで送れます。
field-text = この文章

## ダイアログ

dialog-choose = 選んだものに決める
dialog-leave = そのままにする
pick-narrow = 入力で絞り込み
pick-nothing = 合うものがありません。
form-leave-again = ここに入力した内容は、ほかのどこにも残りません。もう一度 Esc を押すと破棄されます。
form-send = 完了
form-next = 次の項目。パスを補完する
form-next-field = 次の項目
form-previous = 前の項目
ask-leave = そのままにする

## サインイン

sign-in-title = { $brand }にサインイン
sign-in-server = { $server }
sign-in-email = メール
sign-in-password = パスワード
sign-in-asking = サインインしています…
sign-in-incomplete = メールアドレスとパスワードを入力してください。
sign-in-wrong = メールアドレスとパスワードが合いません。もう一度お試しください。
sign-in-again = サインインが終わりました。入力したものは残っています。続けるにはもう一度サインインしてください。
sign-in-not-kept = サインインしましたが、次回のために保存できませんでした: { $reason }
sign-in-enter = サインインする
sign-in-next = もう一方の項目
sign-in-quit = 終わる

## ケースの一覧

cases-open = ケースを開く
cases-new = 新しいケース
cases-products = 自分の製品
cases-drafts = 下書き: 書きかけのもの
cases-find = ケースを探す
cases-view-1 = 1番目のビュー
cases-view-2 = 2番目のビュー
cases-view-3 = 3番目のビュー
cases-view-4 = 4番目のビュー
cases-view-5 = 5番目のビュー
cases-next-view = 次のビュー
cases-previous-view = 前のビュー
cases-refresh = 取り直す
cases-leave-query = 最初のビューへ戻る
cases-quit = 終わる
cases-loading = ケースを取得しています…
cases-none = ここにケースはありません。
cases-none-fit = 合うものがありません。/で条件を変え、escで戻ります。
cases-none-file = ここにケースはありません。nで登録します。
cases-more = 続きを取得しています…
cases-full = 最初の{ $count }件を表示しています。/で絞り込めます。
find-go = 検索する
find-leave = 一覧をそのままにする
list-number = 番号
list-status = ステータス
list-severity = S
list-product = 製品
list-organization = 組織
list-assignee = 担当者
list-subject = 件名
list-reply = 最終
list-last-reply = 最終返信
ago-now = 今
ago-minutes = { $count }分
ago-hours = { $count }h
ago-days = { $count }日
ago-years = { $count }年

query-status = ステータス。複数はカンマで
query-group = open、action-needed、closed
query-severity = 影響度、1から4
query-priority = low、medium、high
query-product = 製品
query-organization = 組織
query-category = 分類または小分類
query-assignee = me、nobody、またはメールアドレス
query-requester = me、またはメールアドレス
query-last = 最後に書いた側: customerまたはsupport
query-unread = まだ見ていないコメント: yesまたはno
query-escalated = エスカレーション済み: yesまたはno
query-request = サポートへの変更依頼: pending、applied、declined
query-created = 登録した時期: 日、月、期間、経過時間
query-updated = 最後に変わった時期
query-sort = updated、created、severity、oldest、relevance
query-other = それ以外

## ケース

case-loading = ケース{ $number }を取得しています…
case-promise = 最初の回答
case-severity = 影響度
case-your-priority = お客様の優先度
case-their-priority = お客様の優先度
case-product = 製品
case-organization = 組織
case-requester = 依頼者
case-filed-by = { $requester }（登録: { $agent }）
case-assignee = 担当者
case-watchers = ウォッチャー
case-escalated = エスカレーション
case-solution = 解決策
case-description = ケースの説明
case-begun-reply = 書きかけの返信があります。rで続けます。
case-begun-note = 書きかけの内部メモがあります。iで続けます。
case-begun-solution = 書きかけの解決策があります。Sで続けます。まだ保存していません。
case-key-reply = 返信: ケースの全員が読む
case-key-note = 内部メモ: サポートだけが読む
case-key-assign = 担当者を決める
case-key-status = ステータスを設定する
case-key-solve = 解決策を書く
case-key-close = ケースを終了する
case-key-reopen = ケースを再開する
case-key-attach = ファイルを追加する
case-key-save-file = ファイルを保存する
case-key-escalate = エスカレーション: 優先的な対応を求める
case-key-priority = お客様の優先度を変える
case-key-severity = 影響度を変える
case-key-watchers = ウォッチャーを加える、外す
case-key-people = 組織の人
case-key-unfold = 出来事を1行ずつ表示する、またはまとめる
hint-unfold = 出来事
case-key-earlier = 以前の項目を取得する
case-key-refresh = 取り直す
case-key-back = 一覧へ戻る
thread-earlier = … 以前の{ $count }件。[で取得します
thread-file = ファイルを追加
thread-escalation = エスカレーション
thread-internal = 内部 · サポートだけが読みます · { $author }
thread-new = ここから新着
transfer = ファイルを転送しています: { $size }まで…

## 書く

write-send = 送信する
write-leave = 離れる。入力したものは残る
write-attach = ファイルを追加する
write-remove-file = ファイルを外す、または送信を止める
write-scroll-up = ケースの前を読む
write-scroll-down = ケースの先を読む
write-empty = まだ送るものがありません。
write-count = { $limit }文字のうち{ $count }文字
write-replied = ケース{ $number }に返信しました。
write-noted = ケース{ $number }にメモを載せました。サポートだけが読みます。
write-readers = { $requester }さん{ $watchers ->
    [0] {""}
   *[other] 、ウォッチャー{ $watchers }人
}とサポート
write-readers-customer = サポート、{ $requester }さん{ $watchers ->
    [0] {""}
   *[other] 、ウォッチャー{ $watchers }人
}
write-readers-mine = サポート{ $watchers ->
    [0] {""}
   *[other] とウォッチャー{ $watchers }人
}
write-title-reply = 返信 · 読む人: { $readers }
write-title-note = 内部メモ · サポートだけが読みます
write-title-solution = 解決策 · 読む人: { $readers }。「終了待ち」になります
write-solution-unsaved = ケースを開いている間は残ります。ctrl-sで保存します。
newer-title = 新しいコメント
newer-body = 書いている間に誰かが書きました。上に新着として表示しています。
newer-keep-writing = 読んで書き続ける
newer-send = このまま送る
newer-refused = まだ送っていません。新しいコメントが届き、上に表示しています。読んでからもう一度送ってください。
reopen-title = 返信を送る
reopen-body = このケースは「{ $status }」です。サポートにもう一度見てもらいますか。
reopen-send = 送って再開する
reopen-send-only = 送るだけ
reopen-keep-writing = 書き続ける
drop-solution-title = 解決策は保存されていません
drop-solution-body = ケースを離れると、入力した解決策は失われます。
drop-solution-keep = とどまる
drop-solution-leave = 保存せずに離れる

draft-saving = 保存しています…
draft-saved = 下書き保存 { $time }
draft-kept-here = サーバーに接続できるまで、このコンピューターに保存
draft-kept-line = 未保存。サーバーが受け取るまで残ります
draft-sending = 送信しています…
draft-sending-files = 文章とファイルがそろいしだい送信します…
draft-forked = この下書きはほかでも変えられました。両方を残しています。下書きをご覧ください。
draft-arrived = 前に送ったものは届いていました。その後の入力は残っています。ケースを見てから、送るかどうか決めてください。
draft-gone = この下書きはほかで送信または破棄されました。その後の入力は別の下書きとして残っています。
draft-not-kept = 入力したものをここに保存できませんでした: { $reason }
draft-kind-case = 新しいケース
draft-kind-reply = 返信
draft-kind-note = メモ

files-none = ファイルはありません。
files-too-many = ファイルは{ $limit }個までです。
files-too-large = { $size }は1ファイルの上限{ $limit }を超えています
files-failed = { $name }を送れませんでした。alt-rでもう一度、ctrl-rで外します。
files-remove = どのファイルを外しますか。
files-waiting = 待機中
files-received = { $size } 受信済み
files-progress = { $bar } { $percent } % / { $size }
attach-title = ファイルを追加
attach-internal = サポートのファイルは、返信に含めるまで内部のものです。
attach-done = { $name }をケースに付けました。
save-pick = どのファイルを保存しますか。
save-title = ファイルを保存
save-body = この名前で、またはこのフォルダーに保存します。ほかのファイルは上書きしません。
save-path = パス
save-done = { $path }に保存しました
save-exists = { $path }はすでにあります。別の名前にしてください。

## 接続越しに、お手元のscpでファイルを送受信する

scp-send-body = お手元のコンピューターで、{ $example }をファイルのパスに替えて実行してください:
scp-send-example = gamen.png
scp-send-form = 届くとここに表示されます。{ $limit }までです。
scp-send-case = 届くとケースに表示されます。{ $limit }までです。
scp-send-public = 書いている返信を送る前でも、ケースの全員にすぐ見えます。
scp-fetch-title = { $name }を保存
scp-fetch-body = お手元のコンピューターで実行してください。そのフォルダーにある同じ名前のファイルは上書きされます:
scp-copy = コマンドをコピー
scp-close = 戻る
files-arrived = { $name }が届きました。
line-not-saved = 最後に入力したものをサーバーが受け取っていません。1分間は再送します。その後、下書きを確かめてください。
line-refused = 最後に入力したものをサーバーが受け付けません。そこに書く権限がなくなったのかもしれません。
line-article-saved = 書いていた記事は、読者には見えない版として保存されました。
line-solution-noted = 保存しなかった解決策は、メモとして下書きにあります。

## ケースでできること

close-ask-title = ケース{ $number }を終了しますか。
close-ask-body = いつでも再開できます。
close-ask-do = 終了する
reopen-ask-title = ケース{ $number }を再開しますか。
reopen-ask-body = サポートがもう一度確認します。
reopen-ask-do = 再開する
escalate-title = エスカレーション
escalate-body = 何が変わったか、どんな損失があるかをお書きください。ケースの全員が読みます。
escalate-same-day = このケースは今日登録されました。まだ順番が来ていないだけかもしれません。
escalate-reason = 理由
escalate-empty = 理由をお書きください。
priority-title = お客様の優先度
severity-title = 影響度
severity-none = これ以上影響度を変えられません。サポートにお尋ねください。
watchers-title = ウォッチャー
watchers-add = 誰かを加える…
watchers-remove = enterで外す
watchers-no-address = サポートのアドレスは表示しないため、ここでは外せません。
watchers-add-title = ウォッチャーを加える
watchers-add-body = お客様の組織の人です。読むこととコメントができます。
watchers-email = メール
assign-title = 担当者
assign-me = 自分
assign-nobody = なし
status-title = ステータス
status-form-date = 日付 (2026-01-31)
status-form-version = バージョン
status-form-ticket = チケット
status-form-upgrade = 製品の次のバージョンなら、日付は空でもかまいません。
status-form-internal = チケットはサポートだけが見ます。
status-date-wrong = 日付は2026-01-31の形で書いてください。
done-closed = ケースを終了しました。
done-reopened = ケースを再開しました。
done-escalated = ケースをエスカレーションしました。
done-watcher-added = ウォッチャーを加えました。
done-watcher-removed = ウォッチャーを外しました。
done-solved = 解決策を保存しました。
done-assigned = 担当者を決めました。
done-changed = 変えました。
conflict-title = ほかの人が先にこのケースを変えました
conflict-body = 何も保存していません。今は次のとおりです:
conflict-field = { $field }: { $value }
conflict-unknown = ここに表示しない項目が変わりました。
conflict-again = それでも保存する
conflict-leave = 今のままにする
conflict-status = ステータス
conflict-severity = 影響度
conflict-priority = 優先度
conflict-assignee = 担当者
conflict-requester = 依頼者
conflict-category = 分類
conflict-watchers = ウォッチャー
conflict-solution = 解決策

## 新しいケース

new-case-title = 新しいケース
new-case-advice = 詳しいほど早くお答えできます。したこと、期待したこと、代わりに起きたこと、いつから、誰に起きるか。正確なエラーの文、アドレス、画面写真が最も役に立ちます。
new-case-file = ケースを登録する
new-case-choose = 値を選ぶ
form-requester = お客様（メール）
form-product = 製品
form-category = 分類
form-subcategory = 小分類
form-impact = 影響度
form-subject = 件名
form-description = 説明
form-choose = 選ぶ
form-requester-purpose = 代わりに登録するお客様
form-subject-purpose = 1行で
form-description-purpose = したこと、期待、結果
form-loading = 製品を取得しています…
form-too-long = { $count }文字は上限{ $limit }を超えています。長いものはファイルで送れます。
form-required = 必要な項目です。
continue-title = 書きかけのケースがあります
continue-body = { $subject }（最後の入力: { $when }）
continue-do = 続きを書く
continue-new = 別のものを始める
filed-title = ケース{ $number }を登録しました
filed-promise = 最初の回答は{ $promise }です。
filed-files = { $count ->
    [0] ファイルは送られていません。
   *[other] { $count }個のファイルを受け取りました:
}
filed-command = ここから、またはシェルから戻れます:
filed-open = ケースを開く
filed-another = 別のケースを登録する
filed-back = 前の場所へ戻る

## 下書き

drafts-title = 下書き: 書きかけで未送信
drafts-loading = 下書きを取得しています…
drafts-none = 書きかけのものはありません。
drafts-no-subject = （まだ入力なし）
drafts-continue = 書き続ける
drafts-discard = 捨てる
drafts-refresh = 取り直す
drafts-back = 戻る
discard-title = この下書きを捨てますか。
discard-keep = 残す
discard-do = 完全に捨てる
discard-done = 下書きを捨てました。

## 自分の製品

products-title = 自分の製品
products-loading = 製品を取得しています…
products-none = 共有されている製品がありません。アカウントの所有者にお尋ねください。
products-next = 次の製品
products-previous = 前の製品
products-first = 最初の製品
products-last = 最後の製品
products-refresh = 取り直す
products-back = 戻る
product-organization = 組織
product-plan = プラン
product-environment = 環境
product-version = バージョン
product-upgrade = 次のバージョン
product-upgrade-on = { $version }、{ $date }
product-maintenance = メンテナンス
product-window = { $weekday } { $from }～{ $until }（{ $zone }）、次回 { $next }
product-manager = 担当マネージャー
product-promises = 最初の回答
product-contacts = 連絡先
product-told-both = メンテナンス、アップグレード、障害の連絡先
product-told-maintenance = メンテナンスとアップグレードの連絡先
product-told-incidents = 障害の連絡先
product-seats = シート
product-pool = { $total }のうち{ $taken }を使用、{ $counts }
product-sees-all = すべてのケースを見る
product-sees-own = 自分のケースを見る
product-categories = ケースの分類

## クライアントの設定ファイル

config-wrong = { $path }、{ $line }行{ $column }列: { $message }
config-theme = テーマ「{ $name }」はありません。あるのは{ $names }です。
config-recall = 返信を待たせられるのは{ $limit }秒までです。
config-no-action = 操作「{ $name }」はありません。ヘルプとassets/keys.mdに名前があります。
config-no-key = 「{ $keys }」はキーの書き方ではありません。1文字か、<enter>、<c-s>、<a-enter>のような名前を書いてください。
config-keys-many = 1つの操作に割り当てられるのは{ $limit }通りまでです。
config-keys-long = { $name }: 「{ $keys }」は2つのキーより長いです。
config-clash = { $name }: 「{ $keys }」は{ $other }と重なります。
preference-not-kept = 終わるまで有効ですが、書き残せませんでした: { $reason }
own-editor-none = エディターがありません。EDITORを設定してください。
own-editor-failed = エディターを使えませんでした: { $reason }
own-editor-left-text = エディターがエラーで終わりました。書いたものは{ $path }にあります。
own-editor-left = エディターがエラーで終わりました。文章は元のままです。
own-editor-too-long = 編集した文章は長すぎて読み戻せません。{ $path }に残しています。

## どこでも: 何でも探す、設定、人

app-palette = 何でも探す: 操作、場所、ケース
app-settings = 設定: 言語、タイムゾーン、テーマ、キーなど
app-dates = 時刻を日時で、または経過時間で表示する
app-mouse = マウスを使う、または端末に任せる
hint-palette = 何でも
hint-settings = 設定
hint-dates = 日時
hint-mouse = マウス
hint-change = 変える
hint-usual = 元のキー
hint-keep = 保つ
hint-again = もう一度
hint-copy-email = メールをコピー
keys-palette = 何でも探す
keys-people = 人
keys-settings = 設定
keys-capturing = キーを割り当て中
copied = 端末が許せばクリップボードへ送りました: { $text }
dates-relative = 時刻を2hのような経過時間で表示します。
dates-absolute = 時刻を日時で表示します。
mouse-on = マウスを使います。文字を選ぶにはShiftを押します。
mouse-off = マウスは端末に任せます。
place-cases = ケースへ
place-new-case = 新しいケースを登録する
place-products = 自分の製品へ
place-people = 組織の人へ
place-people-support = サポートの人へ
place-drafts = 下書きへ
place-ssh-keys = SSH鍵へ
place-sign-ins = サインインの一覧とパスワードへ

## サインインとパスワード

sign-ins-title = サインインの一覧
sign-ins-explained = サインインは30日間、SSH鍵によるものは接続の間続きます。心当たりのないものは終わらせ、パスワードを変えてください。
sign-ins-loading = サインインを取得しています…
sign-ins-here = ここ
sign-ins-by-key = SSH鍵
sign-ins-by-password = パスワード
sign-ins-end = 選んだサインインを終わらせる
sign-ins-end-others = これ以外のサインインをすべて終わらせる
sign-ins-password = パスワードを変える
sign-ins-refresh = サインインを取り直す
sign-ins-back = 戻る
sign-ins-end-title = このサインインを終わらせますか。
sign-ins-end-means = 開いているものはすぐに終わります。下書きは残ります。
sign-ins-end-others-title = ほかのサインインをすべて終わらせますか。
sign-ins-end-others-means = ほかで開いているものはすぐに終わります。下書きは残ります。
sign-ins-end-keep = 残す
sign-ins-end-do = 終わらせる
sign-ins-ended = 終わらせました。
password-title = パスワードを変える
password-means = 10文字以上です。ほかのサインインはすべて終わります。
password-current = 今のもの
password-new = 新しいもの
password-again = 確認
password-differs = 2つの新しいパスワードが違います。
password-changed = パスワードを変えました。ほかのサインインはすべて終わりました。
settings-sign-ins = サインインの一覧へ
keys-sign-ins = サインインの一覧
hint-sign-ins = サインイン
hint-sign-in-end = 終わらせる
hint-sign-ins-end = ほかを終了
hint-password = パスワード

## SSH鍵

ssh-keys-title = 自分のSSH鍵
ssh-keys-explained = これらの鍵で、パスワードなしにSSHで入れます。貼り付けただけの鍵は、その鍵を持ってパスワードで入るまで待ちます。
ssh-keys-loading = 鍵を取得しています…
ssh-keys-none = まだSSH鍵がありません。
ssh-keys-signs-in = 使用可
ssh-keys-unproven = 待機中
ssh-keys-never = なし
ssh-keys-add = 鍵を追加する
ssh-keys-remove = 選んだ鍵を削除する
ssh-keys-copy = 鍵のフィンガープリントをコピーする
ssh-keys-refresh = 鍵を取り直す
ssh-keys-back = 戻る
ssh-keys-add-title = SSH鍵を追加
ssh-keys-paste = 公開鍵を貼り付けてください。~/.ssh/id_ed25519.pubのようなファイルの1行です。
ssh-keys-path = ~/.ssh/id_ed25519.pubのような公開鍵の場所を入力するか、その1行を貼り付けてください。エージェントにある鍵とパスフレーズのない鍵はすぐに使えます。
ssh-keys-key = 鍵
ssh-keys-label = 名前
ssh-keys-needed = 鍵が必要です。
ssh-keys-added = この鍵はこれからサインインに使えます。
ssh-keys-waits = この鍵は待機中です。その鍵を持って一度SSHでパスワードを使って入ってください。
ssh-keys-removed = この鍵はもうサインインに使えません。
ssh-keys-remove-title = この鍵を削除しますか。
ssh-keys-remove-means = この鍵で開いたものはすぐに終わります。
ssh-keys-remove-keep = 残す
ssh-keys-remove-do = 削除する
settings-ssh-keys = SSH鍵へ
keys-ssh-keys = 自分のSSH鍵
hint-ssh-keys = SSH鍵
hint-ssh-key-add = 追加
hint-ssh-key-remove = 削除
hint-ssh-key-copy = 指紋をコピー
palette-title = 何でも探す
palette-type = したいこと、ケースの語、または番号を入力してください
palette-number = ケース{ $number }を開く
palette-choose = 実行する
palette-leave = 閉じる
people-title = 組織の人
people-title-of = { $organization }の人
people-title-support = サポートの人
people-loading = 人を取得しています…
people-none = ここには誰もいません。
people-pool = シート: 残り{ $left }、{ $total }のうち{ $taken }を使用、{ $counts }
people-seat = シート
people-copy = メールアドレスをコピーする
people-refresh = 取り直す
people-back = 戻る
settings-title = 設定
settings-place = 保存先: { $path }
settings-line = 言語、タイムゾーン、テーマは残ります。ほかは切断するまで有効です。
settings-change = 変える
settings-usual = 元のキーに戻す
settings-back = 戻る
settings-theme = テーマ
settings-dates = 時刻
settings-mouse = マウス
settings-dates-relative = 経過時間。例: 2h
settings-dates-absolute = 日時
settings-mouse-on = 使う。Shiftで文字を選択
settings-mouse-off = 端末に任せる
settings-recall = 返信の取り消し
settings-recall-value = { $seconds ->
    [0] なし。すぐに送信
   *[other] 送信前の{ $seconds }秒間
}
settings-press = キーを押し、enterで保存: { $keys } · { $name }
settings-clash = 「{ $keys }」はすでに「{ $other }」です。
settings-kept = 保存しました。
capture-keep = このキーにする
capture-again = もう一度始める
capture-leave = 元のままにする
theme-dark = dark: 暗い背景向け
theme-light = light: 明るい背景向け
theme-high-contrast = high-contrast: 高コントラスト
theme-plain = plain: 色なし

## 1行にまとめた出来事。行った人の名前に続く

fold-more = +{ $count }
did-file = 登録
did-file-for = { $person }さんの代わりに登録
did-comment = { $comment }を記入
did-attach = ファイルを追加
did-set-status = { $from } → { $to }
did-close = 終了
did-reopen = 再開
did-escalate = { $comment }でエスカレーション
did-set-severity = 影響度 { $from } → { $to }
did-set-priority = 優先度 { $from } → { $to }
did-set-category = 分類を変更
did-take = 自分の担当に
did-assign = 担当を{ $person }さんに
did-assign-nobody = 担当を外す
did-set-requester = 依頼者を{ $person }さんに
did-add-watcher = { $person }さんをウォッチャーに
did-remove-watcher = { $person }さんをウォッチャーから外す
did-solve = 解決策を記入
did-set-ticket = 内部チケットを変更
did-redact-description = 説明を削除
did-redact-comment = { $comment }の内容を削除
did-redact-file = ファイルの内容を削除
did-share-file = ファイルをお客様に公開

## ファイル: 選ぶ、送る、見る

keys-picker = ファイルの選択
hint-mark = 印
hint-take-marked = 印を付けたもの
hint-folder-above = 上のフォルダー
hint-complete = 補完
hint-sort = 名前順、新しい順
picker-choose = フォルダーに入る、またはファイルに決める
picker-mark = 複数を選ぶため、ファイルに印を付ける
picker-done = 印を付けたファイルに決める
picker-above = 何も入力していなければ上のフォルダーへ
picker-complete = パスを補完する
picker-sort = 新しい順、または名前順
picker-type = 入力で絞り込み、またはパス。ファイルをここへドロップもできます
picker-loading = 確認しています…
picker-unreadable = このフォルダーを読めません: { $reason }
picker-no-such-file = そのようなファイルはありません。
picker-no-folders = フォルダーは追加できません。中のファイルを選んでください。
picker-too-large = 大きすぎます{" "}
picker-marked = 印{ $count }個、{ $size }
picker-by-age = 新しい順
picker-by-name = 名前順
picker-count = { $count }個
picker-left-out = 非表示{ $count }個
attach-one = { $limit }まで。
attach-many = { $count ->
    [0] これ以上ファイルを追加できません。
   *[other] あと{ $count }個、1つ{ $limit }まで。
}
files-lost = 接続が切れました。サーバーにつながるか、alt-rで送り直します
form-files-none = ctrl-fでファイルを追加: { $limit }個まで、1つ{ $size }まで
form-files = ファイル{ $limit }個のうち{ $count }個、{ $bytes }
form-files-limit = ファイル{ $limit }個のうち{ $count }個、{ $bytes }。1つ{ $size }まで
paste-title = { $name }を追加しますか。
paste-title-many = { $count }個のファイルを追加しますか。
paste-more = ほか{ $count }個
paste-add = { $count ->
   *[other] ファイルを追加する
}
paste-keep = 文字のままにする
write-retry-files = 送れなかったファイルをもう一度送る
hint-retry-files = 再送
new-case-own-editor = 説明を自分のエディターで編集する
hint-own-editor = エディター
filed-copy-number = 番号をコピーする
filed-copy-command = 戻るためのコマンドをコピーする
hint-copy-number = 番号をコピー
hint-copy-command = コマンドをコピー
keys-file = ファイルを見る
keys-file-finding = ファイル内の検索語を入力中
hint-numbers = 行番号
hint-wrap = 折り返し
hint-next-match = 次の一致
hint-previous-match = 前の一致
file-do-look = 見る
file-do-save = 保存する
file-back = ケースへ戻る
file-save = ファイルを保存する
file-find = 文中を検索する
file-next-match = 次の一致
file-previous-match = 前の一致
file-wrap = 長い行を折り返す、または切る
file-numbers = 行番号を表示する、または隠す
file-left = 行を切っているとき左へ
file-right = 行を切っているとき右へ
file-again = 取り直す
file-find-go = 検索する
file-find-leave = やめる
file-fetching = 取得しています… { $sent } / { $size }。escでやめます
file-find-label = 検索:{" "}
file-lines = { $count }行のうち{ $line }行目
file-lines-cut = { $size }のうち最初の{ $shown }
file-picture = { $width } × { $height } ピクセル
file-matches = { $count }件の一致のうち{ $at }件目
file-no-match = 「{ $text }」はありません
file-other = ここで表示できる画像でも文章でもありません。sで保存します。
file-too-large = この画像は{ $size }あり、表示のために取得する上限{ $limit }を超えています。sで保存します。
file-huge = この画像は{ $width } × { $height }ピクセルとあり、ここで描くには大きすぎます。sで保存します。
file-damaged = このファイルは壊れているか、名乗っている種類ではありません。sでそのまま保存します。
file-no-colours = 色なしでは画像を描けません。sで保存するか、,で別のテーマを選んでください
new-case-advice-short = 詳しいほど早くお答えできます。したこと、結果、いつから、正確なエラー、画面写真。

## 送り方と取り消し

hint-send-as = 送り方
hint-send-asking = 返信待ち
hint-send-now = すぐ送信
hint-take-back = 取り消す
case-key-take-back = 今送ったものを取り消す
case-key-send-now = 待たずにすぐ送る
case-key-copy-number = ケースの番号をコピーする
case-key-copy-command = ケースを表示するコマンドをコピーする
case-as-of = { $when }時点。取り直しています…
write-send-as = 送り方を選ぶ: ステータスと共に、内部ファイルと共に
write-send-asking = 送って「ご返信待ち」にする
write-own-editor = 自分のエディターで書く
write-too-long = { $count }文字は上限{ $limit }を超えています。短くしてください。その間も失われません。
write-then = その後 { $status }
write-then-stays = { $status }のまま
write-then-open = その後再開
write-then-asks = 再開するか尋ねます
write-included = { $name }  { $size }  今は内部、この返信で公開
sending-reply = 返信は{ $seconds }秒後に送信 · { $back }で取り消し · { $now }ですぐ送信
sending-note = 内部メモは{ $seconds }秒後に送信 · { $back }で取り消し · { $now }ですぐ送信
sending-reply-now = 返信 · { $status }
sending-note-now = 内部メモ · { $status }
sending-queued = 前のものを待っています
sending-reply-back = 送っていません。返信は元のままここにあります。
sending-note-back = 送っていません。メモは元のままここにあります。
sending-left = ケース{ $number }に書いたものを送っています。
sending-returned = ケース{ $number }: 送らず、下書きとして残しました。{ $reason }
sending-not-sent = ケース{ $number }: 書いたものが送られたか、サーバーが確認していません。ケースになければ下書きにあります。
sending-wait = 前に送ったものが届くまでお待ちください。
send-as-title = 送り方
send-as-keep = 送って「{ $status }」のままにする
send-as-set = 送って「{ $status }」にする
send-as-include = ケースの内部ファイルを含める…
send-as-include-detail = お客様に見えるようになります
include-title = どの内部ファイルをこの返信で公開しますか。
include-done = 完了
include-none = 単独で送られた内部ファイルはありません。
case-promised = 最初の回答 { $promise }
hint-category = 分類
hint-redact = 削除
hint-requester = 依頼者
case-key-category = 分類を変える
case-key-requester = ケースを別の依頼者に移す
case-key-redact = コメント、ファイル、説明を完全に削除する
category-title = 分類
subcategory-title = 小分類
category-none = この製品に分類はありません。
requester-title = 依頼者
requester-none = この組織にほかの人はいません。
redact-title = 完全に削除
redact-comment = { $comment }  { $author }  { $when }
redact-file = { $name }  { $author }  { $when }
redact-description = 説明
redact-none = 削除できるものはもうありません。
redact-body-description = 説明がケースと検索から消えます。あったことと理由は残ります。
redact-body-comment = コメントの文章とファイルがケースと検索から消えます。あったことと理由は残ります。
redact-body-file = ファイルがケースから消えます。名前と理由は残ります。
redact-reason = 理由
done-redacted = 削除しました。
write-solution-kept = このコンピューターに保存済み。ctrl-sでケースに保存します。
write-solution-line = 切断するまで残ります。ctrl-sでケースに保存します。

## ケースの一覧: 並び順、コピー、次を引き受ける

hint-take-next = 次を担当
hint-people = 人
hint-copy = 番号をコピー
cases-sort = 並び順を選ぶ
cases-take-next = 次を引き受ける: 担当のいない最も古いケース
cases-people = 人
cases-copy-number = ケースの番号をコピーする
cases-copy-command = ケースを表示するコマンドをコピーする
cases-sort-title = 並び順
cases-sort-updated = 更新が新しい順
cases-sort-created = 登録が新しい順
cases-sort-severity = 影響の大きい順
cases-sort-oldest = 更新が古い順
cases-sort-relevance = 一致の高い順
cases-as-of = 前に取得した内容です（{ $age }）。まだ取り直していません。
list-me = 私
cases-taken = ケース{ $number }を引き受けました。
cases-nothing-to-take = 担当のいないケースはありません。
cases-take-raced = 何度かほかの人が先でした。もう一度お試しください。
find-complete = 選んだ候補で語を補う
find-next = 下の候補を選ぶ
find-previous = 上の候補を選ぶ

## 一覧の横の欄

cases-preview = 選んだケースを一覧の横に表示する、または隠す
cases-read-down = 横のケースの先を読む
cases-read-up = 横のケースの前を読む
hint-order = 並び順
hint-preview = 横に表示
preview-loading = 取得しています…
