//! Rows as they were laid out, kept from frame to frame: a key changes two of them, and laying out all was half of a frame.

use std::cell::RefCell;
use std::collections::HashMap;

use caseport_shared::api::case::CaseSummary;
use caseport_shared::case::CaseNumber;
use ratatui::text::Line;

use super::columns::Columns;
use crate::app::Context;
use crate::preferences::Dates;
use crate::theme::Theme;

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
}

#[derive(Debug, PartialEq)]
struct Setting {
    columns: Columns,
    theme: Theme,
    dates: Dates,
    brand: String,
    email: Option<String>,
}

#[derive(Debug)]
struct Row {
    case: CaseSummary,
    /// Since the last reply, which is said in minutes at most.
    minutes: Option<i64>,
    line: Line<'static>,
}

impl Drawn {
    /// Gives each row of a page to `put`, laid out anew only where something has changed that it shows.
    pub(super) fn each(
        &self,
        columns: Columns,
        cases: &[CaseSummary],
        chosen: Option<CaseNumber>,
        cx: &Context,
        mut put: impl FnMut(&Line<'static>),
    ) {
        let kept = &mut *self.kept.borrow_mut();
        let email = cx.me.as_ref().map(|me| me.email.clone());
        let setting = Some(Setting { columns, theme: cx.theme, dates: cx.preferences.dates, brand: cx.brand(), email });
        if kept.setting != setting || kept.rows.len() > ROWS_KEPT {
            kept.rows.clear();
            kept.setting = setting;
        }
        for case in cases {
            if chosen == Some(case.number) {
                put(&columns.row(case, true, cx));
                continue;
            }
            let minutes = case.last_reply.as_ref().map(|last| (cx.now.as_second() - last.at.as_second()).div_euclid(60));
            if let Some(row) = kept.rows.get(&case.number).filter(|row| row.minutes == minutes && row.case == *case) {
                put(&row.line);
                continue;
            }
            let line = columns.row(case, false, cx);
            put(&line);
            kept.rows.insert(case.number, Row { case: case.clone(), minutes, line });
        }
    }
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::case::CaseSummary;
    use caseport_shared::status::Status;
    use jiff::ToSpan as _;
    use ratatui::text::Line;

    use super::{Columns, Drawn, ROWS_KEPT};
    use crate::app::Context;
    use crate::preferences::Dates;
    use crate::testing::{Harness, data};
    use crate::theme::Theme;

    fn lines(drawn: &Drawn, cases: &[CaseSummary], cells: usize, cx: &Context) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        drawn.each(Columns::of(cases, cells, cx), cases, Some(cases[0].number), cx, |line| lines.push(line.clone()));
        lines
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
        for change in ["nothing", "time", "status", "unread", "order", "theme", "dates", "reader", "width"] {
            match change {
                "time" => cx.now += 50.hours(),
                "status" => cases[1].status = Status::PendingClosure,
                "unread" => cases[1].unread = !cases[1].unread,
                "order" => cases.reverse(),
                "theme" => cx.theme = Theme::named("light").unwrap(),
                "dates" => cx.preferences.dates = Dates::Absolute,
                "reader" => cx.me.as_mut().unwrap().email.clone_from(&writer),
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
