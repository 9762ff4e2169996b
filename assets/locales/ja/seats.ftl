# シートと、サポートに依頼するその変更

## ケースに起きたこと

fact-request-applied = { $actor }さんが依頼を実行しました
fact-request-declined = { $actor }さんが依頼を却下しました
fact-request-undone = { $actor }さんが依頼の実行を取り消しました
did-apply-request = 依頼を実行
did-decline-request = 依頼を却下
did-undo-request = 依頼の実行を取り消し

## 依頼の内容。ケースの件名になる

request-grant-seat = { $who }さんのポータル利用
request-remove-user = { $who }さんの利用終了
request-change-seat = { $who }さんのシートの見える範囲
request-change-role = { $who }さんの役割
request-put-contact = 連絡先 { $who }さん
request-remove-contact = { $who }さんを連絡先から外す

request-name = 名前
request-full-name = 姓名
request-email = メール
request-title = 役職
request-phone = 電話
request-product = 製品
request-role = 役割
request-sees = 見える範囲
request-shared = 共有メールボックス
request-instead-of = 交代する人
request-hand-over-to = 対応中のケースの引き継ぎ先
request-told = 受け取るお知らせ
request-yes = はい
request-all-products = 組織のすべての製品
request-sees-all = 組織のすべてのケース
request-sees-own = 自分が登録またはウォッチしているケース
request-owners-follow = なし。所有者が見守ります
request-told-both = メンテナンス、アップグレード、障害
request-told-maintenance = メンテナンスとアップグレード
request-told-incidents = 障害
request-told-nothing = なし

request-pending = サポートの判断待ち
request-applied = 実行済み
request-declined = 却下
request-decided = { $state }（{ $person }さん、{ $date }）
request-undo-until = { $date }まで取り消せます
label-request = 依頼内容
label-request-state = 依頼の状態

## コマンド

help-request = シート、人、連絡先、お知らせの宛先の変更をサポートに依頼する。サポートが判断する
help-request-new-user = 誰かのポータル利用を依頼する
help-request-remove-user = 誰かの利用終了を依頼する
help-request-change-seat = 組織のすべてのケース、または自分のケースだけが見えるように依頼する
help-request-role = 誰かのアカウントの役割の変更を依頼する
help-request-contact = 製品の連絡先と受け取るお知らせの追加や変更を依頼する
help-request-remove-contact = 製品の連絡先の削除を依頼する
help-request-apply = ケースの依頼を実行し、ケースに記録する（サポート）
help-request-decline = ケースの依頼を、理由を添えて却下する（サポート）
help-request-undo = 実行した依頼を1時間以内に取り消す（サポート）
help-request-new-user--name = 姓名
help-request-new-user--email = メールアドレス
help-request-new-user--title = 役職や担当
help-request-new-user--phone = 連絡のつく電話番号
help-request-new-user--product = シートの製品の短い名前。なければ組織のすべての製品
help-request-new-user--role = owner、administrator、memberのどれか
help-request-new-user--account-wide = 自分が登録またはウォッチしているものだけでなく、組織のすべてのケースが見える
help-request-new-user--shared = 共有メールボックスまたはメーリングリストがシートを使う
help-request-new-user--instead-of = 代わりに利用を終える人のメール
arg-hand-over-to = 利用を終える人の対応中のケースを引き継ぐ人のメール。なければ所有者が見守る
arg-for-customer = 代わりに依頼するお客様のメール（サポート）
arg-words = ほかに伝えること
help-request-remove-user--email = 利用を終える人
help-request-change-seat--email = シートを使っている人
help-request-change-seat--product = シートの製品の短い名前。なければ組織のすべての製品のシート
help-request-change-seat--sees = allまたはown
help-request-role--email = 役割を変える人
help-request-role--role = owner、administrator、memberのどれか
help-request-contact--email = 連絡先のメールアドレス
help-request-contact--name = 姓名
help-request-contact--title = 役職や担当
help-request-contact--product = 製品の短い名前
help-request-contact--maintenance = メンテナンスとアップグレードを知らせる
help-request-contact--incidents = 障害を知らせる
help-request-remove-contact--email = 連絡先のメールアドレス
help-request-remove-contact--product = 製品の短い名前
help-request-apply--number = ケース番号
help-request-apply--role = 確認した役割
help-request-apply--instead-of = 新しい人の代わりに利用を終える人のメール
help-request-decline--number = ケース番号
help-request-decline--words = 理由と、誰が何をすればよいか。お客様への返信になる
help-request-undo--number = ケース番号
arg-request-product = ケースの対象となる製品の短い名前。なければ自分の最初の製品

help-seat = 組織のシートを見る
help-seat-list = シートを使っている人と残りの数を一覧にする

help-person = 人を管理する: 役割、招待、利用終了、ロック
help-person-role = アカウントの役割を変える（所有者、サポート）
help-person-staff-role = サポートの人の役割を変える（管理者）
help-person-leave = 利用を終了させる。対応中のケースは引き継ぐか、一覧で示す（サポート）
help-person-invite = 招待をもう一度送る（所有者、サポート）
help-person-revoke = 招待を取り消す（所有者、サポート）
help-person-new-staff = 誰かをサポートに招待する（管理者）
arg-person-email = その人のメール
arg-account-role = owner、administrator、memberのどれか
arg-staff-role = agentまたはadmin
help-person-new-staff--name = 姓名

cli-seats = プラン{ $plan }のシート{ $total }のうち{ $taken }を使用、{ $counts }
cli-seat-invited = 招待中、{ $date }まで
column-role = 役割
column-email = メール
column-sees = 見える範囲
column-held = 確保
cli-request-done = ケース{ $number }: 依頼を実行しました。{ $date }までは次で取り消せます: caseport request undo { $number }
cli-request-declined = ケース{ $number }: 依頼を却下しました。理由はお客様に伝わります。
cli-request-undone = ケース{ $number }: 実行を取り消しました。再び判断待ちです。
cli-left-open = 引き継ぎ先のない対応中のケース: { $numbers }
cli-person-left = { $email }の利用を終了しました。
cli-handed-over = 引き継いだケース: { $numbers }
cli-role-set = { $email }の役割を「{ $role }」にしました。
cli-invited = { $email }に招待を送りました。コードは{ $date }まで使えます。
cli-invitation-revoked = { $email }への招待はもう使えません。
cli-request-no-product = ケースを登録できる製品がありません。
cli-seats-full = 使用中の人: { $holders }
cli-request-name-product = お客様のケースのため、対象の製品を--case-productで指定してください。

## ケースの画面での判断

apply-organization = 対象: { $organization }
apply-do = 実行する
apply-as = 「{ $role }」として実行する
leaver-title = シート{ $total }はすべて使用中です。誰の利用を終了しますか。
decline-title = 依頼を却下
decline-body = お客様が返信として読みます。理由と、誰が何をすればよいかをお書きください。
decline-words = 返信
decline-empty = 理由と、誰が何をすればよいかをお書きください。
undo-request-ask-title = ケース{ $number }の依頼の実行を取り消しますか。
undo-request-ask-body = シート、人、連絡先が元に戻り、依頼は再び判断待ちになります。
undo-request-ask-do = 取り消す
done-request-applied = 実行し、ケースに記録しました。1時間以内ならUで取り消せます。
done-request-declined = 却下しました。理由はお客様に伝わります。
done-request-undone = 取り消しました。
case-key-apply = ケースの依頼を実行する
case-key-decline = ケースの依頼を却下する
case-key-undo-request = 依頼の実行を取り消す
hint-apply = 実行
hint-decline = 却下
hint-undo-request = 実行取消

## 依頼の画面

keys-requests = サポートへの変更の依頼
requests-choose = 依頼する
requests-back = 戻る
requests-title = サポートに変更を依頼
requests-loading = 取得しています…
requests-seats = { $organization }: プラン{ $plan }のシート{ $total }のうち{ $taken }を使用
requests-nothing = 選べる人がいません。
requests-name-and-email = 名前とメールアドレスが必要です。
requests-who = 誰ですか。
requests-seat = 誰のシートですか。
requests-leaver = シートはすべて使用中です。誰の利用を終了しますか。
requests-widen = 組織のすべてのケースが見えるようにする
requests-narrow = 自分のケースだけが見えるようにする
requests-new-user = 新しい利用者
requests-new-user-detail = 人または共有メールボックスに、シートと招待を用意します
requests-remove-user = 利用終了
requests-remove-user-detail = シートが空き、対応中のケースは誰かが引き継ぎます
requests-change-seat = シートの見える範囲
requests-change-seat-detail = 組織のすべてのケース、または本人のケース
requests-change-role = アカウントの役割
requests-change-role-detail = 所有者、管理担当、メンバー
requests-put-contact = 連絡先とお知らせ
requests-put-contact-detail = 製品のメンテナンス、アップグレード、障害を知らせます
requests-remove-contact = 連絡先の削除
requests-remove-contact-detail = 製品のお知らせを送らないようにします
new-case-request-title = サポートに依頼する変更
place-requests = サポートに変更を依頼する
products-request = サポートに変更を依頼する
hint-request = 変更依頼

## 人

people-role = アカウントの役割を変える
people-leave = 利用を終了させる
people-invite = 招待をもう一度送る
people-revoke = 招待を取り消す
people-request = サポートに変更を依頼する
hint-role = 役割
hint-has-left = 利用終了
hint-invite = 再招待
hint-revoke = 招待取消
people-invited = 招待中
people-role-title = { $name }さんのこれからの役割
people-leave-title = { $name }さんの対応中のケースの引き継ぎ先
people-revoke-title = { $name }さんへの招待を取り消しますか。
people-revoke-body = コードは使えなくなり、シートが空きます。
people-revoke-do = 取り消す
people-left = 利用を終了しました。
people-done = 完了しました。
people-lock = ロックして、すぐに入れなくする
people-unlock = ロックを解除して、また入れるようにする
people-new-staff = サポートに招待する
people-others = ほかの組織の人
hint-lock = ロック
hint-unlock = 解除
hint-new-staff = 招待
hint-others = 組織
people-is-locked = ロック中
people-lock-title = { $name }さんをロックしますか。
people-lock-body = すべてのサインインがすぐに終わり、解除されるまで、パスワード、鍵、トークンのどれでもサインインできません。
people-lock-do = ロックする
people-locked = ロックしました。もうサインインできません。
people-unlocked = ロックを解除しました。またサインインできます。
people-nobody = なし
people-nobody-listed = 一覧で示します
people-nobody-owners = 所有者が見守ります
people-nobodys-title = 担当のいない対応中のケース
people-left-handed = 利用を終了しました。引き継ぎ: { $count }件。
people-invitation-sent = { $email }を招待しました。コードは{ $date }まで有効です。
people-new-staff-body = 中に入るためのコードをメールで送ります。
people-new-role = できること
people-others-title = どの組織の人ですか。
people-own-title = 自分自身の変更です
people-own-owner = 所有者ではなくなります。元に戻せるのは、ほかの所有者かサポートだけです。
people-own-admin = 管理者ではなくなります。元に戻せるのは、ほかの管理者だけです。
people-own-leave = 利用を終了し、もう入れなくなります。また招待できるのは、ほかの管理者だけです。
people-own-stay = そのままにする
people-own-do = それでも変える
people-why-organization = 先に組織を選んでください。
why-no-seat = シートがないと、登録も依頼もできません。
people-why-others = ほかの組織を見られるのはサポートだけです。
people-why-support = サポートだけができます。変更として依頼してください。
people-why-new-user = ここから招待できるのはサポートの人だけです。
people-why-admin = 管理者だけができます。
people-why-owner = 所有者とサポートだけができます。
people-why-came = もう招待に応じています。
people-why-self = 自分自身はロックできません。
people-why-locked = もうロックされています。
people-why-not-locked = ロックされていません。
staff-role-agent-means = ケース、依頼、記事の下書き
staff-role-admin-means = すべて。サポートの人の管理も
new-case-request-advice = サポートが実行するか、できない理由をお伝えします。組織の所有者にもお知らせします。ほかに必要なことがあればお書きください。

help-access-grant = 申請した人にシートと招待を用意する。ケースに記録が残る（サポート）
help-access-grant--request = access listに表示される申請の番号
help-access-grant--organization = 確認した組織の短い名前
help-access-grant--product = シートの製品の短い名前。なければ組織のすべての製品
help-access-grant--role = 確認した役割: owner、administrator、memberのどれか
help-access-grant--account-wide = 自分が登録またはウォッチしているものだけでなく、組織のすべてのケースが見える
help-access-grant--shared = 共有メールボックスまたはメーリングリストがシートを使う
help-access-grant--instead-of = 代わりに利用を終える人のメール

## 利用を申請した人

keys-access = 利用申請の一覧
access-key-grant = シートを与える
access-key-decline = 理由を添えて却下する
access-key-back = 戻る
access-key-refresh = 再読み込み
hint-grant = 承認
place-access = 利用申請
access-title = 利用申請
access-nobody = 承認待ちの申請はありません。
access-organization = 組織
access-company = 会社
access-username = ユーザー名またはドメイン
access-product = 製品
access-grant-title = シートを与える
access-grant-body = 組織の短い名前と、特定の製品だけのシートであれば製品の短い名前を入力します。招待はメールで届きます。
access-organization-missing = 組織を入力してください。
access-role-title = 組織での役割
access-granted = 実行し、ケース { $number } に記録しました。1時間以内なら U で取り消せます。
access-decline-title = 却下
access-decline-body = 入力した内容はメールで送られます。
access-was-declined = 却下しました。理由が本人に伝えられます。
