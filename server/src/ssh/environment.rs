//! What a client says of where it runs: its terminal, its colours, its language.

/// Longest name of a terminal, and of a value of the environment, in characters.
const WORD_CHARS: usize = 64;

/// A client's terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terminal {
    /// Its kind, as `TERM` names it.
    pub(super) name: String,
    /// Columns and rows.
    pub(super) size: (u16, u16),
}

impl Terminal {
    /// A terminal as a client describes it; `None` for a name that is none.
    pub(super) fn new(name: &str, columns: u32, rows: u32) -> Option<Self> {
        let is_name = name.len() <= WORD_CHARS && name.bytes().all(|byte| byte.is_ascii_graphic());
        is_name.then(|| Self { name: name.to_owned(), size: fitting(columns, rows) })
    }

    /// Whether it can do no more than show lines.
    pub(super) fn is_dumb(&self) -> bool {
        self.name.is_empty() || self.name == "dumb"
    }
}

/// A size as it was told; what is drawn on is bounded by the screens.
pub(super) fn fitting(columns: u32, rows: u32) -> (u16, u16) {
    let side = |given: u32| u16::try_from(given).unwrap_or(u16::MAX);
    (side(columns), side(rows))
}

/// What a client says of its terminal; everything else that it sends is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Environment {
    /// `NO_COLOR`.
    no_color: String,
    /// `COLORTERM`.
    colorterm: String,
    /// What `LANG` and its like say of the language, and how dates are written.
    said: Vec<(&'static str, String)>,
}

/// The variables that say how somebody reads.
const READING: [&str; 5] = ["CASEPORT_LANG", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LANG"];

impl Environment {
    /// Takes a variable; false for one that means nothing here.
    pub(super) fn take(&mut self, name: &str, value: &str) -> bool {
        if value.len() > WORD_CHARS {
            return false;
        }
        match name {
            "NO_COLOR" => value.clone_into(&mut self.no_color),
            "COLORTERM" => value.clone_into(&mut self.colorterm),
            name => match READING.iter().find(|known| **known == name) {
                Some(known) => {
                    self.said.retain(|(name, _)| name != known);
                    self.said.push((known, value.to_owned()));
                }
                // What else a system says of its language means nothing here and does no harm.
                None => return name.starts_with("LC_") && name.len() <= WORD_CHARS,
            },
        }
        true
    }

    /// Whether 24 bits of colour are shown.
    pub(super) fn has_true_colours(&self) -> bool {
        matches!(self.colorterm.as_str(), "truecolor" | "24bit")
    }

    /// A variable that was taken.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        match name {
            "NO_COLOR" => Some(self.no_color.clone()),
            "COLORTERM" => Some(self.colorterm.clone()),
            _ => self.said.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Environment, Terminal};

    #[test]
    fn a_terminal_has_a_name_and_any_size() {
        for (given, expected) in [((0, 0), (0, 0)), ((u32::MAX, 1), (65_535, 1)), ((132, 43), (132, 43))] {
            assert_eq!(Terminal::new("xterm", given.0, given.1).unwrap().size, expected);
        }
        for name in ["x".repeat(65).as_str(), "xterm\u{1b}[2J", "a b", "\u{fc}"] {
            assert_eq!(Terminal::new(name, 80, 24), None);
        }
        assert!(Terminal::new("", 80, 24).unwrap().is_dumb() && Terminal::new("dumb", 80, 24).unwrap().is_dumb());
    }

    #[test]
    fn of_the_environment_only_what_means_something_is_taken() {
        let mut environment = Environment::default();
        assert!(environment.take("NO_COLOR", "1") && environment.variable("NO_COLOR").as_deref() == Some("1"));
        assert!(environment.take("COLORTERM", "truecolor") && environment.has_true_colours());
        assert!(environment.take("LANG", "de_DE.UTF-8") && environment.take("LC_TIME", "C"));
        for (name, value) in [("LD_PRELOAD", "x"), ("PATH", "/"), ("LANG", &"x".repeat(1_000_000)), (&"LC_".repeat(100), "x")] {
            assert!(!environment.take(name, value), "{name}");
        }
    }
}
