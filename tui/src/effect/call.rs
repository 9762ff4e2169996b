//! What screens ask the server for.

use std::sync::Arc;

use caseport_shared::api::access::{GrantAccess, NewAccessRequest};
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::EditCase;
use caseport_shared::api::code::AcceptCode;
use caseport_shared::api::draft::{SaveDraft, SubmitDraft};
use caseport_shared::api::key::NewSshKey;
use caseport_shared::api::mail::SetNotifications;
use caseport_shared::api::request::ApplyRequest;
use caseport_shared::api::seat::NewStaff;
use caseport_shared::api::session::ChangePassword;
use caseport_shared::api::settings::SaveSettings;
use caseport_shared::api::token::NewToken;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::{CommentRef, Seen};
use caseport_shared::person::{AccountRole, Side, StaffRole};
use uuid::Uuid;

use super::{ArticlesCall, DeskCall, SuggestedCall};
use crate::api::Key;
use crate::widgets::picture::Picture;
use crate::widgets::sharp::Room;

/// A question to the server. Those that change something hold the key under which a retry is the same request.
#[derive(Debug, Clone)]
pub enum Call {
    /// Words and bounds of the installation.
    Portal,
    /// Who is signed in.
    Me,
    /// A session.
    SignIn {
        /// Whose.
        email: String,
        /// Kept out of every log.
        password: Secret,
    },
    /// What a one-time code is for.
    LookAtCode(Secret),
    /// Uses one.
    AcceptCode(Box<AcceptCode>),
    /// Has one sent to somebody who forgot their password.
    ForgotPassword(String),
    /// Asks for access without an account.
    AskForAccess(Box<NewAccessRequest>),
    /// Chooses the name by which the reader writes at a shared mailbox.
    Sign(String),
    /// The reader's tokens.
    Tokens,
    /// Makes one.
    CreateToken(NewToken),
    /// Takes one back, by its reference.
    RevokeToken(String, Key),
    /// A page of a list.
    Cases {
        /// In the query language.
        query: String,
        /// Where the page before ended.
        cursor: Option<String>,
        /// How many.
        limit: usize,
    },
    /// A case.
    Case(CaseNumber),
    /// A part of what happened; without `from`, the newest.
    Timeline {
        /// Of which case.
        number: CaseNumber,
        /// The first entry.
        from: Option<u32>,
        /// How many.
        limit: usize,
    },
    /// How far the case has been read.
    Seen(CaseNumber, Seen),
    /// Every file of a case.
    Files(CaseNumber),
    /// Something that changes a case.
    Change {
        /// Which case.
        number: CaseNumber,
        /// What is done.
        change: Change,
        /// Idempotency key.
        key: Key,
    },
    /// People of a side or an organization.
    People {
        /// Of which side.
        side: Side,
        /// Of which organization, by slug.
        organization: Option<String>,
        /// Where the page before ended.
        cursor: Option<String>,
    },
    /// The seats of the reader's organization, or at support of the one with a slug.
    Seats(Option<String>),
    /// Strangers who wait for access, after those of the page before.
    AccessRequests {
        /// Where the page before ended.
        cursor: Option<String>,
    },
    /// Gives one of them a seat.
    GrantAccess(i64, Box<GrantAccess>, Key),
    /// Declines one of them, with a reason.
    DeclineAccess(i64, String, Key),
    /// Gives somebody another account role.
    SetRole(String, AccountRole, Key),
    /// Gives somebody of support another role.
    SetStaffRole(String, StaffRole, Key),
    /// Invites somebody to support.
    InviteStaff(NewStaff, Key),
    /// Keeps somebody out at once, or lets them in again.
    Lock(String, bool, Key),
    /// Has somebody leave, whose open cases go to somebody.
    Leave(String, Option<String>, Key),
    /// Sends an invitation again.
    InviteAgain(String, Key),
    /// Takes an invitation back.
    RevokeInvitation(String, Key),
    /// Products.
    Products {
        /// Where the page before ended.
        cursor: Option<String>,
    },
    /// A product.
    Product(String),
    /// The reader's drafts.
    Drafts,
    /// One of them.
    Draft(Uuid),
    /// Where the reader is signed in.
    SignIns,
    /// Ends the sign-in with a reference, or without one all but the one in use.
    EndSignIn(Option<String>, Key),
    /// Changes the reader's password.
    ChangePassword(Box<ChangePassword>),
    /// What the reader is told of by email.
    Notifications,
    /// Changes how soon they are told of some kinds.
    SetNotifications(SetNotifications, Key),
    /// How the reader reads, said anew.
    SaveSettings(Box<SaveSettings>, Key),
    /// The reader's SSH keys.
    SshKeys,
    /// Adds one.
    AddSshKey(Box<NewSshKey>, Key),
    /// Takes one away, by its fingerprint.
    RemoveSshKey(String, Key),
    /// Keeps what has been typed.
    SaveDraft(Uuid, Box<SaveDraft>),
    /// Throws a draft away.
    DiscardDraft(Uuid, Key),
    /// Takes a file off a draft.
    DropFile {
        /// Of which draft.
        draft: Uuid,
        /// Which file.
        file: Uuid,
        /// Idempotency key.
        key: Key,
    },
    /// Makes a draft a case or comment.
    Submit {
        /// Which draft.
        draft: Uuid,
        /// How.
        submit: SubmitDraft,
        /// Idempotency key.
        key: Key,
    },
    /// Something about the desk.
    Desk(Box<DeskCall>),
    /// Something about articles beside a form or a case.
    Suggested(Box<SuggestedCall>),
    /// Something about the knowledge base.
    Articles(Box<ArticlesCall>),
    /// Fetches a picture of an article, to be looked at.
    ArticlePicture {
        /// Of which article.
        slug: String,
        /// The name by which the text shows it.
        name: String,
        /// The most pixels in a row and rows of pixels that are of use here.
        kept: (u32, u32),
    },
    /// Puts a picture of the user's machine on an article, under a name that no other picture of it has.
    AddPicture {
        /// Which article.
        slug: String,
        /// Where the file is, as typed.
        path: String,
        /// Idempotency key.
        key: Key,
    },
    /// Saves a product's maintenance window into a new file: the slug, and where to, as typed.
    SaveWindow(String, String),
    /// Sends a file to a draft.
    UploadToDraft {
        /// Which draft.
        draft: Uuid,
        /// Where the file is, as typed.
        path: String,
        /// Idempotency key.
        key: Key,
    },
    /// Sends a file to a case.
    UploadToCase {
        /// Which case.
        number: CaseNumber,
        /// Where the file is, as typed.
        path: String,
        /// Idempotency key.
        key: Key,
    },
    /// Fetches as much of a file as can be looked at.
    Preview {
        /// Of which case.
        number: CaseNumber,
        /// Which file.
        file: Box<AttachmentView>,
        /// The most pixels in a row and rows of pixels of a picture that are of use here.
        kept: (u32, u32),
    },
    /// Makes of a picture what the terminal draws pixel by pixel; it asks no server, but takes its turn at what takes memory.
    Sharpen {
        /// As it was decoded.
        picture: Arc<Picture>,
        /// Where it is to be drawn.
        room: Room,
    },
    /// Fetches a file into a new file.
    Download {
        /// Of which case.
        number: CaseNumber,
        /// Which file.
        file: Box<AttachmentView>,
        /// Where to, as typed; never over another file.
        to: String,
    },
}

impl Call {
    /// A name for what is asked, where an earlier answer is worth showing until the new one is here.
    pub fn remembered_as(&self) -> Option<String> {
        match self {
            Self::Cases { cursor: None, .. }
            | Self::Case(_)
            | Self::Timeline { from: None, .. }
            | Self::People { cursor: None, .. }
            | Self::Products { cursor: None }
            | Self::Product(_) => Some(format!("{self:?}")),
            Self::Articles(call) if call.is_worth_remembering() => Some(format!("{self:?}")),
            _ => None,
        }
    }
}

/// A change of a case.
#[derive(Debug, Clone)]
pub enum Change {
    /// Fields, upon a version.
    Edit(i64, Box<EditCase>),
    /// Close it.
    Close,
    /// Open it again.
    Reopen,
    /// Ask for more attention.
    Escalate(String),
    /// Add a watcher.
    Watch(String),
    /// Remove a watcher.
    Unwatch(String),
    /// Do what the case asks for.
    Apply(Box<ApplyRequest>),
    /// Decline what the case asks for, with words.
    Decline(String),
    /// Take back what was done.
    UndoRequest,
    /// Take content away for good, with a reason.
    Redact(Content, String),
}

/// Something that can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// What was reported.
    Description,
    /// A reply or note.
    Comment(CommentRef),
    /// A file.
    File(Uuid),
}

/// Text that shows in no log.
#[derive(Clone)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}
