//! What a screen sends, and that what it leaves out is there.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use caseport_shared::api::case::{CasePage, CaseSummary};
use caseport_shared::case::CaseNumber;
use caseport_shared::status::Status;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::Screen;
use crate::effect::{Answer, Call};
use crate::msg::Msg;
use crate::term::links::Linked;
use crate::testing::{Harness, data};
use crate::widgets::link::Links;

/// What is sent to a terminal.
#[derive(Debug, Clone, Default)]
struct Sent(Rc<RefCell<Vec<u8>>>);

impl Sent {
    /// Since the last time.
    fn take(&self) -> String {
        String::from_utf8(self.0.take()).unwrap()
    }
}

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn screen(columns: u16, rows: u16) -> (Screen<Sent>, Sent) {
    let sent = Sent::default();
    (Screen::new(Linked::new(sent.clone(), Links::new(true)), (columns, rows)), sent)
}

impl Screen<Sent> {
    /// All that is shown.
    fn all(&self) -> Buffer {
        let mut all = Buffer::empty(self.next.area);
        all.content = self.shown.iter().flat_map(|row| row.content.clone()).collect();
        all
    }
}

/// Every cell of a frame that is drawn for nobody.
fn whole(harness: &Harness, columns: u16, rows: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| harness.app().view(frame)).unwrap().buffer.clone()
}

fn many() -> Vec<CaseSummary> {
    let statuses = [Status::Researching, Status::PendingYourResponse, Status::Closed];
    (0..60_usize)
        .map(|at| {
            let subject = ["日本語のテキスト, wide", "plain words", "e\u{301}s … and more"][at % 3];
            CaseSummary { unread: at % 4 == 0, ..data::summary(300_000 + i64::try_from(at).unwrap(), statuses[at % 3], subject) }
        })
        .collect()
}

fn listed(columns: u16, rows: u16, cases: Vec<CaseSummary>) -> Harness {
    let mut harness = Harness::signed_in(data::agent(), columns, rows);
    answer(&mut harness, cases);
    harness
}

fn answer(harness: &mut Harness, cases: Vec<CaseSummary>) {
    if harness.calls().iter().any(|call| matches!(call, Call::Cases { .. })) {
        let page = CasePage { cases, next: None };
        harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(page))));
    }
}

#[test]
fn a_frame_that_changes_nothing_sends_no_cell_and_one_that_moves_sends_two_rows() {
    let mut harness = listed(120, 40, many());
    let (mut screen, sent) = screen(120, 40);
    let mut frame = |harness: &Harness| {
        let mut left = 0;
        screen
            .draw(|frame, number| {
                let rows = harness.app().view_after(frame, number);
                left = rows.len();
                rows
            })
            .unwrap();
        (left, sent.take())
    };
    let (left, first) = frame(&harness);
    assert!(left == 0 && first.contains("plain words"), "{left}");
    let (left, same) = frame(&harness);
    assert!(left > 20 && !same.contains('H'), "{left} {same:?}");
    harness.keys("j");
    let (left, moved) = frame(&harness);
    assert!(left > 20 && moved.contains("300001") && !moved.contains("300002"), "{left} {moved:?}");
    // What a dialog covers is drawn again below it and once it is gone.
    harness.keys("<c-p>");
    assert_eq!(frame(&harness).0, 0);
    harness.keys("<esc>");
    let (left, uncovered) = frame(&harness);
    assert!(left == 0 && uncovered.contains("plain words"), "{left} {uncovered:?}");
}

#[test]
fn after_another_size_everything_is_sent_again() {
    let harness = listed(120, 40, many());
    let (mut screen, sent) = screen(120, 40);
    let draw = |screen: &mut Screen<Sent>| screen.draw(|frame, number| harness.app().view_after(frame, number)).unwrap();
    draw(&mut screen);
    sent.take();
    screen.resize((120, 40)).unwrap();
    draw(&mut screen);
    let sent = sent.take();
    assert!(sent.starts_with("\x1b[2J") && sent.contains("300000") && sent.contains("300004"), "{sent:?}");
    assert_eq!(screen.all(), whole(&harness, 120, 40));
}

#[test]
fn a_cursor_is_shown_where_it_is_and_hidden_once() {
    let (mut screen, sent) = screen(10, 2);
    let mut frame = |cursor: Option<(u16, u16)>| {
        screen
            .draw(|frame, _| {
                if let Some(at) = cursor {
                    frame.set_cursor_position(Position::from(at));
                }
                Vec::new()
            })
            .unwrap();
        sent.take()
    };
    assert!(!frame(None).contains("\x1b[?25"));
    assert!(frame(Some((3, 1))).ends_with("\x1b[?25h\x1b[2;4H"));
    assert!(frame(None).ends_with("\x1b[?25l"));
    assert!(!frame(None).contains("\x1b[?25"));
}

#[test]
fn a_part_of_a_row_that_is_left_stays_as_it_was() {
    let (mut screen, sent) = screen(8, 2);
    let mut frame = |texts: &[(u16, &str)], left: Vec<Rect>| {
        screen
            .draw(|frame, _| {
                for (x, text) in texts {
                    frame.buffer_mut().set_string(*x, 1, text, Style::new().fg(Color::Red));
                }
                left
            })
            .unwrap();
        (sent.take(), screen.all())
    };
    frame(&[(0, "ab日本cd")], Vec::new());
    let (sent, all) = frame(&[(0, "xx"), (6, "yy")], vec![Rect::new(2, 1, 4, 1)]);
    assert!(sent.contains("xx") && sent.contains("yy") && !sent.contains('日'), "{sent:?}");
    assert_eq!((all[(2, 1)].symbol(), all[(4, 1)].symbol(), all[(6, 1)].symbol()), ("日", "本", "y"));
    assert_eq!(frame(&[], Vec::new()).1, Buffer::empty(Rect::new(0, 0, 8, 2)));
}

/// What may happen between two frames.
const STEPS: &[&str] = &[
    "j", "j", "j", "k", "5j", "G", "gg", "<pgdn>", "<pgup>", "v", "?", "<esc>", "<esc>", "<c-p>", "<c-p>", "t", "d", "q", "/", "x", "g1",
    "g2", "answer", "answer", "fewer", "unread", "away", "later", "small", "large",
];

fn step(harness: &mut Harness, step: &str, size: &mut (u16, u16), cases: &mut Vec<CaseSummary>) {
    match step {
        "answer" => answer(harness, cases.clone()),
        "fewer" => {
            cases.truncate(cases.len() / 2 + 1);
            harness.send(Msg::Back);
            answer(harness, cases.clone());
        }
        "unread" => {
            for case in cases.iter_mut().step_by(3) {
                case.unread = !case.unread;
            }
            harness.send(Msg::Back);
            answer(harness, cases.clone());
        }
        "away" => drop(harness.send(Msg::Away(4))),
        "later" => cases.iter_mut().for_each(|case| case.number = CaseNumber(case.number.0 + 7)),
        "small" | "large" => {
            *size = if step == "small" { (70, 16) } else { (130, 30) };
            harness.resize(size.0, size.1);
        }
        keys => drop(harness.keys(keys)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_left_out_is_what_a_whole_frame_shows(steps in prop::collection::vec(prop::sample::select(STEPS), 1..40)) {
        let (mut size, mut cases) = ((130, 30), many());
        let mut harness = listed(size.0, size.1, cases.clone());
        let mut twin = listed(size.0, size.1, cases.clone());
        let (mut screen, _sent) = screen(size.0, size.1);
        for at in 0..steps.len() {
            let before = (size, cases.clone());
            step(&mut harness, steps[at], &mut size, &mut cases);
            (size, cases) = before;
            step(&mut twin, steps[at], &mut size, &mut cases);
            if screen.next.area.as_size() != size.into() {
                screen.resize(size).unwrap();
            }
            screen.draw(|frame, number| harness.app().view_after(frame, number)).unwrap();
            prop_assert_eq!(screen.all(), whole(&twin, size.0, size.1), "{:?}", &steps[..=at]);
        }
    }
}
