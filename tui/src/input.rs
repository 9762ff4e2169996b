//! Turns the terminal's events into messages; the only reader of the terminal library's key types.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::keymap::{Code, Key};
use crate::msg::{Msg, Pointer};
use crate::widgets::scroll::Move;

/// The message of an event, or `None` for one that means nothing here (releases, focus).
pub fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(event) => key(event).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(event) => pointer(event).map(Msg::Pointer),
        Event::Resize(..) => Some(Msg::Resized),
        _ => None,
    }
}

fn pointer(event: MouseEvent) -> Option<Pointer> {
    match event.kind {
        MouseEventKind::ScrollUp => Some(Pointer::Wheel(Move::Up)),
        MouseEventKind::ScrollDown => Some(Pointer::Wheel(Move::Down)),
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
        KeyCode::BackTab => Code::BackTab,
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
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

    use super::message;
    use crate::keymap::Keys;
    use crate::msg::Msg;

    #[test]
    fn a_key_arrives_as_it_is_spelt() {
        for (code, modifiers, spelt) in [
            (KeyCode::Char('s'), KeyModifiers::CONTROL, "<c-s>"),
            (KeyCode::Enter, KeyModifiers::ALT, "<a-enter>"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Tab, KeyModifiers::SHIFT, "<backtab>"),
        ] {
            let Some(Msg::Key(key)) = message(Event::Key(KeyEvent::new(code, modifiers))) else { panic!("no key for {spelt}") };
            assert_eq!(Keys(vec![key]), spelt.parse().unwrap());
        }
        assert!(message(Event::FocusLost).is_none());
    }
}
