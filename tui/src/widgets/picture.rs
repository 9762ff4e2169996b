//! Draws a picture in half-blocks, two pixels to a cell; pure, from pixels to lines.

use std::borrow::Cow;

use ratatui::style::{Color, Style};
use ratatui::text::Line;

use super::text::span;

/// The colours that a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Every one of 24 bits.
    True,
    /// The palette of 256.
    Palette,
}

impl Colours {
    /// The colours of the terminal that these variables tell of.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_true = variable("COLORTERM").is_some_and(|value| matches!(value.as_str(), "truecolor" | "24bit"));
        if is_true { Self::True } else { Self::Palette }
    }
}

/// Pixels in rows, red, green and blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// A picture; `None` where the pixels are not as many as width and height say, or none.
    pub fn new(width: usize, height: usize, pixels: Vec<[u8; 3]>) -> Option<Self> {
        (!pixels.is_empty() && width.checked_mul(height) == Some(pixels.len())).then_some(Self { width, height, pixels })
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[[u8; 3]] {
        &self.pixels
    }

    /// Whether half-blocks in an area have a dot for every pixel.
    pub fn has_room(&self, cells: u16, rows: u16) -> bool {
        self.width <= usize::from(cells) && self.height <= usize::from(rows) * 2
    }

    /// The picture fitted into an area of so many pixels, never enlarged; `None` where there is no area.
    pub fn within(&self, width: usize, height: usize) -> Option<Cow<'_, Self>> {
        let (width, height) = self.fitted(width, height);
        if (width, height) == self.size() {
            return Some(Cow::Borrowed(self));
        }
        let mean = |at: usize| self.mean(at % width, at / width, width, height);
        Self::new(width, height, (0..width * height).map(mean).collect()).map(Cow::Owned)
    }

    /// The picture fitted into an area, never enlarged.
    pub fn lines(&self, cells: u16, rows: u16, colours: Colours) -> Vec<Line<'static>> {
        let (width, height) = self.fitted(usize::from(cells), usize::from(rows) * 2);
        if width == 0 || height == 0 {
            return Vec::new();
        }
        let paint = |x: usize, y: usize| (y < height).then(|| colour(self.mean(x, y, width, height), colours));
        let row = |y: usize| {
            let mut spans: Vec<(String, Style)> = Vec::new();
            for x in 0..width {
                let style = Style { fg: paint(x, y), bg: paint(x, y + 1), ..Style::default() };
                match spans.last_mut() {
                    Some((run, known)) if *known == style => run.push('▀'),
                    _ => spans.push(("▀".to_owned(), style)),
                }
            }
            Line::from(spans.into_iter().map(|(run, style)| span(run, style)).collect::<Vec<_>>())
        };
        (0..height).step_by(2).map(row).collect()
    }

    /// Width and height within an area of square dots, the shape kept.
    fn fitted(&self, width: usize, height: usize) -> (usize, usize) {
        if self.width <= width && self.height <= height {
            return (self.width, self.height);
        }
        if width == 0 || height == 0 {
            return (0, 0);
        }
        if self.width * height > self.height * width {
            (width, (self.height * width / self.width).max(1))
        } else {
            ((self.width * height / self.height).max(1), height)
        }
    }

    /// The mean of what a dot of the fitted picture stands for.
    fn mean(&self, x: usize, y: usize, width: usize, height: usize) -> [u8; 3] {
        let part = |at: usize, dots: usize, pixels: usize| {
            let start = at * pixels / dots;
            start..((at + 1) * pixels / dots).max(start + 1)
        };
        let (columns, rows) = (part(x, width, self.width), part(y, height, self.height));
        let (mut sums, mut count) = ([0_u32; 3], 0_u32);
        for row in rows {
            for pixel in &self.pixels[row * self.width + columns.start..row * self.width + columns.end] {
                for (sum, part) in sums.iter_mut().zip(pixel) {
                    *sum += u32::from(*part);
                }
                count += 1;
            }
        }
        sums.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX))
    }
}

fn colour([red, green, blue]: [u8; 3], colours: Colours) -> Color {
    match colours {
        Colours::True => Color::Rgb(red, green, blue),
        Colours::Palette => Color::Indexed(nearest([red, green, blue])),
    }
}

/// The nearest colour of the cube of 216 and the greys of the palette of 256.
fn nearest(wanted: [u8; 3]) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |made: [u8; 3]| -> u32 { made.iter().zip(wanted).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    let step = |part: u8| (0_u8..6).min_by_key(|at| STEPS[usize::from(*at)].abs_diff(part)).unwrap_or(0);
    let cube = wanted.map(step);
    let grey = (0_u8..24).min_by_key(|at| distance([8 + 10 * at; 3])).unwrap_or(0);
    if distance([8 + 10 * grey; 3]) < distance(cube.map(|at| STEPS[usize::from(at)])) {
        232 + grey
    } else {
        16 + 36 * cube[0] + 6 * cube[1] + cube[2]
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::{Colours, Picture, nearest};

    const RED: [u8; 3] = [255, 0, 0];
    const BLUE: [u8; 3] = [0, 0, 255];
    const WHITE: [u8; 3] = [255, 255, 255];

    fn cells(picture: &Picture, columns: u16, rows: u16, colours: Colours) -> Vec<Vec<(String, Style)>> {
        let lines = picture.lines(columns, rows, colours);
        lines.into_iter().map(|line| line.spans.into_iter().map(|span| (span.content.into_owned(), span.style)).collect()).collect()
    }

    fn style(fg: [u8; 3], bg: Option<[u8; 3]>) -> Style {
        let rgb = |[r, g, b]: [u8; 3]| Color::Rgb(r, g, b);
        Style { fg: Some(rgb(fg)), bg: bg.map(rgb), ..Style::default() }
    }

    #[test]
    fn a_small_picture_is_drawn_to_the_pixel() {
        let picture = Picture::new(3, 3, vec![RED, RED, BLUE, WHITE, WHITE, RED, BLUE, RED, RED]).unwrap();
        let expected = vec![
            vec![("▀▀".to_owned(), style(RED, Some(WHITE))), ("▀".to_owned(), style(BLUE, Some(RED)))],
            vec![("▀".to_owned(), style(BLUE, None)), ("▀▀".to_owned(), style(RED, None))],
        ];
        assert_eq!(cells(&picture, 80, 24, Colours::True), expected);
    }

    #[test]
    fn a_large_picture_is_fitted_by_means_and_keeps_its_shape() {
        let half = |row: usize| if row < 4 { [200, 0, 0] } else { [0, 100, 0] };
        let picture = Picture::new(16, 8, (0..8).flat_map(|row| vec![half(row); 16]).collect()).unwrap();
        assert_eq!(cells(&picture, 4, 4, Colours::True), vec![vec![("▀▀▀▀".to_owned(), style([200, 0, 0], Some([0, 100, 0])))]]);
        assert_eq!(cells(&picture, 1, 4, Colours::True), vec![vec![("▀".to_owned(), style([100, 50, 0], None))]]);
        assert!(picture.lines(0, 4, Colours::True).is_empty() && picture.lines(4, 0, Colours::True).is_empty());
    }

    #[test]
    fn the_palette_holds_the_nearest_colour() {
        for (wanted, expected) in [(RED, 196), (BLUE, 21), (WHITE, 231), ([0, 0, 0], 16), ([128, 128, 128], 244), ([95, 135, 175], 67)] {
            assert_eq!(nearest(wanted), expected, "{wanted:?}");
        }
        let picture = Picture::new(1, 1, vec![RED]).unwrap();
        assert_eq!(cells(&picture, 9, 9, Colours::Palette)[0][0].1.fg, Some(Color::Indexed(196)));
    }

    #[test]
    fn a_picture_is_made_to_fit_by_means_and_never_larger() {
        let picture = Picture::new(4, 2, vec![RED, BLUE, RED, BLUE, RED, BLUE, RED, BLUE]).unwrap();
        let half = picture.within(2, 9).unwrap();
        assert_eq!((half.size(), half.pixels()), ((2, 1), &[[127, 0, 127]; 2][..]));
        assert_eq!(picture.within(90, 90).as_deref(), Some(&picture));
        assert!(picture.within(0, 9).is_none() && picture.within(9, 0).is_none());
        assert!(picture.has_room(4, 1) && !picture.has_room(3, 9));
    }

    #[test]
    fn pixels_that_are_no_picture_make_none() {
        assert!(Picture::new(2, 2, vec![RED; 3]).is_none() && Picture::new(0, 0, Vec::new()).is_none());
    }
}
