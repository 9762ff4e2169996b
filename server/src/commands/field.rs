//! Checks of what people typed: cleaned, bounded, named in the error.

use caseport_shared::text;

use super::Error;
use super::error::{invalid, required, too_long};

/// A text of several lines, 1 to `max` characters once cleaned.
pub fn block(field: &str, given: &str, max: usize) -> Result<String, Error> {
    let clean = text::block(given);
    let clean = clean.trim_end().trim_start_matches('\n');
    if clean.trim().is_empty() {
        return Err(required(field));
    }
    if clean.chars().count() > max {
        return Err(too_long(field, max));
    }
    Ok(clean.to_owned())
}

/// A text of one line, 1 to `max` characters once cleaned.
pub fn line(field: &str, given: &str, max: usize) -> Result<String, Error> {
    // Cleaned whole and counted then: a cut could end in a blank, whose trimming would hide that there was more.
    let clean = text::line(given, usize::MAX);
    if clean.is_empty() {
        return Err(required(field));
    }
    if clean.chars().count() > max {
        return Err(too_long(field, max));
    }
    Ok(clean)
}

/// An address in the form in which it is compared.
pub fn email(field: &str, given: &str) -> Result<String, Error> {
    if given.trim().is_empty() {
        return Err(required(field));
    }
    caseport_shared::person::email(given).ok_or_else(|| invalid(field, format!("{field} is not an email address")))
}

/// A slug that may be left out.
pub fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
