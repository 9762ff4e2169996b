# SSHで入ってきた人に伝えること。

ssh-email = メール:{" "}
ssh-password = パスワード:{" "}
ssh-user = ここでは全員が{ $user }としてサインインします: ssh -p { $port } { $user }@{ $host }
ssh-wrong = メールアドレスとパスワードが合いません。
ssh-too-often = 試した回数が多すぎます。15分ほどお待ちください。
ssh-busy = ただいま確認できません。少し後でもう一度お試しください。
ssh-staff-key = サポートの方はSSH鍵で入ります。追加するには: caseport key add ~/.ssh/id_ed25519.pub
ssh-remember =
    { $name }さん、ようこそ。次の鍵をお持ちであることを確認しました:
    { $keys }
    登録した鍵は、これからパスワードなしのサインインに使えます。
ssh-remember-one = 登録しますか。[y/N]{" "}
ssh-remember-which = どれを登録しますか。[番号、なければEnter]{" "}
ssh-text = このコマンドはUTF-8の文字ではありません。
ssh-quotation = このコマンドの引用が閉じていません。
ssh-idle = 長い間入力がなかったため、画面を閉じました。下書きは保存されています。
ssh-failed = 問題が起きたため、画面を閉じました。下書きは保存されています。
ssh-stopping = サーバーを停止しています。少し後でまたお越しください。下書きは保存されています。
ssh-rights = サインイン、鍵、または権限が変わりました。もう一度サインインしてください。下書きは保存されています。
ssh-many = 同時に接続できる数の上限です。先にほかの接続を閉じてください。
ssh-full = 接続が多すぎます。少し後でまたお越しください。
ssh-total = 接続から1日たちました。もう一度サインインしてください。下書きは保存されています。

## sftpとscpのファイル

ssh-files-where = ファイルはケースか新しいケースの下書きに入れます。1042/のようなケース番号か、new/に置いてください
ssh-files-forbidden = ケースのファイルの名前は変えられず、削除もできません。フォルダーもありません。
ssh-files-unchanged = ケースのファイルは変わりません。途中で切れた転送は何も残りません。ファイル全体をもう一度送ってください。
ssh-files-drafted = 下書きのファイルは、送信した後に取り出せます。
ssh-files-gap = ファイルは最初から最後まで順番に受け取ります。
ssh-files-failed = うまくいきませんでした。もう一度お試しください。
ssh-files-missing = そのファイルまたはケースはありません。
ssh-files-handles = 開いているファイルが多すぎます。どれかを閉じてください。
ssh-files-more = 新しい{ $count }件のケースを示しています。ほかのケースも番号で開けます。
ssh-files-named = { $name }として保存しました
ssh-files-on-draft = { $name }を新しいケースの下書きに付けました。
ssh-files-on-draft-of = { $name }を新しいケースの下書きに付けました: { $subject }
ssh-files-scp = -Oを付けたscpはファイルだけを写します。付けなければフォルダーも写せます。
