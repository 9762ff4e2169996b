//! Who comes in: by a key whose signature was verified, or by email and password, after which that key may be remembered.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::session::{NewSession, SessionView};
use caseport_shared::limits::{EMAIL_CHARS, PASSWORD_BYTES};
use caseport_shared::person::Side;
use caseport_tui::api::ApiError;
use caseport_tui::strings::Strings;
use russh::keys::ssh_key::{Algorithm, PublicKey};
use russh::server::Auth;
use russh::{MethodKind, MethodSet};

use super::join::Step;
use super::life::Life;
use super::{Door, JOIN, USER};
use crate::commands::keys::{self, Known};
use crate::commands::{Context, Error, session};
use crate::http::Peer;
use crate::secret;
use crate::store::{Tx, sessions};

/// Keys of one connection whose signature is looked at; whoever has more is asked for the password.
pub(super) const KEYS: usize = 20;
/// Passwords that may be tried on one connection.
pub(super) const PASSWORDS: usize = 3;
/// Rounds of questions on one connection.
pub(super) const ROUNDS: usize = 32;
/// What a sign-in with a password is called among those of a person.
pub(super) const LABEL: &str = "SSH";

/// What has been said on a connection before anybody is signed in.
pub(super) struct SignIn {
    pub(super) door: Door,
    pub(super) peer: Peer,
    pub(super) strings: Arc<Strings>,
    pub(super) asking: Asking,
    /// Keys that were proven here and sign nobody in.
    proven: Vec<Known>,
    signatures: usize,
    pub(super) passwords: usize,
    /// Questions and answers, however they went.
    rounds: usize,
    /// What the person who is signed in holds.
    token: Option<String>,
    /// What is said to somebody who holds nothing, and is let in for that alone.
    parting: Option<String>,
    pub(super) life: Life,
}

pub(super) enum Asking {
    Nothing,
    Credentials,
    /// Of somebody who joins.
    Join(Step),
    /// Whether to remember one of the proven keys.
    Remember,
    /// Nothing more; only for words to be read.
    Told,
}

impl SignIn {
    pub(super) fn new(door: Door, peer: Peer, life: Life) -> Self {
        let strings = door.strings();
        let (asking, proven) = (Asking::Nothing, Vec::new());
        Self { door, peer, strings, asking, proven, signatures: 0, passwords: 0, rounds: 0, token: None, parting: None, life }
    }

    /// What the person who is signed in holds.
    pub(super) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// What is all that the connection is for.
    pub(super) fn parting(&self) -> Option<&str> {
        self.parting.as_deref()
    }

    /// Ends well for somebody who got what they came for and is nobody here: a client whose sign-in fails says that permission was
    /// denied, whatever it was told before. They hold nothing, so that there is nothing that they could ask for.
    pub(super) fn part(&mut self, words: String) -> Auth {
        self.parting = Some(words);
        Auth::Accept
    }

    /// Decides on a key whose signature was verified with an algorithm; nothing is told of a key before that.
    pub(super) async fn key(&mut self, user: &str, key: &PublicKey, algorithm: &Algorithm) -> Result<Auth, Error> {
        self.signatures += 1;
        let is_sha1 = matches!(algorithm, Algorithm::Rsa { hash: None });
        if ![USER, JOIN].contains(&user) || is_sha1 || self.signatures > KEYS {
            return Ok(Auth::reject());
        }
        let Some(known) = keys::known(key) else { return Ok(Auth::reject()) };
        // Whoever joins is asked first; the key may be remembered then.
        if user == JOIN {
            return Ok(self.proves(known));
        }
        let (token, app) = (secret::token(), self.door.app());
        let (hash, fingerprint, now) = (secret::token_hash(&token), known.fingerprint.clone(), app.clock().now().as_millisecond());
        let address = self.peer.address.to_string();
        let begun = app.store().write(move |tx| session::begin_by_key(tx, &fingerprint, &hash, &address, now)).await?;
        if let Some(person) = begun {
            self.life.signed_in(&token);
            self.life.is_person(person);
            self.token = Some(token);
            tracing::info!(address = %self.peer.address, person, key = known.fingerprint, "somebody came in over SSH");
            return Ok(Auth::Accept);
        }
        Ok(self.proves(known))
    }

    /// Keeps a key in mind that signs nobody in here.
    fn proves(&mut self, known: Known) -> Auth {
        self.life.refused();
        if !self.proven.contains(&known) {
            self.proven.push(known);
        }
        Auth::reject()
    }

    /// Goes on with the questions; `answers` are those to the last ones.
    pub(super) async fn answer(&mut self, user: &str, answers: Option<Vec<String>>) -> Result<Auth, Error> {
        self.rounds += 1;
        if self.rounds > ROUNDS {
            return Ok(over());
        }
        if ![USER, JOIN].contains(&user) {
            return Ok(self.tell_user());
        }
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answers) {
            (Asking::Credentials, Some(answers)) => self.credentials(&answers).await,
            (Asking::Remember, Some(answers)) => self.remember(&answers).await,
            (Asking::Join(step), Some(answers)) => self.join(step, &answers).await,
            (Asking::Told, Some(_)) => Ok(over()),
            (_, None) if user == JOIN => Ok(self.begin_to_join()),
            (_, None) => Ok(self.ask("")),
            (Asking::Nothing, Some(_)) => Ok(Auth::reject()),
        }
    }

    /// Everybody's name here is the same; it is told once, to whoever is asked anything at all.
    fn tell_user(&mut self) -> Auth {
        if matches!(self.asking, Asking::Told) {
            return over();
        }
        let address = self.door.address();
        let values = [("user", USER.into()), ("host", address.host.clone().into()), ("port", address.port.to_string().into())];
        self.tell(self.strings.text_with("ssh-user", &values))
    }

    pub(super) fn tell(&mut self, words: String) -> Auth {
        self.asking = Asking::Told;
        Auth::Partial { name: Cow::Borrowed(""), instructions: Cow::Owned(words), prompts: Cow::Borrowed(&[]) }
    }

    /// Asks for email and password, with what there is to say of the last ones.
    fn ask(&mut self, words: &str) -> Auth {
        if self.passwords >= PASSWORDS {
            return over();
        }
        self.asking = Asking::Credentials;
        let brand = self.door.app().settings().brand.clone();
        let instructions = if words.is_empty() { brand } else { words.to_owned() };
        let prompts = vec![(self.strings.text("ssh-email").into(), true), (self.strings.text("ssh-password").into(), false)];
        Auth::Partial { name: Cow::Borrowed(""), instructions: Cow::Owned(instructions), prompts: Cow::Owned(prompts) }
    }

    async fn credentials(&mut self, answers: &[String]) -> Result<Auth, Error> {
        let [email, password] = answers else { return Ok(Auth::reject()) };
        self.passwords += 1;
        // Beyond these nothing fits; the API says so, too, but to it a name without end is no address at all.
        if email.chars().count() > EMAIL_CHARS || password.len() > PASSWORD_BYTES {
            return Ok(self.ask(&self.strings.text("ssh-wrong")));
        }
        let asked = NewSession { email: email.clone(), password: password.clone(), label: LABEL.to_owned() };
        let signed_in = match self.door.api(self.peer).sign_in(&asked).await {
            Ok(signed_in) => signed_in,
            Err(error) => return Ok(self.refused(&error)),
        };
        if self.needs_key(&signed_in).await {
            self.passwords = PASSWORDS;
            return Ok(self.tell(self.strings.text("ssh-staff-key")));
        }
        self.welcome(&signed_in).await
    }

    /// Whether somebody comes in by a key alone; then what they signed in with is over.
    pub(super) async fn needs_key(&self, signed_in: &SessionView) -> bool {
        let needs = signed_in.me.side == Side::Support && !self.door.rules().staff_passwords;
        if needs {
            end(&self.door, &signed_in.token).await;
        }
        needs
    }

    /// Lets somebody in who has signed in here.
    pub(super) async fn welcome(&mut self, signed_in: &SessionView) -> Result<Auth, Error> {
        self.life.signed_in(&signed_in.token);
        let person = self.as_signed_in(&signed_in.token, |_, context| Ok(context.actor.person_id)).await?;
        self.life.is_person(person);
        tracing::info!(address = %self.peer.address, person, "somebody came in over SSH with a password");
        self.token = Some(signed_in.token.clone());
        if self.proves_what_was_named(&signed_in.token).await {
            return Ok(Auth::Accept);
        }
        Ok(self.offer(&signed_in.me.name))
    }

    /// Whether a key that they had only named is proven now, so that there is nothing to ask.
    async fn proves_what_was_named(&self, token: &str) -> bool {
        let known = self.proven.clone();
        let proven = self.as_signed_in(token, move |tx, context| keys::prove_named(tx, context, &known)).await;
        proven.inspect_err(|error| tracing::info!(%error, "a key could not be proven")).is_ok_and(|proven| proven > 0)
    }

    /// Changes something as the person who has just signed in.
    async fn as_signed_in<T: Send + 'static>(
        &self,
        token: &str,
        command: impl Fn(&mut Tx<'_>, &Context) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (app, hash) = (self.door.app().clone(), secret::token_hash(token));
        let changed = self.door.app().store().write(move |tx| {
            let now = app.clock().now();
            let found = sessions::signed_in(tx, &hash, now.as_millisecond())?.ok_or(Error::Unauthenticated)?;
            command(tx, &Context { actor: found.actor, sign_in: Some(found.session_id), now, rules: app.settings().rules })
        });
        changed.await
    }

    fn refused(&mut self, error: &ApiError) -> Auth {
        let key = match error.code() {
            Some(ErrorCode::WrongCredentials) => "ssh-wrong",
            Some(ErrorCode::RateLimited) => "ssh-too-often",
            _ => "ssh-busy",
        };
        // The address is what an owner can do something about; whose password was tried is nobody's business. Beyond the limit of
        // guesses nothing more is looked at, and of each connection one line is told at its end.
        if key == "ssh-wrong" {
            tracing::info!(address = %self.peer.address, "a password was refused over SSH");
        }
        self.life.refused();
        let words = self.strings.text(key);
        if self.passwords >= PASSWORDS { self.tell(words) } else { self.ask(&words) }
    }

    /// Lets them in, or first asks whether to remember a key that they proved to hold.
    fn offer(&mut self, name: &str) -> Auth {
        if self.proven.is_empty() {
            return Auth::Accept;
        }
        self.asking = Asking::Remember;
        let listed: Vec<String> =
            self.proven.iter().enumerate().map(|(at, key)| format!("{}. {} {}", at + 1, key.algorithm, key.fingerprint)).collect();
        let values = [("name", caseport_shared::text::inline(name).into_owned().into()), ("keys", listed.join("\n").into())];
        let instructions = self.strings.text_with("ssh-remember", &values);
        let question = if self.proven.len() == 1 { "ssh-remember-one" } else { "ssh-remember-which" };
        let prompts = vec![(self.strings.text(question).into(), true)];
        Auth::Partial { name: Cow::Borrowed(""), instructions: Cow::Owned(instructions), prompts: Cow::Owned(prompts) }
    }

    async fn remember(&mut self, answers: &[String]) -> Result<Auth, Error> {
        let typed = answers.first().map(|answer| answer.trim().to_lowercase()).unwrap_or_default();
        let at = match typed.as_str() {
            "y" | "yes" if self.proven.len() == 1 => Some(0),
            typed => typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1)),
        };
        if let Some(known) = at.and_then(|at| self.proven.get(at)).cloned()
            && let Some(token) = self.token.clone()
        {
            let kept = self.as_signed_in(&token, move |tx, context| keys::remember(tx, context, &known, LABEL)).await;
            // Somebody who is signed in comes in whether or not that can be done.
            if let Err(error) = kept {
                tracing::info!(%error, "a key could not be remembered");
            }
        }
        Ok(Auth::Accept)
    }
}

/// Ends the sign-in of a connection that has gone.
pub(super) async fn end(door: &Door, token: &str) {
    let hash = secret::token_hash(token);
    let ended: Result<(), Error> = door.app().store().write(move |tx| session::end(tx, &hash)).await;
    if let Err(error) = ended {
        tracing::warn!(%error, "the sign-in of a connection that ended runs out by itself");
    }
}

/// Nothing more can be tried but another key.
pub(super) fn over() -> Auth {
    Auth::Reject { proceed_with_methods: Some(MethodSet::from([MethodKind::PublicKey].as_slice())), partial_success: false }
}

/// Where a connection comes from.
pub(super) fn peer(address: IpAddr) -> Peer {
    Peer { address: address.to_canonical(), is_local: false }
}
