# 読み上げる行モードの言葉。$brand はポータルに設定された提供元の名前です。

## 枠

linear-hello = Caseportの行モードです。質問ごとに1行入力してください。bで戻り、?で説明、Ctrl-Dで終わります。
linear-signed-in = { $place }の{ $name }さんとしてサインインしました。サポートは{ $brand }です。
linear-zone = 時刻は{ $zone }のものです。
linear-bye = さようなら。
linear-kept = 書いたものは下書きとして保存されています。
linear-not-kept = 書いたものを保存できませんでした。
linear-retry = Enterかretryでもう一度、bで戻り、qで終わります。入力したものは残っています。
linear-insecure = { $server }にパスワードが暗号化されずに届きます。httpsを使うか、次のようにサインインしてください: caseport auth login --insecure

## サインイン

linear-sign-in = { $server }の{ $brand }にサインインします。
linear-email = メール:
linear-password = パスワード（表示されません）:
linear-password-seen = パスワード（この端末では見えるかもしれません）:

## 質問

linear-choose = 番号、または戻るならb:
linear-choose-or = 番号、{ $default }ならEnter、戻るならb:
linear-choose-wrong = 1から{ $count }までの番号、または戻るならbを入力してください。
linear-pick = 番号、絞り込む語、次はn、前はp、戻るならb:
linear-rows = { $count }件のうち{ $from }から{ $to }。
linear-nothing-fits = 合うものがありません。Enterですべてを表示します。
linear-no-more = これ以上ありません。
linear-needed = 必要な項目です。bで戻ります。
linear-too-long = { $limit }文字を超えたため、受け付けませんでした。
linear-line-too-long = この行は長すぎるため、受け付けませんでした。
linear-yes-no = { $question }「はい」か「いいえ」:
linear-yes-or-no = 「はい」か「いいえ」を入力してください。
# 「はい」と「いいえ」とみなす語（小文字）。
linear-yes-words = はい yes y
linear-no-words = いいえ no n
linear-unchanged = 何も変えていません。
linear-which = { $field }はどれですか。
linear-read-on = あと{ $count }。Enterで続き、bでやめます:

## メインメニュー

linear-menu = メインメニュー。
linear-menu-find = ケースを探す (find)
linear-menu-new = 新しいケース (new)
linear-menu-products = 自分の製品 (products)
linear-menu-people = 組織の人 (people)
linear-menu-drafts = 下書き (drafts)
linear-menu-quit = 終わる (quit)
linear-menu-ask = 番号または語:
linear-menu-help = 行の番号か、かっこ内の語、または開きたいケースの番号を入力してください。Enterでメニューをもう一度読みます。
linear-menu-wrong = メニューにありません。Enterでもう一度読みます。

## リスト

linear-row = { $facts }: { $subject } { $last }。
linear-row-severity = 影響度{ $severity }
linear-row-assigned = 担当は{ $person }さん
linear-row-unassigned = 担当なし
linear-row-escalated = エスカレーション済み
linear-row-unread = 未読
linear-row-last = 最後の返信は{ $when }、{ $person }さん
linear-row-filed = { $when }に登録、返信はまだありません
linear-list-ask = 開く番号、n、p、r、bまたは?:
linear-list-more = 続きはn。
linear-list-end = リストの終わりです。
linear-list-full = 最初の{ $count }件を読みました。findで絞り込んでください。
linear-list-help = 行かケースの番号で開き、nで次の10件、pで前の10件、rで取り直し、bで戻ります。Enterで行をもう一度読みます。
linear-list-wrong = 番号、n、p、r、bのどれかを入力してください。?で説明します。
linear-find-hint = group:open サインイン のように、探すものを入力してください。?で使える条件を説明し、Enterだけなら戻ります。
linear-find-ask = 検索:
linear-find-key = { $key }: { $what }。例: { $example }
linear-found = { $query }で見つかったケース。
linear-query-wrong = { $message }。{ $place }文字目からです: { $part }
linear-query-wrong-end = { $message }。{ $place }文字目、末尾です。

## 時刻

linear-now = たった今
linear-minutes-ago = { $count }分前
linear-hours-ago = { $count }時間前
linear-days-ago = { $count }日前
linear-on = { $moment }

## ケース

linear-fact = { $label }: { $value }
linear-label-meaning = 意味
linear-described = { $person }さんの説明、{ $when }。
linear-reply = { $person }さんの返信{ $number }、{ $when }。
linear-note = 内部メモ、サポートだけが読みます。{ $person }さんのメモ{ $number }、{ $when }。
linear-escalation = エスカレーション、{ $person }さんの返信{ $number }、{ $when }。
linear-event = { $fact }、{ $when }。
linear-file = ファイル{ $name }、{ $what }。
linear-file-numbered = ファイル{ $number }: { $name }、{ $what }。
linear-file-added = { $person }さんがファイルを追加、{ $when }。{ $file }
linear-file-internal = 内部ファイル、サポートだけが見ます。{ $person }さんが追加、{ $when }。{ $file }
linear-earlier = これより前に{ $count }件あります。allですべて読みます。
linear-begun-reply = { $when }に書き始めた返信があります。replyで続けます。
linear-begun-note = { $when }に書き始めた内部メモがあります。noteで続けます。
linear-case-ask = ケース{ $number }:
linear-case-wrong = そのようなコマンドはありません。?で一覧を示します。
linear-case-not-allowed = 今このケースではできません。?でできることを示します。
linear-commands = 使えるコマンド: { $commands }。
linear-command = { $word }または{ $letter }: { $what }。
linear-do-attach = ファイルを追加する: attach パス
linear-do-save = ファイルを保存する: save ファイル番号 パス
linear-do-watch = ウォッチャーを加える、外す: watch メール
linear-do-all = 説明とその後のすべてを読む
linear-do-refresh = 取り直して新しいものを読む
linear-do-help = できることを説明する
linear-do-back = 戻る
linear-replied = 返信をケースに載せました。
linear-noted = メモをケースに載せました。サポートだけが読みます。
linear-done = { $done } ステータス: { $status }。

## ケースを変える

linear-reason = 理由。送信するまで返信の下書きとして保存されます。
linear-which-priority = 優先度はどれですか。今は{ $now }です。
linear-which-severity = 影響度はどれですか。今は{ $now }です。
linear-severity = 影響度{ $severity }: { $meaning }
linear-which-status = ステータスはどれですか。
linear-which-assignee = 担当者は誰ですか。
linear-status-version = 修正が入るバージョン:
linear-status-date = 日付、2026-01-31の形で:
linear-status-date-optional = 日付、2026-01-31の形で。製品の次のバージョンならEnter:
linear-status-ticket = チケット（サポートだけが見ます）。なければEnter:
linear-solution-readers = 解決策。ケースの全員が読み、「終了待ち」になります。保存するまで内部メモの下書きとして残ります。
linear-solution = 解決策:
linear-watch-add = 誰かを加える
linear-watch-remove = { $person }さんを外す
linear-path = ファイルのパス（{ $limit }まで）。なければEnter:
linear-save-as = 保存する名前。{ $name }ならEnter:

## 書く

linear-writing-reply = 返信。読む人: { $readers }。
linear-writing-note = 内部メモ。サポートだけが読みます。
linear-write = 文章を入力してください。点（.）だけの行で終わります。点で始まる行は点を2つ入力します。
linear-so-far = ここまで:
linear-full = 上限は{ $limit }文字です。この行は受け付けませんでした。
linear-draft-here = 入力したものはこのコンピューターに保存されています。続けてください。
linear-draft-memory = 入力したものは、動いている間は残っています。続けてください。
linear-kind-case = ケース
linear-kind-reply = 返信
linear-kind-note = 内部メモ
linear-began = { $when }に{ $kind }を書き始めています: { $first }
linear-go-on = 続ける
linear-anew = 新しく始める。前のものは下書きに残ります
linear-what-then = どうしますか。
linear-send-reply = 返信を送る
linear-send-note = 内部メモを載せる
linear-send-status = 送ってステータスを設定する
linear-write-on = 書き続ける
linear-write-anew = 書き直す
linear-add-files = ファイルを追加する
linear-remove-file = ファイルを外す
linear-keep = 下書きとして残して戻る
linear-discard = 捨てる
linear-received = 受け取りました: { $file }
linear-none-received = まだファイルは届いていません。
linear-sent = 送ったらEnter、戻るならb:
linear-newer = まだ送っていません。書いている間に誰かが書きました:
linear-newer-then = それでも送りますか。

## 新しいケース

linear-requester = 登録するお客様のメール:
linear-subject = 件名（1行）:
linear-description = 説明: したこと、期待したこと、起きたこと。
linear-files-limit = 画面写真などのファイル: { $count }個まで、1つ{ $size }まで。
linear-review = この内容で登録します。
linear-change-field = 答えを変える
linear-which-field = どの答えですか。
linear-come-back = メインメニューで{ $number }と入力すると戻れます。または: caseport case view { $number }

## 人

linear-people = { $count }人。
linear-seat = シートあり
linear-no-seat = シートなし

## 依頼、コード、通知

linear-menu-requests = サポートへの依頼: シート、人、連絡先 (requests)
linear-menu-notifications = メール通知 (notifications)
linear-sign-in-else = メールの代わりに、codeで使い捨てコードを使い、forgotでコードを送らせ、accessでサポートに利用を申し込みます。
linear-code = メールにあるコード。bで戻ります:
linear-new-password = 新しいパスワード（表示されません）:
linear-new-password-seen = 新しいパスワード（この端末では見えるかもしれません）:
linear-new-password-again = 新しいパスワードをもう一度:
linear-forgot = このアドレスでサインインする人がいれば、そこへコードを送りました。codeと入力すると使えます。
linear-do-apply = ケースの依頼を実行する
linear-do-undo = 実行したことを取り消す
linear-request-field = { $label }:
linear-request-field-optional = { $label }、Enterで空欄:
linear-request-field-again = { $label }、Enterで{ $before }:
linear-request-send = この依頼を送りますか。
linear-request-again = 何も送られていません。もう一度答えてください。Enterで前の入力のまま、bで戻ります。
linear-request-filed = 依頼はケース{ $number }です。サポートが判断します。
linear-follow = フォローする
linear-follow-stop = フォローをやめる
linear-follow-none = フォローしている製品はありません。
linear-notifications-kept = 保存しました。
