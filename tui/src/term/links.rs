//! Writes the addresses of links around their cells (OSC 8), where the terminal can follow them; no other file does.

use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::widgets::link::{Links, number};
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
    out: W,
    links: Links,
}

/// How a cell looks, its link aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Looks like this from here on, whatever was before (ECMA-48 SGR).
    fn take(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\x1b[0")?;
        if self.fg != Color::Reset {
            write!(out, ";{}", super::ink(self.fg))?;
        }
        if self.bg != Color::Reset {
            write!(out, ";{}", super::ground(self.bg))?;
        }
        // Bold is the first bit and 1, dim the second and 2, and so on.
        for code in (1..=9).filter(|code| self.modifier.bits() >> (code - 1) & 1 == 1) {
            write!(out, ";{code}")?;
        }
        out.write_all(b"m")
    }
}

impl<W: Write> Linked<W> {
    /// A terminal that knows the addresses of `links`.
    pub(super) fn new(out: W, links: Links) -> Self {
        Self { out, links }
    }

    /// Draws cells, each row from left to right. The colour that carries a link's number is no colour.
    pub(super) fn draw<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> io::Result<()> {
        let (mut next, mut look, mut link) = (None, Look::default(), Color::Reset);
        let mut leads = false;
        for (x, y, cell) in content {
            if cell.underline_color != link {
                link = cell.underline_color;
                leads = self.lead(link, leads)?;
            }
            if next != Some((x, y)) {
                write!(self.out, "\x1b[{};{}H", y + 1, x + 1)?;
            }
            next = Some((x + 1, y));
            if look != Look::of(cell) {
                look = Look::of(cell);
                look.take(&mut self.out)?;
            }
            self.out.write_all(cell.symbol().as_bytes())?;
        }
        self.lead(Color::Reset, leads)?;
        if look == Look::default() { Ok(()) } else { Look::default().take(&mut self.out) }
    }

    /// Lets what follows lead to the address to which a colour belongs, or nowhere any more; tells whether it leads somewhere.
    fn lead(&mut self, color: Color, led: bool) -> io::Result<bool> {
        if led {
            self.out.write_all(b"\x1b]8;;\x1b\\")?;
        }
        let Some((name, address)) = number(color).zip(self.links.address(color)) else { return Ok(false) };
        // Rows of one link have one name, so that a terminal shows them as one.
        write!(self.out, "\x1b]8;id={name};{address}\x1b\\")?;
        Ok(true)
    }

    /// Shows the cursor at a place, or hides it.
    pub(super) fn cursor(&mut self, at: Option<Position>) -> io::Result<()> {
        super::cursor(&mut self.out, at)
    }

    /// Sends what draws a picture, and leaves the cursor anywhere.
    pub(super) fn picture(&mut self, at: Position, bytes: &[u8]) -> io::Result<()> {
        write!(self.out, "\x1b[{};{}H", at.y + 1, at.x + 1)?;
        self.out.write_all(bytes)
    }

    /// Moves rows.
    pub(super) fn scroll(&mut self, moved: &Moved) -> io::Result<()> {
        super::scroll(&mut self.out, moved)
    }

    /// Clears everything.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        super::clear(&mut self.out)
    }

    /// Sends what was drawn.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.out)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::backend::{Backend as _, CrosstermBackend};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::{Linked, follows_links};
    use crate::theme::Theme;
    use crate::widgets::link::Links;
    use crate::widgets::markdown::{Ink, markdown};
    use crate::widgets::text::put;

    fn frame(text: &str, links: &Links) -> Buffer {
        let theme = Theme::named("dark").unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 4));
        let lines = markdown(text, 20, Ink { base: theme.text, theme: &theme, links, is_page: false });
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
    fn every_look_is_what_a_terminal_makes_of_it() {
        let colours = [Color::Reset, Color::Red, Color::LightBlue, Color::White, Color::Indexed(245), Color::Rgb(1, 2, 3)];
        let looks = colours.iter().flat_map(|fg| colours.iter().map(|bg| Style::new().fg(*fg).bg(*bg)));
        let looks = looks.chain((0..9).map(|bit| Style::new().fg(Color::Red).add_modifier(Modifier::from_bits_retain(1 << bit))));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 16, 4));
        for (at, look) in looks.enumerate() {
            buffer.content[at].set_symbol("x").set_style(look);
        }
        let blank = Buffer::empty(buffer.area);
        let mut theirs = Vec::new();
        CrosstermBackend::new(&mut theirs).draw(blank.diff(&buffer).into_iter()).unwrap();
        let shown = [sent(&blank, &buffer, &Links::new(true)).into_bytes(), theirs].map(|bytes| {
            let mut terminal = vt100::Parser::new(4, 16, 0);
            terminal.process(&bytes);
            // Nothing that is written later looks like this.
            terminal.process(b"\x1b[4;16Hy");
            terminal
        });
        let [ours, theirs] = shown.each_ref().map(|terminal| terminal.screen().contents_formatted());
        assert_eq!(String::from_utf8(ours), String::from_utf8(theirs));
        // Those that the terminal of this test does not know.
        let of = |modifier| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
            buffer[(0, 0)].set_symbol("x").set_style(Style::new().add_modifier(modifier));
            sent(&Buffer::empty(buffer.area), &buffer, &Links::new(true))
        };
        for (modifier, code) in [(Modifier::SLOW_BLINK, 5), (Modifier::RAPID_BLINK, 6), (Modifier::HIDDEN, 8), (Modifier::CROSSED_OUT, 9)] {
            assert_eq!(of(modifier), format!("\x1b[1;1H\x1b[0;{code}mx\x1b[0m"));
        }
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
        buffer.set_string(0, 0, "ab", Style::new().underline_color(Color::Rgb(1, 2, 3)));
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
