//! Writing a notice of a product: what it is about, its words, a look at who gets it, and sending it.

use caseport_shared::api::notice::{NewNotice, NoticePosted, NoticeView};
use caseport_shared::api::product::ProductView;
use caseport_shared::limits::{NOTICE_CHARS, SUBJECT_CHARS};
use caseport_shared::notice::NoticeKind;
use caseport_shared::text::inline;
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{Ask, Products};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Effect, Failure, Tone};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::words;

/// How an end is typed, in the reader's zone.
const PATTERN: &str = "%Y-%m-%d %H:%M";
/// Longest end that is typed, in characters.
const END_CHARS: usize = 16;
/// Recipients that are named before a notice is sent.
const NAMED: usize = 8;

/// Where a notice is.
#[derive(Debug)]
pub(super) enum Step {
    Kind(String),
    /// The words of a notice of a product.
    Words(String, NoticeKind),
    /// Who would get it.
    Preview(String, NoticeKind, Vec<String>),
    /// Whether to send it.
    Send(String, Vec<String>, Box<NewNotice>),
    Written,
    Withdraw(String, Vec<i64>),
    Withdrawn,
}

impl Products {
    fn notice(&mut self, step: Step, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        self.asks.dialog(Ask::Notice(step), dialog, cx)
    }

    /// Asks what a new notice is about.
    pub(super) fn write_notice(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(slug) = self.detailed().map(|product| product.summary.slug.clone()) else { return Vec::new() };
        self.notice(Step::Kind(slug), kinds(cx), cx)
    }

    /// Asks which notice is withdrawn.
    pub(super) fn withdraw_notice(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(product) = self.detailed() else { return Vec::new() };
        let numbers = product.notices.iter().map(|notice| notice.number).collect();
        let (step, dialog) = (Step::Withdraw(product.summary.slug.clone(), numbers), standing(product, cx));
        self.notice(step, dialog, cx)
    }

    pub(super) fn chose_notice(&mut self, step: Step, choice: Choice, cx: &Context) -> Vec<Effect> {
        let desk = |call: DeskCall| Call::Desk(Box::new(call));
        match (step, choice) {
            (Step::Kind(slug), Choice::Nth(at)) => match NoticeKind::ALL.get(at) {
                Some(kind) => self.notice(Step::Words(slug, *kind), form(*kind, &[], None, cx), cx),
                None => Vec::new(),
            },
            (Step::Words(slug, kind), Choice::Typed(typed)) => match read(kind, &typed, cx) {
                Ok(new) => {
                    let call = desk(DeskCall::PreviewNotice(slug.clone(), new));
                    self.asks.call(Ask::Notice(Step::Preview(slug, kind, typed)), call, cx)
                }
                Err(words) => self.notice(Step::Words(slug, kind), form(kind, &typed, Some(words), cx), cx),
            },
            (Step::Send(slug, _, new), Choice::Nth(0)) => {
                self.asks.call(Ask::Notice(Step::Written), desk(DeskCall::WriteNotice(slug, *new, Key::fresh())), cx)
            }
            // Nothing of what was typed is lost by looking at who would get it.
            (Step::Send(slug, typed, new), _) => self.notice(Step::Words(slug, new.kind), form(new.kind, &typed, None, cx), cx),
            (Step::Withdraw(slug, numbers), Choice::Nth(at)) => match numbers.get(at) {
                Some(number) => {
                    self.asks.call(Ask::Notice(Step::Withdrawn), desk(DeskCall::WithdrawNotice(slug, *number, Key::fresh())), cx)
                }
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    pub(super) fn answered_notice(&mut self, step: Step, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (step, outcome) {
            (Step::Preview(slug, kind, typed), Ok(Answer::Desk(answer))) => {
                let (DeskAnswer::Notice(posted), Ok(new)) = (*answer, read(kind, &typed, cx)) else { return Vec::new() };
                let dialog = sending(&posted, cx);
                self.notice(Step::Send(slug, typed, Box::new(new)), dialog, cx)
            }
            (Step::Written, Ok(_)) => self.changed("notice-written", cx),
            (Step::Withdrawn, Ok(_)) => self.changed("notice-withdrawn", cx),
            (Step::Preview(slug, kind, typed), Err(failure)) => {
                let dialog = form(kind, &typed, Some(words::failure(&failure, cx)), cx);
                self.notice(Step::Words(slug, kind), dialog, cx)
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            _ => Vec::new(),
        }
    }
}

/// Asks what the notice is about.
fn kinds(cx: &Context) -> Dialog {
    let item = |kind: &NoticeKind| Item { label: cx.text(&format!("notice-{kind}")), detail: cx.text(&format!("notice-{kind}-means")) };
    Dialog::Pick(Pick { title: cx.text("notice-title"), items: NoticeKind::ALL.iter().map(item).collect(), at: 0 })
}

/// Asks for the words, with what was typed before and what went wrong with it.
fn form(kind: NoticeKind, typed: &[String], error: Option<String>, cx: &Context) -> Dialog {
    let end = cx.now.checked_add(jiff::SignedDuration::from_hours(24)).unwrap_or(cx.now);
    let end = end.to_zoned(cx.times.zone.clone()).strftime(PATTERN).to_string();
    let field = |at: usize, label: &str, value: &str, kind: FieldKind, limit: usize| Field {
        label: cx.text(label),
        value: typed.get(at).cloned().unwrap_or_else(|| value.to_owned()),
        kind,
        limit,
    };
    let fields = vec![
        field(0, "notice-subject", "", FieldKind::Line, SUBJECT_CHARS),
        field(1, "notice-until", &end, FieldKind::Line, END_CHARS),
        field(2, "notice-body", "", FieldKind::Block, NOTICE_CHARS),
    ];
    Dialog::Form(Form { title: cx.text(&format!("notice-{kind}")), body: vec![cx.text("notice-form-means")], fields, error })
}

/// What was typed, as a notice; or the words for what is wrong.
fn read(kind: NoticeKind, typed: &[String], cx: &Context) -> Result<NewNotice, String> {
    let [subject, until, body] = typed else { return Err(cx.text("error-unexpected-answer")) };
    let ends_at = end(until, cx).ok_or_else(|| cx.text("notice-no-such-time"))?;
    Ok(NewNotice { kind, subject: subject.clone(), body: body.clone(), ends_at })
}

fn end(typed: &str, cx: &Context) -> Option<Timestamp> {
    let at = DateTime::strptime(PATTERN, typed.trim()).ok()?;
    Some(at.to_zoned(cx.times.zone.clone()).ok()?.timestamp())
}

/// Asks whether to send it, with who gets it.
fn sending(posted: &NoticePosted, cx: &Context) -> Dialog {
    let mut body = vec![cx.text_with("notice-goes-to", &[("count", posted.recipients.len().into())])];
    for one in posted.recipients.iter().take(NAMED) {
        let who = format!("{} <{}>", inline(&one.name), inline(&one.email));
        body.push(if one.has_seat { who } else { cx.text_with("cli-notice-no-seat", &[("who", who.into())]) });
    }
    if let Some(more) = posted.recipients.len().checked_sub(NAMED).filter(|more| *more > 0) {
        body.push(cx.text_with("notice-more", &[("count", more.into())]));
    }
    Dialog::Confirm(Confirm { title: cx.text("notice-send-title"), body, buttons: vec![cx.text("notice-send"), cx.text("notice-change")] })
}

/// Asks which of the notices that stand is withdrawn.
fn standing(product: &ProductView, cx: &Context) -> Dialog {
    let item = |notice: &NoticeView| Item {
        label: inline(&notice.subject).into_owned(),
        detail: cx.text_with("product-notice-until", &[("until", words::moment(notice.ends_at, cx).into())]),
    };
    Dialog::Pick(Pick { title: cx.text("notice-withdraw-title"), items: product.notices.iter().map(item).collect(), at: 0 })
}
