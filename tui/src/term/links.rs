//! Writes the addresses of links around their cells (OSC 8), where the terminal can follow them; no other file does.

use std::io::{self, Write};

use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::Color;

use crate::widgets::link::Links;
use crate::widgets::stays::Moved;

/// Whether the terminal that these variables tell of is known to follow links; all others would, at best, show nothing.
///
/// `CASEPORT_HYPERLINKS` set to 1 or 0 decides it.
pub fn follows_links(variable: impl Fn(&str) -> Option<String>) -> bool {
    let value = |name: &str| variable(name).filter(|value| !value.is_empty());
    match value("CASEPORT_HYPERLINKS").as_deref() {
        Some("0") => return false,
        Some("1") => return true,
        _ => {}
    }
    let term = value("TERM").unwrap_or_default();
    if term == "dumb" || term == "linux" {
        return false;
    }
    let version = |text: &str| {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse().unwrap_or(0));
        (numbers.next().unwrap_or(0_u32), numbers.next().unwrap_or(0_u32))
    };
    // What stands between the screens and the terminal must pass links on, whatever the terminal is.
    let program = value("TERM_PROGRAM").unwrap_or_default();
    if value("TMUX").is_some() || program == "tmux" || term.starts_with("tmux") {
        return program == "tmux" && value("TERM_PROGRAM_VERSION").is_some_and(|text| version(&text) >= (3, 4));
    }
    if value("STY").is_some() || term.starts_with("screen") {
        return false;
    }
    ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "WarpTerminal"].contains(&program.as_str())
        || value("VTE_VERSION").is_some_and(|text| text.parse::<u32>().is_ok_and(|version| version >= 5_000))
        || ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"].iter().any(|name| value(name).is_some())
        || ["kitty", "alacritty", "foot", "wezterm", "ghostty"].iter().any(|name| term.contains(name))
}

/// The terminal, with links.
#[derive(Debug)]
pub(super) struct Linked<W: Write> {
    terminal: CrosstermBackend<W>,
    links: Links,
}

impl<W: Write> Linked<W> {
    /// A terminal that knows the addresses of `links`.
    pub(super) fn new(out: W, links: Links) -> Self {
        Self { terminal: CrosstermBackend::new(out), links }
    }

    /// Draws cells that carry a number; the number is no colour.
    fn draw_numbered(&mut self, run: &[(u16, u16, &Cell)]) -> io::Result<()> {
        let plain = |cell: &Cell| {
            let mut cell = cell.clone();
            cell.underline_color = Color::Reset;
            cell
        };
        let cells: Vec<(u16, u16, Cell)> = run.iter().map(|(x, y, cell)| (*x, *y, plain(cell))).collect();
        self.terminal.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
    }
}

impl<W: Write> Linked<W> {
    /// Draws cells, each row from left to right.
    pub(super) fn draw<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        if cells.iter().all(|(_, _, cell)| cell.underline_color == Color::Reset) {
            return self.terminal.draw(cells.into_iter());
        }
        for run in cells.chunk_by(|(_, _, one), (_, _, other)| one.underline_color == other.underline_color) {
            let color = run.first().map_or(Color::Reset, |(_, _, cell)| cell.underline_color);
            match self.links.address(color) {
                Some(address) => {
                    // Rows of one link have one name, so that a terminal shows them as one.
                    let name = crate::widgets::link::number(color).unwrap_or_default();
                    write!(self.terminal, "\x1b]8;id={name};{address}\x1b\\")?;
                    self.draw_numbered(run)?;
                    write!(self.terminal, "\x1b]8;;\x1b\\")?;
                }
                None => self.draw_numbered(run)?,
            }
        }
        Ok(())
    }

    /// Shows the cursor at a place, or hides it.
    pub(super) fn cursor(&mut self, at: Option<Position>) -> io::Result<()> {
        super::cursor(&mut self.terminal, at)
    }

    /// Moves rows.
    pub(super) fn scroll(&mut self, moved: &Moved) -> io::Result<()> {
        super::scroll(&mut self.terminal, moved)
    }

    /// Clears everything.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        super::clear(&mut self.terminal)
    }

    /// Sends what was drawn.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.terminal)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::{Linked, follows_links};
    use crate::theme::Theme;
    use crate::widgets::link::Links;
    use crate::widgets::markdown::{Ink, markdown};
    use crate::widgets::text::put;

    fn frame(text: &str, links: &Links) -> Buffer {
        let theme = Theme::named("dark").unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 4));
        let lines = markdown(text, 20, Ink { base: theme.text, theme: &theme, links });
        for (y, line) in (0..4).zip(&lines) {
            put(&mut buffer, 0, y, 20, line);
        }
        buffer
    }

    /// What is sent for the difference between two frames.
    fn sent(before: &Buffer, after: &Buffer, links: &Links) -> String {
        let mut out = Vec::new();
        Linked::new(&mut out, links.clone()).draw(before.diff(after).into_iter()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_cells_of_a_link_lead_to_its_address_on_every_row() {
        let links = Links::new(true);
        let out = sent(&Buffer::empty(Rect::new(0, 0, 20, 4)), &frame("at https://a.example/long/path now", &links), &links);
        let (_, rest) = out.split_once("\x1b]8;id=0;https://a.example/long/path\x1b\\").unwrap();
        let (inside, rest) = rest.split_once("\x1b]8;;\x1b\\").unwrap();
        assert!(inside.contains("https"), "{out:?}");
        assert!(out.matches("\x1b]8;id=0;").count() >= 1 && out.matches("\x1b]8;;\x1b\\").count() == out.matches("\x1b]8;id").count());
        assert!(rest.contains("now"), "{out:?}");
        // The colour that carries the number is not sent.
        assert!(!out.contains("\x1b[58"), "{out:?}");
    }

    #[test]
    fn only_what_changed_is_sent_and_a_changed_address_is_a_change() {
        let links = Links::new(true);
        let (one, other) = (frame("[guide](https://a.example/1)", &links), frame("[guide](https://a.example/2)", &links));
        assert!(!sent(&one, &one, &links).contains("\x1b]8"));
        let out = sent(&one, &other, &links);
        let text: String = out.split("\x1b\\").collect();
        assert!(out.contains("id=1;https://a.example/2\x1b\\") && text.contains("guide"), "{out:?}");
        assert!(!out.contains("https://a.example/1\x1b"), "{out:?}");
    }

    #[test]
    fn a_terminal_that_cannot_follow_links_gets_none() {
        let links = Links::new(false);
        let out = sent(&Buffer::empty(Rect::new(0, 0, 20, 4)), &frame("[b](https://a.example)", &links), &links);
        assert!(!out.contains("\x1b]") && out.contains("https://a.example"), "{out:?}");
    }

    #[test]
    fn hostile_addresses_reach_no_terminal() {
        let links = Links::new(true);
        for text in [
            "[a](javascript:alert(1))",
            "[a](file:///etc/passwd)",
            "[a](https://x/\u{1b}\\\u{7}y)",
            "[a](<https://x/\u{9c}y>)",
            "[a](https://x/&#27;\\)",
            "[a](https://x/&#7;y)",
            "[a](https://x/&#x202e;y)",
        ] {
            let out = sent(&Buffer::empty(Rect::new(0, 0, 20, 4)), &frame(text, &links), &links);
            let addresses = out.split("\x1b]8;").skip(1).map(|rest| rest.split("\x1b\\").next().unwrap());
            for address in addresses {
                assert!(address.chars().all(|c| c.is_ascii_graphic()), "{text:?} {out:?}");
                assert!(!address.contains("javascript") && !address.contains("file:"), "{text:?} {out:?}");
            }
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        buffer.set_string(0, 0, "ab", Style::new().underline_color(ratatui::style::Color::Rgb(1, 2, 3)));
        assert!(!sent(&Buffer::empty(buffer.area), &buffer, &links).contains("\x1b]"));
    }

    #[test]
    fn only_terminals_that_are_known_to_follow_links_get_them() {
        let follows = |variables: &[(&str, &str)]| {
            follows_links(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        for known in [
            &[("TERM", "xterm-kitty")][..],
            &[("TERM", "alacritty")],
            &[("TERM", "foot-extra")],
            &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "7006")],
            &[("TERM", "xterm-256color"), ("WT_SESSION", "x")],
            &[("TERM", "tmux-256color"), ("TMUX", "x"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.4a")],
            &[("TERM", "dumb"), ("CASEPORT_HYPERLINKS", "1")],
        ] {
            assert!(follows(known), "{known:?}");
        }
        for unknown in [
            &[][..],
            &[("TERM", "xterm-256color")],
            &[("TERM", "linux"), ("VTE_VERSION", "7006")],
            &[("TERM", "dumb"), ("KITTY_WINDOW_ID", "1")],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "4800")],
            &[("TERM", "screen-256color"), ("TMUX", "x"), ("KITTY_WINDOW_ID", "1")],
            &[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a"), ("KITTY_WINDOW_ID", "1")],
            &[("TERM", "screen"), ("STY", "x"), ("KONSOLE_VERSION", "220401")],
            &[("TERM", "xterm-kitty"), ("CASEPORT_HYPERLINKS", "0")],
        ] {
            assert!(!follows(unknown), "{unknown:?}");
        }
    }
}
