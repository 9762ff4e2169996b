//! Other ways in than a password: a one-time code, a forgotten password, access asked for. Each is a form, and a form again where
//! something was wrong, with what was typed.

use caseport_shared::api::access::NewAccessRequest;
use caseport_shared::api::code::{AcceptCode, CodeKey, CodeView, chosen_keys};
use caseport_shared::code::CodePurpose;
use caseport_shared::limits::{EMAIL_CHARS, NAME_CHARS, PASSWORD_BYTES, REFERENCE_CHARS};
use caseport_shared::text::inline;

use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Secret, Ticket, Tone};
use crate::widgets::dialog::{Choice, Dialog, Field, FieldKind, Form};
use crate::widgets::words;

/// Longest code that may be typed, in characters.
const CODE_CHARS: usize = 64;
/// Longest choice of keys, in characters.
const KEYS_CHARS: usize = 200;

/// What is being asked, of the user or of the server.
#[derive(Debug)]
pub(super) enum Step {
    Code,
    Looking(Secret),
    Password(Secret, Box<CodeView>),
    Accepting(Secret, Box<CodeView>),
    Forgot,
    Forgetting(String),
    Access,
    Asking(Box<NewAccessRequest>),
}

/// What comes of an answer.
pub(super) enum Came {
    /// These effects.
    Effects(Vec<Effect>),
    /// Somebody is signed in, or there is something else that a sign-in can answer.
    SignIn(Box<Result<Answer, Failure>>),
}

/// The other ways in.
#[derive(Debug, Default)]
pub(super) struct Door {
    at: Option<(Ticket, Step)>,
}

fn field(label: &str, value: &str, kind: FieldKind, limit: usize, cx: &Context) -> Field {
    // The questions of the commands are the names of the fields here.
    let label = cx.text(label).trim_end_matches([' ', ':']).to_owned();
    Field { label, value: value.to_owned(), kind, limit }
}

impl Door {
    fn ask(&mut self, step: Step, title: &str, body: Vec<String>, fields: Vec<Field>, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.at = Some((ticket, step));
        vec![Effect::Ask(ticket, Dialog::Form(Form { title: cx.text(title), body, fields, error }))]
    }

    fn call(&mut self, step: Step, call: Call, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.at = Some((ticket, step));
        vec![Effect::Api(ticket, call)]
    }

    /// Whether the server is asked something.
    pub(super) fn is_asking(&self) -> bool {
        matches!(self.at, Some((_, Step::Looking(_) | Step::Accepting(..) | Step::Forgetting(_) | Step::Asking(_))))
    }

    /// Asks for a code.
    pub(super) fn code(&mut self, typed: &str, about: Option<String>, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let fields = vec![field("cli-ask-code", typed, FieldKind::Line, CODE_CHARS, cx)];
        let body = about.unwrap_or_else(|| cx.text("sign-in-code-about"));
        self.ask(Step::Code, "sign-in-code-title", vec![body], fields, error, cx)
    }

    fn password(&mut self, code: Secret, about: Box<CodeView>, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let mut fields = ["cli-ask-new-password", "cli-ask-new-password-again"]
            .map(|label| field(label, "", FieldKind::Hidden, PASSWORD_BYTES, cx))
            .to_vec();
        let mut body = vec![crate::words::code(&cx.strings, &about)];
        if about.purpose == CodePurpose::Reset && !about.keys.is_empty() {
            body.push(cx.text("sign-in-keys-about"));
            body.extend(
                about
                    .keys
                    .iter()
                    .enumerate()
                    .map(|(at, CodeKey { fingerprint, label })| format!("{}. {} {}", at + 1, inline(fingerprint), inline(label))),
            );
            fields.push(field("sign-in-keys", "", FieldKind::Line, KEYS_CHARS, cx));
        }
        self.ask(Step::Password(code, about), "sign-in-code-title", body, fields, error, cx)
    }

    /// Asks whose password is forgotten.
    pub(super) fn forgot(&mut self, email: &str, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let fields = vec![field("sign-in-email", email, FieldKind::Line, EMAIL_CHARS, cx)];
        self.ask(Step::Forgot, "sign-in-forgot-title", vec![cx.text("sign-in-forgot-about")], fields, error, cx)
    }

    /// Asks who wants access.
    pub(super) fn access(&mut self, asked: &NewAccessRequest, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let NewAccessRequest { name, email, company, username, product, title, phone } = asked;
        let fields = [
            ("access-ask-name", name, NAME_CHARS),
            ("access-ask-email", email, EMAIL_CHARS),
            ("access-ask-company", company, NAME_CHARS),
            ("access-field-username", username, NAME_CHARS),
            ("access-ask-product", product, NAME_CHARS),
            ("access-ask-title", title, NAME_CHARS),
            ("access-ask-phone", phone, REFERENCE_CHARS),
        ];
        let fields = fields.into_iter().map(|(label, value, limit)| field(label, value, FieldKind::Line, limit, cx)).collect();
        self.ask(Step::Access, "sign-in-access-title", vec![cx.text("access-about")], fields, error, cx)
    }

    /// Takes what was typed into a form.
    pub(super) fn chose(&mut self, ticket: Ticket, choice: Choice, cx: &Context) -> Vec<Effect> {
        let Some((_, step)) = self.at.take_if(|(asked, _)| *asked == ticket) else { return Vec::new() };
        let Choice::Typed(typed) = choice else { return Vec::new() };
        let mut typed = typed.into_iter();
        let mut next = || typed.next().unwrap_or_default();
        match step {
            Step::Code => {
                let code = next().trim().to_owned();
                if code.is_empty() {
                    return Vec::new();
                }
                self.call(Step::Looking(Secret(code.clone())), Call::LookAtCode(Secret(code)), cx)
            }
            Step::Password(code, about) => {
                let (password, again, keys) = (next(), next(), next());
                if password != again {
                    return self.password(code, about, Some(cx.text("cli-passwords-differ")), cx);
                }
                let Some(keep_keys) = chosen_keys(&keys, &about.keys) else {
                    return self.password(code, about, Some(cx.text("code-keys-wrong")), cx);
                };
                let accept = AcceptCode { code: code.0.clone(), password, label: String::new(), keep_keys };
                self.call(Step::Accepting(code, about), Call::AcceptCode(Box::new(accept)), cx)
            }
            Step::Forgot => {
                let email = next().trim().to_owned();
                if caseport_shared::person::email(&email).is_none() {
                    return self.forgot(&email, Some(cx.text("join-no-email")), cx);
                }
                self.call(Step::Forgetting(email.clone()), Call::ForgotPassword(email), cx)
            }
            Step::Access => {
                let [name, email, company] = [next(), next(), next()];
                let [username, product, title, phone] = [next(), next(), next(), next()];
                let asked = Box::new(NewAccessRequest { name, email, company, username, product, title, phone });
                self.call(Step::Asking(asked.clone()), Call::AskForAccess(asked), cx)
            }
            Step::Looking(_) | Step::Accepting(..) | Step::Forgetting(_) | Step::Asking(_) => Vec::new(),
        }
    }

    /// Takes an answer of the server; `None` where it is to nothing that was asked here.
    pub(super) fn answer(
        &mut self,
        ticket: Ticket,
        outcome: Result<Answer, Failure>,
        cx: &Context,
    ) -> Result<Came, Result<Answer, Failure>> {
        let Some((_, step)) = self.at.take_if(|(asked, _)| *asked == ticket) else { return Err(outcome) };
        Ok(Came::Effects(match (step, outcome) {
            (Step::Looking(code), Ok(Answer::Code(about))) => self.password(code, about, None, cx),
            (Step::Accepting(code, about), Err(Failure::Problem(problem))) if problem.field.is_some() => {
                self.password(code, about, Some(words::failure(&Failure::Problem(problem), cx)), cx)
            }
            (Step::Looking(code) | Step::Accepting(code, _), Err(failure)) => {
                self.code(&code.0, None, Some(words::failure(&failure, cx)), cx)
            }
            (Step::Forgetting(_), Ok(Answer::Done)) => self.code("", Some(cx.text("join-forgot")), None, cx),
            (Step::Forgetting(email), Err(failure)) => self.forgot(&email, Some(words::failure(&failure, cx)), cx),
            (Step::Asking(_), Ok(Answer::Done)) => vec![Effect::Say(Tone::Good, cx.text("access-asked"))],
            (Step::Asking(asked), Err(failure)) => self.access(&asked, Some(words::failure(&failure, cx)), cx),
            (_, outcome) => return Ok(Came::SignIn(Box::new(outcome))),
        }))
    }
}
