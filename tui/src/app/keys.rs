//! The keys that work everywhere.

use super::{App, Context};
use crate::keymap::{Binding, always};

/// What a key does everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Help,
    Palette,
    Articles,
    Settings,
    Dates,
    Mouse,
    Quit,
}

pub(crate) const KEYS: &[Binding<Action, App>] = &[
    Binding { keys: &["?"], action: Action::Help, label: "app-help", hint: "hint-help", when: is_reading },
    Binding { keys: &["<f1>"], action: Action::Help, label: "app-help-typing", hint: "hint-help", when: is_typing },
    Binding { keys: &["<c-p>"], action: Action::Palette, label: "app-palette", hint: "hint-palette", when: is_screen },
    Binding { keys: &["b"], action: Action::Articles, label: "app-articles", hint: "hint-articles", when: is_reading_screen },
    Binding { keys: &["<f6>"], action: Action::Articles, label: "app-articles-typing", hint: "hint-articles", when: is_typing_screen },
    Binding { keys: &[","], action: Action::Settings, label: "app-settings", hint: "hint-settings", when: is_reading_screen },
    Binding { keys: &["t"], action: Action::Dates, label: "app-dates", hint: "hint-dates", when: is_reading_screen },
    Binding { keys: &["<a-m>"], action: Action::Mouse, label: "app-mouse", hint: "hint-mouse", when: always },
    Binding { keys: &["<c-c>", "<c-q>"], action: Action::Quit, label: "app-quit", hint: "hint-quit", when: always },
];

fn is_reading(app: &App, cx: &Context) -> bool {
    !is_typing(app, cx)
}

fn is_typing(app: &App, _: &Context) -> bool {
    app.layers.last().is_some_and(|top| top.layer.is_typing())
}

/// Whether a screen is on top, and no question.
fn is_screen(app: &App, _: &Context) -> bool {
    app.cx.me.is_some() && app.layers.last().is_some_and(|top| !top.layer.is_dialog() && !top.layer.is_sign_in())
}

fn is_reading_screen(app: &App, cx: &Context) -> bool {
    is_reading(app, cx) && is_screen(app, cx)
}

fn is_typing_screen(app: &App, cx: &Context) -> bool {
    is_typing(app, cx) && is_screen(app, cx)
}
