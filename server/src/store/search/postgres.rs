//! The index on PostgreSQL: lexemes as this program cuts them, one row per case for what customers may read, one for
//! internal notes.

use std::collections::HashMap;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::Fit;
use super::text::{APART, Indexed};
use crate::store::{StoreError, Tx, Value};

/// Longest lexeme, in characters; PostgreSQL takes 2,046 bytes.
const LEXEME_CHARS: usize = 255;
/// Highest position that PostgreSQL keeps: phrases are found up to there.
const LAST: u32 = 16_383;
/// Positions that PostgreSQL keeps of one lexeme; more would be sent in vain.
const POSITIONS: u32 = 255;
/// Most that the words of a case may take, in bytes; PostgreSQL takes 1,048,575.
const SIZE: usize = 900_000;
/// What a lexeme takes beside its letters, in bytes.
const OVERHEAD: usize = 8;
/// What each further position of a lexeme takes, in bytes.
const PER_POSITION: usize = 2;

/// How queries of the index are written.
pub(super) const WRITTEN: super::Written = super::Written {
    id: "case_id",
    matches: |_| "words @@ CAST($1 AS tsquery)".to_owned(),
    term,
    in_text: str::to_owned,
    in_scope: |token| format!("'={token}'"),
    and: " & ",
};

/// Writes a case's rows again.
pub(super) fn write(tx: &mut Tx<'_>, case_id: i64, case: &Indexed) -> Result<(), StoreError> {
    put(tx, "case_search", case_id, public(case))?;
    if let Some(notes) = internal(case) {
        put(tx, "note_search", case_id, notes)?;
    }
    Ok(())
}

/// Writes the rows of many cases that have none.
pub(super) fn insert_all(tx: &mut Tx<'_>, cases: &[(i64, Indexed)]) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value<'_>>> = cases.iter().map(|(id, case)| vec![(*id).into(), public(case).into()]).collect();
    tx.copy("case_search", "case_id, words", &rows)?;
    let rows: Vec<Vec<Value<'_>>> =
        cases.iter().filter_map(|(id, case)| internal(case).map(|words| vec![(*id).into(), words.into()])).collect();
    tx.copy("note_search", "case_id, words", &rows)
}

/// What customers may read of a case, and who may find it, as a `tsvector` is written.
fn public(case: &Indexed) -> String {
    let mut words = Vector::default();
    words.push(&case.subject);
    words.push(&APART.to_string());
    words.push(&case.body);
    for token in &case.scope {
        // A word never begins like this.
        let _ = write!(words.written, "'={token}' ");
    }
    words.written
}

/// Its internal notes.
fn internal(case: &Indexed) -> Option<String> {
    let mut words = Vector::default();
    words.push(case.notes.as_ref()?);
    Some(words.written)
}

fn put(tx: &mut Tx<'_>, table: &str, case_id: i64, words: String) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO {table} (case_id, words) VALUES ($1, CAST($2 AS tsvector)) ON CONFLICT (case_id) DO UPDATE SET words = excluded.words"
    );
    tx.execute(&sql, &[case_id.into(), words.into()])?;
    Ok(())
}

/// A text as a `tsvector` is written.
#[derive(Default)]
struct Vector {
    written: String,
    position: u32,
    seen: HashMap<String, u32>,
    /// What it takes in the database, in bytes.
    size: usize,
}

impl Vector {
    fn push(&mut self, text: &str) {
        for run in text.split_whitespace() {
            let parts = lexemes(run);
            for lexeme in &parts {
                self.position = (self.position + 1).min(LAST);
                if !lexeme.starts_with(APART) {
                    self.add(lexeme);
                }
            }
            // Such as an address or a version: found as a whole, however often its parts stand elsewhere.
            if let [_, _, ..] = parts[..] {
                self.add(&whole(&parts));
            }
        }
    }

    fn add(&mut self, lexeme: &str) {
        let times = self.seen.get(lexeme).copied().unwrap_or_default();
        let size = self.size + if times == 0 { lexeme.len() + OVERHEAD } else { PER_POSITION };
        if times < POSITIONS && size <= SIZE {
            self.size = size;
            self.seen.insert(lexeme.to_owned(), times + 1);
            let _ = write!(self.written, "'{lexeme}':{} ", self.position);
        }
    }
}

/// Parts that stand together without a blank, as one lexeme, which no part can be.
fn whole(parts: &[String]) -> String {
    let mut whole = parts.join("-");
    if let Some((end, _)) = whole.char_indices().nth(LEXEME_CHARS) {
        whole.truncate(end);
    }
    whole
}

/// The words of a text in small letters without accents, cut where a letter or a digit ends.
fn lexemes(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for character in text.nfd().filter(|character| !('\u{300}'..='\u{36f}').contains(character)) {
        let is_part = character.is_alphanumeric() || character == APART || unicode_normalization::char::is_combining_mark(character);
        match found.last_mut() {
            Some(last) if is_part => last.extend(character.to_lowercase()),
            Some(last) if !last.is_empty() => found.push(String::new()),
            _ => {}
        }
    }
    found.retain(|lexeme| !lexeme.is_empty());
    for lexeme in &mut found {
        if let Some((end, _)) = lexeme.char_indices().nth(LEXEME_CHARS) {
            lexeme.truncate(end);
        }
    }
    found
}

/// Words that follow each other; with none there is nothing that they could match.
fn term(words: &str, fit: Fit) -> String {
    let lexemes = lexemes(words);
    if fit == Fit::Whole && lexemes.len() > 1 && !words.contains(char::is_whitespace) {
        return format!("('{}' | {})", whole(&lexemes), followed(&lexemes, fit));
    }
    followed(&lexemes, fit)
}

fn followed(lexemes: &[String], fit: Fit) -> String {
    let Some(last) = lexemes.len().checked_sub(1) else { return "'='".to_owned() };
    let each = lexemes.iter().enumerate().map(|(index, lexeme)| {
        let is_begun = fit == Fit::Beginning && index == last;
        format!("'{lexeme}'{}", if is_begun { ":*" } else { "" })
    });
    format!("({})", each.collect::<Vec<_>>().join(" <-> "))
}

#[cfg(test)]
mod tests {
    use super::{Fit, LAST, SIZE, Vector, lexemes, term};

    #[test]
    fn words_are_cut_alike_whoever_wrote_them() {
        assert_eq!(lexemes("Grüße, ÉCOLE/42 don't"), ["gruße", "ecole", "42", "don", "t"]);
        assert_eq!(lexemes("  --  "), Vec::<String>::new());
        assert_eq!(lexemes(&"x".repeat(5_000))[0].len(), 255);
    }

    #[test]
    fn a_quote_or_an_operator_is_never_part_of_a_query() {
        assert_eq!(term("it's' & !x | (y):*", Fit::Whole), "('it' <-> 's' <-> 'x' <-> 'y')");
        assert_eq!(term("10.0.0.7", Fit::Whole), "('10-0-0-7' | ('10' <-> '0' <-> '0' <-> '7'))");
        assert_eq!(term("log", Fit::Beginning), "('log':*)");
        assert_eq!(term("=o1", Fit::Whole), "('o1')", "nobody can look for what stands for a scope");
        assert_eq!(term("'&'", Fit::Whole), "'='");
    }

    #[test]
    fn what_a_case_takes_is_bounded_whatever_letters_it_has() {
        let mut vector = Vector::default();
        // Each of these becomes several when accents are taken off.
        let word: String = (0..60).map(|at| char::from_u32(0x16126 + at % 3).unwrap()).collect();
        vector.push(&(0..20_000).map(|at| format!("{word}{at}")).collect::<Vec<_>>().join(" "));
        assert!(vector.size <= SIZE && vector.size > SIZE - 10_000, "{}", vector.size);
    }

    #[test]
    fn texts_are_kept_apart_and_positions_end_somewhere() {
        let mut vector = Vector::default();
        vector.push("one two");
        vector.push("\u{e000}");
        vector.push("three");
        assert_eq!(vector.written, "'one':1 'two':2 'three':4 ");
        let mut long = Vector::default();
        long.push(&(0..20_000).map(|word| format!("w{word}")).collect::<Vec<_>>().join(" "));
        assert!(long.written.ends_with(&format!("'w19999':{LAST} ")));
        let mut often = Vector::default();
        often.push(&"same ".repeat(10_000));
        assert_eq!(often.written.matches("same").count(), 255);
    }
}
