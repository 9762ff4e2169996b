//! The words of letters. What a person typed is quoted line by line, so that it is never taken for the portal's own.

use caseport_shared::case::CaseNumber;
use caseport_shared::limits::SUBJECT_CHARS;
use caseport_shared::notification::NotificationKind;
use caseport_shared::status::Status;
use caseport_shared::text;
use caseport_tui::strings::FluentValue;
use caseport_tui::words;
use jiff::Timestamp;

use super::Place;
use super::reader::Reader;
use super::render::{Item, Told};

/// Words in somebody's language, for one place.
pub(super) struct Words<'a> {
    pub(super) reader: &'a Reader,
    pub(super) place: &'a Place,
}

/// A case with what happened to it.
pub(super) struct CaseWords<'a> {
    pub(super) told: &'a Told,
    pub(super) items: &'a [Item],
}

type Values<'v> = [(&'v str, FluentValue<'v>)];

impl Words<'_> {
    fn say(&self, key: &str, values: &Values<'_>) -> String {
        self.reader.strings.text_with(key, values)
    }

    fn brand(&self) -> FluentValue<'static> {
        text::inline(&self.place.brand).into_owned().into()
    }

    fn moment(&self, at: i64) -> FluentValue<'static> {
        let at = Timestamp::from_millisecond(at).unwrap_or_default();
        self.reader.times.stamp(at).into()
    }

    fn subject(&self, key: &str) -> String {
        self.say(key, &[("brand", self.brand())])
    }

    /// Somebody comes in for the first time (I1).
    pub(super) fn invitation(&self, code: &str, organization: Option<&str>, expires_at: i64) -> (String, String) {
        let greeting = match organization {
            Some(name) => {
                let name = text::line(name, SUBJECT_CHARS);
                self.say("mail-invitation", &[("brand", self.brand()), ("organization", name.into())])
            }
            None => self.say("mail-invitation-staff", &[("brand", self.brand())]),
        };
        let server = self.place.server.as_ref().map(|server| format!(" --server {server}")).unwrap_or_default();
        let client = format!("caseport auth accept {}{server}", shown(code));
        let parts = [
            Some(greeting),
            Some(self.code_line(code, expires_at)),
            Some(format!("{}\n{}", self.say("mail-invitation-how", &[]), commands(self.place.join(), client))),
            self.fingerprint(),
            Some(self.say("mail-invitation-not-you", &[])),
        ];
        (self.subject("mail-invitation-subject"), self.letter(parts))
    }

    /// Somebody sets a forgotten password anew (I2).
    pub(super) fn password_reset(&self, code: &str, expires_at: i64) -> (String, String) {
        let server = self.place.server.as_ref().map(|server| format!(" --server {server}")).unwrap_or_default();
        let client = format!("caseport auth accept {}{server}", shown(code));
        let parts = [
            Some(self.say("mail-reset", &[("brand", self.brand())])),
            Some(self.code_line(code, expires_at)),
            Some(format!("{}\n{}", self.say("mail-reset-how", &[]), commands(self.place.join(), client))),
            self.fingerprint(),
            Some(self.say("mail-reset-not-you", &[])),
        ];
        (self.subject("mail-reset-subject"), self.letter(parts))
    }

    fn code_line(&self, code: &str, expires_at: i64) -> String {
        if code.is_empty() {
            return self.say("mail-code-removed", &[]);
        }
        self.say("mail-code", &[("code", code.to_owned().into()), ("until", self.moment(expires_at))])
    }

    fn fingerprint(&self) -> Option<String> {
        let (reach, fingerprint) = self.place.ssh.as_ref()?;
        let values = [("host", FluentValue::from(reach.host.clone())), ("fingerprint", fingerprint.clone().into())];
        Some(self.say("mail-fingerprint", &values))
    }

    /// A password was changed (I2).
    pub(super) fn password_changed(&self) -> (String, String) {
        let parts = [Some(self.say("mail-password-changed", &[("brand", self.brand())]))];
        (self.subject("mail-password-changed-subject"), self.letter(parts))
    }

    /// A stranger does not get access (S3).
    pub(super) fn access_declined(&self, reason: &str) -> (String, String) {
        let parts = [Some(self.say("mail-declined", &[("brand", self.brand())])), Some(quoted(reason))];
        (self.subject("mail-declined-subject"), self.letter(parts))
    }

    /// An Owner is told of a request (S4).
    pub(super) fn request(&self, number: CaseNumber, told: Option<&Told>, is_applied: bool) -> (String, String) {
        let key = if is_applied { "mail-request-applied" } else { "mail-request-filed" };
        let said = self.say(key, &[("number", number.to_string().into())]);
        let (subject, look) = match told {
            Some(told) => (self.case_subject(told), Some(self.look(number))),
            None => (self.numbered(number), Some(self.say("mail-request-unseen", &[]))),
        };
        let parts = [told.map(|told| self.about(told)), Some(said), look];
        (subject, self.letter(parts))
    }

    /// What happened to a case.
    pub(super) fn news(&self, case: &CaseWords<'_>, why: NotificationKind) -> (String, String) {
        let CaseWords { told, items } = case;
        let number = told.summary.number;
        let happened = items.iter().map(|item| Some(self.item(told, item, true)));
        let parts = std::iter::once(Some(self.about(told)))
            .chain(happened)
            .chain([Some(self.answer(number)), Some(self.say(&format!("mail-why-{why}"), &[]))]);
        (self.case_subject(told), self.letter(parts))
    }

    /// A day's news, without what was written.
    pub(super) fn digest(&self, cases: &[(Told, Vec<Item>)], rest: usize) -> (String, String) {
        let entries = cases.iter().map(|(told, items)| {
            let lines: Vec<String> = items.iter().map(|item| self.item(told, item, false)).collect();
            Some(format!("{}\n{}", self.about(told), lines.join("\n")))
        });
        let rest = (rest > 0).then(|| self.say("mail-digest-rest", &[("count", rest.into())]));
        let how = self.say("mail-digest-how", &[]);
        let commands = commands(self.place.over_ssh(&["case", "list"]), "caseport case list".to_owned());
        let tail = [rest, Some(format!("{how}\n{commands}")), Some(self.say("mail-digest-why", &[]))];
        (self.subject("mail-digest-subject"), self.letter(entries.chain(tail)))
    }

    fn item(&self, told: &Told, item: &Item, with_text: bool) -> String {
        let with_text = with_text && !told.numbers_only;
        match item {
            Item::Filed(description) => {
                let name = text::line(&told.summary.requester.name, SUBJECT_CHARS);
                let severity = words::severity(&self.reader.strings, told.summary.severity);
                let product = text::line(&told.summary.product.name, SUBJECT_CHARS);
                let values = [("name", FluentValue::from(name)), ("severity", severity.into()), ("product", product.into())];
                let said = if told.numbers_only { self.say("mail-filed-only", &[]) } else { self.say("mail-filed", &values) };
                match description.as_ref().filter(|_| with_text) {
                    Some(description) => format!("{said}\n\n{}", quoted(description)),
                    None => said,
                }
            }
            Item::Reply(comment) | Item::Escalated(comment) => {
                let is_escalation = matches!(item, Item::Escalated(_));
                if told.numbers_only {
                    return self.say(if is_escalation { "mail-escalated-only" } else { "mail-wrote-only" }, &[]);
                }
                let name = text::line(&comment.author.name, SUBJECT_CHARS);
                let said = self.say(if is_escalation { "mail-escalated" } else { "mail-wrote" }, &[("name", name.into())]);
                if with_text { format!("{said}\n\n{}", quoted(&comment.body)) } else { said }
            }
            Item::Status(to) => self.status(told, *to),
            Item::Outage => self.say("mail-outage", &[]),
        }
    }

    /// A status with its meaning, and with its date as long as it is the case's.
    fn status(&self, told: &Told, to: Status) -> String {
        let strings = &self.reader.strings;
        let mut name = words::status(strings, &self.place.brand, to);
        let is_now = told.summary.status == to;
        if let Some(detail) = words::status_detail(strings, &told.summary.detail, &self.reader.times)
            .filter(|_| is_now && told.summary.detail.ticket.is_none())
        {
            name = format!("{name}, {detail}");
        }
        let said = self.say("mail-status", &[("status", name.into()), ("meaning", words::status_meaning(strings, to).into())]);
        match told.summary.closes_at.filter(|_| is_now) {
            Some(at) => format!("{said}\n{}", self.say("mail-closes", &[("date", self.moment(at.as_millisecond()))])),
            None => said,
        }
    }

    /// How to answer in the portal (C9).
    fn answer(&self, number: CaseNumber) -> String {
        let number = number.to_string();
        let words = ["case", "reply", &number, "--message-file", "-"];
        let client = format!("caseport {}", words.join(" "));
        format!("{}\n{}", self.say("mail-answer", &[]), commands(self.place.over_ssh(&words), client))
    }

    fn look(&self, number: CaseNumber) -> String {
        let number = number.to_string();
        let words = ["case", "view", &number];
        let client = format!("caseport {}", words.join(" "));
        format!("{}\n{}", self.say("mail-look", &[]), commands(self.place.over_ssh(&words), client))
    }

    fn about(&self, told: &Told) -> String {
        let number = told.summary.number.to_string();
        if told.numbers_only {
            return self.say("mail-about-number", &[("number", number.into())]);
        }
        let subject = text::line(&told.summary.subject, SUBJECT_CHARS);
        self.say("mail-about", &[("number", number.into()), ("subject", subject.into())])
    }

    fn case_subject(&self, told: &Told) -> String {
        if told.numbers_only {
            return self.numbered(told.summary.number);
        }
        let subject = text::line(&told.summary.subject, SUBJECT_CHARS);
        let values = [("brand", self.brand()), ("number", told.summary.number.to_string().into()), ("subject", subject.into())];
        self.say("mail-case-subject", &values)
    }

    fn numbered(&self, number: CaseNumber) -> String {
        self.say("mail-case-number", &[("brand", self.brand()), ("number", number.to_string().into())])
    }

    /// Paragraphs, and at their end that nobody reads answers.
    fn letter(&self, parts: impl IntoIterator<Item = Option<String>>) -> String {
        let end = self.say("mail-no-answers", &[]);
        let parts: Vec<String> = parts.into_iter().flatten().chain([end]).collect();
        format!("{}\n", parts.join("\n\n"))
    }
}

/// Commands to paste, each on a line of its own.
fn commands(over_ssh: Option<String>, client: String) -> String {
    over_ssh.into_iter().chain([client]).map(|command| format!("    {command}")).collect::<Vec<_>>().join("\n")
}

/// A code, or where it was once it is forgotten.
fn shown(code: &str) -> &str {
    if code.is_empty() { "CODE" } else { code }
}

/// What somebody typed, line by line behind a mark.
fn quoted(body: &str) -> String {
    let body = text::block(body);
    body.trim_end().split('\n').map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
