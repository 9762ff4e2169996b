//! Who people are: roles of customers and of support.

/// What a customer's person may do for their organization (I5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountRole {
    /// Answers for the account.
    Owner,
    /// Administers the product.
    Administrator,
    /// Anyone else.
    Member,
}
crate::slug_enum!(AccountRole { Owner = "owner", Administrator = "administrator", Member = "member" });

/// What a person of support may do (I5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffRole {
    /// Works on cases and requests, drafts articles.
    Agent,
    /// Everything.
    Admin,
}
crate::slug_enum!(StaffRole { Agent = "agent", Admin = "admin" });

/// The side of the conversation that a person is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A person of an organization.
    Customer,
    /// A person of the vendor's support.
    Support,
}
crate::slug_enum!(Side { Customer = "customer", Support = "support" });

/// What no address has here although RFC 5321 would let it stand: what mail programs read as more than a letter, and what a shell
/// does, for addresses stand in commands to paste. An apostrophe stays: names have it, and without the others it runs nothing.
const UNSAFE: &str = "@\"<>(),;:\\`$&|*?!#%={}[]^~/";

/// An email address in the form in which it is compared and stored, or `None` when it cannot be one.
///
/// Accepts what RFC 5321 allows without quoting: one `@`, no blanks or controls, at most
/// [`EMAIL_CHARS`](crate::limits::EMAIL_CHARS) characters; letters are lowered.
pub fn email(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let allowed = |c: char| !c.is_whitespace() && !c.is_control() && !UNSAFE.contains(c);
    let fits = text.chars().count() <= crate::limits::EMAIL_CHARS && local.chars().count() <= crate::limits::EMAIL_LOCAL_CHARS;
    let whole = !local.is_empty() && !local.starts_with('-') && !domain.is_empty() && !domain.starts_with('.') && !domain.ends_with('.');
    let safe = text.chars().all(|c| c == '@' || allowed(c)) && local.chars().all(allowed) && crate::text::is_clean_line(text);
    (fits && whole && safe).then(|| text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::email;

    #[test]
    fn what_a_shell_would_read_as_more_than_letters_is_in_no_address_and_ordinary_ones_are_taken() {
        for c in "`$&|*?!#{}[]^~\\;<>()\"\u{7}\u{1b}\t".chars() {
            assert_eq!(email(&format!("a{c}b@example.com")), None, "{c:?}");
            assert_eq!(email(&format!("a@exam{c}ple.com")), None, "{c:?}");
        }
        assert_eq!(email("-rf@example.com"), None, "it would be an option of a command");
        for text in [
            "ada+portal@example.com",
            "a.b@example.com",
            "a-b@ex-ample.com",
            "a_b@example.com",
            "müller@example.com",
            "o'brien@example.com",
        ] {
            assert_eq!(email(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn an_email_is_lowered_and_trimmed() {
        assert_eq!(email(" Ada@Example.COM\n"), Some("ada@example.com".to_owned()));
    }

    #[test]
    fn what_could_not_be_an_email_is_refused() {
        for text in
            ["", "ada", "@example.com", "ada@", "a da@example.com", "ada@@example.com", "ada@.com", "a\u{202e}b@example.com", "<a@b.c>"]
        {
            assert_eq!(email(text), None, "{text:?}");
        }
    }
}
