# 入り方。コード、忘れたパスワード、利用申請、トークン、ロック。

code-invitation = { $name } <{ $email }>さん、{ $organization }のポータルへようこそ。パスワードを決めてください。
code-invitation-staff = { $name } <{ $email }>さん、サポートへようこそ。パスワードを決めてください。
code-reset = { $name } <{ $email }>さん、新しいパスワードを決めてください。サインインはすべて終わり、トークンも使えなくなります。
code-ask-keys = 次のSSH鍵のうち、これからもサインインに使うのはどれですか。[番号、all、なければEnter]{" "}
code-keys-wrong = 鍵を番号で指定するか、allと入力してください。
cli-ask-code = コード:{" "}
cli-forgot = このアドレスでサインインする人がいれば、コードをメールで送りました。使うには: caseport auth accept CODE

cli-token-made = このトークンは{ $date }までご本人としてサインインします。表示は今回だけです。プログラムはCASEPORT_TOKENから読み取ります。
cli-no-tokens = トークンはありません。作るには: caseport auth token create --label NAME --expires DATE
cli-no-such-token = そのようなトークンはありません。
cli-token-revoked = トークンを取り消しました。
token-never = なし
column-token = トークン
column-until = 期限

access-ask-name = 姓名:{" "}
access-ask-email = メール:{" "}
access-ask-company = 会社:{" "}
access-ask-username = そこでのユーザー名またはドメイン（あれば）:{" "}
access-ask-product = 製品:{" "}
access-ask-title = 役職や担当:{" "}
access-ask-phone = 電話:{" "}
access-asked = 申請をサポートに送りました。回答はメールで届きます。
access-none = 承認待ちの利用申請はありません。
access-no-such = そのような申請はありません。
access-declined = 申請{ $request }を却下しました。理由は申請した人に伝わります。
column-request = 申請
column-company = 会社

cli-no-such-person = そのような人はいません。
cli-person-locked = { $email }をロックしました。開いていたものはすべて終わり、サインインできません。
cli-person-unlocked = { $email }は再びサインインできます。

access-about = どなたかをサポートにお知らせください。ユーザー名、役職や担当、電話は空でもかまいません。

join-choose =
    { $brand }: ご用件をお選びください。
    1. コードを持っている
    2. パスワードを忘れた
    3. 利用を申請する
join-choice = 1、2、3のどれか:{" "}
join-wrong-code = このコードは使えません。間違っているか、使用済みか、期限切れか、取り消されています。
join-no-email = メールアドレスではありません。
join-forgot = このアドレスでサインインする人がいれば、コードをメールで送りました。ここに入力するか、後でコードを持ってお越しください。
join-password-length = パスワードは{ $least }文字以上、{ $most }バイト以下です。
join-staff-key = パスワードを設定しました。サポートの方はSSH鍵で入ります。追加するには: caseport key add ~/.ssh/id_ed25519.pub

sign-in-code-title = コードで入る
sign-in-code-about = メールのコードを入力してください。
sign-in-keys-about = 今サインインに使えるSSH鍵です。残すものを番号で指定するか、allと入力してください。ほかは削除します。
sign-in-keys = 残す鍵
sign-in-forgot-title = パスワードを忘れた場合
sign-in-forgot-about = サインインに使われているアドレスであれば、コードを送ります。
sign-in-access-title = 利用申請
access-field-username = ユーザー名またはドメイン
sign-in-code = コードを持っている
sign-in-forgot = パスワードを忘れた
sign-in-access = 利用を申請する
hint-code = コード
hint-forgot = パスワード忘れ
hint-access = 利用申請
# Where there is little room.
hint-sign-in-short = 入る
hint-forgot-short = パスワード
hint-access-short = 申請

signature-title = どの名前で書きますか。
signature-about = { $email }は複数の人が使っています。書いたものにはお名前が付き、下書きはご本人だけのものです。
signature-name = お名前
signature-chosen = { $name }の名前で書きます。
cli-ask-name = どの名前で書きますか。{" "}
cli-name-later = このアドレスは複数の人が使っています。書くときの名前を決めてください: caseport auth sign-as NAME

sign-ins-tokens = 自分のトークンへ
hint-tokens = トークン
keys-tokens = 自分のトークン
tokens-title = 自分のトークン
tokens-explained = プログラムはトークンで、最終日までご本人としてサインインします。不要になったものは取り消してください。
tokens-loading = トークンを取得しています…
tokens-none = トークンはありません。
tokens-make = トークンを作る
tokens-revoke = 選んだトークンを取り消す
tokens-back = 戻る
hint-token-make = 作る
hint-token-revoke = 取り消す
tokens-make-title = プログラム用のトークン
tokens-make-about = 最終日の終わりまで、ご本人としてサインインします。最長で今から1年です。
tokens-label = 用途
tokens-expires = 最終日
tokens-no-date = 日付は2026-12-31の形で書いてください。
tokens-made-title = 新しいトークン
tokens-made-about = 表示は今回だけです。端末のクリップボードにもコピーしました。プログラムはCASEPORT_TOKENから読み取ります。
tokens-made-done = 控えました
tokens-revoke-title = このトークンを取り消しますか。
tokens-revoke-means = 開いているものはすぐに終わります。
tokens-revoke-keep = 残す
tokens-revoke-do = 取り消す

## ヘルプ

help-auth-login--signs-as = 共有メールボックスの場合: 書くときの名前
help-auth-sign-as = 共有メールボックスの場合: 書くときの名前を決める
help-auth-sign-as--name = 名前

help-auth-accept = 届いたコードで入り、パスワードを決める
help-auth-accept--code = メールのコード
help-auth-accept--password-stdin = 標準入力から新しいパスワードを2回、1行ずつ読む
help-auth-accept--keep-keys = パスワードを忘れた後: これからもサインインに使うSSH鍵の番号、またはall
help-auth-forgot = 忘れたパスワードを設定し直すコードを送る
help-auth-forgot--email = メールアドレス
help-auth-token = プログラムがサインインに使うトークンを管理する
help-auth-token-create = トークンを作る。表示は一度だけ
help-auth-token-create--label = 用途
help-auth-token-create--expires = 最終日。例: 2026-12-31。最長で今から1年
help-auth-token-list = トークンの一覧と最終利用を表示する
help-auth-token-revoke = トークンを取り消す。開いているものは終わる
help-auth-token-revoke--token = 一覧にあるトークンの名前
help-access = 利用を申請する、ほかの人の申請を判断する
help-access-request = アカウントなしで利用を申請する。足りないものは尋ねる
help-access-request--name = 姓名
help-access-request--company = 所属する組織
help-access-request--username = そこでのユーザー名、または組織のドメイン
help-access-request--product = 対象の製品
help-access-request--title = 役職や担当
help-access-request--phone = 連絡のつく電話番号
help-access-list = 承認待ちの利用申請を一覧にする（サポート）
help-access-list--state = 別の状態のもの: open、granted、declined
help-access-decline = 申請を却下する。理由は申請した人に伝わる（サポート）
help-access-decline--request = 一覧にある申請の名前
help-access-decline--reason = 理由。この文章を本人に送る
help-person-lock = すぐに締め出す: サインイン、トークン、鍵
help-person-unlock = 再び入れるようにする
