//! What is kept with the account: language, locale and time zone, each picked from all that there are.

use caseport_shared::api::settings::{SaveSettings, SettingsView};
use caseport_shared::reader::{self, LOCALES, Language};

use super::{Row, Settings};
use crate::api::Key as Idempotency;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Ticket, Tone};
use crate::times::Times;
use crate::widgets::dialog::{Choice, Dialog, Item, Pick};
use crate::widgets::words;

/// What was offered for a row, in order; `None` leaves it unsaid.
#[derive(Debug)]
pub(super) struct Picking {
    pub(super) ticket: Ticket,
    row: Row,
    offered: Vec<Option<String>>,
}

/// What the reader said.
pub(super) fn said(cx: &Context) -> SettingsView {
    cx.me.as_ref().map(|me| me.settings.clone()).unwrap_or_default()
}

/// All time zones to pick from, those that are likely first; `unsay` offers to leave it unsaid before all.
pub(in crate::screens) fn zone_pick(chosen: &str, unsay: bool, cx: &Context) -> (Pick, Vec<String>) {
    let (proposed, here) = (said(cx).proposed_time_zone, cx.unsaid_zone());
    let mut offered: Vec<String> = if unsay { vec![String::new()] } else { Vec::new() };
    for likely in [&proposed, &here] {
        if reader::zone(likely).is_some() && !offered.contains(likely) {
            offered.push(likely.clone());
        }
    }
    let rest: Vec<String> = reader::zones().filter(|zone| !offered.contains(zone)).collect();
    offered.extend(rest);
    let item = |zone: &String| {
        let detail = if *zone == proposed {
            cx.text("settings-proposed")
        } else if *zone == here {
            cx.text("settings-here")
        } else {
            String::new()
        };
        let label = if zone.is_empty() { cx.text("settings-unsay") } else { zone.clone() };
        Item { label, detail }
    };
    let at = offered.iter().position(|zone| zone == chosen).unwrap_or(0);
    (Pick { title: cx.text("settings-zone"), items: offered.iter().map(item).collect(), at }, offered)
}

impl Settings {
    /// Asks for another value of a row.
    pub(super) fn ask_reader(&mut self, row: Row, cx: &Context) -> Vec<Effect> {
        let said = said(cx);
        let unsay = Item { label: cx.text("settings-unsay"), detail: String::new() };
        let (pick, offered) = match row {
            Row::Language => {
                let items = Language::ALL.iter().map(|language| Item { label: language.name().to_owned(), detail: language.to_string() });
                let offered: Vec<Option<String>> =
                    std::iter::once(None).chain(Language::ALL.iter().map(|language| Some(language.to_string()))).collect();
                let at = offered.iter().position(|value| *value == said.language.map(|language| language.to_string())).unwrap_or(0);
                (Pick { title: cx.text("settings-language"), items: std::iter::once(unsay).chain(items).collect(), at }, offered)
            }
            Row::Locale => {
                let items = LOCALES.iter().map(|tag| {
                    let sample = Times::unsaid(cx.times.zone.clone()).written(tag).stamp(cx.now);
                    Item { label: (*tag).to_owned(), detail: cx.text_with("settings-sample", &[("sample", sample.into())]) }
                });
                let offered: Vec<Option<String>> = std::iter::once(None).chain(LOCALES.iter().map(|tag| Some((*tag).to_owned()))).collect();
                let at = offered.iter().position(|value| *value == said.locale).unwrap_or(0);
                (Pick { title: cx.text("settings-locale"), items: std::iter::once(unsay).chain(items).collect(), at }, offered)
            }
            _ => {
                let (pick, offered) = zone_pick(said.time_zone.as_deref().unwrap_or_default(), true, cx);
                (pick, offered.into_iter().map(|zone| Some(zone).filter(|zone| !zone.is_empty())).collect())
            }
        };
        let ticket = cx.ticket();
        self.picking = Some(Picking { ticket, row, offered });
        vec![Effect::Ask(ticket, Dialog::Pick(pick))]
    }

    /// Takes what was picked.
    pub(super) fn picked(&mut self, ticket: Ticket, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let Some(picking) = self.picking.take_if(|picking| picking.ticket == ticket) else { return Vec::new() };
        let Choice::Nth(at) = choice else { return Vec::new() };
        let Some(value) = picking.offered.into_iter().nth(*at) else { return Vec::new() };
        let mut save = said(cx).said();
        match picking.row {
            Row::Language => save.language = value.and_then(|slug| slug.parse().ok()),
            Row::Locale => save.locale = value,
            _ => save.time_zone = value,
        }
        self.save_reader(save, cx)
    }

    /// Has the server keep it.
    pub(super) fn save_reader(&mut self, save: SaveSettings, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.saving = Some(ticket);
        vec![Effect::Api(ticket, Call::SaveSettings(Box::new(save), Idempotency::fresh()))]
    }

    /// Takes the server's answer.
    pub(super) fn saved(&mut self, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        self.saving = None;
        match outcome {
            Ok(Answer::Settings(said)) => vec![Effect::Read(said)],
            Ok(_) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            Err(failure) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
        }
    }
}
