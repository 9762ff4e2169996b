# What is said to whoever comes in over SSH.

ssh-email = Email:{" "}
ssh-password = Password:{" "}
ssh-user = Here everybody signs in as { $user }: ssh { $user }@{ $host }
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
ssh-quotation = The quotation in this command has no end.
ssh-idle = Nothing was typed for a long time, so the screens were closed. Drafts are kept.
ssh-failed = Something went wrong here, and the screens had to be closed. Drafts are kept.
ssh-stopping = The server is being stopped; come back in a moment. Drafts are kept.
ssh-rights = Your sign-in, your key, or what you may do here has changed; sign in again. Drafts are kept.
ssh-total = You have been here for a day; sign in again. Drafts are kept.
