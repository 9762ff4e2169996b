//! What every screen is given: words, time, colours, the portal and who is signed in.

use std::cell::Cell;
use std::sync::Arc;

use caseport_shared::api::portal::{Limits, Portal};
use caseport_shared::api::session::Me;
use caseport_shared::case::CaseNumber;
use caseport_shared::limits;
use caseport_shared::person::{Side, StaffRole};
use caseport_shared::reader::Language;
use caseport_shared::text;
use jiff::Timestamp;
use uuid::Uuid;

use crate::effect::Ticket;
use crate::host::Reach;
use crate::preferences::{Preference, Preferences};
use crate::strings::{FluentValue, Strings};
use crate::theme::Theme;
use crate::times::Times;
use crate::widgets::link::Links;
use crate::widgets::sharp::Graphics;
use crate::widgets::stays::Stays;

/// What is known before anything happens.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The words.
    pub strings: Arc<Strings>,
    /// How the user wants the client.
    pub preferences: Preferences,
    /// Whether there are to be no colours, whatever the theme.
    pub is_plain: bool,
    /// Whether the terminal may be asked how it draws pictures.
    pub asks: bool,
    /// How the reader is told times who says nothing of it.
    pub times: Times,
    /// The language of whoever says nothing of it.
    pub language: Language,
    /// The server, as a person would name it.
    pub server: String,
    /// Where what the user wants is written down, as a person would name it.
    pub config: String,
    /// The time of the start.
    pub now: Timestamp,
    /// The addresses of links, shared with what writes to the terminal.
    pub links: Links,
    /// Makes the ids of drafts.
    pub new_id: fn() -> Uuid,
    /// For somebody at the other end of a connection: how they reach the server. Their files and programs are not here.
    pub reach: Option<Reach>,
}

/// What every screen is given.
#[derive(Debug)]
pub struct Context {
    /// When the message that is being handled arrived.
    pub now: Timestamp,
    /// How the reader is told times.
    pub times: Times,
    /// The words.
    pub strings: Arc<Strings>,
    /// How the user wants the client.
    pub preferences: Preferences,
    /// The colours.
    pub theme: Theme,
    is_plain: bool,
    /// The language, and how times are told, of whoever says nothing of it.
    unsaid: (Language, Times),
    /// The installation's words and bounds, once they are known.
    pub portal: Option<Portal>,
    /// Who is signed in.
    pub me: Option<Me>,
    /// The server, as a person would name it, safe to draw.
    pub server: String,
    /// Where what the user wants is written down, safe to draw.
    pub config: String,
    /// The addresses of links.
    pub links: Links,
    /// For somebody at the other end of a connection: how they reach the server. Their files and programs are not here.
    pub reach: Option<Reach>,
    new_id: fn() -> Uuid,
    next_ticket: Cell<u64>,
    has_focus: Cell<bool>,
    /// What of the frame before is still there.
    pub stays: Stays,
    /// How the terminal draws pixels, as far as it told.
    pub graphics: Graphics,
}

impl Context {
    pub(super) fn new(setting: Setting) -> Self {
        Self {
            now: setting.now,
            unsaid: (setting.language, setting.times.clone()),
            times: setting.times,
            strings: setting.strings,
            theme: theme(&setting.preferences, None, setting.is_plain),
            preferences: setting.preferences,
            is_plain: setting.is_plain,
            portal: None,
            me: None,
            server: text::line(&setting.server, 200),
            config: text::line(&setting.config, 200),
            links: setting.links,
            reach: setting.reach,
            new_id: setting.new_id,
            next_ticket: Cell::new(1),
            has_focus: Cell::new(true),
            stays: Stays::default(),
            graphics: Graphics::default(),
        }
    }

    /// Takes a wish of the user.
    pub(super) fn prefer(&mut self, wish: &Preference) {
        self.preferences.take(wish);
        self.dress();
    }

    /// Reads from now on as whoever is signed in says that they read (I3).
    pub(super) fn read_as_said(&mut self) {
        let Some(me) = &self.me else { return };
        let language = me.settings.language.unwrap_or(self.unsaid.0);
        self.times = self.unsaid.1.said(&me.settings);
        if language != self.strings.language() {
            self.strings = Strings::of(language);
        }
        self.dress();
    }

    /// The name of the zone of whoever says nothing of theirs: that of this machine, or the one that is proposed over a line.
    pub fn unsaid_zone(&self) -> String {
        self.unsaid.1.zone_name()
    }

    fn dress(&mut self) {
        let account = self.me.as_ref().and_then(|me| me.settings.theme.as_deref());
        self.theme = theme(&self.preferences, account, self.is_plain);
    }

    /// The name of the theme that is shown: the one that this machine's configuration names, else the account's.
    pub fn theme_name(&self) -> String {
        let account = self.me.as_ref().and_then(|me| me.settings.theme.as_deref());
        self.preferences.theme_or(account).to_owned()
    }

    /// The words for a key.
    pub fn text(&self, key: &str) -> String {
        self.strings.text(key)
    }

    /// The words for a key, with values put in.
    pub fn text_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.strings.text_with(key, values)
    }

    /// A name for an effect.
    pub fn ticket(&self) -> Ticket {
        let number = self.next_ticket.get();
        self.next_ticket.set(number + 1);
        Ticket(number)
    }

    /// Whether the layer that is drawn gets the keys, so that it shows the cursor.
    pub fn has_focus(&self) -> bool {
        self.has_focus.get()
    }

    pub(super) fn focus(&self, has_focus: bool) {
        self.has_focus.set(has_focus);
    }

    /// Whether the user's files and programs are elsewhere.
    pub fn is_remote(&self) -> bool {
        self.reach.is_some()
    }

    /// How to come back to a case from a shell.
    pub fn command(&self, number: CaseNumber) -> String {
        match &self.reach {
            Some(reach) => reach.run(&["case", "view", &number.to_string()]).line(),
            None => format!("caseport case view {number}"),
        }
    }

    /// How to read an article from a shell.
    pub fn article_command(&self, slug: &str) -> String {
        match &self.reach {
            Some(reach) => reach.run(&["article", "view", slug]).line(),
            None => format!("caseport article view {slug}"),
        }
    }

    /// A name for a draft.
    pub fn id(&self) -> Uuid {
        (self.new_id)()
    }

    /// The vendor's name, safe to draw.
    pub fn brand(&self) -> String {
        match &self.portal {
            Some(portal) => text::line(&portal.brand, 40),
            None => self.text("brand-unknown"),
        }
    }

    /// Which side is signed in; a customer until it is known.
    pub fn side(&self) -> Side {
        self.me.as_ref().map_or(Side::Customer, |me| me.side)
    }

    /// Whether support is signed in.
    pub fn is_support(&self) -> bool {
        self.side() == Side::Support
    }

    /// Whether the reader may do everything that support may.
    pub fn is_admin(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.staff_role == Some(StaffRole::Admin))
    }

    /// The installation's bounds, the usual ones until they are known.
    pub fn limits(&self) -> Limits {
        self.portal.as_ref().map_or(
            Limits {
                attachment_bytes: limits::ATTACHMENT_BYTES,
                files_per_draft: limits::FILES_PER_DRAFT,
                subject_chars: limits::SUBJECT_CHARS,
                body_chars: limits::BODY_CHARS,
            },
            |portal| portal.limits,
        )
    }
}

fn theme(preferences: &Preferences, account: Option<&str>, is_plain: bool) -> Theme {
    if is_plain { Theme::plain() } else { Theme::named(preferences.theme_or(account)).unwrap_or_else(Theme::plain) }
}
