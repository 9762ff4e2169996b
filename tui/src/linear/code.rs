//! The ways in without a password: a one-time code that sets one, having a code sent, and asking for access.

use caseport_shared::api::access::NewAccessRequest;
use caseport_shared::api::code::{AcceptCode, CodeView, chosen_keys};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::SessionView;
use caseport_shared::code::CodePurpose;
use caseport_shared::limits::{EMAIL_CHARS, NAME_CHARS, REFERENCE_CHARS};
use caseport_shared::text::inline;

use super::{Desk, Step, Stop};
use crate::words;

impl Desk<'_> {
    /// Uses a code: says whose it is, asks which keys stay and for a password, and comes in.
    pub(super) async fn come_by_code(&mut self) -> Step<SessionView> {
        let code = self.ask_field(&self.text("linear-code"), NAME_CHARS, false).await?;
        let typed = code.as_str();
        // Every look counts, so that a lost one is not repeated without being asked.
        let about = self.api.look_at_code(typed).await.map_err(Stop::Refused)?;
        self.say(&words::code(&self.strings, &about)).await?;
        let keep_keys = self.keys_to_keep(&about).await?;
        let password = self.hidden("linear-new-password", "linear-new-password-seen").await?;
        let again = self.hidden("linear-new-password-again", "linear-new-password-again").await?;
        if password != again {
            return Err(Stop::Refused(Problem::new(ErrorCode::InvalidField, self.text("cli-passwords-differ")).into()));
        }
        self.api.accept_code(&AcceptCode { code, password, label: String::new(), keep_keys }).await.map_err(Stop::Refused)
    }

    /// The SSH keys that still sign in after a reset.
    async fn keys_to_keep(&mut self, about: &CodeView) -> Step<Vec<String>> {
        if about.purpose != CodePurpose::Reset || about.keys.is_empty() {
            return Ok(Vec::new());
        }
        for (at, key) in about.keys.iter().enumerate() {
            self.say(&format!("{}. {} {}", at + 1, inline(&key.fingerprint), inline(&key.label))).await?;
        }
        loop {
            let typed = self.ask_words(self.text("code-ask-keys").trim_end()).await?;
            match chosen_keys(&typed, &about.keys) {
                Some(keys) => return Ok(keys),
                None => self.say_text("code-keys-wrong").await?,
            }
        }
    }

    /// Has a code sent; what is said is the same whoever is named.
    pub(super) async fn forgot(&mut self) -> Step<()> {
        let email = self.known_email().await?;
        self.api.forgot_password(&email).await.map_err(Stop::Refused)?;
        self.say_text("linear-forgot").await
    }

    /// Asks support for access, as somebody without an account.
    pub(super) async fn ask_for_access(&mut self) -> Step<()> {
        self.say_text("access-about").await?;
        let name = self.ask_field(self.text("access-ask-name").trim_end(), NAME_CHARS, false).await?;
        let email = self.known_email().await?;
        let company = self.ask_field(self.text("access-ask-company").trim_end(), NAME_CHARS, false).await?;
        let username = self.ask_field(self.text("access-ask-username").trim_end(), NAME_CHARS, true).await?;
        let product = self.ask_field(self.text("access-ask-product").trim_end(), NAME_CHARS, false).await?;
        let title = self.ask_field(self.text("access-ask-title").trim_end(), NAME_CHARS, true).await?;
        let phone = self.ask_field(self.text("access-ask-phone").trim_end(), REFERENCE_CHARS, true).await?;
        let new = NewAccessRequest { name, email, company, username, product, title, phone };
        self.api.ask_for_access(&new).await.map_err(Stop::Refused)?;
        self.say_text("access-asked").await
    }

    async fn known_email(&mut self) -> Step<String> {
        loop {
            let typed = self.ask_field(&self.text("linear-email"), EMAIL_CHARS, false).await?;
            if caseport_shared::person::email(&typed).is_some() {
                return Ok(typed);
            }
            self.say_text("join-no-email").await?;
        }
    }
}
