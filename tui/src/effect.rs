//! What screens want done: plain values, made by screens and carried out by the runtime alone.

mod article;
mod call;
mod desk;
mod machine;
mod suggested;

use std::sync::Arc;
use std::time::Duration;

use caseport_shared::api::access::AccessRequestPage;
use caseport_shared::api::article::{ArticleView, NewArticle};
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::{CasePage, CaseView};
use caseport_shared::api::code::CodeView;
use caseport_shared::api::comment::Commented;
use caseport_shared::api::draft::{DraftContent, DraftList, DraftSaved, DraftView, SaveDraft, Submitted};
use caseport_shared::api::key::{SshKeyList, SshKeyView};
use caseport_shared::api::mail::Notifications;
use caseport_shared::api::person::PeoplePage;
use caseport_shared::api::portal::Portal;
use caseport_shared::api::problem::Problem;
use caseport_shared::api::product::{ProductPage, ProductView};
use caseport_shared::api::request::Decided;
use caseport_shared::api::seat::{Deactivated, Invited, SeatList};
use caseport_shared::api::session::{Me, SessionView, SignInList};
use caseport_shared::api::settings::SettingsView;
use caseport_shared::api::timeline::TimelinePage;
use caseport_shared::api::token::{TokenList, TokenMade};
use caseport_shared::case::CaseNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use article::{ArticlesAnswer, ArticlesCall, LocalArticle};
pub use call::{Call, Change, Content, Secret};
pub use desk::{DeskAnswer, DeskCall};
pub use machine::{Entry, Found, Listing};
pub use suggested::{SuggestedAnswer, SuggestedCall};

use crate::preferences::Preference;
use crate::preview::Preview;
use crate::widgets::dialog::{Choice, Dialog};
use crate::widgets::sharp::Sharp;

/// Names an effect, so that its answer finds the way back and a late one is known to be late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Something a screen wants.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Ask the server.
    Api(Ticket, Call),
    /// Ask the machine of the user.
    Host(Ticket, HostOp),
    /// Wake the screen once, later.
    Wake(Ticket, Duration),
    /// Ask the user; the answer comes as [`Msg::Chose`](crate::msg::Msg::Chose).
    Ask(Ticket, Dialog),
    /// Close this layer and do what the one below it names so.
    Run(&'static str),
    /// Answer the screen that asked, and close the dialog.
    Chose(Choice),
    /// Open a screen above this one.
    Go(Route),
    /// Close this screen.
    Back,
    /// Tell the user in one line.
    Say(Tone, String),
    /// Somebody signed in.
    SignedIn(Box<Me>),
    /// Hear of changes from now on, with the token in use.
    Listen,
    /// Put text where the terminal keeps what was copied (OSC 52).
    Copy(String),
    /// Read from now on as the reader said.
    Read(Box<SettingsView>),
    /// Take a wish of the user, and keep it.
    Prefer(Preference),
    /// Hear the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Ask the terminal; what it tells comes as [`Msg::Told`](crate::msg::Msg::Told), if ever.
    Inquire(Question),
    /// Stop what was asked for; no answer comes.
    Cancel(Ticket),
    /// Leave.
    Quit,
}

/// A place in the program.
#[derive(Debug, Clone)]
pub enum Route {
    /// The list of cases.
    Cases,
    /// A case; with a draft, its editor open.
    Case(CaseNumber, Option<Box<DraftView>>),
    /// The form for a new case; with a draft, continued.
    NewCase(Option<Box<DraftView>>),
    /// The form for a new case that asks support for a change, filled in.
    Request(Box<DraftContent>),
    /// What support can be asked to change, for the reader's organization or, at support, the one with a slug.
    Requests(Option<String>),
    /// Strangers who ask for access, for support.
    Access,
    /// The products.
    Products,
    /// The reader's drafts.
    Drafts,
    /// The people of an organization, by slug; the reader's own without one.
    People(Option<String>),
    /// The questions of the first sign-in.
    FirstThings,
    /// Theme, keys and the rest of what a user may want.
    Settings,
    /// The SSH keys that sign the reader in.
    SshKeys,
    /// The tokens by which programs sign in as the reader.
    Tokens,
    /// By which name somebody at a shared mailbox writes.
    Signature,
    /// Where the reader is signed in.
    SignIns,
    /// What the reader is told of by email.
    Notifications,
    /// Plans, hours, organizations and the audit, for support.
    Desk,
    /// The organizations among them.
    Organizations,
    /// A file of a case, to look at.
    File(CaseNumber, Box<AttachmentView>),
    /// The knowledge base, and the manual.
    Articles,
    /// An article, by its slug.
    Article(String),
    /// The form for a new article, filled in as far as something is known of it; for support.
    NewArticle(Box<NewArticle>),
    /// The form for a new version of an article; for support.
    EditArticle(Box<ArticleView>),
    /// The versions of an article, by its slug; for support.
    ArticleVersions(String),
    /// What the knowledge base lacks and what it is good for; for support.
    ArticleReport,
}

/// What a terminal can be asked about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// What it can do; every terminal knows this question.
    Kind,
    /// How it draws pixels, of those that do.
    Graphics,
}

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// By the way.
    Info,
    /// It worked.
    Good,
    /// It did not.
    Bad,
}

/// What the server answered.
#[derive(Debug, Clone)]
pub enum Answer {
    /// To [`Call::Portal`].
    Portal(Box<Portal>),
    /// To [`Call::Me`] and [`Call::Sign`].
    Me(Box<Me>),
    /// To [`Call::LookAtCode`].
    Code(Box<CodeView>),
    /// To [`Call::Tokens`].
    Tokens(TokenList),
    /// To [`Call::CreateToken`].
    Token(Box<TokenMade>),
    /// To [`Call::SignIn`] and [`Call::AcceptCode`].
    Session(Box<SessionView>),
    /// To [`Call::Cases`].
    Cases(Box<CasePage>),
    /// To [`Call::Case`] and most changes.
    Case(Box<CaseView>),
    /// To [`Call::Timeline`].
    Timeline(Box<TimelinePage>),
    /// To [`Call::Files`].
    Files(Vec<AttachmentView>),
    /// To [`Change::Escalate`].
    Commented(Box<Commented>),
    /// To [`Call::People`].
    People(Box<PeoplePage>),
    /// To [`Call::Products`].
    Products(Box<ProductPage>),
    /// To [`Call::Product`].
    Product(Box<ProductView>),
    /// To [`Call::Drafts`].
    Drafts(Box<DraftList>),
    /// To [`Call::Draft`].
    Draft(Box<DraftView>),
    /// To [`Call::SaveDraft`].
    Saved(Box<DraftSaved>),
    /// To [`Call::Submit`].
    Submitted(Box<Submitted>),
    /// To an upload.
    Uploaded(Box<AttachmentView>),
    /// To [`Call::Preview`] and [`Call::ArticlePicture`].
    Preview(Arc<Preview>),
    /// To [`Call::Sharpen`]; nothing where the picture takes too much, or there is no room.
    Sharp(Option<Sharp>),
    /// To a download: where the file is.
    Downloaded(String),
    /// To [`Call::Seats`].
    Seats(Box<SeatList>),
    /// To [`Call::AccessRequests`].
    AccessRequests(Box<AccessRequestPage>),
    /// To [`Call::Leave`].
    Left(Box<Deactivated>),
    /// To [`Call::InviteAgain`].
    Invited(Box<Invited>),
    /// To a decision about a request.
    Decided(Box<Decided>),
    /// To [`Call::Notifications`] and [`Call::SetNotifications`].
    Notifications(Box<Notifications>),
    /// To [`Call::SignIns`].
    SignIns(SignInList),
    /// To [`Call::SaveSettings`].
    Settings(Box<SettingsView>),
    /// To [`Call::SshKeys`].
    SshKeys(SshKeyList),
    /// To [`Call::AddSshKey`].
    SshKey(Box<SshKeyView>),
    /// To [`Call::Desk`], where there is something to say.
    Desk(Box<DeskAnswer>),
    /// To [`Call::Suggested`], where there is something to say.
    Suggested(Box<SuggestedAnswer>),
    /// To [`Call::Articles`], where there is something to say.
    Articles(Box<ArticlesAnswer>),
    /// It is done, and there is nothing to say.
    Done,
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub enum Failure {
    /// The server refused.
    Problem(Box<Problem>),
    /// The server could not be reached; words for the user.
    Away(String),
    /// Anything else, such as a file that cannot be read; words for the user.
    Other(String),
}

/// Something the user's machine does.
#[derive(Debug, Clone)]
pub enum HostOp {
    /// Remember the token for the next start.
    KeepToken(Box<SessionView>),
    /// Look at a file before it is sent.
    LookAt(String),
    /// Paths that begin like this.
    Complete(String),
    /// What is in a folder; without one, in the folder that was listed last.
    List(Option<String>),
    /// The files that a text names, as it was typed, pasted or dropped.
    Find(String),
    /// Keep what was typed while the server is away.
    KeepDraft(Box<LocalDraft>),
    /// The server has it now.
    ForgetDraft(Uuid),
    /// Whatever was kept.
    KeptDrafts,
    /// Keep what the next start can show at once.
    KeepStart(Box<LocalStart>),
    /// What the last time left to show at once.
    KeptStart,
    /// Nothing of the last time may be shown any more.
    ForgetStart,
    /// Keep how the user reads for the next start.
    KeepReader(Box<SettingsView>),
    /// Keep a wish of the user for the next start.
    KeepPreference(Preference),
    /// Let a text be edited in the user's own editor; the screens step aside meanwhile.
    Edit(String),
    /// Read a public key, and have the agent or the key beside it sign that it is the reader's.
    SshKey {
        /// Where it is, as typed.
        path: String,
        /// The reader's address.
        email: String,
    },
}

/// What the user's machine answered.
#[derive(Debug, Clone)]
pub enum HostAnswer {
    /// It is done.
    Done,
    /// To [`HostOp::LookAt`].
    File {
        /// Its name without folders.
        name: String,
        /// In bytes.
        size: u64,
    },
    /// To [`HostOp::Complete`].
    Paths(Vec<String>),
    /// To [`HostOp::List`].
    Listing(Box<Listing>),
    /// To [`HostOp::Find`]; nothing where the text names anything else.
    Found(Vec<Found>),
    /// To [`HostOp::KeptDrafts`].
    Drafts(Vec<LocalDraft>),
    /// To [`HostOp::KeptStart`].
    Start(Option<Box<LocalStart>>),
    /// To [`HostOp::Edit`].
    Edited(String),
    /// To [`HostOp::SshKey`].
    SshKey {
        /// A line of OpenSSH.
        public_key: String,
        /// Nothing where nobody could sign without being asked.
        signature: Option<String>,
    },
}

/// A draft as it is kept on the user's machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalDraft {
    /// Its id.
    pub id: Uuid,
    /// For which server.
    pub server: String,
    /// Whose.
    pub email: String,
    /// What would have been saved.
    pub save: SaveDraft,
    /// Whether it is a solution, which is no draft of the server's and stays here until it is saved with the case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_solution: bool,
    /// An article, which is no draft of the server's either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Box<LocalArticle>>,
}

impl LocalDraft {
    /// Whether the server keeps such drafts.
    pub fn is_for_server(&self) -> bool {
        !self.is_solution && self.article.is_none()
    }
}

/// What the client showed last, kept on the user's machine so that the next start need not wait for the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalStart {
    /// Of which server.
    pub server: String,
    /// Who was signed in.
    pub me: Me,
    /// The first list, as it was asked for.
    pub query: String,
    /// How many cases were asked for.
    pub limit: usize,
    /// What came.
    pub page: CasePage,
    /// When it came.
    pub at: Timestamp,
}
