//! Pictures that a terminal draws pixel by pixel: what it must have told of itself, and what it is sent; pure.

use bytes::Bytes;

use super::picture::Picture;
use super::sixel::{BAND, sixel};

/// Most bytes of a picture: on a line of 8 Mbit/s a second, in which nothing else that is drawn is seen.
const BYTES_MAX: usize = 1024 * 1024;
/// How often a picture that takes more is made smaller; noise at its largest takes four times as much.
const TRIES: usize = 6;
/// Fewest colours with which a picture says more than half-blocks do; a VT340 has as many.
const COLOURS_LEAST: u16 = 16;
/// Most colours that a picture has; terminals that do not tell a number have as many.
const COLOURS_MOST: u16 = 256;
/// The sides that cells of a terminal can have, in pixels.
const SIDES: std::ops::RangeInclusive<u16> = 4..=128;

/// Something that a terminal told of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Whether it draws sixels (DA1).
    Sixels(bool),
    /// The width and height of a cell, in pixels.
    Cell(u16, u16),
    /// The width and height of the largest picture that it takes, in pixels: at all, or in its window as it is.
    Picture(u16, u16),
    /// How many colours it draws at once.
    Colours(u16),
}

/// What a terminal told of itself so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Graphics {
    has_sixels: bool,
    cell: Option<(u16, u16)>,
    /// The picture that was told last, and the largest that ever was.
    picture: (u16, u16),
    largest: (u16, u16),
    colours: Option<u16>,
}

/// How a terminal draws pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grain {
    /// The width and height of a cell, in pixels.
    pub cell: (u16, u16),
    /// How many colours there are at once.
    pub colours: u16,
}

impl Graphics {
    /// Takes what was told.
    pub fn take(&mut self, told: Told) {
        match told {
            Told::Sixels(has_sixels) => self.has_sixels = has_sixels,
            Told::Cell(width, height) => self.cell = Some((width, height)),
            Told::Picture(width, height) => {
                self.picture = (width, height);
                self.largest = (self.largest.0.max(width), self.largest.1.max(height));
            }
            Told::Colours(colours) => self.colours = Some(colours),
        }
    }

    /// Whether it draws sixels, as far as it told.
    pub fn has_sixels(&self) -> bool {
        self.has_sixels
    }

    /// Whether it told enough for pictures to be drawn.
    pub fn is_known(&self) -> bool {
        self.has_sixels && (self.cell.is_some() || self.picture != self.largest)
    }

    /// How it draws pixels with so many columns and rows; nothing where it does not, or did not tell how large its cells are.
    ///
    /// xterm tells only what picture its window has room for, unless its user lets it tell the size of a cell: then a cell has
    /// the least size of which one more would not fit. No picture is larger than the largest at all, so that in a wide or high
    /// window a picture is smaller than it could be. Where the largest at all is all that is told, it says nothing of cells.
    pub fn grain(&self, (columns, rows): (u16, u16)) -> Option<Grain> {
        let least = |pixels: u16, count: u16| pixels / count.saturating_add(1) + 1;
        let window = (self.picture != self.largest).then_some(self.picture);
        let cell = self.cell.or_else(|| window.map(|(width, height)| (least(width, columns), least(height, rows))));
        let cell = cell.filter(|(width, height)| self.has_sixels && SIDES.contains(width) && SIDES.contains(height))?;
        let colours = self.colours.unwrap_or(COLOURS_MOST).min(COLOURS_MOST);
        (colours >= COLOURS_LEAST).then_some(Grain { cell, colours })
    }
}

/// So many cells and rows of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// In a row.
    pub cells: u16,
    /// Below each other.
    pub rows: u16,
    /// How the terminal draws.
    pub grain: Grain,
}

/// A picture as a terminal takes it, at the place where its cursor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharp {
    /// Cells in a row that it covers.
    pub cells: u16,
    /// Rows that it covers.
    pub rows: u16,
    /// What is sent.
    pub bytes: Bytes,
}

impl Sharp {
    /// A picture fitted into a room, never enlarged; nothing where there is no room, or no end to its bytes.
    ///
    /// It is made of whole bands, so that none of its pixels reaches into the row below it.
    pub fn new(picture: &Picture, room: Room) -> Option<Self> {
        let (cell_width, cell_height) = (usize::from(room.grain.cell.0), usize::from(room.grain.cell.1));
        let mut most = (usize::from(room.cells) * cell_width, usize::from(room.rows) * cell_height / BAND * BAND);
        for _ in 0..TRIES {
            let fitted = picture.within(most.0, most.1)?;
            let (width, height) = fitted.size();
            if let Some(bytes) = sixel(&fitted, usize::from(room.grain.colours), BYTES_MAX) {
                let covered = |pixels: usize, cell: usize| u16::try_from(pixels.div_ceil(cell)).ok();
                let rows = covered(height.next_multiple_of(BAND), cell_height)?;
                return Some(Self { cells: covered(width, cell_width)?, rows, bytes: bytes.into() });
            }
            most = (width * 3 / 4, height * 3 / 4);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES_MAX, Grain, Graphics, Picture, Room, Sharp, Told};

    const GRAIN: Grain = Grain { cell: (10, 20), colours: 256 };

    fn picture(width: usize, height: usize, pixel: impl Fn(usize) -> [u8; 3]) -> Picture {
        Picture::new(width, height, (0..width * height).map(pixel).collect()).unwrap()
    }

    #[test]
    fn a_terminal_draws_pixels_once_it_told_that_it_does_and_how_large_they_are() {
        let grain = |told: &[Told]| {
            let mut graphics = Graphics::default();
            for told in told {
                graphics.take(*told);
            }
            graphics.grain((80, 24))
        };
        let (yes, cell) = (Told::Sixels(true), Told::Cell(10, 20));
        assert_eq!(grain(&[yes, cell]), Some(GRAIN));
        assert_eq!(grain(&[cell, Told::Colours(16), yes]), Some(Grain { colours: 16, ..GRAIN }));
        assert_eq!(grain(&[yes, Told::Colours(1_024), cell]), Some(GRAIN));
        // What its window has room for does, with what is left beside its cells, unless nothing larger was told of.
        let (largest, window) = (Told::Picture(1_000, 1_000), Told::Picture(480, 312));
        for window in [window, Told::Picture(485, 324)] {
            assert_eq!(grain(&[yes, largest, window]), Some(Grain { cell: (6, 13), ..GRAIN }));
        }
        assert_eq!(grain(&[yes, largest, Told::Picture(1_000, 312)]), Some(Grain { cell: (13, 13), ..GRAIN }));
        assert_eq!(grain(&[yes, largest, window, cell]), Some(GRAIN));
        for few in [
            &[][..],
            &[yes],
            &[cell],
            &[largest, window],
            &[Told::Sixels(false), cell],
            &[yes, cell, Told::Colours(2)],
            &[yes, Told::Cell(0, 20)],
            &[yes, Told::Cell(10, 2_000)],
            &[yes, window, window],
            &[yes, largest, Told::Picture(0, 0)],
        ] {
            assert_eq!(grain(few), None, "{few:?}");
        }
    }

    #[test]
    fn a_picture_stays_within_its_room_and_is_never_enlarged() {
        let of = |width, height, cells, rows| {
            let sharp = Sharp::new(&picture(width, height, |_| [9, 9, 9]), Room { cells, rows, grain: GRAIN })?;
            let text = String::from_utf8(sharp.bytes.to_vec()).unwrap();
            let size = text.split('#').next().unwrap().rsplit('"').next().unwrap().to_owned();
            Some((sharp.cells, sharp.rows, size))
        };
        assert_eq!(of(95, 61, 80, 20), Some((10, 4, "1;1;95;61".into())));
        assert_eq!(of(1_000, 500, 50, 20), Some((50, 13, "1;1;500;250".into())));
        // A band that is begun is one: of 100 rows of pixels, 96 are painted.
        assert_eq!(of(1_000, 1_000, 80, 5), Some((10, 5, "1;1;96;96".into())));
        assert_eq!(of(100, 100, 0, 5), None);
        assert_eq!(of(100, 100, 5, 0), None);
    }

    #[test]
    fn a_picture_that_takes_too_many_bytes_is_made_smaller() {
        let noise = |at: usize| {
            let mixed = at.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            [mixed >> 40, mixed >> 48, mixed >> 56].map(|part| u8::try_from(part & 0xFF).unwrap())
        };
        let sharp = Sharp::new(&picture(1_000, 800, noise), Room { cells: 300, rows: 100, grain: GRAIN }).unwrap();
        assert!(sharp.bytes.len() <= BYTES_MAX && sharp.bytes.len() * 3 > BYTES_MAX, "{}", sharp.bytes.len());
        assert!((30..100).contains(&sharp.cells), "{}", sharp.cells);
    }
}
