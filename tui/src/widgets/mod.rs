//! Pieces that several screens are made of.

pub mod compose;
pub mod dialog;
pub mod editor;
pub mod fuzzy;
pub mod keeping;
pub mod link;
pub mod list;
pub mod markdown;
pub mod paper;
pub mod picture;
pub(crate) mod pixels;
pub mod scroll;
pub mod sharp;
pub mod sixel;
pub mod stays;
pub mod text;
pub mod thread;
pub mod words;
