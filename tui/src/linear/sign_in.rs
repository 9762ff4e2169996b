//! The way in: the API, the machine of the user, email and password; a sign-in is kept as the screens keep it.

use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::{NewSession, SessionView};
use caseport_shared::limits::{EMAIL_CHARS, PASSWORD_BYTES};
use caseport_shared::text::inline;

use super::{Desk, Step, Stop};
use crate::LocalHost;
use crate::api::Api;
use crate::api::http::{address, is_loopback};
use crate::cli::{Door, Exit, Host, MachineError};
use crate::host::Host as _;

/// The API, signed in where a sign-in is kept, and the machine where there is one of the user's.
pub(super) async fn door(host: &Host, server: Option<&str>) -> Result<(Api, Option<LocalHost>), (String, Exit)> {
    let machine = match &host.door {
        Door::Given(given) => return Ok((given.api.clone(), None)),
        Door::Machine(machine) => machine.clone(),
    };
    let mut local = LocalHost::of_user(machine.credentials.clone());
    local.folder = machine.credentials.as_ref().map(|credentials| credentials.folder().clone());
    let server = server.map(str::to_owned);
    // The keyring may make its caller wait.
    let opened = tokio::task::spawn_blocking(move || match machine.signed_in(server.as_deref())? {
        Some((api, _)) => Ok::<_, MachineError>(api),
        None => machine.open(server.as_deref()),
    });
    match opened.await.expect("nothing here panics") {
        Ok(api) => Ok((api, Some(local))),
        Err(error) => {
            let exit = if matches!(error, MachineError::Address(_)) { Exit::USAGE } else { Exit::FAILED };
            Err((inline(&error.to_string()).into_owned(), exit))
        }
    }
}

impl Desk<'_> {
    /// Asks for email and password until they fit together.
    pub(super) async fn sign_in(&mut self) -> Step<()> {
        let is_open = address(self.api.server()).is_ok_and(|url| url.scheme() == "http" && !is_loopback(&url));
        if is_open {
            let server = inline(self.api.server()).into_owned();
            self.say(&self.text_with("linear-insecure", &[("server", server.into())])).await?;
            return Err(Stop::Leave(Exit::USAGE));
        }
        let values = [("brand", self.brand().into()), ("server", inline(self.api.server()).into_owned().into())];
        self.say(&self.text_with("linear-sign-in", &values)).await?;
        self.say_text("linear-sign-in-else").await?;
        loop {
            match self.sign_in_once().await {
                Err(Stop::Leave(Exit::DONE)) => return Err(Stop::Leave(Exit::NOT_SIGNED_IN)),
                Err(Stop::Refused(error)) => {
                    let is_wrong = error.code() == Some(ErrorCode::WrongCredentials);
                    if is_wrong { self.say_text("sign-in-wrong").await? } else { self.say_error(&error).await? }
                }
                // Nothing was begun that could be gone back from: the first question again.
                Err(Stop::Back) | Ok(false) => {}
                outcome => return outcome.map(drop),
            }
        }
    }

    /// Whether they came in.
    async fn sign_in_once(&mut self) -> Step<bool> {
        let email = self.ask("linear-email").await?;
        match email.to_lowercase().as_str() {
            "code" => {
                let view = self.come_by_code().await?;
                return self.came_in(view).await.map(|()| true);
            }
            "forgot" => return self.forgot().await.map(|()| false),
            "access" => return self.ask_for_access().await.map(|()| false),
            _ => {}
        }
        if !email.is_empty() && caseport_shared::person::email(&email).is_none() {
            return Err(Stop::Refused(Problem::new(ErrorCode::InvalidField, self.text("join-no-email")).into()));
        }
        let password = self.hidden("linear-password", "linear-password-seen").await?;
        let fits = email.chars().count() <= EMAIL_CHARS && password.len() <= PASSWORD_BYTES;
        if email.is_empty() || password.is_empty() || !fits {
            return Err(Stop::Refused(Problem::new(ErrorCode::Required, self.text("sign-in-incomplete")).into()));
        }
        let session = NewSession { email, password, label: String::new() };
        // Every attempt counts, so that a lost one is not repeated without being asked.
        let view = self.api.sign_in(&session).await.map_err(Stop::Refused)?;
        self.came_in(view).await.map(|()| true)
    }

    /// Keeps the sign-in where there is a machine to keep it on.
    async fn came_in(&mut self, view: SessionView) -> Step<()> {
        self.api = self.api.signed_in(&view.token);
        if let Some(machine) = self.machine.clone() {
            let (server, email, token) = (self.api.server().to_owned(), view.me.email.clone(), view.token.clone());
            let kept = tokio::task::spawn_blocking(move || machine.keep_token(&server, &email, &token)).await;
            if let Err(error) = kept.expect("nothing here panics") {
                let reason = inline(&error.to_string()).into_owned();
                self.say(&self.text_with("sign-in-not-kept", &[("reason", reason.into())])).await?;
            }
        }
        self.me = Some(view.me);
        Ok(())
    }

    /// A password, unseen where the terminal allows it.
    pub(super) async fn hidden(&mut self, key: &str, seen: &str) -> Step<String> {
        let Some(mut ask) = self.io.ask.take() else {
            return self.ask(seen).await;
        };
        let question = format!("{} ", self.text(key));
        let asked = tokio::task::spawn_blocking(move || {
            let answer = ask(&question, true);
            (ask, answer)
        });
        let (ask, answer) = asked.await.expect("nothing here panics");
        self.io.ask = Some(ask);
        answer.map_err(|error| if error.kind() == std::io::ErrorKind::Interrupted { Stop::Leave(Exit::INTERRUPTED) } else { error.into() })
    }
}
