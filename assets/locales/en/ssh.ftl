# What is said to whoever comes in over SSH.

ssh-email = Email:{" "}
ssh-password = Password:{" "}
ssh-user = Here everybody signs in as { $user }: ssh -p { $port } { $user }@{ $host }
ssh-wrong = Email and password do not fit together.
ssh-too-often = That was tried too often; wait a quarter of an hour.
ssh-busy = The server cannot look at it right now; try again in a moment.
ssh-staff-key = People of support come in with an SSH key. Add yours with: caseport key add ~/.ssh/id_ed25519.pub
ssh-remember =
    Welcome, { $name }. You proved that you hold:
    { $keys }
    Remembered, a key signs you in without a password from now on.
ssh-remember-one = Remember it? [y/N]{" "}
ssh-remember-which = Remember which one? [number, or Enter for none]{" "}
ssh-text = This command is not text in UTF-8.
ssh-quotation = The quotation in this command has no end.
ssh-idle = Nothing was typed for a long time, so the screens were closed. Drafts are kept.
ssh-failed = Something went wrong here, and the screens had to be closed. Drafts are kept.
ssh-stopping = The server is being stopped; come back in a moment. Drafts are kept.
ssh-rights = Your sign-in, your key, or what you may do here has changed; sign in again. Drafts are kept.
ssh-many = You are here as often as one person may be; leave somewhere else first.
ssh-full = More people are here than there is room for; come back in a moment.
ssh-total = You have been here for a day; sign in again. Drafts are kept.

## Files, by sftp and scp

ssh-files-where = Files go to a case or to the draft of a new one: put them into a case's number, such as 1042/, or into new/
ssh-files-forbidden = Files of a case are not renamed or taken away here, and there are no folders in it.
ssh-files-unchanged = Files of a case are never changed, and nothing is kept of a transfer that broke off: send the whole file again.
ssh-files-drafted = What is on a draft can be fetched once it is sent.
ssh-files-gap = A file is received from its beginning to its end, in order.
ssh-files-failed = That did not work; try again.
ssh-files-missing = There is no such file or case.
ssh-files-handles = There are too many files open; close one.
ssh-files-more = The newest { $count } cases are listed; any other is there under its number.
ssh-files-named = It is kept as { $name }
ssh-files-on-draft = { $name } is on the draft of your new case.
ssh-files-on-draft-of = { $name } is on the draft of your new case: { $subject }
ssh-files-scp = With -O, scp copies files and no folders; without it, folders too.
