//! Drives the screens without a terminal or network: keys in, text and effects out, answers by hand.

use std::sync::Arc;

use caseport_shared::api::portal::{Limits, Portal};
use caseport_shared::api::session::Me;
use caseport_shared::api::settings::SettingsView;
use caseport_shared::person::{Side, StaffRole};
use caseport_shared::reader::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use uuid::Uuid;

use crate::app::{App, Context, Setting};
use crate::effect::{Answer, Call, Effect, Failure, HostAnswer, HostOp, Ticket};
use crate::host::Reach;
use crate::keymap::Keys;
use crate::msg::Msg;
use crate::preferences::Preferences;
use crate::strings::Strings;
use crate::times::Times;

pub(crate) mod data;
pub(crate) mod suggested;

/// The time in every test.
pub(crate) const NOW: &str = "2026-03-12T10:00:00Z";

/// The program with somebody in front of it and nobody behind it.
pub(crate) struct Harness {
    app: App,
    terminal: Terminal<TestBackend>,
    effects: Vec<Effect>,
}

impl Harness {
    /// The program as it starts, at a size.
    pub(crate) fn start(has_token: bool, columns: u16, rows: u16) -> Self {
        Self::start_with(Preferences::default(), has_token, columns, rows)
    }

    /// The program as it starts for somebody with wishes of their own.
    pub(crate) fn start_with(preferences: Preferences, has_token: bool, columns: u16, rows: u16) -> Self {
        Self::start_at(None, preferences, has_token, columns, rows)
    }

    fn start_at(reach: Option<Reach>, preferences: Preferences, has_token: bool, columns: u16, rows: u16) -> Self {
        let setting = Setting {
            strings: Arc::new(Strings::english()),
            preferences,
            is_plain: false,
            asks: true,
            times: Times::unsaid(TimeZone::get("Europe/Berlin").unwrap()),
            language: Language::English,
            server: "https://help.example.com".to_owned(),
            config: "~/.config/caseport/config.toml".to_owned(),
            now: now(),
            links: crate::widgets::link::Links::new(true),
            new_id: || Uuid::from_u128(0xD1),
            reach,
        };
        let mut app = App::new(setting, has_token);
        let effects = app.start();
        Self { app, terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(), effects }
    }

    /// The program with a customer signed in, at 80x24, the list not yet answered.
    pub(crate) fn customer() -> Self {
        Self::signed_in(data::customer(), 80, 24)
    }

    /// The program with an agent signed in, at 80x24, the list not yet answered.
    pub(crate) fn agent() -> Self {
        Self::signed_in(data::agent(), 80, 24)
    }

    pub(crate) fn signed_in(me: Me, columns: u16, rows: u16) -> Self {
        Self::signed_in_with(Preferences::default(), me, columns, rows)
    }

    /// The program with somebody signed in who has wishes of their own, the list not yet answered.
    pub(crate) fn signed_in_with(preferences: Preferences, me: Me, columns: u16, rows: u16) -> Self {
        Self::start_with(preferences, true, columns, rows).let_in(me)
    }

    /// The program for somebody at the other end of a connection, the list not yet answered.
    pub(crate) fn remote(me: Me, columns: u16, rows: u16) -> Self {
        let reach = Reach { user: "cases".to_owned(), host: "support.acme.example".to_owned(), port: 2222 };
        Self::start_at(Some(reach), Preferences::default(), true, columns, rows).let_in(me)
    }

    fn let_in(mut self, me: Me) -> Self {
        let harness = &mut self;
        harness.reply(|call| matches!(call, Call::Portal), Ok(Answer::Portal(Box::new(portal()))));
        harness.reply(|call| matches!(call, Call::Me), Ok(Answer::Me(Box::new(me))));
        self
    }

    /// Presses keys, spelt `jj<enter>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.parse::<Keys>().unwrap().0 {
            self.send(Msg::Key(key));
        }
        self
    }

    /// Types words, blanks and all.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        self.keys(&text.replace('<', "<lt>").replace('\n', "<enter>"))
    }

    /// Pastes text.
    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()))
    }

    /// Lets something happen.
    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = self.app.update(msg, now());
        self.effects.extend(effects);
        self
    }

    /// Makes the window another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.backend_mut().resize(columns, rows);
        self.terminal.resize(ratatui::layout::Rect::new(0, 0, columns, rows)).unwrap();
        self.send(Msg::Resized)
    }

    /// Draws a frame, and lets the screens want what they then want.
    pub(crate) fn draws(&mut self) -> &mut Self {
        self.frame();
        let wanted = self.app.drawn();
        self.effects.extend(wanted);
        self
    }

    /// The effects that nobody answered yet.
    pub(crate) fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// The calls that nobody answered yet.
    pub(crate) fn calls(&self) -> Vec<&Call> {
        let call = |effect: &'_ Effect| matches!(effect, Effect::Api(..));
        self.effects
            .iter()
            .filter(|effect| call(effect))
            .filter_map(|effect| if let Effect::Api(_, call) = effect { Some(call) } else { None })
            .collect()
    }

    /// Takes the oldest call that fits out of those that wait.
    #[track_caller]
    pub(crate) fn call(&mut self, fits: impl Fn(&Call) -> bool) -> (Ticket, Call) {
        let found = self.effects.iter().position(|effect| matches!(effect, Effect::Api(_, call) if fits(call)));
        let Some(at) = found else { panic!("no such call among {:#?}", self.effects) };
        match self.effects.remove(at) {
            Effect::Api(ticket, call) => (ticket, call),
            _ => unreachable!(),
        }
    }

    /// Answers the oldest call that fits.
    #[track_caller]
    pub(crate) fn reply(&mut self, fits: impl Fn(&Call) -> bool, answer: Result<Answer, Failure>) -> &mut Self {
        let (ticket, _) = self.call(fits);
        self.send(Msg::Answer(ticket, answer))
    }

    /// Answers the oldest wish for the machine that fits.
    #[track_caller]
    pub(crate) fn host(&mut self, fits: impl Fn(&HostOp) -> bool, answer: Result<HostAnswer, String>) -> &mut Self {
        let found = self.effects.iter().position(|effect| matches!(effect, Effect::Host(_, op) if fits(op)));
        let Some(at) = found else { panic!("no such wish among {:#?}", self.effects) };
        let Effect::Host(ticket, _) = self.effects.remove(at) else { unreachable!() };
        self.send(Msg::Host(ticket, answer))
    }

    /// Lets every timer run out.
    pub(crate) fn wakes(&mut self) -> &mut Self {
        let tickets: Vec<Ticket> =
            self.effects.iter().filter_map(|effect| if let Effect::Wake(ticket, _) = effect { Some(*ticket) } else { None }).collect();
        self.effects.retain(|effect| !matches!(effect, Effect::Wake(..)));
        for ticket in tickets {
            self.send(Msg::Woke(ticket));
        }
        self
    }

    /// The program itself.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// What the screens are given.
    pub(crate) fn context(&self) -> &Context {
        self.app.context()
    }

    pub(crate) fn context_mut(&mut self) -> &mut Context {
        self.app.context_mut()
    }

    /// Whether the program wants to end.
    pub(crate) fn has_quit(&mut self) -> bool {
        // What the machine keeps in passing is done in no time.
        let is_kept = |op: &HostOp| matches!(op, HostOp::KeepStart(_) | HostOp::KeepDraft(_) | HostOp::ForgetDraft(_));
        while self.effects.iter().any(|effect| matches!(effect, Effect::Host(_, op) if is_kept(op))) {
            self.host(is_kept, Ok(HostAnswer::Done));
        }
        self.effects.iter().any(|effect| matches!(effect, Effect::Quit))
    }

    /// What the user is told once the program has ended.
    pub(crate) fn farewell(&self) -> Vec<String> {
        self.app.farewell()
    }

    /// The cells of the screen.
    pub(crate) fn cells(&mut self) -> &[ratatui::buffer::Cell] {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        &self.terminal.backend().buffer().content
    }

    /// What is on the screen.
    pub(crate) fn frame(&mut self) -> String {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        let buffer = self.terminal.backend().buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                // What stood in the second cell of a wide character before is not on any terminal's screen.
                if skip == 0 {
                    line.push_str(symbol);
                    skip = crate::widgets::text::width(symbol);
                }
                skip = skip.saturating_sub(1);
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// Fails unless the words are on the screen.
    #[track_caller]
    pub(crate) fn sees(&mut self, words: &str) -> &mut Self {
        let frame = self.frame();
        assert!(frame.contains(words), "\"{words}\" is not in\n{frame}");
        self
    }

    /// Fails if the words are on the screen.
    #[track_caller]
    pub(crate) fn sees_no(&mut self, words: &str) -> &mut Self {
        let frame = self.frame();
        assert!(!frame.contains(words), "\"{words}\" is in\n{frame}");
        self
    }

    /// The style of the cell where the words begin.
    #[track_caller]
    pub(crate) fn style_of(&mut self, words: &str) -> ratatui::style::Style {
        let frame = self.frame();
        let y = frame.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("\"{words}\" is not in\n{frame}"));
        let line = frame.lines().nth(y).unwrap();
        let x = crate::widgets::text::width(&line[..line.find(words).unwrap()]);
        let cell = &self.terminal.backend().buffer()[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())];
        cell.style()
    }
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn portal() -> Portal {
    Portal {
        brand: "Acme".to_owned(),
        ideas_link: Some("https://ideas.example.com".to_owned()),
        public_host: None,
        auto_close_days: 7,
        limits: Limits { attachment_bytes: 25 * 1024 * 1024, files_per_draft: 20, subject_chars: 200, body_chars: 65_536 },
    }
}

/// Where somebody is, who said so before.
pub(crate) fn said() -> SettingsView {
    SettingsView {
        time_zone: Some("Europe/Berlin".to_owned()),
        is_asked: true,
        proposed_time_zone: "Europe/London".to_owned(),
        ..SettingsView::default()
    }
}

/// Somebody with a role, for tests of what roles see.
pub(crate) fn staff(name: &str) -> Me {
    Me {
        name: name.to_owned(),
        email: "grace@acme.example".to_owned(),
        side: Side::Support,
        staff_role: Some(StaffRole::Agent),
        account_role: None,
        organization: None,
        account_wide: true,
        can_file: true,
        signature: None,
        settings: said(),
    }
}
