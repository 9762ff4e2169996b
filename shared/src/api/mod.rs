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
//! | `GET /v1/me/notifications` | | [`Notifications`](mail::Notifications) |
//! | `PUT /v1/me/notifications` | [`SetNotifications`](mail::SetNotifications) | [`Notifications`](mail::Notifications) |
//! | `PUT /v1/me/follows/{product}`, `DELETE` | | [`Notifications`](mail::Notifications) |
//! | `GET /v1/mail?state=&cursor=&limit=` | | [`LetterPage`](mail::LetterPage) |
//! | `GET /v1/mail/{reference}` | | [`LetterView`](mail::LetterView) |
//! | `POST /v1/mail/{reference}/retry` | | 204 |
//! | `PUT /v1/organizations/{slug}/mail` | [`SetMail`](mail::SetMail) | 204 |
//! | `GET /v1/people?side=&organization=&cursor=&limit=` | | [`PeoplePage`](person::PeoplePage) |
//! | `GET /v1/products?cursor=&limit=` | | [`ProductPage`](product::ProductPage) |
//! | `GET /v1/products/{slug}` | | [`ProductView`](product::ProductView) |
//! | `GET /v1/seats?organization=` | | [`SeatList`](seat::SeatList) |
//! | `PUT /v1/people/{email}/role` | [`SetRole`](seat::SetRole) | 204 |
//! | `POST /v1/people/{email}/deactivate` | [`Deactivate`](seat::Deactivate) | [`Deactivated`](seat::Deactivated) |
//! | `POST /v1/people/{email}/invitation` | | [`Invited`](seat::Invited) |
//! | `DELETE /v1/people/{email}/invitation` | | 204 |
//! | `POST /v1/staff` | [`NewStaff`](seat::NewStaff) | 201 [`Invited`](seat::Invited) |
//! | `PUT /v1/staff/{email}/role` | [`SetStaffRole`](seat::SetStaffRole) | 204 |
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
//! | `POST /v1/cases/{number}/request/apply` | [`ApplyRequest`](request::ApplyRequest) | [`Decided`](request::Decided) |
//! | `POST /v1/cases/{number}/request/decline` | [`DeclineRequest`](request::DeclineRequest) | [`Decided`](request::Decided) |
//! | `POST /v1/cases/{number}/request/undo` | | [`Decided`](request::Decided) |
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
//! | `POST /v1/codes/look` (nobody signed in) | [`LookCode`](code::LookCode) | [`CodeView`](code::CodeView) |
//! | `POST /v1/codes/accept` (nobody signed in) | [`AcceptCode`](code::AcceptCode) | 201 [`SessionView`](session::SessionView) |
//! | `POST /v1/password-resets` (nobody signed in) | [`ForgotPassword`](code::ForgotPassword) | 202 |
//! | `POST /v1/access-requests` (nobody signed in) | [`NewAccessRequest`](access::NewAccessRequest) | 202 |
//! | `GET /v1/access-requests?state=&cursor=&limit=` | | [`AccessRequestPage`](access::AccessRequestPage) |
//! | `POST /v1/access-requests/{id}/grant` | [`GrantAccess`](access::GrantAccess) | [`Decided`](request::Decided) |
//! | `POST /v1/access-requests/{id}/decline` | [`DeclineAccess`](access::DeclineAccess) | 204 |
//! | `POST /v1/people/{email}/lock`, `…/unlock` | | 204 |
//! | `PUT /v1/me/signature` | [`NewSignature`](session::NewSignature) | [`Me`](session::Me) |
//! | `GET /v1/me/tokens` | | [`TokenList`](token::TokenList) |
//! | `POST /v1/me/tokens` | [`NewToken`](token::NewToken) | 201 [`TokenMade`](token::TokenMade) |
//! | `DELETE /v1/me/tokens/{reference}` | | 204 |
//! | `GET /v1/plans` (support) | | [`PlanList`](plan::PlanList) |
//! | `POST /v1/plans` (Admins) | [`NewPlan`](plan::NewPlan) | 201 [`PlanView`](plan::PlanView) |
//! | `GET /v1/plans/{slug}` (support) | | [`PlanView`](plan::PlanView) |
//! | `PUT /v1/plans/{slug}`, `If-Match` (Admins) | [`SavePlan`](plan::SavePlan) | [`PlanView`](plan::PlanView) |
//! | `GET /v1/regions` (support) | | [`RegionList`](region::RegionList) |
//! | `PUT /v1/regions/{region}`, `If-Match` (Admins) | [`RegionHours`](region::RegionHours) | [`RegionView`](region::RegionView) |
//! | `GET /v1/organizations?cursor=&limit=` (support) | | [`OrganizationPage`](organization::OrganizationPage) |
//! | `POST /v1/organizations` (Admins) | [`NewOrganization`](organization::NewOrganization) | 201 [`OrganizationView`](organization::OrganizationView) |
//! | `GET /v1/organizations/{slug}` (support) | | [`OrganizationView`](organization::OrganizationView) |
//! | `PATCH /v1/organizations/{slug}`, `If-Match` (Admins) | [`EditOrganization`](organization::EditOrganization) | [`OrganizationView`](organization::OrganizationView) |
//! | `POST /v1/products` (Admins) | [`NewProduct`](product::NewProduct) | 201 [`ProductView`](product::ProductView) |
//! | `PATCH /v1/products/{slug}`, `If-Match` (support) | [`EditProduct`](product::EditProduct) | [`ProductView`](product::ProductView) |
//! | `GET /v1/products/{slug}/window.ics` | | the window as iCalendar (RFC 5545) |
//! | `GET /v1/products/{slug}/categories` (support) | | [`CategoryTree`](product::CategoryTree), those no longer filed under too |
//! | `POST /v1/products/{slug}/categories` (support) | [`NewCategory`](product::NewCategory) | 201 [`CategoryTree`](product::CategoryTree) |
//! | `PATCH /v1/products/{slug}/categories` (support) | [`EditCategory`](product::EditCategory) | [`CategoryTree`](product::CategoryTree) |
//! | `PUT /v1/products/{slug}/contacts/{email}` (support) | [`SaveContact`](product::SaveContact) | [`ContactView`](product::ContactView) |
//! | `DELETE /v1/products/{slug}/contacts/{email}` (support) | | 204 |
//! | `POST /v1/products/{slug}/notices`, with `?preview=true` only to see who gets it (support) | [`NewNotice`](notice::NewNotice) | 201 [`NoticePosted`](notice::NoticePosted) |
//! | `DELETE /v1/products/{slug}/notices/{number}` (support) | | 204 |
//! | `GET /v1/articles?query=&state=&category=&product=&language=&sort=&cursor=&limit=` | | [`ArticlePage`](article::ArticlePage) |
//! | `POST /v1/articles` (support) | [`NewArticle`](article::NewArticle) | 201 [`ArticleView`](article::ArticleView) |
//! | `POST /v1/articles/suggestions` | [`AskSuggestions`](article::AskSuggestions) | [`SuggestionList`](article::SuggestionList) |
//! | `GET /v1/articles/report` (support) | | [`ArticleReport`](article::ArticleReport) |
//! | `GET /v1/articles/{slug}` | | [`ArticleView`](article::ArticleView), `ETag` for support |
//! | `PUT /v1/articles/{slug}`, `If-Match` (support) | [`ArticleContent`](article::ArticleContent) | [`ArticleView`](article::ArticleView) |
//! | `POST /v1/articles/{slug}/review`, `…/publish`, `…/archive`, `…/reopen`, `If-Match` (support) | | [`ArticleView`](article::ArticleView) |
//! | `GET /v1/articles/{slug}/versions` (support) | | [`ArticleVersionList`](article::ArticleVersionList) |
//! | `GET /v1/articles/{slug}/versions/{version}` (support) | | [`ArticleContent`](article::ArticleContent) |
//! | `POST /v1/articles/{slug}/versions/{version}/restore`, `If-Match` (support) | | [`ArticleView`](article::ArticleView) |
//! | `PUT /v1/articles/{slug}/vote` | [`ArticleVote`](article::ArticleVote) | 204 |
//! | `PUT /v1/articles/{slug}/read` | [`ArticleRead`](article::ArticleRead) | 204 |
//! | `PUT /v1/articles/{slug}/pictures/{name}` (support) | the bytes | [`PictureView`](article::PictureView) |
//! | `GET /v1/articles/{slug}/pictures/{name}` | | the bytes |
//! | `DELETE /v1/articles/{slug}/pictures/{name}` (support) | | 204 |
//! | `GET /v1/article-categories` | | [`ArticleCategoryList`](article::ArticleCategoryList) |
//! | `PUT /v1/article-categories/{slug}` (Admins) | [`SaveArticleCategory`](article::SaveArticleCategory) | [`ArticleCategoryList`](article::ArticleCategoryList) |
//! | `DELETE /v1/article-categories/{slug}` (Admins), once nothing is in it | | 204 |
//! | `GET /v1/documents?product=` | | [`DocumentList`](document::DocumentList) |
//! | `PUT /v1/documents` (those who may publish) | [`DocumentGroup`](document::DocumentGroup) | [`DocumentList`](document::DocumentList) |
//! | `GET /v1/cases/{number}/articles` | | [`CaseArticles`](article::CaseArticles) |
//! | `GET /v1/cases/{number}/article-draft` (support) | | [`NewArticle`](article::NewArticle), what the case says of others marked |
//! | `POST /v1/drafts/{id}/solved` | [`DraftSolved`](article::DraftSolved) | 204 |
//! | `GET /v1/audit?query=&cursor=&limit=` (Admins) | | [`AuditPage`](audit::AuditPage) |
//! | `GET /v1/live` | | server-sent events, each a [`Hint`](live::Hint) |
//!
//! Sign-in is `Authorization: Bearer TOKEN`. Every `POST`, `PATCH` and `DELETE` takes `Idempotency-Key` but
//! those that ask for nobody signed in, and the making of a token, whose answer is kept nowhere.
//! `ETag` and `If-Match` hold the version in quotes. Files are sent and received as plain bytes
//! (`application/octet-stream`), with `Repr-Digest` checked where it is given. Errors are
//! [`Problem`](problem::Problem)s (`application/problem+json`).

pub mod access;
pub mod article;
pub mod attachment;
pub mod audit;
pub mod case;
pub mod code;
pub mod comment;
pub mod document;
pub mod draft;
pub mod key;
pub mod live;
pub mod mail;
pub mod notice;
pub mod organization;
pub mod person;
pub mod plan;
pub mod portal;
pub mod problem;
pub mod product;
pub mod region;
pub mod request;
pub mod seat;
pub mod session;
pub mod settings;
pub mod timeline;
pub mod token;

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
