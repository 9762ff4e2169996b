//! `caseport product notice` and `withdraw`: what support tells those behind a product (staff).

use caseport_shared::api::notice::{NewNotice, NoticeRecipient};
use caseport_shared::limits::NOTICE_CHARS;
use caseport_shared::notice::NoticeKind;
use caseport_shared::text::inline;
use clap::Args;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::super::Cli;
use super::super::case::Message;
use super::super::failure::Failure;

#[derive(Debug, Args)]
pub(in crate::cli) struct Notice {
    product: String,
    #[arg(long, value_name = "maintenance|incident")]
    kind: NoticeKind,
    #[arg(long)]
    subject: String,
    #[command(flatten)]
    message: Message,
    #[arg(long, value_name = "TIME")]
    until: Until,
    #[arg(long)]
    preview: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Withdraw {
    product: String,
    notice: i64,
}

/// A moment, or a local time of the reader's zone.
#[derive(Debug, Clone, Copy)]
enum Until {
    Moment(Timestamp),
    Local(DateTime),
}

impl std::str::FromStr for Until {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let moment = text.parse().map(Self::Moment);
        moment.or_else(|_| text.parse().map(Self::Local)).map_err(|_| "write a time such as 2026-03-09T18:00 or 2026-03-09T17:00Z")
    }
}

impl Until {
    fn in_zone(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Moment(at) => Some(at),
            Self::Local(at) => Some(at.to_zoned(zone.clone()).ok()?.timestamp()),
        }
    }
}

pub(super) async fn write(cli: &mut Cli<'_>, wanted: Notice) -> Result<(), Failure> {
    let body = cli.given_text("body", wanted.message.message, wanted.message.message_file.as_ref(), NOTICE_CHARS).await?;
    let ends_at = wanted.until.in_zone(&cli.host.times.zone).ok_or_else(|| Failure::Usage(cli.text("cli-no-such-time")))?;
    let new = NewNotice { kind: wanted.kind, subject: wanted.subject, body, ends_at };
    let api = cli.api().await?;
    let posted = if wanted.preview {
        api.preview_notice(&wanted.product, &new).await?
    } else {
        let key = cli.key();
        api.write_notice(&wanted.product, &new, key).await?
    };
    if cli.json {
        return cli.print_json(&posted).await;
    }
    let count = posted.recipients.len();
    let words = match &posted.notice {
        Some(notice) => cli.text_with("cli-notice-written", &[("number", notice.number.into()), ("count", count.into())]),
        None => cli.text_with("cli-notice-preview", &[("count", count.into())]),
    };
    cli.line(&words).await?;
    for recipient in &posted.recipients {
        let line = told(cli, recipient);
        cli.line(&line).await?;
    }
    Ok(())
}

/// Somebody whom the notice goes to, on one line.
fn told(cli: &Cli<'_>, recipient: &NoticeRecipient) -> String {
    let who = format!("{} <{}>", inline(&recipient.name), inline(&recipient.email));
    if recipient.has_seat { format!("  {who}") } else { format!("  {}", cli.text_with("cli-notice-no-seat", &[("who", who.into())])) }
}

pub(super) async fn withdraw(cli: &mut Cli<'_>, wanted: Withdraw) -> Result<(), Failure> {
    let api = cli.api().await?;
    let key = cli.key();
    api.withdraw_notice(&wanted.product, wanted.notice, key).await?;
    if cli.json {
        return Ok(());
    }
    cli.line(&cli.text("cli-notice-withdrawn")).await
}
