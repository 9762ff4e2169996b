//! Writes what the desk is made of in lines.

use caseport_shared::api::person::PersonRef;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Desk, Part};
use crate::app::Context;
use crate::widgets::text::{column, put, span, width, wrap};
use crate::widgets::words;

/// Narrower than this, the details stand under the list.
const NARROW: u16 = 72;

/// Draws the parts, the list of the one that is open, and what is looked at.
pub(super) fn draw(desk: &Desk, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let mut parts = vec![span(" ".to_owned(), cx.theme.text)];
    for part in Part::of(cx) {
        let style = if *part == desk.part { cx.theme.selection } else { cx.theme.muted };
        parts.push(span(format!(" {} ", cx.text(part.title())), style));
    }
    put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(parts));
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let note = match (&desk.failed, desk.count()) {
        (Some(words), _) => Some((cx.theme.danger, words.clone())),
        (None, 0) => Some((cx.theme.muted, cx.text(if desk.is_loading { "desk-loading" } else { "desk-nothing" }))),
        _ => None,
    };
    if let Some((style, words)) = note {
        for (y, line) in (body.y..body.bottom()).zip(wrap(&words, usize::from(area.width).saturating_sub(2))) {
            put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
        }
        return;
    }
    let (list, rest) = if area.width < NARROW {
        let height = (body.height / 3).max(1);
        let below = Rect {
            x: body.x + 1,
            y: body.y + height + 1,
            width: body.width.saturating_sub(1),
            height: body.height.saturating_sub(height + 1),
        };
        (Rect { height, ..body }, below)
    } else {
        let width = body.width / 2;
        (Rect { width, ..body }, Rect { x: body.x + width + 2, width: body.width - width - 2, ..body })
    };
    let cells = usize::from(list.width).saturating_sub(2);
    for (y, at) in (list.y..).zip(desk.selection.window(desk.count(), usize::from(list.height))) {
        let style = if at == desk.selection.at() { cx.theme.selection } else { cx.theme.text };
        put(frame.buffer_mut(), list.x, y, list.width, &Line::from(span(format!(" {} ", column(&row(desk, at, cx), cells)), style)));
    }
    let lines = details(desk, usize::from(rest.width), cx);
    let top = desk.scroll.draw(lines.len(), usize::from(rest.height));
    for (y, line) in (rest.y..rest.bottom()).zip(lines.iter().skip(top)) {
        put(frame.buffer_mut(), rest.x, y, rest.width, line);
    }
}

/// An entry of the list in one line, clean.
pub(super) fn row(desk: &Desk, at: usize, cx: &Context) -> String {
    let words = match desk.part {
        Part::Plans => desk.plans.get(at).map(|plan| plan.content.name.clone()),
        Part::Regions => desk.regions.get(at).map(|view| cx.text(&format!("region-{}", view.region))),
        Part::Organizations => desk.organizations.get(at).map(|one| one.organization.name.clone()),
        Part::Audit => desk.entries.get(at).map(|entry| {
            let who = entry.actor.as_ref().map_or_else(|| cx.text("actor-system"), words::person);
            format!("{}  {who}  {}", words::moment(entry.at, cx), entry.kind)
        }),
    };
    inline(&words.unwrap_or_default()).into_owned()
}

/// Everything about what is looked at, in lines of at most `cells` cells.
pub(super) fn details(desk: &Desk, cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let at = desk.selection.at();
    let rows = match desk.part {
        Part::Plans => desk.plans.get(at).map(|plan| of_plan(plan, cx)),
        Part::Regions => desk.regions.get(at).map(|region| of_region(region, cx)),
        Part::Organizations => desk.organization.as_ref().map(|view| of_organization(view, cx)),
        Part::Audit => desk.entries.get(at).map(|entry| of_entry(entry, cx)),
    };
    pairs(&rows.unwrap_or_default(), cells.max(20), cx)
}

fn pairs(rows: &[(String, String)], cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let label = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0).min(cells / 2);
    let mut out = Vec::new();
    for (name, value) in rows {
        let mut name = column(name, label);
        for line in wrap(value, cells.saturating_sub(label + 3)) {
            out.push(Line::from(vec![span(format!("{name}  "), cx.theme.muted), span(line, cx.theme.text)]));
            name = " ".repeat(label);
        }
    }
    out
}

fn of_plan(plan: &caseport_shared::api::plan::PlanView, cx: &Context) -> Vec<(String, String)> {
    let content = &plan.content;
    let answer = |yes: bool| cx.text(if yes { "yes" } else { "no" });
    let roles: Vec<String> = content.seat_roles.iter().map(|role| cx.text(&format!("account-role-{role}"))).collect();
    let mut rows = vec![
        (cx.text("column-plan"), inline(&content.name).into_owned()),
        (cx.text("column-seats"), format!("{}, {}", content.seats, cx.text(&format!("seats-{}", content.counts)))),
        (cx.text("label-seat-roles"), roles.join(", ")),
        (cx.text("label-trial"), answer(content.is_trial)),
    ];
    if content.is_trial {
        rows.push((cx.text("label-trial-seats"), answer(content.trial_seats)));
    }
    rows.push((cx.text("label-has-manager"), answer(content.has_account_manager)));
    rows.push((cx.text("column-organizations"), plan.organizations.to_string()));
    rows.extend(content.first_response.iter().map(|promise| (words::severity(promise.severity, cx), words::promise(*promise, cx))));
    rows
}

fn of_region(view: &caseport_shared::api::region::RegionView, cx: &Context) -> Vec<(String, String)> {
    let hours = &view.hours;
    let mut rows = vec![
        (cx.text("column-zone"), inline(&hours.time_zone).into_owned()),
        (cx.text("label-hours"), format!("{} – {}", inline(&hours.opens), inline(&hours.closes))),
        (cx.text("column-holidays"), hours.holidays.len().to_string()),
    ];
    rows.extend(hours.holidays.iter().map(|holiday| (words::date(holiday.day, cx), inline(&holiday.name).into_owned())));
    rows
}

fn of_organization(view: &caseport_shared::api::organization::OrganizationView, cx: &Context) -> Vec<(String, String)> {
    let (summary, pool) = (&view.summary, &view.pool);
    let counts = cx.text(&format!("seats-{}", pool.counts));
    let seats = [("taken", pool.taken.into()), ("total", pool.total.into()), ("counts", counts.into())];
    let mut rows = vec![
        (cx.text("column-organization"), inline(&summary.organization.name).into_owned()),
        (cx.text("column-plan"), inline(&summary.plan).into_owned()),
        (cx.text("column-region"), cx.text(&format!("region-{}", summary.region))),
        (cx.text("column-seats"), cx.text_with("product-pool", &seats)),
    ];
    rows.extend(view.products.iter().map(|product| (cx.text("column-product"), inline(&product.name).into_owned())));
    rows
}

fn of_entry(entry: &caseport_shared::api::audit::AuditEntry, cx: &Context) -> Vec<(String, String)> {
    let who = |person: &PersonRef| words::person_address(person);
    let mut subject = entry.subject.kind.clone();
    if let Some(name) = &entry.subject.name {
        subject = format!("{subject}:{name}");
    }
    let mut rows = vec![
        (cx.text("column-when"), words::moment(entry.at, cx)),
        (cx.text("column-who"), entry.actor.as_ref().map_or_else(|| cx.text("actor-system"), who)),
    ];
    rows.extend(entry.on_behalf_of.as_ref().map(|person| (cx.text("column-behalf"), who(person))));
    rows.push((cx.text("column-what"), inline(&entry.kind).into_owned()));
    rows.push((cx.text("column-of-what"), inline(&subject).into_owned()));
    if let Some(detail) = entry.detail.as_object() {
        rows.extend(detail.iter().map(|(field, value)| (inline(field).into_owned(), inline(&value.to_string()).into_owned())));
    }
    rows
}
