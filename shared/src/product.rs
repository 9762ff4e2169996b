//! The products that an organization has under support.

/// What sort of product it is (MISSION section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProductKind {
    /// A customer community.
    Community,
    /// Social-media care and marketing.
    Social,
    /// A learning platform.
    Learning,
    /// Anything else.
    Other,
}
crate::slug_enum!(ProductKind { Community = "community", Social = "social", Learning = "learning", Other = "other" });

/// Turns a name into a slug: lower-case ASCII letters, digits and single dashes, at most 60; empty when nothing is left.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() == 60 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Whether `text` could be a slug that [`slug`] made.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && slug(text) == text
}

#[cfg(test)]
mod tests {
    use super::{is_slug, slug};

    #[test]
    fn a_slug_is_plain_and_stable() {
        assert_eq!(slug("  Acme & Söhne: Community "), "acme-s-hne-community");
        assert!(is_slug("acme-community") && !is_slug("Acme") && !is_slug("a--b") && !is_slug(""));
    }
}
