//! What went wrong, in words.

use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::reader::Language;
use caseport_shared::text::inline;

use super::size;
use crate::api::{ApiError, FileError, ProtocolError, Unreachable};
use crate::strings::Strings;

/// What went wrong, for a person.
pub fn api_error(strings: &Strings, server: &str, error: &ApiError) -> String {
    match error {
        ApiError::Problem(problem) => problem_words(strings, problem),
        ApiError::Unreachable(reason) => {
            let reason = match reason {
                Unreachable::Connect(detail) => strings.text_with("unreachable-connect", &[("detail", inline(detail).into())]),
                Unreachable::Tls(detail) => strings.text_with("unreachable-tls", &[("detail", inline(detail).into())]),
                Unreachable::Lost(_) => strings.text("unreachable-lost"),
                Unreachable::Silent => strings.text("unreachable-silent"),
                Unreachable::Overloaded(_) => strings.text("unreachable-overloaded"),
                Unreachable::Gateway(status) => strings.text_with("unreachable-gateway", &[("status", (*status).to_string().into())]),
            };
            strings.text_with("error-unreachable", &[("server", inline(server).into()), ("reason", reason.into())])
        }
        ApiError::Protocol(error) => protocol_words(strings, error),
        ApiError::File(error) => file_error(strings, error),
    }
}

/// What the reader's language says by a problem's code. The server writes English, with more in it than its code says; other
/// languages say the code in their own words, and where its reason tells what to do, the server's follow.
fn own_words(strings: &Strings, code: ErrorCode, title: String) -> String {
    let key = format!("problem-{}", code.slug().replace('_', "-"));
    if strings.language() == Language::English || !strings.has(&key) {
        return title;
    }
    strings.text_with(&key, &[("title", title.into())])
}

fn problem_words(strings: &Strings, problem: &Problem) -> String {
    let title = inline(&problem.title).into_owned();
    let title = match problem.code {
        ErrorCode::Unauthenticated => strings.text("error-unauthenticated"),
        ErrorCode::StaleVersion => strings.text("error-stale-version"),
        ErrorCode::NewerComments => strings.text("error-newer-comments"),
        ErrorCode::DigestMismatch => strings.text("error-digest-mismatch"),
        code => own_words(strings, code, title),
    };
    let title = match problem.limit {
        Some(limit) => strings.text_with("error-limit", &[("title", title.into()), ("limit", limit.to_string().into())]),
        None => title,
    };
    match &problem.field {
        Some(field) => strings.text_with("error-named-field", &[("field", inline(field).into()), ("title", title.into())]),
        None => title,
    }
}

fn protocol_words(strings: &Strings, error: &ProtocolError) -> String {
    match error {
        ProtocolError::Status(status) => strings.text_with("error-protocol-status", &[("status", status.to_string().into())]),
        ProtocolError::Unreadable(_) => strings.text("error-protocol-unreadable"),
        ProtocolError::TooLarge => {
            let limit = caseport_shared::limits::RESPONSE_BYTES.to_string();
            strings.text_with("error-protocol-too-large", &[("limit", limit.into())])
        }
        ProtocolError::Digest => strings.text("error-protocol-digest"),
        ProtocolError::Length => strings.text("error-protocol-length"),
    }
}

/// What is wrong with a local file.
pub fn file_error(strings: &Strings, error: &FileError) -> String {
    let named = |key: &str, name: &str| strings.text_with(key, &[("name", inline(name).into())]);
    match error {
        FileError::Open { name, detail } => {
            strings.text_with("error-file-open", &[("name", inline(name).into()), ("detail", inline(detail).into())])
        }
        FileError::Kind { name } => named("error-file-kind", name),
        FileError::TooLarge { name, limit } => {
            strings.text_with("error-file-too-large", &[("name", inline(name).into()), ("limit", size(*limit).into())])
        }
        FileError::Grew { name } => named("error-file-grew", name),
        FileError::Shrank { name } => named("error-file-shrank", name),
        FileError::Write { detail, .. } => strings.text_with("error-file-write", &[("detail", inline(detail).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i3_a_problem_is_told_in_the_readers_language_and_in_the_servers_words_where_its_code_has_none() {
        let said = |language, code| {
            let problem = Problem::new(code, "in English");
            api_error(&Strings::of(language), "", &ApiError::Problem(Box::new(problem)))
        };
        for language in [Language::German, Language::Japanese] {
            for code in [ErrorCode::RateLimited, ErrorCode::NotFound, ErrorCode::WrongCode, ErrorCode::NoSeatLeft, ErrorCode::Internal] {
                assert!(!said(language, code).contains("English"), "{language}: {code}");
            }
            let reason = said(language, ErrorCode::InvalidField);
            assert!(reason.contains("in English") && reason != "in English", "{reason}");
            assert_eq!(said(language, ErrorCode::IdempotencyMismatch), "in English");
        }
        assert_eq!(said(Language::German, ErrorCode::TooLong), "das ist zu lang");
        assert_eq!(said(Language::English, ErrorCode::TooLong), "in English");
    }

    #[test]
    fn what_the_server_says_cannot_command_the_terminal() {
        let strings = Strings::english();
        let problem = Problem::new(ErrorCode::InvalidField, "bad\u{1b}]0;owned\u{7}\nvalue").field("sub\u{202e}ject").limit(3);
        let words = api_error(&strings, "http://a\u{1b}[2J", &problem.into());
        assert_eq!(words, "subject: bad value (limit: 3)");
    }
}
