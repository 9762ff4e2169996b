//! Makes something to look at of a file's bytes; every bound of it is here, and whatever the bytes are, it ends in words.

use std::borrow::Cow;
use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};

use crate::widgets::paper::Paper;
use crate::widgets::picture::{Colours, Picture};

/// Most bytes of a text that are fetched and shown.
pub const TEXT_BYTES: u64 = 8 * 1024 * 1024;
/// Largest picture that is fetched, in bytes.
pub const PICTURE_BYTES: u64 = 25 * 1024 * 1024;
/// Bytes by which a file of no known kind is told to be a text.
pub const LOOK_BYTES: u64 = 4_096;
/// Most pixels of a picture.
const PIXELS_MAX: u64 = 40_000_000;
/// Longest side of a picture, in pixels.
const SIDE_MAX: u32 = 30_000;
/// Most memory for decoding, in bytes.
const DECODING_BYTES: u64 = 256 * 1024 * 1024;
/// A picture is kept at this size at most, in pixels: twice what the largest screens show in half-blocks.
pub const KEPT: (u32, u32) = (600, 400);
/// The same where the terminal draws pixels: 2.4 MB, and no wider or higher than xterm takes unless it is told otherwise (1000).
pub const KEPT_SHARP: (u32, u32) = (1_000, 800);

/// What a file is by its content's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It can be drawn.
    Picture,
    /// It can be read.
    Text,
    /// It must be looked at to know.
    Unknown,
    /// It can only be saved.
    Other,
}

/// The kind of a file with a type.
pub fn kind(content_type: &str) -> Kind {
    let bare = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match bare.as_str() {
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" => Kind::Picture,
        "" | "application/octet-stream" => Kind::Unknown,
        other if other.starts_with("text/") || other.ends_with("json") || other.ends_with("xml") || other.ends_with("script") => Kind::Text,
        _ => Kind::Other,
    }
}

/// Something to look at, or why there is nothing.
#[derive(Debug)]
pub enum Preview {
    /// A picture, its size before it was made smaller, and the colours that there are.
    Picture {
        /// At most of the size that screens show.
        picture: Arc<Picture>,
        /// As it came.
        size: (u32, u32),
        /// What the terminal can show.
        colours: Colours,
    },
    /// A text, and how many of the file's bytes it is made of.
    Text {
        /// Safe to draw.
        paper: Paper,
        /// From the beginning.
        bytes: u64,
    },
    /// A picture too large to decode.
    Huge {
        /// In pixels, as the file claims.
        size: (u32, u32),
    },
    /// It is not what it seems to be, or not whole.
    Damaged,
    /// Neither a picture nor a text.
    Other,
}

/// Decodes a picture within bounds, and makes it no larger than `kept`.
pub fn picture(bytes: &[u8], colours: Colours, kept: (u32, u32)) -> Preview {
    let Ok(mut reader) = ImageReader::new(Cursor::new(bytes)).with_guessed_format() else { return Preview::Damaged };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(DECODING_BYTES);
    reader.limits(limits.clone());
    // Before anything is decoded: the claim alone may be too much.
    let size = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok().and_then(|reader| reader.into_dimensions().ok());
    if let Some((width, height)) = size
        && (width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX)
    {
        return Preview::Huge { size: (width, height) };
    }
    let decoded = reader.into_decoder().and_then(|mut decoder| {
        decoder.set_limits(limits)?;
        let orientation = decoder.orientation()?;
        Ok((DynamicImage::from_decoder(decoder)?, orientation))
    });
    let Ok((image, orientation)) = decoded else { return Preview::Damaged };
    let size = (image.width(), image.height());
    let mut small = if size.0 > kept.0 || size.1 > kept.1 { image.thumbnail(kept.0, kept.1) } else { image };
    small.apply_orientation(orientation);
    let small = small.to_rgba8();
    let pixels = small.pixels().map(|pixel| over_white(pixel.0)).collect();
    let side = |pixels: u32| usize::try_from(pixels).unwrap_or(0);
    match Picture::new(side(small.width()), side(small.height()), pixels) {
        Some(picture) => Preview::Picture { picture: Arc::new(picture), size, colours },
        None => Preview::Damaged,
    }
}

/// What is transparent is seen on white, as in a browser.
fn over_white([red, green, blue, alpha]: [u8; 4]) -> [u8; 3] {
    let over = |part: u8| {
        let mixed = (u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    [over(red), over(green), over(blue)]
}

/// Makes a text of bytes, whatever of them is none left out.
pub fn text(bytes: &[u8]) -> Preview {
    let shown = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Preview::Text { paper: Paper::new(&read(bytes)), bytes: shown }
}

/// The characters of bytes that may end within one.
fn read(bytes: &[u8]) -> Cow<'_, str> {
    let end = bytes.utf8_chunks().last().map_or(0, |chunk| match std::str::from_utf8(chunk.invalid()) {
        Err(error) if error.error_len().is_none() => chunk.invalid().len(),
        _ => 0,
    });
    String::from_utf8_lossy(&bytes[..bytes.len() - end])
}

/// Whether bytes are a text for the most part: in a log, a few may be anything.
pub fn is_text(bytes: &[u8]) -> bool {
    let text = read(bytes);
    let is_odd = |c: &char| *c == char::REPLACEMENT_CHARACTER || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{1b}' | '\u{c}'));
    text.chars().filter(is_odd).count() * 10 <= text.chars().count()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgba, RgbaImage};

    use super::{Colours, KEPT, KEPT_SHARP, Kind, Preview, is_text, kind, picture, text};

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let part = |at: u32| u8::try_from(at % 256).unwrap();
        let image = RgbaImage::from_fn(width, height, |x, y| Rgba([part(x), part(y), 40, 255]));
        let mut out = Cursor::new(Vec::new());
        match format {
            ImageFormat::Jpeg => image::DynamicImage::from(image).to_rgb8().write_to(&mut out, format).unwrap(),
            format => image.write_to(&mut out, format).unwrap(),
        }
        out.into_inner()
    }

    #[test]
    fn every_kind_of_picture_is_decoded_and_kept_small() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
            let Preview::Picture { size, picture, .. } = picture(&encoded(900, 30, format), Colours::True, KEPT) else {
                panic!("{format:?} is not decoded")
            };
            assert_eq!(size, (900, 30), "{format:?}");
            assert_eq!(picture.lines(1_000, 100, Colours::True).len(), 10, "{format:?}");
        }
        let Preview::Picture { picture, .. } = picture(&encoded(2_000, 1_200, ImageFormat::Png), Colours::True, KEPT_SHARP) else {
            panic!("it is not decoded")
        };
        assert_eq!(picture.size(), (1_000, 600));
    }

    /// A PNG whose header claims a size; its checksum is right, its data small.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = encoded(1, 1, ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = bytes[12..29].iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
        });
        bytes[29..33].copy_from_slice(&(!sum).to_be_bytes());
        bytes
    }

    #[test]
    fn a_picture_that_claims_too_much_is_not_decoded() {
        assert!(matches!(picture(&bomb(60_000, 60_000), Colours::True, KEPT), Preview::Huge { size: (60_000, 60_000) }));
        assert!(matches!(picture(&bomb(8_000, 8_000), Colours::True, KEPT), Preview::Huge { .. }));
        // Within the bounds, but a lie all the same.
        assert!(matches!(picture(&bomb(3_000, 3_000), Colours::True, KEPT), Preview::Damaged));
    }

    #[test]
    fn what_is_no_whole_picture_is_damaged() {
        for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
            let whole = encoded(300, 200, format);
            for end in [0, 7, 20, 40, whole.len() / 2] {
                assert!(!matches!(picture(&whole[..end], Colours::True, KEPT), Preview::Picture { .. }), "{format:?} {end}");
            }
        }
        assert!(matches!(picture(b"no picture at all", Colours::True, KEPT), Preview::Damaged));
    }

    #[test]
    fn any_bytes_end_in_words() {
        let whole = encoded(40, 30, ImageFormat::Png);
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xFF;
            let _ = picture(&broken, Colours::True, KEPT);
        }
    }

    #[test]
    fn a_text_is_told_from_anything_else() {
        assert!(is_text(b"") && is_text(b"2026-03-12 \x1b[31mERROR\x1b[0m out of memory\0\0\n") && is_text("日本語".as_bytes()));
        assert!(is_text(&"日本語".as_bytes()[..8]), "a character that is cut is no reason");
        assert!(!is_text(&[0x7f, b'E', b'L', b'F', 0, 1, 2, 3, 0xff, 0xfe]) && !is_text(&[0; 64]));
        for (name, expected) in [
            ("text/plain; charset=utf-8", Kind::Text),
            ("application/json", Kind::Text),
            ("image/svg+xml", Kind::Text),
            ("image/PNG", Kind::Picture),
            ("image/tiff", Kind::Other),
            ("application/octet-stream", Kind::Unknown),
            ("application/zip", Kind::Other),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }

    #[test]
    fn a_hostile_log_becomes_a_safe_text() {
        let mut log = b"start\0\x1b]0;title\x07\xff\n".to_vec();
        log.extend(vec![b'x'; 1_000_000]);
        let Preview::Text { paper, bytes } = text(&log) else { panic!("no text") };
        assert_eq!((paper.lines(), bytes), (2, 1_000_018));
        assert_eq!(paper.shown(0), "start\u{fffd}");
    }
}
