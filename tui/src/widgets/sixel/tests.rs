use std::collections::HashSet;
use std::iter::Peekable;
use std::str::Chars;

use proptest::prelude::*;

use super::super::picture::Picture;
use super::sixel;

/// More bytes than there will be.
const ANY: usize = usize::MAX;

/// The numbers that follow a sign.
fn numbers(signs: &mut Peekable<Chars<'_>>) -> Vec<usize> {
    let mut numbers = vec![0];
    while let Some(sign) = signs.next_if(|sign| sign.is_ascii_digit() || *sign == ';') {
        match (sign.to_digit(10), numbers.last_mut()) {
            (Some(digit), Some(last)) => *last = *last * 10 + digit as usize,
            _ => numbers.push(0),
        }
    }
    numbers
}

/// What a terminal makes of a picture: its width, height and pixels, those that nothing painted none.
fn drawn(bytes: &[u8]) -> (usize, usize, Vec<Option<[u8; 3]>>) {
    let text = std::str::from_utf8(bytes).unwrap();
    let body = text.strip_prefix("\x1bP0;1;0q\"").unwrap().strip_suffix("\x1b\\").unwrap();
    let mut signs = body.chars().peekable();
    let [1, 1, width, height] = numbers(&mut signs)[..] else { panic!("{body}") };
    let (mut colours, mut pixels) = (Vec::new(), vec![None; width * height]);
    let (mut x, mut band, mut colour, mut times) = (0, 0, 0, 1);
    while let Some(sign) = signs.next() {
        match sign {
            '#' => match numbers(&mut signs)[..] {
                [number] => colour = number,
                [number, 2, red, green, blue] => {
                    assert!(number == colours.len() && [red, green, blue].iter().all(|part| *part <= 100), "{body}");
                    colours.push([red, green, blue].map(|part| u8::try_from(part * 255 / 100).unwrap()));
                }
                ref other => panic!("{other:?}"),
            },
            '!' => times = numbers(&mut signs)[0],
            '$' => x = 0,
            '-' => (x, band) = (0, band + 1),
            '?'..='~' => {
                for _ in 0..std::mem::replace(&mut times, 1) {
                    for bit in (0..6).filter(|bit| (sign as usize - '?' as usize) >> bit & 1 == 1) {
                        assert_eq!(pixels[(band * 6 + bit) * width + x].replace(colours[colour]), None, "painted once");
                    }
                    x += 1;
                }
            }
            other => panic!("{other:?}"),
        }
    }
    (width, height, pixels)
}

/// How far a picture that is drawn in so many colours is from what it should be, at most, in a part of a colour.
fn distance(picture: &Picture, colours: usize) -> u8 {
    let (width, height) = picture.size();
    let (drawn_width, drawn_height, pixels) = drawn(&sixel(picture, colours, ANY).unwrap());
    assert_eq!((drawn_width, drawn_height), (width, height));
    let apart = |(drawn, pixel): (&Option<[u8; 3]>, &[u8; 3])| {
        let drawn = drawn.expect("every pixel is painted");
        drawn.iter().zip(pixel).map(|(one, other)| one.abs_diff(*other)).max().unwrap()
    };
    pixels.iter().zip(picture.pixels()).map(apart).max().unwrap()
}

fn picture(width: usize, height: usize, pixel: impl Fn(usize, usize) -> [u8; 3]) -> Picture {
    Picture::new(width, height, (0..width * height).map(|at| pixel(at % width, at / width)).collect()).unwrap()
}

fn byte(number: usize) -> u8 {
    u8::try_from(number % 256).unwrap()
}

#[test]
fn a_picture_of_few_colours_is_drawn_in_them() {
    let flags = picture(37, 20, |x, y| [[255, 255, 255], [250, 240, 230], [12, 80, 200], [0, 0, 0]][(x / 5 + y / 3) % 4]);
    // Hundredths of a colour are what a terminal is told.
    assert!(distance(&flags, 16) <= 3, "{}", distance(&flags, 16));
    assert_eq!(
        String::from_utf8(sixel(&picture(9, 7, |_, _| [255, 0, 0]), 16, ANY).unwrap()).unwrap(),
        concat!("\x1bP0;1;0q\"1;1;9;7#0;2;100;0;0", "#0!9~-#0!9@", "\x1b\\",)
    );
}

#[test]
fn many_colours_become_the_nearest_of_a_few() {
    let gradient = picture(256, 128, |x, y| [byte(x), byte(y * 2), 90]);
    let (fine, coarse) = (distance(&gradient, 256), distance(&gradient, 16));
    assert!(fine <= 20 && coarse <= 80 && fine < coarse, "{fine} {coarse}");
    // A few pixels of another colour are not lost among many.
    let dot = picture(100, 100, |x, y| if (x, y) == (50, 50) { [255, 0, 0] } else { [200, byte(200 + x / 20), 200] });
    assert!(distance(&dot, 16) <= 8, "{}", distance(&dot, 16));
}

#[test]
fn what_would_take_too_many_bytes_is_not_written() {
    let noise = picture(64, 64, |x, y| [byte(x * 37 + y * 91), byte(x * y * 13), byte((x * 7) ^ (y * 29))]);
    let bytes = sixel(&noise, 256, ANY).unwrap().len();
    assert!(sixel(&noise, 256, bytes).is_some() && sixel(&noise, 256, bytes - 1).is_none() && sixel(&noise, 256, 100).is_none());
}

proptest! {
    #[test]
    fn any_pixels_are_drawn_each_once(width in 1_usize..40, height in 1_usize..20, seed: Vec<[u8; 3]>, colours in 2_usize..=256) {
        let pixel = |x: usize, y: usize| seed.get((x * 7 + y * 3) % seed.len().max(1)).copied().unwrap_or_default();
        let made = picture(width, height, pixel);
        let kinds: HashSet<_> = made.pixels().iter().map(|pixel| pixel.map(|part| part >> 2)).collect();
        let apart = distance(&made, colours);
        prop_assert!(kinds.len() > colours || apart <= 6, "{} kinds, {} colours, {}", kinds.len(), colours, apart);
    }
}
