# モデルの言葉。ステータス、影響度、約束、起きたこと、うまくいかなかったこと。
# $brand はポータルに設定された提供元の名前です。

## ステータス

status-researching = { $brand }が調査中
status-researching-meaning = 調査しています。コメントをご覧ください。
status-preparing-for-deployment = 適用の準備中
status-preparing-for-deployment-meaning = 修正、作業、設定を本番環境へ適用する準備をしています。
status-scheduled-for-deployment = 適用の予定あり
status-scheduled-for-deployment-meaning = 次のメンテナンス時間に適用することが決まっています。
status-bug-identified = 不具合を確認
status-bug-identified-meaning = 製品本体の不具合で、内部チケットがあります。お知らせの頻度は下がります。
status-fixed-scheduled-for-upgrade = 修正済み、次の版で適用
status-fixed-scheduled-for-upgrade-meaning = 今後のバージョンで解決します。
status-scoping = { $brand }が範囲を検討中
status-scoping-meaning = 製品の機能の範囲外です。機能のご要望はアイデアのページへお願いします。サポートでは保留にしません。
status-pending-closure = 終了待ち
status-pending-closure-meaning = 解決または回答済みです。いつでもコメントできます。表示の日に終了します。
status-pending-your-response = ご返信待ち
status-pending-your-response-meaning = お客様からのご返信がないと先へ進めません。応答時間の計測は止まっています。
status-closed = 終了
status-closed-meaning = 終了しました。いつでも再開できます。

status-unassigned = 受付済み、担当者はまだいません
status-closes = { $date }に終了
status-date = { $date }
status-fixed-in = バージョン{ $version }
status-fixed-in-on = バージョン{ $version }、{ $date }
status-ticket = チケット{ $ticket }

group-open = 対応中
group-action-needed = ご対応が必要
group-closed = 終了

## 影響度と優先度

severity-1 = 1 停止
severity-1-meaning = 本番環境の停止、深刻な性能低下、重大なセキュリティ事故
severity-2 = 2 重大
severity-2-meaning = サブシステムまたは主要な機能が使えない
severity-3 = 3 軽微
severity-3-meaning = 小さな不具合、製品についての質問、設定の依頼
severity-4 = 4 見た目
severity-4-meaning = 見た目、文書、ポータルの利用申請

priority-low = 低
priority-medium = 中
priority-high = 高

## 最初の回答の約束

promise = { $amount }以内、{ $hours }
promise-minutes = { $count }分
promise-business-hours = { $count }営業時間
promise-business-days = { $count }営業日
hours-24x7 = 毎日24時間
hours-24x5 = 月曜から金曜まで24時間
hours-9-to-5 = 月曜から金曜の9時から17時

## 人と公開範囲

side-customer = お客様
side-support = サポート
staff-role-agent = 担当員
staff-role-admin = 管理者
account-role-owner = 所有者
account-role-administrator = 管理担当
account-role-member = メンバー
actor-system = システム
nobody = なし
visibility-public = 公開
visibility-internal = 内部
seats-user-per-product = 人と製品の組ごとに数えます
seats-user = 人ごとに数えます

product-kind-community = コミュニティ
product-kind-social = ソーシャル
product-kind-learning = 学習
product-kind-other = その他

weekday-1 = 月曜日
weekday-2 = 火曜日
weekday-3 = 水曜日
weekday-4 = 木曜日
weekday-5 = 金曜日
weekday-6 = 土曜日
weekday-7 = 日曜日

## 用意されたリスト

view-mine = 自分
view-account = 組織の全件
view-action-needed = 要対応
view-open = 対応中
view-closed = 終了
view-customer-answered = 要回答
view-unassigned = 担当なし
view-assigned-to-me = 自分の担当
view-requests = 変更依頼
view-all = すべて

## ケースに起きたこと。$actor が行った人

fact-filed = { $actor }さんがケースを登録しました
fact-filed-for = { $actor }さんが{ $person }さんの代わりにケースを登録しました
fact-commented = { $actor }さんが{ $comment }を書きました
fact-attached = { $actor }さんがファイルを追加しました
fact-status-set = { $actor }さんがステータスを「{ $from }」から「{ $to }」に変えました
fact-closed = { $actor }さんがケースを終了しました
fact-closed-by-itself = ご返信がなかったため、ケースは自動で終了しました
fact-reopened = { $actor }さんがケースを再開しました
fact-escalated = { $actor }さんがケースをエスカレーションしました。理由は{ $comment }にあります
fact-severity-set = { $actor }さんが影響度を「{ $from }」から「{ $to }」に変えました
fact-priority-set = { $actor }さんが優先度を「{ $from }」から「{ $to }」に変えました
fact-category-set = { $actor }さんが分類を変えました
fact-assigned = { $actor }さんが担当者を{ $person }さんにしました
fact-assigned-nobody = { $actor }さんが担当者を外しました
fact-requester-set = { $actor }さんが依頼者を{ $from }さんから{ $to }さんに変えました
fact-watcher-added = { $actor }さんが{ $person }さんをウォッチャーに加えました
fact-watcher-removed = { $actor }さんが{ $person }さんをウォッチャーから外しました
fact-solved = { $actor }さんが解決策を書きました
fact-ticket-set = { $actor }さんが内部チケットを変えました
fact-description-redacted = { $actor }さんが説明を削除しました
fact-comment-redacted = { $actor }さんが{ $comment }の内容を削除しました
fact-file-redacted = { $actor }さんがファイルの内容を削除しました
fact-file-shared = { $actor }さんがファイルをお客様に公開しました
redacted = { $date }に削除: { $reason }

## うまくいかなかったこと

error-case-not-found = そのケースはないか、共有されていません。アカウントの所有者にお尋ねください。
error-unauthenticated = サインインしていないか、サインインが終わっています。
error-stale-version = ほかの人が先に変えました。何も保存していません。
error-newer-comments = 最後にご覧になったものより新しいコメントがあります。何も送信していません。
error-digest-mismatch = ファイルが途中で変わりました。何も保存していません。
error-named-field = { $field }: { $title }
error-limit = { $title }（上限: { $limit }）

error-unreachable = サーバー{ $server }に接続できません: { $reason }
unreachable-connect = 接続できません（{ $detail }）
unreachable-tls = 安全な接続ができません（{ $detail }）
unreachable-lost = 接続が切れました
unreachable-silent = 時間内に応答がありませんでした
unreachable-overloaded = ただいま混み合っています
unreachable-gateway = 手前のゲートウェイが{ $status }を返しました

error-protocol-status = サーバーがCaseportのものではない形で{ $status }を返しました。アドレスは正しいですか。
error-protocol-unreadable = サーバーの応答を理解できませんでした。クライアントとサーバーのバージョンが違うのかもしれません。
error-protocol-too-large = サーバーの応答が{ $limit }バイトを超えたため、読みませんでした。
error-protocol-digest = 届いたファイルが送られたものと違います。何も保存していません。
error-protocol-length = 届いたファイルの長さが予告と違います。何も保存していません。

error-file-open = { $name }を読めません: { $detail }
error-file-kind = { $name }はファイルではありません
error-file-too-large = { $name }は1ファイルの上限{ $limit }を超えています
error-file-grew = { $name }が送信中に大きくなりました。何も保存していません
error-file-shrank = { $name }が送信中に短くなったか、なくなりました。何も保存していません
error-file-write = ファイルに書き込めません: { $detail }

## 問題のコード別の文

problem-invalid-json = サーバーへの要求を読み取れません
problem-invalid-field = この値は受け付けられません: { $title }
problem-required = 入力が必要です
problem-too-long = 長すぎます
problem-too-large = 大きすぎます
problem-too-many = 多すぎます
problem-query-too-broad = 検索に時間がかかりすぎます。絞り込んでください
problem-invalid-cursor = 一覧が変わりました。もう一度取得してください
problem-wrong-credentials = メールとパスワードが一致しません
problem-wrong-code = このコードは存在しないか、使用済み、期限切れ、または取り消されています
problem-not-found = 存在しないか、あなたに共有されていません
problem-not-allowed = この操作は許可されていません: { $title }
problem-wrong-state = 今はできません: { $title }
problem-over-pool = プランのシート数を超えます
problem-only-staff-lowers-severity = 影響度を下げられるのはサポートだけです
problem-no-seat-left = 空きシートがありません。代わりに抜ける人を指定してください
problem-holds-no-seat = この人はシートを持てません: { $title }
problem-rate-limited = 試行回数が多すぎます。しばらくしてからお試しください
problem-overloaded = サーバーが混み合っています。もう一度お試しください
problem-cannot-store = サーバーのディスクが一杯か故障しています。何も変更されていません
problem-timeout = 時間内に終わりませんでした。もう一度お試しください
problem-internal = サーバーで処理できませんでした
