//! Rows as they were laid out, kept from frame to frame: a key changes two of them, and laying out all was half of a frame.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use caseport_shared::api::case::CaseSummary;
use caseport_shared::case::CaseNumber;
use caseport_shared::reader::Language;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::columns::Columns;
use crate::app::Context;
use crate::preferences::Dates;
use crate::theme::Theme;
use crate::widgets::stays::Placed;
use crate::widgets::text::put;

/// Most rows that are kept; with more, all are laid out anew.
const ROWS_KEPT: usize = 256;

/// The rows of one list.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    kept: RefCell<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// What all rows depend on.
    setting: Option<Setting>,
    rows: HashMap<CaseNumber, Row>,
    /// Rows laid out so far, each of which has its number as a name.
    laid_out: u64,
    placed: Option<Placed>,
}

#[derive(Debug, PartialEq)]
struct Setting {
    columns: Columns,
    theme: Theme,
    dates: Dates,
    brand: String,
    email: Option<String>,
    /// Language, locale and zone.
    reads: (Language, Option<&'static str>, TimeZone),
}

#[derive(Debug)]
struct Row {
    case: CaseSummary,
    /// Since the last reply, which is said in minutes at most.
    minutes: Option<i64>,
    name: u64,
    line: Line<'static>,
}

impl Drawn {
    /// Draws a page, one case a row; only what has changed is laid out anew, and only what is not on the screen yet is put there.
    pub(super) fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        columns: Columns,
        cases: &[CaseSummary],
        chosen: Option<CaseNumber>,
        cx: &Context,
    ) {
        let kept = &mut *self.kept.borrow_mut();
        let email = cx.me.as_ref().map(|me| me.email.clone());
        let reads = (cx.strings.language(), cx.times.locale(), cx.times.zone.clone());
        let setting = Some(Setting { columns, theme: cx.theme, dates: cx.preferences.dates, brand: cx.brand(), email, reads });
        if kept.setting != setting || kept.rows.len() > ROWS_KEPT {
            kept.rows.clear();
            kept.setting = setting;
        }
        let is_chosen = |case: &CaseSummary| chosen == Some(case.number);
        let names = cases.iter().map(|case| (!is_chosen(case)).then(|| kept.name(case, columns, cx))).collect();
        let there = cx.stays.place(&mut kept.placed, area, names);
        for ((y, case), _) in (area.y..).zip(cases).zip(there).filter(|(_, is_there)| !is_there) {
            let laid_out = kept.rows.get(&case.number).filter(|_| !is_chosen(case));
            let line = laid_out.map_or_else(|| Cow::Owned(columns.row(case, true, cx)), |row| Cow::Borrowed(&row.line));
            put(buffer, area.x, y, area.width, &line);
        }
    }
}

impl Kept {
    /// The name of a case's row, which is laid out anew where something has changed that it shows.
    fn name(&mut self, case: &CaseSummary, columns: Columns, cx: &Context) -> u64 {
        let minutes = case.last_reply.as_ref().map(|last| (cx.now.as_second() - last.at.as_second()).div_euclid(60));
        if let Some(row) = self.rows.get(&case.number).filter(|row| row.minutes == minutes && row.case == *case) {
            return row.name;
        }
        self.laid_out += 1;
        let (name, line) = (self.laid_out, columns.row(case, false, cx));
        self.rows.insert(case.number, Row { case: case.clone(), minutes, name, line });
        name
    }
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::case::CaseSummary;
    use caseport_shared::reader::Language;
    use caseport_shared::status::Status;
    use jiff::ToSpan as _;
    use jiff::tz::TimeZone;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::{Columns, Drawn, ROWS_KEPT};
    use crate::app::Context;
    use crate::preferences::Dates;
    use crate::strings::Strings;
    use crate::testing::{Harness, data};
    use crate::theme::Theme;
    use crate::times::Times;

    fn lines(drawn: &Drawn, cases: &[CaseSummary], cells: u16, cx: &Context) -> Buffer {
        let area = Rect::new(0, 0, cells, u16::try_from(cases.len()).unwrap());
        let mut buffer = Buffer::empty(area);
        drawn.draw(&mut buffer, area, Columns::of(cases, usize::from(cells), cx), cases, Some(cases[0].number), cx);
        buffer
    }

    #[test]
    fn a_row_is_laid_out_anew_when_anything_that_it_shows_changes() {
        let mut harness = Harness::agent();
        let cx = harness.context_mut();
        let mut cases = data::page().cases;
        let drawn = Drawn::default();
        let email = |case: &CaseSummary| case.last_reply.as_ref().and_then(|last| last.by.email.clone());
        let writer = cases.iter().find_map(email).unwrap();
        let mut cells = 120;
        for change in ["nothing", "time", "status", "unread", "order", "theme", "dates", "reader", "zone", "locale", "language", "width"] {
            match change {
                "time" => cx.now += 50.hours(),
                "status" => cases[1].status = Status::PendingClosure,
                "unread" => cases[1].unread = !cases[1].unread,
                "order" => cases.reverse(),
                "theme" => cx.theme = Theme::named("light").unwrap(),
                "dates" => cx.preferences.dates = Dates::Absolute,
                "reader" => cx.me.as_mut().unwrap().email.clone_from(&writer),
                "zone" => cx.times = Times::unsaid(TimeZone::get("Asia/Tokyo").unwrap()),
                "locale" => cx.times = cx.times.clone().written("de-DE"),
                "language" => cx.strings = Strings::of(Language::Japanese),
                "width" => cells = 80,
                _ => {}
            }
            assert_eq!(lines(&drawn, &cases, cells, cx), lines(&Drawn::default(), &cases, cells, cx), "{change}");
        }
    }

    #[test]
    fn rows_are_kept_but_not_without_bound() {
        let harness = Harness::agent();
        let (drawn, cases) = (Drawn::default(), data::page().cases);
        lines(&drawn, &cases, 120, harness.context());
        assert_eq!(drawn.kept.borrow().rows.len(), cases.len() - 1);
        for number in 0..10 * i64::try_from(ROWS_KEPT).unwrap() {
            let case = CaseSummary { number: caseport_shared::case::CaseNumber(1_000_000 + number), ..cases[1].clone() };
            lines(&drawn, &[cases[0].clone(), case], 120, harness.context());
        }
        assert!(drawn.kept.borrow().rows.len() <= ROWS_KEPT + 1);
    }
}
