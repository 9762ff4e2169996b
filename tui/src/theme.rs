//! Colours by what they mean; screens name a role, never a colour.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// The themes that there are, by name.
const THEMES: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("plain", include_str!("../../assets/themes/plain.toml")),
];

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident),+ $(,)?) => {
        /// The roles of colour.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$doc])* pub $role: Style),+
        }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Sheet {
            $($role: Look),+
        }

        impl From<Sheet> for Theme {
            fn from(sheet: Sheet) -> Self {
                Self { $($role: sheet.$role.style()),+ }
            }
        }
    };
}

roles! {
    /// Ordinary text.
    text,
    /// What can be overlooked.
    muted,
    /// Titles and names.
    strong,
    /// What leads the eye: the active view, the field in use.
    accent,
    /// A key in the footer.
    key,
    /// The selected row.
    selection,
    /// It worked.
    good,
    /// Look here.
    warning,
    /// It failed, or will hurt.
    danger,
    /// Something not yet read.
    unread,
    /// A person of the customer.
    customer,
    /// A person of support.
    support,
    /// An internal note's text.
    internal,
    /// The bar above an internal note.
    internal_bar,
    /// A reply's text while it is written.
    reply,
    /// The bar above a reply while it is written.
    reply_bar,
    /// The line at the top of the screen.
    bar,
    /// The lines of a dialog.
    dialog,
    /// Code within what somebody wrote.
    code,
    /// An address, and text that leads to one.
    link,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Look {
    fg: Option<Paint>,
    bg: Option<Paint>,
    #[serde(default)]
    is: Vec<Emphasis>,
}

/// A colour by its name or its number in the palette.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Paint(Color);

impl TryFrom<String> for Paint {
    type Error = ratatui::style::ParseColorError;
    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse().map(Self)
    }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Emphasis {
    Bold,
    Dim,
    Italic,
    Underlined,
    Reversed,
}

impl Look {
    fn style(self) -> Style {
        let mut style = Style { fg: self.fg.map(|paint| paint.0), bg: self.bg.map(|paint| paint.0), ..Style::default() };
        for emphasis in self.is {
            style = style.add_modifier(match emphasis {
                Emphasis::Bold => Modifier::BOLD,
                Emphasis::Dim => Modifier::DIM,
                Emphasis::Italic => Modifier::ITALIC,
                Emphasis::Underlined => Modifier::UNDERLINED,
                Emphasis::Reversed => Modifier::REVERSED,
            });
        }
        style
    }
}

impl Theme {
    /// Reads a theme.
    ///
    /// # Errors
    /// Says which role is missing, unknown or written in a way that is no colour.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str::<Sheet>(text).map(Self::from)
    }

    /// The names of the themes, the one that is used unless another is asked for first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        THEMES.iter().map(|(name, _)| *name)
    }

    /// The theme with a name.
    ///
    /// # Panics
    /// If a theme of our own cannot be read, which a test rules out.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = THEMES.iter().find(|(known, _)| *known == name)?;
        Some(Self::read(text).expect("a theme of our own can be read"))
    }

    /// Whether anything is told by colour.
    pub fn has_colours(&self) -> bool {
        [self.good, self.danger].iter().any(|style| style.fg.is_some() || style.bg.is_some())
    }

    /// The theme without colours, as `NO_COLOR` asks for.
    ///
    /// # Panics
    /// Never: it is one of ours.
    pub fn plain() -> Self {
        Self::named("plain").expect("there is a theme without colours")
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::Theme;

    #[test]
    fn without_colour_there_is_none_and_notes_still_differ() {
        let theme = Theme::plain();
        let colourless = |style: Style| style.fg.is_none() && style.bg.is_none();
        assert!(colourless(theme.internal_bar) && colourless(theme.danger) && colourless(theme.selection));
        assert_ne!(theme.internal_bar, theme.reply_bar);
        assert!(!theme.has_colours() && ["dark", "light", "high-contrast"].iter().all(|name| Theme::named(name).unwrap().has_colours()));
        for name in Theme::names() {
            let theme = Theme::named(name).unwrap();
            assert_ne!(theme.internal_bar, theme.reply_bar, "{name}");
            assert_ne!(theme.internal, theme.reply, "{name}");
            assert_ne!(theme.selection, theme.text, "{name}");
        }
    }

    #[test]
    fn a_wrong_theme_says_what_is_wrong() {
        let error = Theme::read("text = { fg = \"no colour\" }").unwrap_err();
        assert!(error.to_string().contains("text"), "{error}");
    }
}
