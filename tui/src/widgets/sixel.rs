//! Writes pixels as sixels, six rows at a time, as terminals since the VT240 draw them; pure, from pixels to bytes.

mod palette;
#[cfg(test)]
mod tests;

use std::io::Write as _;

use self::palette::Palette;
use super::picture::Picture;

/// Rows of pixels in a band.
pub const BAND: usize = 6;
/// What stands for no pixel of a band; each bit above it is one, the lowest bit the uppermost pixel.
const NONE: u8 = b'?';
/// Times that a sixel comes in a row from which on it is counted instead of written again.
const COUNTED: usize = 4;

/// A picture in at most so many colours, or nothing where that would take more than so many bytes.
pub fn sixel(picture: &Picture, colours: usize, most: usize) -> Option<Vec<u8>> {
    let (width, height) = picture.size();
    let palette = Palette::of(picture.pixels(), colours);
    // Pixels are square, and what the last band has more than the picture stays as it is.
    let mut out = format!("\x1bP0;1;0q\"1;1;{width};{height}").into_bytes();
    for (place, colour) in palette.colours.iter().enumerate() {
        let [red, green, blue] = colour.map(|part| (u32::from(part) * 100 + 127) / 255);
        push(&mut out, format_args!("#{place};2;{red};{green};{blue}"));
    }
    let mut band = Band::new(width, palette.colours.len());
    for (at, rows) in picture.pixels().chunks(BAND * width).enumerate() {
        if at > 0 {
            out.push(b'-');
        }
        for (bit, row) in rows.chunks(width).enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                band.paint(palette.place(*pixel), x, bit);
            }
        }
        band.write(&mut out);
        if out.len() > most {
            return None;
        }
    }
    out.extend_from_slice(b"\x1b\\");
    (out.len() <= most).then_some(out)
}

/// A band that is painted.
struct Band {
    width: usize,
    /// For each colour a row of sixels.
    sixels: Vec<u8>,
    /// For each colour how many of its sixels are to be written; none where it is not used.
    ends: Vec<usize>,
}

impl Band {
    fn new(width: usize, colours: usize) -> Self {
        Self { width, sixels: vec![0; width * colours], ends: vec![0; colours] }
    }

    fn paint(&mut self, place: u8, x: usize, bit: usize) {
        let place = usize::from(place);
        self.sixels[place * self.width + x] |= 1 << bit;
        self.ends[place] = self.ends[place].max(x + 1);
    }

    /// Writes one colour after the other over the same band, and leaves nothing painted.
    fn write(&mut self, out: &mut Vec<u8>) {
        let mut is_first = true;
        for (place, (end, row)) in self.ends.iter_mut().zip(self.sixels.chunks_mut(self.width)).enumerate() {
            let used = &mut row[..std::mem::take(end)];
            if used.is_empty() {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                out.push(b'$');
            }
            push(out, format_args!("#{place}"));
            for run in used.chunk_by(|one, next| one == next) {
                let sixel = NONE + run[0];
                if run.len() < COUNTED {
                    out.extend(std::iter::repeat_n(sixel, run.len()));
                } else {
                    push(out, format_args!("!{}{}", run.len(), char::from(sixel)));
                }
            }
            used.fill(0);
        }
    }
}

fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("memory takes everything");
}
