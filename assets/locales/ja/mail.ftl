# メールの言葉。メールでの返信を求めるものはありません（C9）。人が書いたものはそのまま入れ、プログラムが引用の形にします。

mail-case-subject = [{ $brand } { $number }] { $subject }
mail-case-number = [{ $brand } { $number }]

mail-about = ケース{ $number }: { $subject }
mail-about-number = ケース{ $number }
mail-filed = { $name }さんが{ $product }についてこのケースを登録しました（影響度: { $severity }）。
mail-filed-only = 新しいケースが登録されました。
mail-wrote = { $name }さんからの返信です:
mail-wrote-only = 新しい返信があります。
mail-escalated = { $name }さんがケースをエスカレーションしました:
mail-escalated-only = ケースがエスカレーションされました。
mail-outage = このケースの影響度が「停止」になりました。
mail-status =
    ステータス: { $status }
    { $meaning }
mail-closes = { $date }に自動で終了します。

mail-answer = 返信するには、次のいずれかを貼り付けて実行し、返信を入力して、最後にCtrl-Dを押してください:
mail-look = ご覧になるには、次のいずれかを貼り付けて実行してください:
mail-no-answers = このメールには返信できません。送信元のアドレスに送られたものは、誰にも届きません。

mail-rejected = { $brand }では、お送りいただいたメールを読んでおりません。ケースの確認と返信は、サポートポータルでお願いいたします:

mail-why-replies =
    このケースを登録またはウォッチされているため、お知らせしています。変えるには:
        caseport notifications set replies off
mail-why-status =
    このケースを登録またはウォッチされているため、お知らせしています。変えるには:
        caseport notifications set status off
mail-why-assigned =
    このケースの担当者になっているため、お知らせしています。変えるには:
        caseport notifications set assigned off
mail-why-followed =
    この製品をフォローされているため、お知らせしています。変えるには:
        caseport notifications set followed off
mail-why-urgent =
    急ぎの可能性があるため、お知らせしています。変えるには:
        caseport notifications set urgent off

mail-digest-subject = [{ $brand }] 昨日からのケースの動き
mail-digest-rest = ほか{ $count }件
mail-digest-how = ケースをご覧になるには、次のいずれかを貼り付けて実行してください:
mail-digest-why =
    1日1回まとめて受け取る設定のため、お知らせしています。変えるには:
        caseport notifications list

mail-invitation-subject = [{ $brand }] サポートポータルへのご招待
mail-invitation = { $brand }のサポートポータルに、{ $organization }の方としてご招待いたします。
mail-invitation-staff = { $brand }のサポートポータルに、サポートの一員としてご招待いたします。
mail-invitation-how = ポータルに入ってパスワードを決めるには、次のいずれかを貼り付けて実行してください:
mail-invitation-not-you = お心当たりがなければ、何もする必要はありません。コードがなければ誰も入れず、コードには期限があります。
mail-code = コードは{ $code }です。{ $until }まで、1回だけ使えます。
mail-code-removed = この控えのコードは、メールの送信時に取り除きました。
mail-fingerprint =
    初めてのとき、sshは{ $host }を信頼するかどうかを尋ねます。次のフィンガープリントが表示された場合だけ、先へ進んでください:
        { $fingerprint }

mail-reset-subject = [{ $brand }] 新しいパスワードの設定
mail-reset = { $brand }のサポートポータルで、新しいパスワードの設定が求められました。おそらくご本人によるものです。
mail-reset-how = パスワードを決めるには、次のいずれかを貼り付けて実行してください:
mail-reset-not-you = お心当たりがなければ、何もする必要はありません。パスワードは今のままです。

mail-password-changed-subject = [{ $brand }] パスワードが変わりました
mail-password-changed =
    { $brand }のサポートポータルのパスワードが変わり、ほかのサインインは終わりました。
    お心当たりがなければ、すぐに{ $brand }までご連絡ください。

mail-declined-subject = [{ $brand }] 利用申請について
mail-declined = { $brand }のサポートポータルの利用をご申請いただきましたが、今回は次の理由によりお受けできません:

mail-request-filed = ケース{ $number }で、お客様の組織のシート、連絡先、または通知先リストの変更が求められました。
mail-request-applied = ケース{ $number }で求められた変更を、サポートが行いました。
mail-request-unseen = 組織の所有者の方にお知らせしています。ケースを登録した方は、所有者の方をウォッチャーに加えられます。

## コマンド

help-notifications = 何をメールで受け取るかを決める
help-notifications-list = 受け取るものと時期の一覧
help-notifications-set = いつ受け取るかを決める
help-notifications-set--kind = 種類: replies、status。サポートはassigned、followed、urgentも
help-notifications-set--mode = 時期: now（すぐ）、digest（1日1回まとめて）、off（なし）
help-notifications-follow = 製品の新しいケースの通知を受け取る（サポート）
help-notifications-unfollow = 製品の新しいケースの通知をやめる（サポート）
help-mail = 送信するメールを管理する（管理者）
help-mail-list = メールの一覧、新しい順
help-mail-list--state = この状態のものだけ: waiting、sent、dead
help-mail-list--limit = 一覧の最大件数
help-mail-view = メールを表示する。コードがあれば、見たことを記録する
help-mail-view--letter = 一覧にあるメールの名前
help-mail-retry = 待機中または断念したメールをすぐに送ってみる
help-mail-retry--letter = 一覧にあるメールの名前
help-mail-numbers-only = 組織のケースのメールを番号だけにし、件名と本文を入れないかどうかを決める
help-mail-numbers-only--organization = 組織の短い名前
help-mail-numbers-only--setting = onは番号だけ、offは全文

notification-replies = 登録またはウォッチしているケースへの返信
notification-status = そのステータスの変更
notification-assigned = 自分が担当するケースにお客様が書いたもの
notification-followed = フォローしている製品の新しいケース
notification-urgent = 停止とエスカレーション
notification-mode-now = すぐ
notification-mode-digest = 1日1回
notification-mode-off = なし

column-soon = 時期
column-what = 内容
column-follows = フォロー
column-letter = メール
column-state = 状態
column-to = 宛先
column-written = 作成
label-letter-subject = 件名
label-tries = 試行回数
label-next-try = 次の試行
label-settled = 完了
label-error = エラー
letter-waiting = 待機中
letter-sent = 送信済み
letter-dead = 断念

cli-no-letters = そのようなメールはありません。
cli-no-such-letter = そのメールはありません。一覧は: caseport mail list
cli-letter-again = すぐに送ってみます。
cli-letter-empty = もう伝えるものがありません。宛先の人が見られなくなったか、コードが使えなくなっています。
cli-numbers-only = この組織のケースについてのメールは、番号だけを伝えます。
cli-with-text = この組織のケースについてのメールに、件名と書かれた内容を入れます。

## 画面

notifications-title = 自分へのメール通知
notifications-explained = 種類ごとに、すぐ、1日1回朝に、またはなしを選べます。ご自分でしたことは通知しません。
notifications-loading = 取得しています…
notifications-follows = フォロー中: { $products }
notifications-follow-how = フォローしている製品はありません。新しいケースの通知を受け取るには: caseport notifications follow PRODUCT
notifications-change = すぐ、1日1回、なしを切り替える
notifications-refresh = 取り直す
notifications-back = 戻る
keys-notifications = 自分へのメール通知
settings-notifications = メール通知へ
hint-notifications = メール通知
place-notifications = メール通知へ
