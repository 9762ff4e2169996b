//! The JSON contract of `/v1`, one file per noun; times are UTC, slugs are stable.
//!
//! | method and path | body | answer |
//! | --- | --- | --- |
//! | `GET /v1/portal` (nobody signed in) | | [`Portal`](portal::Portal) |
//! | `POST /v1/sessions` (nobody signed in) | [`NewSession`](session::NewSession) | 201 [`SessionView`](session::SessionView) |
//! | `DELETE /v1/sessions/current` | | 204 |
//! | `GET /v1/me` | | [`Me`](session::Me) |
//! | `GET /v1/me/sign-ins` | | [`SignInList`](session::SignInList) |
//! | `DELETE /v1/me/sign-ins/{reference}`; without a reference all but the one that asks | | 204 |
//! | `PUT /v1/me/password` | [`ChangePassword`](session::ChangePassword) | 204 |
//! | `GET /v1/me/settings` | | [`SettingsView`](settings::SettingsView) |
//! | `PUT /v1/me/settings` | [`SaveSettings`](settings::SaveSettings) | [`SettingsView`](settings::SettingsView) |
//! | `GET /v1/me/keys` | | [`SshKeyList`](key::SshKeyList) |
//! | `POST /v1/me/keys` | [`NewSshKey`](key::NewSshKey) | 201 [`SshKeyView`](key::SshKeyView) |
//! | `DELETE /v1/me/keys/{fingerprint}` | | 204 |
//! | `GET /v1/people?side=&organization=&cursor=&limit=` | | [`PeoplePage`](person::PeoplePage) |
//! | `GET /v1/products?cursor=&limit=` | | [`ProductPage`](product::ProductPage) |
//! | `GET /v1/products/{slug}` | | [`ProductView`](product::ProductView) |
//! | `GET /v1/cases?query=&cursor=&limit=` | | [`CasePage`](case::CasePage) |
//! | `POST /v1/cases` | [`NewCase`](case::NewCase) | 201 [`CaseFiled`](case::CaseFiled) |
//! | `GET /v1/cases/{number}` | | [`CaseView`](case::CaseView), `ETag` |
//! | `PATCH /v1/cases/{number}`, `If-Match` | [`EditCase`](case::EditCase) | [`CaseView`](case::CaseView) |
//! | `GET /v1/cases/{number}/timeline?from=&limit=` (without `from`: the newest) | | [`TimelinePage`](timeline::TimelinePage) |
//! | `PUT /v1/cases/{number}/seen` | [`Seen`](crate::comment::Seen) | 204 |
//! | `POST /v1/cases/{number}/replies` | [`NewReply`](comment::NewReply) | 201 [`Commented`](comment::Commented) |
//! | `POST /v1/cases/{number}/notes` | [`NewNote`](comment::NewNote) | 201 [`Commented`](comment::Commented) |
//! | `POST /v1/cases/{number}/close`, `…/reopen` | | [`CaseView`](case::CaseView) |
//! | `POST /v1/cases/{number}/escalate` | [`Escalate`](case::Escalate) | 201 [`Commented`](comment::Commented) |
//! | `POST /v1/cases/{number}/watchers` | [`NewWatcher`](case::NewWatcher) | [`CaseView`](case::CaseView) |
//! | `DELETE /v1/cases/{number}/watchers/{email}` | | [`CaseView`](case::CaseView) |
//! | `POST /v1/cases/{number}/description/redact` | [`Redact`](attachment::Redact) | 204 |
//! | `POST /v1/cases/{number}/comments/{reference}/redact` | [`Redact`](attachment::Redact) | 204 |
//! | `GET /v1/cases/{number}/files` | | [`FileList`](attachment::FileList) |
//! | `POST /v1/cases/{number}/files?name=` | the bytes | 201 [`AttachmentView`](attachment::AttachmentView) |
//! | `GET /v1/cases/{number}/files/{id}`, `Range` | | the bytes, `Repr-Digest` |
//! | `POST /v1/cases/{number}/files/{id}/redact` | [`Redact`](attachment::Redact) | 204 |
//! | `GET /v1/drafts` | | [`DraftList`](draft::DraftList) |
//! | `GET /v1/drafts/{id}` | | [`DraftView`](draft::DraftView) |
//! | `PUT /v1/drafts/{id}` | [`SaveDraft`](draft::SaveDraft) | [`DraftSaved`](draft::DraftSaved) |
//! | `DELETE /v1/drafts/{id}` | | 204 |
//! | `POST /v1/drafts/{id}/files?name=` | the bytes | 201 [`AttachmentView`](attachment::AttachmentView) |
//! | `DELETE /v1/drafts/{id}/files/{file}` | | 204 |
//! | `POST /v1/drafts/{id}/submit` | [`SubmitDraft`](draft::SubmitDraft) | 201 [`Submitted`](draft::Submitted) |
//! | `GET /v1/live` | | server-sent events, each a [`Hint`](live::Hint) |
//!
//! Sign-in is `Authorization: Bearer TOKEN`. Every `POST`, `PATCH` and `DELETE` but sign-in takes `Idempotency-Key`.
//! `ETag` and `If-Match` hold the version in quotes. Files are sent and received as plain bytes
//! (`application/octet-stream`), with `Repr-Digest` checked where it is given. Errors are
//! [`Problem`](problem::Problem)s (`application/problem+json`).

pub mod attachment;
pub mod case;
pub mod comment;
pub mod draft;
pub mod key;
pub mod live;
pub mod person;
pub mod portal;
pub mod problem;
pub mod product;
pub mod session;
pub mod settings;
pub mod timeline;

use serde::{Deserialize, Deserializer};

#[expect(clippy::option_option, reason = "absent, null and a value are three things here")]
/// Tells a field that is `null` (`Some(None)`) from one that is absent (`None`), for edits that can empty a field.
pub(crate) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Header that names a request for retrying: the same key and body make the same change once.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Header that carries the digest of a transferred file (RFC 9530), `sha-256=:BASE64:`.
pub const REPR_DIGEST: &str = "repr-digest";
