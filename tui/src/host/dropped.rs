//! Reads the paths out of a text that was typed, pasted or dropped on the terminal; it looks at no disk.

/// Most paths read out of one text.
pub(super) const PATHS_MAX: usize = 50;

/// What the text may name, the most literal reading first: each is a list of paths that must all exist.
pub(super) fn readings(text: &str) -> Vec<Vec<String>> {
    let trimmed = text.trim();
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut readings = vec![vec![text.to_owned()], vec![trimmed.to_owned()], lines().map(str::to_owned).collect()];
    readings.extend(lines().map(local).collect::<Option<Vec<String>>>());
    readings.extend(words(trimmed).map(|words| words.into_iter().map(|word| local(&word).unwrap_or(word)).collect::<Vec<_>>()));
    readings.retain(|paths| (1..=PATHS_MAX).contains(&paths.len()) && paths.iter().all(|path| !path.is_empty()));
    readings
}

/// The path of a `file:` address of this machine (RFC 8089).
fn local(address: &str) -> Option<String> {
    let rest = address.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The words of a text as a shell would split it; none where a quote is left open.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next()? {
                        '\'' => break,
                        c => word.push(c),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next()? {
                        '"' => break,
                        '\\' => word.push(rest.next()?),
                        c => word.push(c),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(rest.next()?),
            c if c.is_whitespace() => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn every_way_to_drop_a_file_is_read() {
        for (text, expected) in [
            ("/tmp/a b.png", "/tmp/a b.png"),
            ("'/tmp/a b.png' ", "/tmp/a b.png"),
            ("\"/tmp/a \\\"b\\\".png\"", "/tmp/a \"b\".png"),
            ("/tmp/a\\ b.png", "/tmp/a b.png"),
            ("file:///tmp/a%20b%C3%BC.png", "/tmp/a bü.png"),
            ("file://localhost/tmp/a.png\r\n", "/tmp/a.png"),
            ("'/tmp/it'\\''s.png'", "/tmp/it's.png"),
        ] {
            assert!(readings(text).contains(&vec![expected.to_owned()]), "{text}: {:?}", readings(text));
        }
        for several in ["/tmp/a.png\n/tmp/b c.png", "/tmp/a.png '/tmp/b c.png'", "file:///tmp/a.png\r\nfile:///tmp/b%20c.png\r\n"] {
            assert!(readings(several).contains(&vec!["/tmp/a.png".to_owned(), "/tmp/b c.png".to_owned()]), "{several}");
        }
    }

    #[test]
    fn what_is_no_address_of_this_machine_is_none() {
        for text in ["file://elsewhere/tmp/a.png", "file:///tmp/%zz", "file:///tmp/%ff%fe"] {
            assert!(readings(text).iter().flatten().all(|path| path.starts_with("file:")), "{text}");
        }
        assert!(readings("'open").iter().flatten().all(|path| path.starts_with('\'')));
        assert!(readings("").is_empty());
    }
}
