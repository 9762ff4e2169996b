//! Draws the people: whose they are, how many seats are left, and everybody with what they are.

use caseport_shared::api::person::PersonView;
use caseport_shared::person::Side;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::People;
use crate::app::Context;
use crate::widgets::text::{column, put, span, width, wrap};

/// Narrower than this, there is no room for addresses beside names: that of the selected person stands below.
const NARROW: u16 = 72;
/// Cells for names at least, where there is room for addresses.
const SHORT_NAME: usize = 16;
/// Rows of what stands above and below the list, so that some of it is always seen.
const AROUND: u16 = 3;

/// Draws the screen.
pub(super) fn draw(people: &People, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width);
    let mut head = lines(&title(people, cx), cells, cx.theme.strong);
    if let Some(words) = left(people, cx) {
        head.extend(lines(&words, cells, cx.theme.accent));
    }
    let mut y = paint(frame, area, head) + 1;
    let note = match (&people.failed, &people.list) {
        (Some(words), _) => Some((cx.theme.danger, words.clone())),
        (None, None) => Some((cx.theme.muted, cx.text("people-loading"))),
        (None, Some(list)) if list.is_empty() => Some((cx.theme.muted, cx.text("people-none"))),
        _ => None,
    };
    if let Some((style, words)) = note {
        paint(frame, Rect { y, height: area.bottom().saturating_sub(y), ..area }, lines(&words, cells, style));
        return;
    }
    y = y.min(area.bottom().saturating_sub(1));
    let mut body = Rect { y, height: area.bottom() - y, ..area };
    let columns = Columns::of(people, body.width, cx);
    if let Some(person) = people.selected().filter(|_| columns.is_cut) {
        let mut below = lines(&format!("{} <{}>", inline(&person.name), inline(&person.email)), cells, cx.theme.muted);
        below.truncate(usize::from(AROUND.min(body.height / 2)));
        let rows = u16::try_from(below.len()).unwrap_or(0);
        body.height = body.height.saturating_sub(rows + 1);
        paint(frame, Rect { y: body.bottom() + 1, height: rows, ..area }, below);
    }
    draw_list(people, &columns, frame, body, cx);
}

/// How many cells each column has.
struct Columns {
    name: usize,
    role: usize,
    email: usize,
    standing: usize,
    /// Whether somebody's name or address has no room, so that those of the selected person stand below.
    is_cut: bool,
}

impl Columns {
    fn of(people: &People, cells: u16, cx: &Context) -> Self {
        let list = people.list.as_deref().unwrap_or_default();
        let widest = |words: &dyn Fn(&PersonView) -> String| list.iter().map(|person| width(&words(person))).max().unwrap_or(0);
        let (role, standing) = (widest(&|person| role(person, cx)), widest(&|person| standing(person, cx).0));
        let (names, emails) = (widest(&|person| inline(&person.name).into_owned()), widest(&|person| inline(&person.email).into_owned()));
        let room = usize::from(cells).saturating_sub(role + standing + 6);
        let name = if cells < NARROW { room } else { names.clamp(SHORT_NAME, (room * 3 / 5).max(SHORT_NAME)) };
        let email = if cells < NARROW { 0 } else { room.saturating_sub(name + 2).min(emails) };
        Self { name, role, email, standing, is_cut: names > name || emails > email }
    }
}

fn draw_list(people: &People, columns: &Columns, frame: &mut Frame<'_>, body: Rect, cx: &Context) {
    let list = people.list.as_deref().unwrap_or_default();
    for (y, at) in (body.y..).zip(people.selection.window(list.len(), usize::from(body.height))) {
        let person = &list[at];
        let is_chosen = at == people.selection.at();
        let own = |style| if is_chosen { cx.theme.selection } else { style };
        let mut spans = vec![
            span(format!(" {}  ", column(&inline(&person.name), columns.name)), own(cx.theme.text)),
            span(format!("{}  ", column(&role(person, cx), columns.role)), own(cx.theme.muted)),
        ];
        if columns.email > 0 {
            spans.push(span(format!("{}  ", column(&inline(&person.email), columns.email)), own(cx.theme.muted)));
        }
        let (words, style) = standing(person, cx);
        spans.push(span(column(&words, columns.standing), own(style)));
        put(frame.buffer_mut(), body.x, y, body.width, &Line::from(spans));
    }
}

fn lines(words: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    wrap(words, cells.saturating_sub(2)).into_iter().map(|line| Line::from(span(line, style))).collect()
}

/// Draws lines from the top of an area; gives the row below them.
fn paint(frame: &mut Frame<'_>, area: Rect, lines: Vec<Line<'static>>) -> u16 {
    let mut y = area.y;
    for line in lines {
        if y < area.bottom() {
            put(frame.buffer_mut(), area.x + 1, y, area.width, &line);
            y += 1;
        }
    }
    y
}

fn title(people: &People, cx: &Context) -> String {
    let known = people.seats.as_ref().map(|seats| &seats.organization.name);
    match (&people.organization, cx.is_support()) {
        (Some(slug), _) => {
            let name = inline(known.unwrap_or(slug)).into_owned();
            cx.text_with("people-title-of", &[("organization", name.into())])
        }
        (None, true) => cx.text("people-title-support"),
        (None, false) => cx.text("people-title"),
    }
}

/// How many seats are left, in words (S10).
fn left(people: &People, cx: &Context) -> Option<String> {
    let pool = &people.seats.as_ref()?.pool;
    let counts = cx.text(&format!("seats-{}", pool.counts));
    let left = pool.total.saturating_sub(pool.taken);
    let values = [("left", left.into()), ("taken", pool.taken.into()), ("total", pool.total.into()), ("counts", counts.into())];
    Some(cx.text_with("people-pool", &values))
}

/// What somebody is on their side.
fn role(person: &PersonView, cx: &Context) -> String {
    match (person.account_role, person.staff_role) {
        (Some(role), _) => cx.text(&format!("account-role-{role}")),
        (None, Some(role)) => cx.text(&format!("staff-role-{role}")),
        (None, None) => String::new(),
    }
}

/// How somebody stands: kept out, not come in yet, with a seat.
fn standing(person: &PersonView, cx: &Context) -> (String, Style) {
    if person.is_locked {
        (cx.text("people-is-locked"), cx.theme.danger)
    } else if person.is_invited {
        (cx.text("people-invited"), cx.theme.good)
    } else if person.has_seat && person.side == Side::Customer {
        (cx.text("people-seat"), cx.theme.good)
    } else {
        (String::new(), cx.theme.good)
    }
}
