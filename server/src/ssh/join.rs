//! Who comes in for the first time, or again after a forgotten password: by a one-time code, under a name of its own, without anything
//! installed. It asks nothing of the store; every answer goes to the API like anybody's.

use std::borrow::Cow;

use caseport_shared::api::access::NewAccessRequest;
use caseport_shared::api::code::{AcceptCode, CodeKey, CodeView, chosen_keys};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::code::CodePurpose;
use caseport_shared::limits::{EMAIL_CHARS, PASSWORD_BYTES, PASSWORD_MIN_CHARS};
use caseport_shared::text::inline;
use caseport_tui::api::ApiError;
use caseport_tui::words;
use russh::server::Auth;

use super::sign_in::{Asking, LABEL, PASSWORDS, SignIn, over};
use crate::commands::Error;

/// What is asked of somebody who has no account yet, in this order.
const FIELDS: [&str; 7] = ["name", "email", "company", "username", "product", "title", "phone"];

/// What was asked last.
pub(super) enum Step {
    /// What they are here for.
    Choose,
    /// The code that they were sent.
    Code,
    /// A password for whoever the code is for, twice.
    Password(Box<Coming>),
    /// Which keys stay.
    Keys(Box<Coming>),
    /// Whose password is forgotten.
    Forgot,
    /// These fields of what a stranger asks for.
    Access(Box<NewAccessRequest>, Vec<&'static str>),
}

/// Somebody with a code that can be used.
pub(super) struct Coming {
    code: String,
    about: CodeView,
    password: String,
}

impl SignIn {
    /// Goes on with somebody who joins.
    pub(super) async fn join(&mut self, step: Step, answers: &[String]) -> Result<Auth, Error> {
        match (step, answers) {
            (Step::Choose, [choice]) => Ok(match choice.trim() {
                "1" => self.ask_step(Step::Code, ""),
                "2" => self.ask_step(Step::Forgot, ""),
                "3" => self.ask_step(Step::Access(Box::default(), FIELDS.to_vec()), ""),
                _ => self.ask_step(Step::Choose, ""),
            }),
            (Step::Code, [code]) => Ok(self.look(code).await),
            (Step::Forgot, [email]) => Ok(self.forgot(email).await),
            (Step::Password(coming), [password, again]) => self.password(*coming, password, again).await,
            (Step::Keys(coming), [typed]) => {
                if let Some(kept) = chosen_keys(typed, &coming.about.keys) {
                    return self.accept(*coming, kept).await;
                }
                let words = self.strings.text("code-keys-wrong");
                Ok(self.ask_step(Step::Keys(coming), &words))
            }
            (Step::Access(asked, fields), answers) if answers.len() == fields.len() => Ok(self.access(*asked, &fields, answers).await),
            _ => Ok(Auth::reject()),
        }
    }

    /// Asks what a step asks, after what there is to say of the last answer.
    pub(super) fn ask_step(&mut self, step: Step, words: &str) -> Auth {
        let text = |key: &str| self.strings.text(key);
        let (instructions, prompts) = match &step {
            Step::Choose => {
                let brand = inline(&self.door.app().settings().brand).into_owned();
                (self.strings.text_with("join-choose", &[("brand", brand.into())]), vec![(text("join-choice"), true)])
            }
            Step::Code => (String::new(), vec![(text("cli-ask-code"), true)]),
            Step::Password(coming) => {
                let both = [text("cli-ask-new-password"), text("cli-ask-new-password-again")];
                (words::code(&self.strings, &coming.about), both.map(|prompt| (prompt, false)).to_vec())
            }
            Step::Keys(coming) => {
                let listed = coming
                    .about
                    .keys
                    .iter()
                    .enumerate()
                    .map(|(at, CodeKey { fingerprint, label })| format!("{}. {} {}", at + 1, inline(fingerprint), inline(label)));
                (listed.collect::<Vec<_>>().join("\n"), vec![(text("code-ask-keys"), true)])
            }
            Step::Forgot => (String::new(), vec![(text("ssh-email"), true)]),
            Step::Access(_, fields) => {
                (text("access-about"), fields.iter().map(|field| (text(&format!("access-ask-{field}")), true)).collect())
            }
        };
        let all = [words, instructions.as_str()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n");
        self.asking = Asking::Join(step);
        let prompts = prompts.into_iter().map(|(prompt, is_shown)| (prompt.into(), is_shown)).collect();
        Auth::Partial { name: Cow::Borrowed(""), instructions: Cow::Owned(all), prompts: Cow::Owned(prompts) }
    }

    async fn look(&mut self, code: &str) -> Auth {
        match self.door.api(self.peer).look_at_code(code).await {
            Ok(about) => {
                let coming = Coming { code: code.to_owned(), about, password: String::new() };
                self.ask_step(Step::Password(Box::new(coming)), "")
            }
            Err(error) => self.refuse(&error, Step::Code),
        }
    }

    async fn password(&mut self, mut coming: Coming, password: &str, again: &str) -> Result<Auth, Error> {
        let wrong = if password != again {
            Some(self.strings.text("cli-passwords-differ"))
        } else if password.chars().count() < PASSWORD_MIN_CHARS || password.len() > PASSWORD_BYTES {
            let values = [("least", PASSWORD_MIN_CHARS.into()), ("most", PASSWORD_BYTES.into())];
            Some(self.strings.text_with("join-password-length", &values))
        } else {
            None
        };
        if let Some(wrong) = wrong {
            return Ok(self.ask_step(Step::Password(Box::new(coming)), &wrong));
        }
        password.clone_into(&mut coming.password);
        if coming.about.purpose == CodePurpose::Reset && !coming.about.keys.is_empty() {
            return Ok(self.ask_step(Step::Keys(Box::new(coming)), ""));
        }
        self.accept(coming, Vec::new()).await
    }

    async fn accept(&mut self, coming: Coming, keep_keys: Vec<String>) -> Result<Auth, Error> {
        let Coming { code, password, .. } = coming;
        let accept = AcceptCode { code, password, label: LABEL.to_owned(), keep_keys };
        match self.door.api(self.peer).accept_code(&accept).await {
            Ok(session) if self.needs_key(&session).await => Ok(self.part(self.strings.text("join-staff-key"))),
            Ok(session) => self.welcome(&session).await,
            Err(error) => Ok(self.refuse(&error, Step::Code)),
        }
    }

    /// Has a code sent, and asks for it; what is said is the same whoever was named.
    async fn forgot(&mut self, email: &str) -> Auth {
        let email = if email.chars().count() > EMAIL_CHARS { "" } else { email };
        match self.door.api(self.peer).forgot_password(email).await {
            Ok(()) => {
                let words = self.strings.text("join-forgot");
                self.ask_step(Step::Code, &words)
            }
            Err(error) => self.refuse(&error, Step::Forgot),
        }
    }

    /// Sends what a stranger said; of what is wrong the one field is asked for again.
    async fn access(&mut self, mut asked: NewAccessRequest, fields: &[&'static str], answers: &[String]) -> Auth {
        for (field, answer) in fields.iter().zip(answers) {
            answer.clone_into(part(&mut asked, field));
        }
        match self.door.api(self.peer).ask_for_access(&asked).await {
            Ok(()) => {
                let words = self.strings.text("access-asked");
                self.part(words)
            }
            Err(error) => {
                let ApiError::Problem(problem) = &error else { return self.refuse(&error, Step::Choose) };
                let wrong = FIELDS.iter().find(|field| problem.field.as_deref() == Some(**field));
                match wrong {
                    Some(field) => {
                        let words = words::api_error(&self.strings, "", &error);
                        self.ask_step(Step::Access(Box::new(asked), vec![field]), &words)
                    }
                    None => self.refuse(&error, Step::Choose),
                }
            }
        }
    }

    /// Says that it did not work, and asks again as often as passwords may be tried.
    fn refuse(&mut self, error: &ApiError, again: Step) -> Auth {
        let key = match error.code() {
            Some(ErrorCode::WrongCode) => "join-wrong-code",
            Some(ErrorCode::InvalidField | ErrorCode::Required) => "join-no-email",
            Some(ErrorCode::RateLimited) => "ssh-too-often",
            _ => "ssh-busy",
        };
        if key == "join-wrong-code" {
            tracing::info!(address = %self.peer.address, "a code was refused over SSH");
        }
        self.life.refused();
        self.passwords += 1;
        let words = self.strings.text(key);
        if self.passwords >= PASSWORDS { self.tell(words) } else { self.ask_step(again, &words) }
    }

    /// What somebody who joins is asked first, and nothing once they have guessed as often as they may.
    pub(super) fn begin_to_join(&mut self) -> Auth {
        if self.passwords >= PASSWORDS { over() } else { self.ask_step(Step::Choose, "") }
    }
}

fn part<'a>(asked: &'a mut NewAccessRequest, field: &str) -> &'a mut String {
    match field {
        "name" => &mut asked.name,
        "email" => &mut asked.email,
        "company" => &mut asked.company,
        "username" => &mut asked.username,
        "product" => &mut asked.product,
        "title" => &mut asked.title,
        _ => &mut asked.phone,
    }
}
