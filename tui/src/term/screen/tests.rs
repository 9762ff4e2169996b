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
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::Screen;
use crate::effect::{Answer, Call};
use crate::msg::Msg;
use crate::term::links::Linked;
use crate::testing::{Harness, data};
use crate::widgets::link::Links;
use crate::widgets::stays::{Left, Moved, Pictured};

/// What is sent to a terminal.
#[derive(Clone, Default)]
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
        let mut all = Buffer::empty(self.area);
        let row = Rect { height: 1, ..self.area };
        all.content = self.shown.iter().flat_map(|shown| shown.buffer(row).content).collect();
        all
    }
}

/// Every cell of a frame that is drawn for nobody.
fn whole(harness: &Harness, columns: u16, rows: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| harness.app().view(frame)).unwrap().buffer.clone()
}

/// The first cell in which two terminals differ for a person.
fn difference(one: &vt100::Parser, other: &vt100::Parser) -> Option<String> {
    fn look(cell: &vt100::Cell) -> impl PartialEq + std::fmt::Debug + use<> {
        // Nobody sees the colour of a blank.
        let is_blank = cell.contents().trim().is_empty() && !cell.inverse() && !cell.underline();
        let ink = (!is_blank).then(|| (cell.contents().to_owned(), cell.is_wide(), cell.fgcolor(), cell.bold(), cell.dim(), cell.italic()));
        (ink, cell.bgcolor(), cell.underline(), cell.inverse())
    }
    fn cells(terminal: &vt100::Parser) -> impl Iterator<Item = &vt100::Cell> {
        let screen = terminal.screen();
        let (rows, columns) = screen.size();
        (0..rows).flat_map(move |y| (0..columns).filter_map(move |x| screen.cell(y, x)))
    }
    assert_eq!(one.screen().size(), other.screen().size());
    let (at, (one, other)) = cells(one).zip(cells(other)).enumerate().find(|(_, (one, other))| look(one) != look(other))?;
    Some(format!("cell {at}: {:?} {:?}", look(one), look(other)))
}

/// A terminal that was just taken and shows one whole frame.
fn fresh(harness: &Harness, columns: u16, rows: u16) -> vt100::Parser {
    let (mut screen, sent) = screen(columns, rows);
    screen
        .draw(|frame, _| {
            harness.app().view(frame);
            Left::default()
        })
        .unwrap();
    let mut terminal = vt100::Parser::new(rows, columns, 0);
    terminal.process(sent.take().as_bytes());
    terminal
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
                left = rows.parts.len();
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
fn a_list_that_scrolls_sends_the_rows_that_are_new() {
    // Alone, beside the pane, and too narrow for it.
    for (before, columns) in [("v", 120), ("k", 120), ("k", 70)] {
        let [mut harness, mut twin] = [(); 2].map(|()| listed(columns, 40, many()));
        let (mut screen, sent) = screen(columns, 40);
        let mut terminal = vt100::Parser::new(40, columns, 0);
        let mut frame_after = |keys: &str| {
            harness.keys(keys);
            twin.keys(keys);
            screen.draw(|frame, number| harness.app().view_after(frame, number)).unwrap();
            let sent = sent.take();
            terminal.process(sent.as_bytes());
            assert_eq!(difference(&terminal, &fresh(&twin, columns, 40)), None, "{keys} {columns}");
            sent
        };
        frame_after("gg");
        frame_after(before);
        assert!(!frame_after("33j").contains("\x1b[r"));
        // The row that was selected is sent again, as long as it is still there.
        for (keys, way, new) in [("j", "\x1b[1M", 33..35), ("5j", "\x1b[5M", 34..40), ("35k", "\x1b[2L", 4..6), ("2k", "\x1b[2L", 2..5)] {
            let sent = frame_after(keys);
            let numbers: Vec<i64> = (0..60).filter(|at| sent.contains(&(300_000 + at).to_string())).collect();
            assert!(sent.contains(way) && numbers == new.collect::<Vec<_>>(), "{keys} {numbers:?} {sent:?}");
        }
        // A page further, next to nothing is there still.
        assert!(!frame_after("<pgdn>").contains("\x1b[r"));
    }
}

#[test]
fn rows_move_among_themselves_and_those_that_follow_are_blank() {
    let (mut screen, sent) = screen(4, 6);
    let mut terminal = vt100::Parser::new(6, 4, 0);
    let mut frame = |moved: Option<(std::ops::Range<u16>, i16)>, drawn: &[u16]| {
        let moved = moved.map(|(rows, up)| Moved { rows, up });
        screen
            .draw(|frame, number| {
                for y in drawn {
                    frame.buffer_mut().set_string(0, *y, format!("{y}{}", number - 1), Style::new());
                }
                let parts = (0..6).filter(|y| !drawn.contains(y)).map(|y| Rect::new(0, y, 4, 1)).collect();
                Left { moved, parts, ..Left::default() }
            })
            .unwrap();
        terminal.process(sent.take().as_bytes());
        let shown: Vec<String> = screen
            .shown
            .iter()
            .map(|row| row.buffer(Rect { height: 1, ..screen.area }).content.iter().map(Cell::symbol).collect())
            .collect();
        let seen: Vec<String> = terminal.screen().rows(0, 4).collect();
        assert_eq!(shown.iter().map(|row| row.trim_end()).collect::<Vec<_>>(), seen);
        seen.join(" ")
    };
    assert_eq!(frame(None, &[0, 1, 2, 3, 4, 5]), "01 11 21 31 41 51");
    assert_eq!(frame(Some((1..5, 1)), &[4]), "01 21 31 41 42 51");
    assert_eq!(frame(Some((1..5, -2)), &[]), "01   21 31 51");
    assert_eq!(frame(Some((0..6, 3)), &[5]), "21 31 51   54");
    // Whoever has the terminal next scrolls all of it.
    frame(Some((1..5, 1)), &[]);
    terminal.process(b"\x1b[6;1H\n");
    assert_eq!(terminal.screen().rows(0, 4).collect::<Vec<_>>().join(" "), "51    54 ");
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
                Left::default()
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
fn a_picture_follows_its_cells_and_comes_again_after_it_was_covered() {
    let (mut screen, sent) = screen(10, 6);
    let area = Rect::new(2, 1, 4, 3);
    let mut frame = |mark: Option<u8>, above: &str| {
        screen
            .draw(|frame, _| {
                let picture = mark.map(|mark| Pictured { area, mark: Color::Indexed(mark), bytes: "<picture>".into() });
                if let Some(Pictured { mark, .. }) = picture {
                    frame.buffer_mut().set_style(area, Style::new().underline_color(mark));
                }
                frame.buffer_mut().set_string(2, 2, above, Style::reset().fg(Color::Red));
                Left { picture, ..Left::default() }
            })
            .unwrap();
        sent.take()
    };
    let first = frame(Some(7), "");
    assert!(first.ends_with("\x1b[2;3H<picture>") && first.matches("    ").count() == 3, "{first:?}");
    assert_eq!(frame(Some(7), ""), "");
    let covered = frame(Some(7), "日b ");
    assert!(covered.contains("日") && covered.contains("b ") && !covered.contains("<picture>"), "{covered:?}");
    // What covers less of it is above it still.
    let less = frame(Some(7), "日");
    let (_, above) = less.split_once("<picture>").unwrap();
    assert_eq!(above, "\x1b[3;3H\x1b[0;38;5;1m日\x1b[0m", "{less:?}");
    assert!(frame(Some(7), "").ends_with("\x1b[2;3H<picture>"));
    // Another one at its place is another one.
    assert!(frame(Some(8), "").ends_with("\x1b[2;3H<picture>"));
    // Blanks take it away, each of its cells.
    let gone = frame(None, "");
    assert!(!gone.contains("<picture>") && gone.matches("    ").count() == 3, "{gone:?}");
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
                Left { parts: left, ..Left::default() }
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
    "j", "j", "j", "k", "5j", "20j", "6k", "24k", "G", "gg", "<pgdn>", "<pgup>", "v", "?", "<esc>", "<esc>", "<c-p>", "<c-p>", "t", "d",
    "q", "/", "x", "g1", "g2", "answer", "answer", "fewer", "unread", "away", "later", "small", "large",
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
    fn a_terminal_shows_what_a_whole_frame_shows(steps in prop::collection::vec(prop::sample::select(STEPS), 1..40)) {
        let (mut size, mut cases) = ((130, 30), many());
        let mut harness = listed(size.0, size.1, cases.clone());
        let mut twin = listed(size.0, size.1, cases.clone());
        let (mut screen, sent) = screen(size.0, size.1);
        let mut terminal = vt100::Parser::new(size.1, size.0, 0);
        for at in 0..steps.len() {
            let before = (size, cases.clone());
            step(&mut harness, steps[at], &mut size, &mut cases);
            (size, cases) = before;
            step(&mut twin, steps[at], &mut size, &mut cases);
            if screen.area.as_size() != size.into() {
                terminal.screen_mut().set_size(size.1, size.0);
                screen.resize(size).unwrap();
            }
            screen.draw(|frame, number| harness.app().view_after(frame, number)).unwrap();
            prop_assert_eq!(screen.all(), whole(&twin, size.0, size.1), "{:?}", &steps[..=at]);
            terminal.process(sent.take().as_bytes());
            prop_assert_eq!(difference(&terminal, &fresh(&twin, size.0, size.1)), None, "{:?}", &steps[..=at]);
        }
    }
}
