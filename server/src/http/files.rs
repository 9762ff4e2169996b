//! Files of cases: listed, put on by themselves, downloaded, taken away.

use std::ops::Range;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RANGE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use caseport_shared::api::REPR_DIGEST;
use caseport_shared::api::attachment::{AttachmentView, FileList, Redact};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At, Json};
use super::transfer::{self, Named, digest_header};
use super::work::{Shed, on_its_way};
use crate::app::App;
use crate::commands::replay::Receipt;
use crate::commands::{Error, attach, show};

/// Files of a case.
#[utoipa::path(get, path = "/v1/cases/{number}/files", params(("number" = CaseNumber, Path)), responses((status = 200, body = FileList)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, At(number): At<CaseNumber>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| show::files(tx, context, number)).await
}

/// Puts a file on a case by itself; one from support is internal until a reply includes it.
#[utoipa::path(post, path = "/v1/cases/{number}/files", params(("number" = CaseNumber, Path), Named), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = AttachmentView), (status = 413, body = Problem)), security(("token" = [])))]
pub(super) async fn attach(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Asked(named): Asked<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    caller.read(&app, move |tx, context| attach::may_attach(tx, context, number)).await?;
    transfer::receive(
        &app,
        &caller.on_case(),
        named.incoming(&app),
        &headers,
        body,
        move |file: &AttachmentView| Receipt::File(number, file.id),
        move |tx, context, new| attach::to_case(tx, context, number, new),
    )
    .await
}

/// A file's bytes, or with `Range` a part of them; always as a download, never as a page.
#[utoipa::path(get, path = "/v1/cases/{number}/files/{id}", params(("number" = CaseNumber, Path), ("id" = Uuid, Path), ("range" = Option<String>, Header)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 206, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem), (status = 416, body = Problem)), security(("token" = [])))]
pub(super) async fn download(
    State(app): State<App>,
    caller: Caller,
    At((number, id)): At<(CaseNumber, Uuid)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (person, file) =
        caller.read(&app, move |tx, context| Ok((context.actor.person_id, attach::find(tx, context, number, id)?))).await?;
    let (view, blob) = (file.view, file.blob.ok_or(Error::NotFound)?);
    let served = Served { name: view.name, size: view.size, content_type: view.content_type, sha256: view.sha256, blob };
    serve(&app, person, &headers, served).await
}

/// A file that may be taken.
pub(super) struct Served {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) content_type: String,
    pub(super) sha256: String,
    /// Name of its bytes.
    pub(super) blob: String,
}

/// Serves a file to somebody when it is their turn, as a download.
pub(super) async fn serve(app: &App, person: i64, headers: &HeaderMap, view: Served) -> Result<Response, Failure> {
    let turn = app.bounds().downloads.take(person).ok_or_else(|| Failure::busy(Shed::Downloads))?;
    let blob = view.blob;
    let asked = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let range = match asked.map(|text| part(text, view.size)) {
        None | Some(Part::Whole) => None,
        Some(Part::Of(range)) => Some(range),
        Some(Part::Beyond) => {
            let problem = Problem {
                status: 416,
                ..Problem::new(ErrorCode::InvalidField, "the file is shorter than that").field("range").limit(view.size)
            };
            return Err(problem.into());
        }
    };
    let bytes = app.blobs().get(&blob, range.clone()).await.inspect_err(|error| {
        tracing::error!(%error, blob, "a file cannot be downloaded; `caseportd check` tells more");
    })?;
    let length = range.as_ref().map_or(view.size, |range| range.end - range.start);
    let mut response = Body::from_stream(bytes).into_response();
    let out = response.headers_mut();
    let fields = [
        (CONTENT_TYPE, view.content_type),
        (CONTENT_LENGTH, length.to_string()),
        (CONTENT_DISPOSITION, disposition(&view.name)),
        (ACCEPT_RANGES, "bytes".to_owned()),
        (CACHE_CONTROL, "no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CONTENT_SECURITY_POLICY, "sandbox".to_owned()),
    ];
    for (name, value) in fields {
        if let Ok(value) = value.parse() {
            out.insert(name, value);
        }
    }
    if let Some(Ok(digest)) = digest_header(&view.sha256).map(|digest| digest.parse()) {
        out.insert(REPR_DIGEST, digest);
    }
    if let Some(range) = range {
        if let Ok(value) = format!("bytes {}-{}/{}", range.start, range.end - 1, view.size).parse() {
            out.insert(CONTENT_RANGE, value);
        }
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(on_its_way(response, turn))
}

/// Takes a file's content away for good.
#[utoipa::path(post, path = "/v1/cases/{number}/files/{id}/redact", params(("number" = CaseNumber, Path), ("id" = Uuid, Path)), request_body = Redact, responses((status = 204)), security(("token" = [])))]
pub(super) async fn redact(
    State(app): State<App>,
    caller: Caller,
    At((number, id)): At<(CaseNumber, Uuid)>,
    Json(redact): Json<Redact>,
) -> Result<Written, Failure> {
    let body = redact.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::NO_CONTENT,
            &body,
            |()| Receipt::Nothing,
            move |tx, context| attach::redact(tx, context, number, id, &redact.reason),
        )
        .await
}

/// What a `Range` asks for (RFC 9110 section 14.2): one part; anything else is answered with the whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Of(Range<u64>),
    Beyond,
}

pub(super) fn part(header: &str, size: u64) -> Part {
    let Some((first, last)) = header.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else { return Part::Whole };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    match (first.trim(), last.trim()) {
        ("", last) => match number(last) {
            Some(0) => Part::Beyond,
            Some(_) if size == 0 => Part::Beyond,
            Some(count) => Part::Of(size.saturating_sub(count)..size),
            None => Part::Whole,
        },
        (first, last) => {
            let (Some(start), end) = (number(first), number(last)) else { return Part::Whole };
            match end {
                _ if start >= size => Part::Beyond,
                Some(end) if end >= start => Part::Of(start..end.saturating_add(1).min(size)),
                None if last.is_empty() => Part::Of(start..size),
                _ => Part::Whole,
            }
        }
    }
}

/// A file as a download under its name.
pub(super) fn disposition(name: &str) -> String {
    format!("attachment; filename*=UTF-8''{}", percent(name))
}

/// Percent-encodes a name for `filename*` (RFC 8187).
fn percent(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{Part, part, percent};

    #[test]
    fn one_part_is_served_and_nothing_beyond_the_end() {
        for (header, expected) in [
            ("bytes=0-4", Part::Of(0..5)),
            ("bytes=5-", Part::Of(5..10)),
            ("bytes=-3", Part::Of(7..10)),
            ("bytes=-30", Part::Of(0..10)),
            ("bytes=8-99", Part::Of(8..10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=4-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=x-", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("bytes=18446744073709551615-", Part::Beyond),
            ("bytes=0-18446744073709551615", Part::Of(0..10)),
        ] {
            assert_eq!(part(header, 10), expected, "{header}");
        }
    }

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(percent("a \"b\"\r\nü.png"), "a%20%22b%22%0D%0A%C3%BC.png");
    }
}
