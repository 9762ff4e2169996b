//! Turns calls into requests and machine operations into file work, and their outcomes into answers.

use std::sync::Arc;

use caseport_shared::api::access::AccessState;
use caseport_shared::api::attachment::{AttachmentView, Redact};
use caseport_shared::api::case::{Escalate, NewWatcher};
use caseport_shared::api::request::DeclineRequest;
use caseport_shared::api::seat::{Deactivate, SetRole, SetStaffRole};
use caseport_shared::api::session::NewSession;
use caseport_shared::case::CaseNumber;
use caseport_shared::text::{file_name, inline};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::preview::{pictured, preview, sharpened};
use super::{articles, desk, suggested};
use crate::api::{Api, ApiError, ApiResult, FileError, Key, Progress, Upload};
use crate::effect::{Answer, Call, Change, Content, Failure, HostAnswer, HostOp, Ticket};
use crate::host::{Files, Host, place_for};
use crate::msg::Msg;
use crate::ssh_key::{self, Asking};
use crate::strings::Strings;
use crate::words;

/// Carries a call out.
pub(super) async fn carry_out(
    api: &Api,
    host: &Arc<dyn Host>,
    strings: &Strings,
    limit: u64,
    ticket: Ticket,
    call: Call,
    sender: &mpsc::Sender<Msg>,
) -> Result<Answer, Failure> {
    let fails = |error: ApiError| failure(api, strings, error);
    match call {
        Call::UploadToDraft { draft, path, key } => {
            let path = own_files(&**host, strings).map_err(Failure::Other)?.path(&path);
            let upload = Upload::open(&path, None, limit).await.map_err(|error| fails(error.into()))?;
            let file = api.attach_to_draft(draft, &upload, key, &progress(ticket, sender)).await.map_err(fails)?;
            Ok(Answer::Uploaded(Box::new(file)))
        }
        Call::UploadToCase { number, path, key } => {
            let path = own_files(&**host, strings).map_err(Failure::Other)?.path(&path);
            let upload = Upload::open(&path, None, limit).await.map_err(|error| fails(error.into()))?;
            let file = api.attach(number, &upload, key, &progress(ticket, sender)).await.map_err(fails)?;
            Ok(Answer::Uploaded(Box::new(file)))
        }
        Call::Preview { number, file, kept } => {
            let turn = turn(host).await;
            let seen = preview(api, host.colours(), turn, number, &file, kept, &progress(ticket, sender)).await.map_err(fails)?;
            Ok(Answer::Preview(Arc::new(seen)))
        }
        Call::ArticlePicture { slug, name, kept } => {
            let turn = turn(host).await;
            Ok(Answer::Preview(Arc::new(pictured(api, host.colours(), turn, (&slug, &name), kept).await.map_err(fails)?)))
        }
        Call::AddPicture { slug, path, key } => {
            let path = own_files(&**host, strings).map_err(Failure::Other)?.path(&path);
            articles::add_picture(api, &slug, &path, key).await.map_err(fails)
        }
        Call::Sharpen { picture, room } => Ok(Answer::Sharp(sharpened(turn(host).await, picture, room).await)),
        Call::Download { number, file, to } => download(api, host, strings, number, &file, &to, &progress(ticket, sender)).await,
        Call::SaveWindow(slug, to) => {
            let place = own_files(&**host, strings).map_err(Failure::Other)?.path(&to);
            let place = desk::save_window(api, &slug, place).await.map_err(fails)?;
            Ok(Answer::Downloaded(inline(&place.to_string_lossy()).into_owned()))
        }
        call => ask(api, call).await.map_err(fails),
    }
}

async fn ask(api: &Api, call: Call) -> ApiResult<Answer> {
    Ok(match call {
        Call::Portal => Answer::Portal(Box::new(api.portal().await?)),
        Call::Me => Answer::Me(Box::new(api.me().await?)),
        Call::SignIn { email, password } => {
            let session = NewSession { email, password: password.0, label: String::new() };
            Answer::Session(Box::new(api.sign_in(&session).await?))
        }
        Call::Cases { query, cursor, limit } => Answer::Cases(Box::new(api.cases(&query, cursor.as_deref(), Some(limit)).await?)),
        Call::Case(number) => Answer::Case(Box::new(api.case(number).await?)),
        Call::Timeline { number, from, limit } => Answer::Timeline(Box::new(api.timeline(number, from, Some(limit)).await?)),
        Call::Seen(number, seen) => done(api.mark_seen(number, seen).await)?,
        Call::Files(number) => Answer::Files(api.files(number).await?.files),
        Call::Change { number, change, key } => return make(api, number, change, key).await,
        Call::People { side, organization, cursor } => {
            Answer::People(Box::new(api.people(Some(side), organization.as_deref(), cursor.as_deref()).await?))
        }
        Call::Seats(organization) => Answer::Seats(Box::new(api.seats(organization.as_deref()).await?)),
        Call::AccessRequests { cursor } => {
            Answer::AccessRequests(Box::new(api.access_requests(Some(AccessState::Open), cursor.as_deref()).await?))
        }
        Call::GrantAccess(id, how, key) => Answer::Decided(Box::new(api.grant_access(id, &how, key).await?)),
        Call::DeclineAccess(id, reason, key) => done(api.decline_access(id, &reason, key).await)?,
        Call::SetRole(email, role, key) => done(api.set_role(&email, &SetRole { role }, key).await)?,
        Call::SetStaffRole(email, role, key) => done(api.set_staff_role(&email, &SetStaffRole { role }, key).await)?,
        Call::InviteStaff(new, key) => Answer::Invited(Box::new(api.invite_staff(&new, key).await?)),
        Call::Lock(email, is_locked, key) => done(api.lock_person(&email, is_locked, key).await)?,
        Call::Leave(email, hand_over_to, key) => Answer::Left(Box::new(api.deactivate(&email, &Deactivate { hand_over_to }, key).await?)),
        Call::InviteAgain(email, key) => Answer::Invited(Box::new(api.invite_again(&email, key).await?)),
        Call::RevokeInvitation(email, key) => done(api.revoke_invitation(&email, key).await)?,
        Call::Products { cursor } => Answer::Products(Box::new(api.products(cursor.as_deref()).await?)),
        Call::Product(slug) => Answer::Product(Box::new(api.product(&slug).await?)),
        Call::Drafts => Answer::Drafts(Box::new(api.drafts().await?)),
        Call::Draft(id) => Answer::Draft(Box::new(api.draft(id).await?)),
        Call::SaveDraft(id, save) => Answer::Saved(Box::new(api.save_draft(id, &save).await?)),
        Call::LookAtCode(code) => Answer::Code(Box::new(api.look_at_code(&code.0).await?)),
        Call::AcceptCode(accept) => Answer::Session(Box::new(api.accept_code(&accept).await?)),
        Call::ForgotPassword(email) => done(api.forgot_password(&email).await)?,
        Call::AskForAccess(asked) => done(api.ask_for_access(&asked).await)?,
        Call::Sign(name) => Answer::Me(Box::new(api.sign_as(&name).await?)),
        Call::Tokens => Answer::Tokens(api.tokens().await?),
        Call::CreateToken(new) => Answer::Token(Box::new(api.create_token(&new).await?)),
        Call::RevokeToken(reference, key) => done(api.revoke_token(&reference, key).await)?,
        Call::SignIns => Answer::SignIns(api.sign_ins().await?),
        Call::EndSignIn(Some(reference), key) => done(api.end_sign_in(&reference, key).await)?,
        Call::EndSignIn(None, key) => done(api.end_other_sign_ins(key).await)?,
        Call::ChangePassword(change) => done(api.change_password(&change).await)?,
        Call::Notifications => Answer::Notifications(Box::new(api.notifications().await?)),
        Call::SetNotifications(set, key) => Answer::Notifications(Box::new(api.set_notifications(&set, key).await?)),
        Call::SaveSettings(save, key) => Answer::Settings(Box::new(api.save_settings(&save, key).await?)),
        Call::SshKeys => Answer::SshKeys(api.ssh_keys().await?),
        Call::AddSshKey(new, key) => Answer::SshKey(Box::new(api.add_ssh_key(&new, key).await?)),
        Call::RemoveSshKey(fingerprint, key) => done(api.remove_ssh_key(&fingerprint, key).await)?,
        Call::Desk(call) => return desk::ask(api, *call).await,
        Call::Suggested(call) => return suggested::ask(api, *call).await,
        Call::Articles(call) => return articles::ask(api, *call).await,
        Call::DiscardDraft(id, key) => done(api.delete_draft(id, key).await)?,
        Call::DropFile { draft, file, key } => done(api.delete_draft_file(draft, file, key).await)?,
        Call::Submit { draft, submit, key } => Answer::Submitted(Box::new(api.submit_draft(draft, &submit, key).await?)),
        // Transfers need the machine's files, pictures its turns; they are carried out above.
        Call::UploadToDraft { .. }
        | Call::UploadToCase { .. }
        | Call::Preview { .. }
        | Call::ArticlePicture { .. }
        | Call::AddPicture { .. }
        | Call::Sharpen { .. }
        | Call::Download { .. }
        | Call::SaveWindow(..) => Answer::Done,
    })
}

/// A turn at what takes much memory, where such turns are shared.
async fn turn(host: &Arc<dyn Host>) -> Option<OwnedSemaphorePermit> {
    // Nobody closes them.
    host.looks()?.acquire_owned().await.ok()
}

async fn make(api: &Api, number: CaseNumber, change: Change, key: Key) -> ApiResult<Answer> {
    let case = match change {
        Change::Edit(version, edit) => api.edit_case(number, version, &edit, key).await?,
        Change::Close => api.close_case(number, key).await?,
        Change::Reopen => api.reopen_case(number, key).await?,
        Change::Escalate(reason) => {
            return Ok(Answer::Commented(Box::new(api.escalate(number, &Escalate { reason }, key).await?)));
        }
        Change::Apply(how) => return Ok(Answer::Decided(Box::new(api.apply_request(number, &how, key).await?))),
        Change::Decline(words) => {
            return Ok(Answer::Decided(Box::new(api.decline_request(number, &DeclineRequest { words }, key).await?)));
        }
        Change::UndoRequest => return Ok(Answer::Decided(Box::new(api.undo_request(number, key).await?))),
        Change::Watch(email) => api.add_watcher(number, &NewWatcher { email }, key).await?,
        Change::Redact(content, reason) => {
            let redact = Redact { reason };
            return done(match content {
                Content::Description => api.redact_description(number, &redact, key).await,
                Content::Comment(comment) => api.redact_comment(number, comment, &redact, key).await,
                Content::File(file) => api.redact_file(number, file, &redact, key).await,
            });
        }
        Change::Unwatch(email) => api.remove_watcher(number, &email, key).await?,
    };
    Ok(Answer::Case(Box::new(case)))
}

fn done(outcome: ApiResult<()>) -> ApiResult<Answer> {
    outcome.map(|()| Answer::Done)
}

fn failure(api: &Api, strings: &Strings, error: ApiError) -> Failure {
    match error {
        ApiError::Problem(problem) => Failure::Problem(problem),
        ApiError::Unreachable(_) => Failure::Away(words::api_error(strings, api.server(), &error)),
        error => Failure::Other(words::api_error(strings, api.server(), &error)),
    }
}

/// Tells the screens how far a transfer is, where they have time to hear it.
fn progress(ticket: Ticket, sender: &mpsc::Sender<Msg>) -> Progress {
    let sender = sender.clone();
    Arc::new(move |bytes| {
        let _ = sender.try_send(Msg::Progress(ticket, bytes));
    })
}

/// Receives a file beside its place and moves it there once it is whole; never over another file.
async fn download(
    api: &Api,
    host: &Arc<dyn Host>,
    strings: &Strings,
    number: CaseNumber,
    file: &AttachmentView,
    to: &str,
    progress: &Progress,
) -> Result<Answer, Failure> {
    let typed = if to.trim().is_empty() { file_name(&file.name) } else { to.to_owned() };
    let place = place_for(own_files(&**host, strings).map_err(Failure::Other)?.path(&typed), &file.name);
    // Where a name alone would be is known to nobody.
    let place = std::path::absolute(&place).unwrap_or(place);
    let shown = inline(&place.to_string_lossy()).into_owned();
    let cannot = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            return Failure::Other(strings.text_with("save-exists", &[("path", shown.clone().into())]));
        }
        let error = ApiError::File(FileError::Write { kind: error.kind(), detail: error.to_string() });
        Failure::Other(words::api_error(strings, api.server(), &error))
    };
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| std::path::Path::new("."));
    let partial = tempfile::Builder::new().prefix(".caseport-").tempfile_in(folder).map_err(cannot)?;
    let handle = partial.reopen().map_err(cannot)?;
    let mut out = tokio::fs::File::from_std(handle);
    api.download(number, file, &mut out, progress).await.map_err(|error| failure(api, strings, error))?;
    out.sync_all().await.map_err(cannot)?;
    partial.persist_noclobber(&place).map_err(|error| cannot(error.error))?;
    Ok(Answer::Downloaded(shown))
}

/// The user's own files, or the words that there are none here.
fn own_files<'a>(host: &'a dyn Host, strings: &Strings) -> Result<&'a dyn Files, String> {
    host.files().ok_or_else(|| strings.text("cli-no-files-here"))
}

/// Does what the machine of the user does.
pub(super) fn help_out(host: &dyn Host, strings: &Strings, server: &str, op: HostOp) -> Result<HostAnswer, String> {
    let say = |error: std::io::Error| inline(&error.to_string()).into_owned();
    match op {
        HostOp::KeepToken(session) => host
            .keep_token(server, &session.me.email, &session.token)
            .map(|()| HostAnswer::Done)
            .map_err(|error| strings.text_with("sign-in-not-kept", &[("reason", say(error).into())])),
        HostOp::LookAt(typed) => {
            let path = own_files(host, strings)?.path(&typed);
            let name = inline(&typed).into_owned();
            let words = |error: &FileError| words::file_error(strings, error);
            let about =
                std::fs::metadata(&path).map_err(|error| words(&FileError::Open { name: name.clone(), detail: error.to_string() }))?;
            if !about.is_file() {
                return Err(words(&FileError::Kind { name }));
            }
            let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            Ok(HostAnswer::File { name: file_name(&own), size: about.len() })
        }
        HostOp::Complete(typed) => Ok(HostAnswer::Paths(own_files(host, strings)?.complete(&typed))),
        HostOp::List(folder) => own_files(host, strings)?
            .list(folder.as_deref())
            .map(|listing| HostAnswer::Listing(Box::new(listing)))
            .map_err(|error| strings.text_with("picker-unreadable", &[("reason", say(error).into())])),
        HostOp::Find(text) => Ok(HostAnswer::Found(own_files(host, strings)?.find(&text))),
        HostOp::KeepDraft(draft) => host
            .keep_draft(&draft)
            .map(|()| HostAnswer::Done)
            .map_err(|error| strings.text_with("draft-not-kept", &[("reason", say(error).into())])),
        HostOp::ForgetDraft(id) => host.forget_draft(id).map(|()| HostAnswer::Done).map_err(say),
        HostOp::KeepStart(start) => host.keep_start(&start).map(|()| HostAnswer::Done).map_err(say),
        HostOp::KeptStart => Ok(HostAnswer::Start(host.kept_start().map(Box::new))),
        HostOp::ForgetStart => host.forget_start().map(|()| HostAnswer::Done).map_err(say),
        HostOp::KeepReader(said) => host.keep_reader(server, &said).map(|()| HostAnswer::Done).map_err(say),
        HostOp::KeepPreference(wish) => host
            .keep_preference(&wish)
            .map(|()| HostAnswer::Done)
            .map_err(|error| strings.text_with("preference-not-kept", &[("reason", say(error).into())])),
        HostOp::SshKey { path, email } => {
            let path = own_files(host, strings)?.path(&path);
            let public_key = ssh_key::read(&path).map_err(say)?.ok_or_else(|| strings.text("cli-key-none"))?;
            // The screens have the terminal: a key with a passphrase that no agent holds waits to be proven.
            let signature = ssh_key::prove(&path, &email, &public_key, Asking::Nobody).ok();
            Ok(HostAnswer::SshKey { public_key, signature })
        }
        // The runtime gives the terminal away for it.
        HostOp::Edit(text) => Ok(HostAnswer::Edited(text)),
        HostOp::KeptDrafts => host.kept_drafts().map(HostAnswer::Drafts).map_err(say),
    }
}
