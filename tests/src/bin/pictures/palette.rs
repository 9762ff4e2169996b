//! The colours of a terminal as a browser names them.

/// What is drawn on.
pub(crate) const BACKGROUND: &str = "#16181d";
/// Text without a colour.
pub(crate) const FOREGROUND: &str = "#d5d9e0";

/// The sixteen that terminals choose themselves.
const SYSTEM: [&str; 16] = [
    "#1c1f26", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf", "#5c6370", "#ff7b86", "#b5e890", "#ffd68a",
    "#7cc3ff", "#dd94f0", "#6fd3e0", "#ffffff",
];

/// The name of a colour; the one without a number or parts is `default`.
pub(crate) fn name(color: vt100::Color, default: &str) -> String {
    match color {
        vt100::Color::Default => default.to_owned(),
        vt100::Color::Idx(index @ 0..16) => SYSTEM[usize::from(index)].to_owned(),
        vt100::Color::Idx(index @ 16..232) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
            let index = index - 16;
            hexadecimal(level(index / 36), level(index / 6 % 6), level(index % 6))
        }
        vt100::Color::Idx(index) => {
            let level = 8 + (index - 232) * 10;
            hexadecimal(level, level, level)
        }
        vt100::Color::Rgb(red, green, blue) => hexadecimal(red, green, blue),
    }
}

fn hexadecimal(red: u8, green: u8, blue: u8) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn the_palette_is_that_of_xterm() {
        for (index, expected) in [(16, "#000000"), (80, "#5fd7d7"), (231, "#ffffff"), (232, "#080808"), (255, "#eeeeee")] {
            assert_eq!(name(vt100::Color::Idx(index), "none"), expected, "{index}");
        }
        assert_eq!(name(vt100::Color::Default, "none"), "none");
        assert_eq!(name(vt100::Color::Rgb(1, 2, 255), "none"), "#0102ff");
    }
}
