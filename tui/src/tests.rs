//! What is done every day, and how few keys it takes: at most six, the words that are typed aside.

mod languages;
mod remote;

use caseport_shared::api::case::CasePage;
use caseport_shared::api::product::ProductPage;
use caseport_shared::comment::Visibility;
use caseport_shared::status::Status;

use crate::effect::{Answer, Call, Change, Effect, Found, HostAnswer, HostOp};
use crate::keymap::Keys;
use crate::msg::Msg;
use crate::preferences::{Preference, Preferences};
use crate::testing::{Harness, data};

/// Most keys that a daily task may take.
const KEYS_MAX: usize = 6;

/// A task under way, from the list of cases; what it asks of server and machine is answered as it comes.
struct Task {
    harness: Harness,
    keys: usize,
    products: usize,
}

impl Task {
    /// Sits down before the list.
    fn of(me: caseport_shared::api::session::Me) -> Self {
        // Replies go at once, so that what is sent can be looked at.
        let mut preferences = Preferences::default();
        preferences.take(&Preference::Recall(0));
        let mut task = Self { harness: Harness::signed_in_with(preferences, me, 100, 30), keys: 0, products: 2 };
        task.settle();
        task
    }

    /// Presses keys, which are counted.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.parse::<Keys>().unwrap().0 {
            self.keys += 1;
            self.harness.send(Msg::Key(key));
            self.settle();
        }
        self
    }

    /// Types words, which are not.
    fn words(&mut self, words: &str) -> &mut Self {
        self.harness.types(words);
        self.settle()
    }

    /// Drops a file on the window.
    fn drops(&mut self, path: &str) -> &mut Self {
        self.harness.pastes(path);
        self.settle()
    }

    /// Answers what can be answered, until nothing more is asked.
    fn settle(&mut self) -> &mut Self {
        let is_agent = self.harness.context().is_support();
        for _ in 0..40 {
            let reads = |call: &Call| {
                let products = || ProductPage { products: data::products()[..self.products].to_vec(), next: None };
                Some(match call {
                    Call::Cases { .. } => Answer::Cases(Box::new(CasePage { cases: data::page().cases, next: None })),
                    Call::Case(_) if is_agent => {
                        let mut case = data::case_for_agent();
                        case.summary.assignee = None;
                        Answer::Case(Box::new(case))
                    }
                    Call::Case(_) => Answer::Case(Box::new(data::case())),
                    Call::Timeline { .. } => {
                        Answer::Timeline(Box::new(if is_agent { data::timeline_for_agent() } else { data::timeline() }))
                    }
                    Call::Files(_) => Answer::Files(vec![data::file("signed-out.png", Visibility::Public)]),
                    Call::Products { .. } => Answer::Products(Box::new(products())),
                    Call::Product(_) => Answer::Product(Box::new(data::product())),
                    Call::SaveDraft(_, save) => Answer::Saved(Box::new(caseport_shared::api::draft::DraftSaved {
                        draft: caseport_shared::api::draft::DraftView { content: save.content.clone(), ..data::draft(save.kind, "") },
                        forked_from: None,
                    })),
                    Call::Drafts => Answer::Drafts(Box::new(caseport_shared::api::draft::DraftList { drafts: Vec::new() })),
                    Call::UploadToDraft { .. } => Answer::Uploaded(Box::new(data::file("shot.png", Visibility::Public))),
                    Call::Seen(..) => Answer::Done,
                    _ => return None,
                })
            };
            let asked = self.harness.calls().into_iter().find_map(|call| reads(call).map(|answer| (format!("{call:?}"), answer)));
            if let Some((name, answer)) = asked {
                self.harness.reply(|call| format!("{call:?}") == name, Ok(answer));
                continue;
            }
            let is_look = |effect: &Effect| matches!(effect, Effect::Host(_, HostOp::LookAt(_)));
            let is_find = |effect: &Effect| matches!(effect, Effect::Host(_, HostOp::Find(_)));
            if self.harness.effects().iter().any(is_find) {
                let found = Found { path: "/home/ada/shot.png".into(), name: "shot.png".into(), is_folder: false, size: 48_200 };
                self.harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(vec![found])));
                continue;
            }
            if self.harness.effects().iter().any(is_look) {
                let file = HostAnswer::File { name: "shot.png".to_owned(), size: 48_200 };
                self.harness.host(|op| matches!(op, HostOp::LookAt(_)), Ok(file));
                continue;
            }
            break;
        }
        self
    }

    /// Fails unless this was asked for, with few enough keys.
    #[track_caller]
    fn asked(&mut self, fits: impl Fn(&Call) -> bool) {
        self.harness.call(fits);
        self.few();
    }

    /// Fails unless this is seen, with few enough keys.
    #[track_caller]
    fn seen(&mut self, words: &str) {
        self.harness.sees(words);
        self.few();
    }

    #[track_caller]
    fn few(&self) {
        assert!(self.keys <= KEYS_MAX, "{} keys", self.keys);
    }
}

fn agent() -> Task {
    Task::of(data::agent())
}

fn customer() -> Task {
    Task::of(data::customer())
}

#[test]
fn see_what_needs_me() {
    agent().seen("Needs an answer");
    customer().keys("g3").seen("Members are signed out");
}

#[test]
fn reply() {
    let mut task = customer();
    task.keys("<enter>r").words("Here is the new file.").keys("<c-s>");
    task.asked(|call| matches!(call, Call::Submit { submit, .. } if submit.send.status.is_none()));
}

#[test]
fn file_with_a_screenshot() {
    // Of the one product that they have; the file is dropped on the form.
    let mut task = customer();
    task.products = 1;
    task.keys("n").words("sign").keys("<enter>").words("single").keys("<enter>");
    task.words("Signed out").keys("<tab>").words("Every five minutes.");
    task.drops("/home/ada/shot.png").keys("<enter>");
    task.keys("<c-s>");
    task.asked(|call| matches!(call, Call::Submit { .. }));
}

#[test]
fn take_the_next() {
    let mut task = agent();
    task.keys("N");
    task.asked(|call| matches!(call, Call::Change { change: Change::Edit(_, edit), .. } if edit.assignee.is_some()));
}

#[test]
fn reply_and_set_pending() {
    let mut task = agent();
    task.keys("<enter>r").words("Which browser is it?").keys("<a-p>");
    task.asked(|call| matches!(call, Call::Submit { submit, .. } if submit.send.status == Some(Status::PendingYourResponse)));
}

#[test]
fn assign() {
    let mut task = agent();
    task.keys("<enter>a");
    let people = caseport_shared::api::person::PeoplePage { people: Vec::new(), next: None };
    task.harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(people))));
    task.keys("<enter>");
    task.asked(|call| matches!(call, Call::Change { change: Change::Edit(_, edit), .. } if edit.assignee.is_some()));
}

#[test]
fn close() {
    let mut task = customer();
    task.keys("<enter>c<enter>");
    task.asked(|call| matches!(call, Call::Change { change: Change::Close, .. }));
}

#[test]
fn find_by_words() {
    let mut task = customer();
    task.keys("/").words("certificate");
    task.harness.keys("<enter>");
    task.keys += 1;
    task.asked(|call| matches!(call, Call::Cases { query, .. } if query.contains("certificate")));
}

#[test]
fn save_a_file() {
    let mut task = customer();
    task.keys("<enter>d<enter>");
    task.few();
}

#[test]
fn copy_a_number() {
    let mut task = customer();
    task.keys("y");
    task.few();
    assert!(task.harness.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text == "204816")));
}

#[test]
fn see_a_products_window() {
    let mut task = customer();
    task.keys("p").seen("Maintenance");
}

#[test]
fn change_a_setting() {
    let mut task = customer();
    task.keys(",<enter>");
    task.few();
    assert!(task.harness.effects().iter().any(|effect| matches!(effect, Effect::Host(_, HostOp::KeepPreference(Preference::Theme(_))))));
}
