//! The keys of the products, when each of them works, and the words for why it does not.

use super::Products;
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Select(Move),
    Scroll(Move),
    Refresh,
    NewCase,
    Request,
    SaveWindow,
    WriteNotice,
    WithdrawNotice,
    Edit,
    Contacts,
    Categories,
    Create,
    People,
    Back,
}

pub(in crate::screens) const KEYS: &[Binding<Action, Products>] = &[
    Binding { keys: &["R"], action: Action::Request, label: "products-request", hint: "hint-request", when: can_file },
    Binding { keys: &["N"], action: Action::WriteNotice, label: "products-notice", hint: "hint-notice", when: can_edit },
    Binding { keys: &["W"], action: Action::WithdrawNotice, label: "products-withdraw", hint: "hint-withdraw", when: can_withdraw },
    Binding { keys: &["e"], action: Action::Edit, label: "products-edit", hint: "hint-desk-edit", when: can_edit },
    Binding { keys: &["c"], action: Action::Contacts, label: "products-contacts", hint: "hint-contacts", when: can_edit },
    Binding { keys: &["C"], action: Action::Categories, label: "products-category-tree", hint: "hint-categories", when: can_edit },
    Binding { keys: &["A"], action: Action::Create, label: "products-create", hint: "hint-add-product", when: can_create },
    Binding { keys: &["n"], action: Action::NewCase, label: "cases-new", hint: "hint-new-case", when: can_file },
    Binding { keys: &["P"], action: Action::People, label: "products-people", hint: "hint-people", when: has_product },
    Binding { keys: &["s"], action: Action::SaveWindow, label: "products-save-window", hint: "hint-save-window", when: can_save_window },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "products-back", hint: "hint-back", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Select(Move::Down), label: "products-next", hint: "hint-next", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Select(Move::Up), label: "products-previous", hint: "hint-previous", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Scroll(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-read-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Scroll(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-read-up",
        when: always,
    },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "products-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["gg", "<home>"], action: Action::Select(Move::First), label: "products-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Select(Move::Last), label: "products-last", hint: "hint-last", when: always },
];

fn can_file(_: &Products, cx: &Context) -> bool {
    cx.me.as_ref().is_some_and(|me| me.can_file)
}

fn has_product(screen: &Products, _: &Context) -> bool {
    screen.selected().is_some()
}

fn has_window(screen: &Products) -> bool {
    screen.detailed().is_some_and(|product| product.summary.maintenance_window.is_some())
}

fn can_save_window(screen: &Products, cx: &Context) -> bool {
    !cx.is_remote() && has_window(screen)
}

fn can_edit(screen: &Products, _: &Context) -> bool {
    screen.detailed().is_some_and(|product| product.can_edit)
}

fn can_withdraw(screen: &Products, _: &Context) -> bool {
    screen.detailed().is_some_and(|product| product.can_edit && !product.notices.is_empty())
}

/// Whether the reader may add products: an Admin (I5).
fn can_create(_: &Products, cx: &Context) -> bool {
    cx.is_admin()
}

/// Why an action cannot be taken now: the key of the words.
pub(super) fn why_not(action: Action, screen: &Products, cx: &Context) -> Option<&'static str> {
    Some(match action {
        Action::Select(_) | Action::Scroll(_) | Action::Refresh | Action::Back => return None,
        Action::NewCase | Action::Request => "why-no-seat",
        Action::Create => "people-why-admin",
        Action::SaveWindow if cx.is_remote() => "products-why-remote",
        _ if screen.selected().is_none() => "products-why-none",
        Action::WriteNotice | Action::WithdrawNotice | Action::Edit | Action::Contacts | Action::Categories if !cx.is_support() => {
            "people-why-support"
        }
        _ if screen.detailed().is_none() => "products-loading",
        Action::SaveWindow => "cli-no-window",
        Action::WithdrawNotice if can_edit(screen, cx) => "products-why-no-notice",
        _ => "people-why-support",
    })
}
