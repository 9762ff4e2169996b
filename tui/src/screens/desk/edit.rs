//! The forms of the desk: what they ask, and what is sent of what was typed.

use caseport_shared::api::organization::{EditOrganization, OrganizationView};
use caseport_shared::api::plan::{PlanContent, PlanView, SavePlan};
use caseport_shared::api::problem::Problem;
use caseport_shared::api::product::Promise;
use caseport_shared::api::region::{Holiday, RegionHours, RegionView};
use caseport_shared::limits::{JSON_BYTES, NAME_CHARS};
use caseport_shared::plan::SlaTarget;
use caseport_shared::text::inline;

use crate::api::Key;
use crate::app::Context;
use crate::effect::DeskCall;
use crate::widgets::dialog::{Dialog, Field, FieldKind, Form};

/// What is edited, as it was when the form was opened.
#[derive(Debug)]
pub(super) enum Subject {
    Plan(Box<PlanView>),
    Region(Box<RegionView>),
    Organization(Box<OrganizationView>),
}

/// A form with what is so now, or with what was typed before and what went wrong with it.
pub(super) fn form(subject: &Subject, wrong: Option<(Vec<String>, String)>, cx: &Context) -> Dialog {
    let line = |label: &str, value: String| Field { label: cx.text(label), value, kind: FieldKind::Line, limit: NAME_CHARS };
    let answer = |yes: bool| cx.text(if yes { "yes" } else { "no" });
    let (title, means, mut fields) = match subject {
        Subject::Plan(plan) => {
            let content = &plan.content;
            let roles: Vec<&str> = content.seat_roles.iter().map(|role| role.slug()).collect();
            let mut fields = vec![
                line("column-name", inline(&content.name).into_owned()),
                line("column-seats", content.seats.to_string()),
                line("column-counts", content.counts.to_string()),
                line("label-seat-roles", roles.join(",")),
                line("label-trial", answer(content.is_trial)),
                line("label-trial-seats", answer(content.trial_seats)),
                line("label-has-manager", answer(content.has_account_manager)),
            ];
            fields.extend(content.first_response.iter().map(|promise| Field {
                label: cx.text(&format!("severity-{}", promise.severity)),
                value: format!("{}:{}:{}", promise.target.amount, promise.target.unit, promise.target.hours),
                kind: FieldKind::Line,
                limit: NAME_CHARS,
            }));
            (inline(&content.name).into_owned(), "desk-plan-means", fields)
        }
        Subject::Region(view) => {
            let hours = &view.hours;
            let holidays: Vec<String> = hours.holidays.iter().map(|holiday| format!("{} {}", holiday.day, inline(&holiday.name))).collect();
            let fields = vec![
                line("column-zone", inline(&hours.time_zone).into_owned()),
                line("column-opens", inline(&hours.opens).into_owned()),
                line("column-closes", inline(&hours.closes).into_owned()),
                Field { label: cx.text("column-holidays"), value: holidays.join("\n"), kind: FieldKind::Block, limit: JSON_BYTES / 8 },
            ];
            (cx.text(&format!("region-{}", view.region)), "desk-region-means", fields)
        }
        Subject::Organization(view) => {
            let summary = &view.summary;
            let fields = vec![
                line("column-name", inline(&summary.organization.name).into_owned()),
                line("column-plan", inline(&summary.plan).into_owned()),
                line("column-region", summary.region.to_string()),
            ];
            (inline(&summary.organization.name).into_owned(), "desk-organization-means", fields)
        }
    };
    let error = wrong.map(|(typed, words)| {
        for (field, value) in fields.iter_mut().zip(typed) {
            field.value = value;
        }
        words
    });
    Dialog::Form(Form { title, body: vec![cx.text(means)], fields, error })
}

/// What is sent of what was typed; or the words for what is wrong.
pub(super) fn call(subject: &Subject, typed: &[String], over_pool_ok: bool, cx: &Context) -> Result<DeskCall, String> {
    let wrong = |label: &str| cx.text_with("desk-wrong", &[("field", cx.text(label).into())]);
    let key = Key::fresh();
    match (subject, typed) {
        (Subject::Plan(plan), [name, seats, counts, roles, trial, trial_seats, manager, promises @ ..]) => {
            let answer = |typed: &str, label: &str| match typed.trim() {
                yes if yes == cx.text("yes") => Ok(true),
                no if no == cx.text("no") => Ok(false),
                _ => Err(wrong(label)),
            };
            let seat_roles = roles.split(',').map(|role| role.trim().parse().map_err(|_| wrong("label-seat-roles")));
            let promise = |(known, typed): (&Promise, &String)| {
                promised(typed).map(|target| Promise { target, ..*known }).ok_or_else(|| wrong(&format!("severity-{}", known.severity)))
            };
            let content = PlanContent {
                name: name.clone(),
                seats: seats.trim().parse().map_err(|_| wrong("column-seats"))?,
                counts: counts.trim().parse().map_err(|_| wrong("column-counts"))?,
                has_account_manager: answer(manager, "label-has-manager")?,
                is_trial: answer(trial, "label-trial")?,
                trial_seats: answer(trial_seats, "label-trial-seats")?,
                seat_roles: seat_roles.collect::<Result<_, _>>()?,
                first_response: plan.content.first_response.iter().zip(promises).map(promise).collect::<Result<_, _>>()?,
            };
            Ok(DeskCall::SavePlan(plan.slug.clone(), plan.version, SavePlan { content, over_pool_ok }, key))
        }
        (Subject::Region(view), [time_zone, opens, closes, holidays]) => {
            let holiday = |line: &str| {
                let (day, name) = line.trim().split_once(' ')?;
                Some(Holiday { day: day.parse().ok()?, name: name.trim().to_owned() })
            };
            let lines = holidays.lines().filter(|line| !line.trim().is_empty());
            let holidays = lines.map(|line| holiday(line).ok_or_else(|| wrong("column-holidays"))).collect::<Result<_, _>>()?;
            let [time_zone, opens, closes] = [time_zone, opens, closes].map(|text| text.trim().to_owned());
            Ok(DeskCall::SaveRegion(view.region, view.version, RegionHours { time_zone, opens, closes, holidays }, key))
        }
        (Subject::Organization(view), [name, plan, region]) => {
            let edit = EditOrganization {
                name: Some(name.clone()),
                plan: Some(plan.trim().to_owned()),
                region: Some(region.trim().parse().map_err(|_| wrong("column-region"))?),
                over_pool_ok,
            };
            Ok(DeskCall::EditOrganization(view.summary.organization.slug.clone(), view.version, edit, key))
        }
        _ => Err(cx.text("error-unexpected-answer")),
    }
}

/// A promise as it is typed, such as `4:business-hours:24x5`.
fn promised(typed: &str) -> Option<SlaTarget> {
    let [amount, unit, hours] = typed.trim().split(':').collect::<Vec<_>>()[..] else { return None };
    Some(SlaTarget { amount: amount.parse().ok()?, unit: unit.parse().ok()?, hours: hours.parse().ok()? })
}

/// Which organizations would hold more than their pool, and by how many (S1).
pub(super) fn over(problem: &Problem, cx: &Context) -> Vec<String> {
    let one = |over: &caseport_shared::api::plan::OverPool| {
        let count = over.taken.saturating_sub(over.total);
        cx.text_with("desk-over-by", &[("name", inline(&over.organization.name).into_owned().into()), ("count", count.into())])
    };
    problem.over_pool.iter().take(NAMED).map(one).collect()
}

/// Organizations that are named before an edit that puts them over their pool.
const NAMED: usize = 8;
