//! Writes a product in lines.

use caseport_shared::api::product::ProductView;
use caseport_shared::text::{block, inline};
use ratatui::text::Line;

use crate::app::Context;
use crate::widgets::text::{column, span, width, wrap};
use crate::widgets::words;

/// Everything that is known about a product, in lines of at most `cells` cells.
pub(super) fn lines(product: &ProductView, cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let mut out = Writer { lines: Vec::new(), cells: cells.max(20), cx };
    let summary = &product.summary;
    let kind = cx.text(&format!("product-kind-{}", summary.kind));
    let name = inline(&summary.name).into_owned();
    if width(&name) + width(&kind) + 2 <= out.cells {
        out.lines.push(Line::from(vec![span(name, cx.theme.accent), span(format!("  {kind}"), cx.theme.muted)]));
    } else {
        for (text, style) in [(&name, cx.theme.accent), (&kind, cx.theme.muted)] {
            out.lines.extend(wrap(text, out.cells).into_iter().map(|line| Line::from(span(line, style))));
        }
    }
    let clean = |text: &str| inline(text).into_owned();
    let mut rows = vec![("product-organization", clean(&summary.organization.name)), ("product-plan", clean(&product.plan))];
    if let Some(environment) = &product.environment {
        rows.push(("product-environment", clean(environment)));
    }
    if let Some(version) = &summary.current_version {
        rows.push(("product-version", clean(version)));
    }
    let upgrade = match (&product.upgrade_version, product.upgrade_on) {
        (Some(version), Some(on)) => {
            let values = [("version", clean(version).into()), ("date", words::date(on, cx).into())];
            Some(cx.text_with("product-upgrade-on", &values))
        }
        (Some(version), None) => Some(clean(version)),
        (None, Some(on)) => Some(words::date(on, cx)),
        (None, None) => None,
    };
    rows.extend(upgrade.map(|upgrade| ("product-upgrade", upgrade)));
    if let Some(window) = &summary.maintenance_window {
        rows.push(("product-maintenance", words::window(window, cx)));
        if window.under_way {
            rows.push(("product-now", cx.text("cli-window-now")));
        }
    }
    if let Some(manager) = &product.account_manager {
        rows.push(("product-manager", format!("{} <{}>", clean(&manager.name), clean(&manager.email))));
    }
    out.pairs(rows.into_iter().map(|(key, value)| (cx.text(key), value)).collect());
    out.notices(product);
    if !product.promises.is_empty() {
        out.title(&cx.text("product-promises"));
        let promises = product.promises.iter();
        out.pairs(promises.map(|promise| (words::severity(promise.severity, cx), words::promise(*promise, cx))).collect());
    }
    out.people(product);
    if !product.categories.is_empty() {
        out.title(&cx.text("product-categories"));
        for category in &product.categories {
            let below: Vec<String> = category.subcategories.iter().map(|below| clean(&below.name)).collect();
            let line = if below.is_empty() { clean(&category.name) } else { format!("{}: {}", clean(&category.name), below.join(", ")) };
            out.text(&line);
        }
    }
    out.lines
}

struct Writer<'a> {
    lines: Vec<Line<'static>>,
    cells: usize,
    cx: &'a Context,
}

impl Writer<'_> {
    fn title(&mut self, title: &str) {
        self.lines.push(Line::default());
        self.lines.push(Line::from(span(title.to_owned(), self.cx.theme.strong)));
    }

    fn text(&mut self, text: &str) {
        for line in wrap(text, self.cells.saturating_sub(2)) {
            self.lines.push(Line::from(span(line, self.cx.theme.text)));
        }
    }

    fn pairs(&mut self, rows: Vec<(String, String)>) {
        let label = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0).min(self.cells / 2);
        for (name, value) in rows {
            let mut name = column(&name, label);
            for line in wrap(&value, self.cells.saturating_sub(label + 3)) {
                self.lines.push(Line::from(vec![span(format!("{name}  "), self.cx.theme.muted), span(line, self.cx.theme.text)]));
                name = " ".repeat(label);
            }
        }
    }

    /// What support tells those behind the product.
    fn notices(&mut self, product: &ProductView) {
        let cx = self.cx;
        if product.notices.is_empty() {
            return;
        }
        self.title(&cx.text("heading-notices"));
        for notice in &product.notices {
            let kind = cx.text(&format!("notice-{}", notice.kind));
            let until = cx.text_with("product-notice-until", &[("until", words::moment(notice.ends_at, cx).into())]);
            let subject = format!("{kind}: {}", inline(&notice.subject));
            for (text, style) in [(subject, cx.theme.strong), (until, cx.theme.muted)] {
                let lines = wrap(&text, self.cells.saturating_sub(2));
                self.lines.extend(lines.into_iter().map(|line| Line::from(span(line, style))));
            }
            for line in block(&notice.body).trim_end().split('\n') {
                self.text(line);
            }
        }
    }

    /// Who stands behind the product, who is told what, and who holds seats.
    fn people(&mut self, product: &ProductView) {
        let cx = self.cx;
        if !product.contacts.is_empty() {
            self.title(&cx.text("product-contacts"));
            for contact in &product.contacts {
                let mut line = format!("{} <{}>", inline(&contact.name), inline(&contact.email));
                if let Some(title) = &contact.title {
                    line = format!("{line}, {}", inline(title));
                }
                self.text(&line);
                let lists = match (contact.maintenance, contact.incidents) {
                    (true, true) => "product-told-both",
                    (true, false) => "product-told-maintenance",
                    (false, true) => "product-told-incidents",
                    (false, false) => continue,
                };
                let told = wrap(&cx.text(lists), self.cells.saturating_sub(4));
                self.lines.extend(told.into_iter().map(|line| Line::from(span(format!("  {line}"), cx.theme.muted))));
            }
        }
        let pool = &product.pool;
        let counts = cx.text(&format!("seats-{}", pool.counts));
        let values = [("taken", pool.taken.into()), ("total", pool.total.into()), ("counts", counts.into())];
        self.title(&cx.text("product-seats"));
        self.text(&cx.text_with("product-pool", &values));
        self.text(&cx.text_with("product-left", &[("count", pool.total.saturating_sub(pool.taken).into())]));
        for seat in &product.seats {
            let sees = cx.text(if seat.account_wide { "product-sees-all" } else { "product-sees-own" });
            let who = format!("{} <{}>", inline(&seat.name), inline(&seat.email));
            if width(&who) + width(&sees) + 2 <= self.cells {
                let who = column(&who, self.cells.saturating_sub(width(&sees) + 2).min(48));
                self.lines.push(Line::from(vec![span(format!("{who}  "), cx.theme.text), span(sees, cx.theme.muted)]));
            } else {
                self.text(&who);
                self.lines.push(Line::from(span(format!("  {sees}"), cx.theme.muted)));
            }
        }
    }
}
