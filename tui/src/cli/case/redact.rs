//! `caseport case redact`: takes the description, a comment or a file away for good.

use caseport_shared::api::attachment::Redact as RedactBody;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::CommentRef;
use caseport_shared::limits::REASON_CHARS;
use clap::Args;
use uuid::Uuid;

use super::super::Cli;
use super::super::failure::Failure;

#[derive(Debug, Args)]
pub(in crate::cli) struct Redact {
    number: CaseNumber,
    #[arg(value_name = "description|COMMENT|FILE-ID")]
    target: Target,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// How the description is named among comments and files.
const DESCRIPTION: &str = "description";

#[derive(Debug, Clone, Copy)]
enum Target {
    Description,
    Comment(CommentRef),
    File(Uuid),
}

impl std::str::FromStr for Target {
    type Err = caseport_shared::comment::NoSuchComment;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == DESCRIPTION {
            return Ok(Self::Description);
        }
        Uuid::parse_str(text).map(Self::File).or_else(|_| text.parse().map(Self::Comment))
    }
}

pub(super) async fn run(cli: &mut Cli<'_>, wanted: Redact) -> Result<(), Failure> {
    let api = cli.api().await?;
    let reason = cli.given_text("reason", Some(wanted.reason), None, REASON_CHARS).await?;
    let (redact, key) = (RedactBody { reason }, cli.key());
    let target = match wanted.target {
        Target::Description => {
            api.redact_description(wanted.number, &redact, key).await?;
            DESCRIPTION.to_owned()
        }
        Target::Comment(comment) => {
            api.redact_comment(wanted.number, comment, &redact, key).await?;
            comment.to_string()
        }
        Target::File(file) => {
            api.redact_file(wanted.number, file, &redact, key).await?;
            file.to_string()
        }
    };
    if cli.json {
        return Ok(());
    }
    let words = cli.text_with("cli-redacted", &[("target", target.into()), ("number", wanted.number.to_string().into())]);
    cli.line(&words).await
}
