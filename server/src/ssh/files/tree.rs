//! What may be seen as folders and files: the person's cases, their files, and the draft of a new case. All of it is asked of the API.

use std::collections::{HashMap, HashSet, VecDeque};

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::{DraftKind, DraftView};
use caseport_shared::comment::Visibility;
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::person::Side;
use caseport_shared::text;
use caseport_tui::api::{Api, ApiError};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::path::{Folder, NEW, Node};
use super::wire::{Attributes, Listed};

/// Cases that the top lists, the newest; any other is there under its number.
const LISTED: usize = PAGE_MAX;
/// Files sent on one channel that are found again under the name that was asked for.
const SENT: usize = 64;

/// Kinds in `st_mode`, and what may be done.
const FOLDER: u32 = 0o040_000;
const FILE: u32 = 0o100_000;
const TOP_RIGHTS: u32 = 0o555;
const FOLDER_RIGHTS: u32 = 0o755;
const EVERYONE: u32 = 0o444;
const INTERNAL: u32 = 0o440;
/// Of a file on a draft, which comes back only on its case.
const DRAFTED: u32 = 0o200;

/// A file under a name that no other of its folder has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) view: AttachmentView,
    folder: Folder,
}

impl File {
    pub(super) fn attributes(&self) -> Attributes {
        let rights = match (self.folder, self.view.visibility) {
            (Folder::New, _) => DRAFTED,
            (Folder::Case(_), Visibility::Public) => EVERYONE,
            (Folder::Case(_), Visibility::Internal) => INTERNAL,
        };
        Attributes { size: Some(self.view.size), mode: FILE | rights, at: Some(self.view.at) }
    }

    fn listed(&self) -> Listed {
        let by = match self.view.by.as_ref().map(|by| by.side) {
            Some(Side::Customer) => "customer",
            Some(Side::Support) => "support",
            None => "nobody",
        };
        let who = match self.view.visibility {
            Visibility::Public => "everyone",
            Visibility::Internal => "internal",
        };
        listed(self.name.clone(), self.attributes(), by, who)
    }
}

fn folder(rights: u32, at: Option<Timestamp>) -> Attributes {
    Attributes { size: None, mode: FOLDER | rights, at }
}

/// An entry with its line as of `ls -l`.
fn listed(name: String, attributes: Attributes, owner: &str, group: &str) -> Listed {
    let kind = if attributes.mode & FOLDER == FOLDER { 'd' } else { '-' };
    let rights: String = (0..9).map(|at| if attributes.mode & (0o400 >> at) == 0 { '-' } else { ['r', 'w', 'x'][at % 3] }).collect();
    let at = attributes.at.unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC).strftime("%b %e %Y").to_string();
    let size = attributes.size.unwrap_or(0);
    Listed { line: format!("{kind}{rights}    1 {owner:<8} {group:<8} {size:>10} {at} {name}"), name, attributes }
}

/// The person's files as a tree.
pub(super) struct Tree {
    pub(super) api: Api,
    /// What was sent on this channel: the folder and name that were asked for, and what it became.
    sent: VecDeque<(Folder, String, Uuid)>,
}

impl Tree {
    pub(super) fn new(api: Api) -> Self {
        Self { api, sent: VecDeque::new() }
    }

    /// What is told of a path's end; `None` where nothing is.
    pub(super) async fn stat(&self, node: &Node) -> Result<Option<Attributes>, ApiError> {
        Ok(match node {
            Node::Top => Some(folder(TOP_RIGHTS, None)),
            Node::Folder(Folder::New) => Some(folder(FOLDER_RIGHTS, None)),
            Node::Folder(Folder::Case(number)) => self.api.files(*number).await.map(|_| Some(folder(FOLDER_RIGHTS, None)))?,
            Node::File(folder, name) => self.find(*folder, name).await?.map(|file| file.attributes()),
        })
    }

    /// The top: the draft of a new case, then the newest cases; and whether there are more.
    pub(super) async fn top(&self) -> Result<(Vec<Listed>, bool), ApiError> {
        let page = self.api.cases("", None, Some(LISTED)).await?;
        let cases = page.cases.iter().map(|case| {
            let attributes = folder(FOLDER_RIGHTS, Some(case.updated_at));
            listed(case.number.to_string(), attributes, "cases", "cases")
        });
        let new = listed(NEW.to_owned(), folder(FOLDER_RIGHTS, None), "cases", "cases");
        Ok((std::iter::once(new).chain(cases).collect(), page.next.is_some()))
    }

    /// The entries of a folder.
    pub(super) async fn list(&self, folder: Folder) -> Result<Vec<Listed>, ApiError> {
        Ok(self.files(folder).await?.iter().map(File::listed).collect())
    }

    async fn files(&self, folder: Folder) -> Result<Vec<File>, ApiError> {
        let views = match folder {
            Folder::Case(number) => self.api.files(number).await?.files,
            Folder::New => self.draft().await?.map(|draft| draft.files).unwrap_or_default(),
        };
        let views = views.into_iter().filter(|view| view.redacted.is_none());
        let mut names = Names::default();
        Ok(views.map(|view| File { name: names.free(&view.name), view, folder }).collect())
    }

    /// A file by its name: first what was sent under it on this channel, so that whoever sends a file finds that one.
    pub(super) async fn find(&self, folder: Folder, name: &str) -> Result<Option<File>, ApiError> {
        let sent = self.sent.iter().rev().find(|(place, asked, _)| *place == folder && asked == name).map(|(_, _, id)| *id);
        let files = self.files(folder).await?;
        let is_it = |file: &File| sent.map_or_else(|| file.name == name, |id| file.view.id == id);
        Ok(files.into_iter().find(is_it))
    }

    /// Remembers what a name that was asked for became.
    pub(super) fn remember(&mut self, folder: Folder, asked: String, id: Uuid) {
        if self.sent.len() == SENT {
            self.sent.pop_front();
        }
        self.sent.push_back((folder, asked, id));
    }

    /// The draft of a new case that was edited last.
    pub(super) async fn draft(&self) -> Result<Option<DraftView>, ApiError> {
        last_draft(&self.api).await
    }
}

/// The draft of a new case that its writer edited last.
pub(super) async fn last_draft(api: &Api) -> Result<Option<DraftView>, ApiError> {
    Ok(api.drafts().await?.drafts.into_iter().find(|draft| draft.kind == DraftKind::Case))
}

/// Names of one folder, none of them twice, not even in other letters: the first keeps its own, later ones are numbered.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// The next number for a name, so that a thousand files of one name are numbered in as many steps.
    next: HashMap<String, usize>,
}

impl Names {
    fn free(&mut self, name: &str) -> String {
        let own = text::file_name(name);
        let key = own.to_lowercase();
        if self.taken.insert(key.clone()) {
            return own;
        }
        let next = self.next.entry(key).or_insert(2);
        loop {
            let numbered = numbered(&own, *next);
            *next += 1;
            if self.taken.insert(numbered.to_lowercase()) {
                return numbered;
            }
        }
    }
}

fn numbered(name: &str, number: usize) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{stem} ({number}).{extension}"),
        _ => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_folder_is_there_twice() {
        let mut names = Names::default();
        let given = ["a.log", "A.LOG", "a (2).log", "a.log", "plain", "plain", "../x", "x"];
        let free: Vec<String> = given.iter().map(|name| names.free(name)).collect();
        assert_eq!(free, ["a.log", "A (2).LOG", "a (2) (2).log", "a (3).log", "plain", "plain (2)", "x", "x (2)"]);
        let mut many = Names::default();
        let all: HashSet<String> = (0..2_000).map(|_| many.free("core")).collect();
        assert_eq!(all.len(), 2_000);
    }

    #[test]
    fn a_line_reads_like_one_of_ls() {
        let at = Some("2026-03-02T10:00:00Z".parse().unwrap());
        let attributes = Attributes { size: Some(42), mode: FILE | INTERNAL, at };
        let line = listed("core dump.log".to_owned(), attributes, "support", "internal").line;
        assert_eq!(line, "-r--r-----    1 support  internal         42 Mar  2 2026 core dump.log");
        assert!(listed("1042".to_owned(), folder(FOLDER_RIGHTS, at), "cases", "cases").line.starts_with("drwxr-xr-x "));
    }
}
