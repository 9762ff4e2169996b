//! Turns what a terminal sends into messages; the only reader of the parser's key types.

mod feeder;

use terminput::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind, ScrollDirection};

pub use self::feeder::Feeder;
use crate::keymap::{Code, Key};
use crate::msg::{Msg, Pointer};
use crate::widgets::scroll::Move;

/// The message of an event, or `None` for one that means nothing here (releases, focus).
fn message(event: &Event) -> Option<Msg> {
    match event {
        Event::Key(event) => key(*event).map(Msg::Key),
        Event::Mouse(event) => pointer(*event).map(Msg::Pointer),
        _ => None,
    }
}

fn pointer(event: MouseEvent) -> Option<Pointer> {
    match event.kind {
        MouseEventKind::Scroll(ScrollDirection::Up) => Some(Pointer::Wheel(Move::Up)),
        MouseEventKind::Scroll(ScrollDirection::Down) => Some(Pointer::Wheel(Move::Down)),
        MouseEventKind::Down(MouseButton::Left) => Some(Pointer::Press(event.column, event.row)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CTRL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}
