//! What stands at the top of a case: what is known about it, its solution, its description.

use caseport_shared::api::case::CaseView;
use caseport_shared::text::inline;
use ratatui::text::Line;

use super::{MEASURE, Writer};
use crate::widgets::text::{column, span, width, wrap};
use crate::widgets::words;
use crate::words::request as sentences;

impl Writer<'_> {
    pub(super) fn facts(&mut self, case: &CaseView) {
        let cx = self.cx;
        let summary = &case.summary;
        let mut rows: Vec<(&str, String)> = Vec::new();
        let impact = format!("{} · {}", words::severity(summary.severity, cx), words::severity_meaning(summary.severity, cx));
        rows.push(("case-severity", impact));
        rows.push((if cx.is_support() { "case-their-priority" } else { "case-your-priority" }, words::priority(summary.priority, cx)));
        let path = [case.category.as_ref(), case.subcategory.as_ref()].into_iter().flatten();
        let path: Vec<String> = path.map(|category| inline(&category.name).into_owned()).collect();
        let product = inline(&summary.product.name).into_owned();
        rows.push(("case-product", if path.is_empty() { product } else { format!("{product} · {}", path.join(" › ")) }));
        if cx.is_support() {
            rows.push(("case-organization", inline(&summary.organization.name).into_owned()));
        }
        let mut requester = words::person_address(&summary.requester);
        if let Some(agent) = &case.filed_by {
            requester = cx.text_with("case-filed-by", &[("requester", requester.into()), ("agent", words::person(agent).into())]);
        }
        rows.push(("case-requester", requester));
        rows.push(("case-assignee", summary.assignee.as_ref().map_or_else(|| cx.text("nobody"), words::person)));
        if !case.watchers.is_empty() {
            rows.push(("case-watchers", case.watchers.iter().map(words::person).collect::<Vec<_>>().join(", ")));
        }
        if let Some(request) = &case.request {
            rows.push(("label-request", sentences::subject(&cx.strings, &request.asks)));
            rows.push(("label-request-state", sentences::standing(&cx.strings, request, &cx.times)));
        }
        if let Some(at) = summary.escalated_at {
            rows.push(("case-escalated", words::moment(at, cx)));
        }
        let labels: Vec<(String, String)> = rows.into_iter().map(|(key, value)| (cx.text(key), value)).collect();
        let label = labels.iter().map(|(label, _)| width(label)).max().unwrap_or(0).min(self.cells / 3);
        for (name, value) in labels {
            let mut name = column(&name, label);
            for line in wrap(&value, self.cells.saturating_sub(label + 4).min(MEASURE)) {
                self.push(Line::from(vec![span(format!(" {name}  "), cx.theme.muted), span(line, cx.theme.text)]));
                name = " ".repeat(label);
            }
        }
        self.gap();
    }

    pub(super) fn solution(&mut self, solution: &str) {
        let cx = self.cx;
        let frame = span(" ▌ ", cx.theme.good);
        self.push(Line::from(vec![frame.clone(), span(cx.text("case-solution"), cx.theme.good)]));
        self.written(solution, &frame, cx.theme.text);
        self.gap();
    }

    pub(super) fn description(&mut self, case: &CaseView) {
        let title = words::person(&case.summary.requester);
        self.heading(&title, self.side(case.summary.requester.side), &self.cx.text("case-description"), case.summary.created_at, &[]);
        match case.description_redacted.as_ref().map(|redaction| self.taken_away(redaction)) {
            Some(words) => self.instead(&words, &self.indent(), self.cx.theme.muted),
            None => self.written(&case.description, &self.indent(), self.cx.theme.text),
        }
        self.files(&case.files, &[]);
        self.gap();
    }
}
