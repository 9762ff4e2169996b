//! CSV files as tables: read whole within bounds, columns by name, every mistake with file, line and column.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::str::FromStr;

use caseport_shared::text;
use csv::StringRecord;

use crate::commands::Error;
use crate::commands::error::{invalid, required};

/// Largest file of an import, in bytes.
const FILE_BYTES: u64 = 32 * 1024 * 1024;
/// Most rows of one file of an import.
const ROWS: usize = 100_000;
/// Most mistakes of an import that are listed.
const LISTED: usize = 50;
/// Longest piece of a file that a mistake shows, in characters.
const SHOWN: usize = 60;
/// What some programs write before UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What a file of an import holds.
pub(super) struct Spec {
    /// Its name.
    pub(super) file: &'static str,
    /// Columns that its header must have.
    pub(super) required: &'static [&'static str],
    /// Columns that it may have; one that is left out says nothing, an empty cell says that there is none.
    pub(super) optional: &'static [&'static str],
}

/// What is wrong with the files, the first [`LISTED`] in full.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mistakes {
    listed: Vec<String>,
    more: usize,
}

impl Mistakes {
    /// Notes a mistake in a line of a file.
    pub(super) fn add(&mut self, file: &str, line: u64, what: &str) {
        if self.listed.len() < LISTED {
            self.listed.push(format!("{file}:{line}: {what}"));
        } else {
            self.more += 1;
        }
    }

    /// Notes what a command said about a row.
    pub(super) fn refused(&mut self, file: &str, line: u64, error: &Error) {
        let what = super::super::told(error);
        self.add(file, line, &what);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

impl std::fmt::Display for Mistakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("nothing was imported")?;
        for mistake in &self.listed {
            write!(f, "\n{mistake}")?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

/// A file that was read.
pub(super) struct Table {
    pub(super) file: &'static str,
    header: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
}

/// A row with the columns of its file.
pub(super) struct Row<'t> {
    table: &'t Table,
    /// Where it begins, from 1.
    pub(super) line: u64,
    cells: &'t StringRecord,
}

impl Table {
    /// Reads a file of a folder; `None` where there is none or where it cannot be a table.
    pub(super) fn read(folder: &Path, spec: &Spec, mistakes: &mut Mistakes) -> Option<Self> {
        let path = folder.join(spec.file);
        if !path.exists() {
            return None;
        }
        let mut bytes = Vec::new();
        if let Err(error) = File::open(&path).and_then(|file| file.take(FILE_BYTES + 1).read_to_end(&mut bytes)) {
            mistakes.add(spec.file, 1, &error.to_string());
            return None;
        }
        if bytes.len() as u64 > FILE_BYTES {
            mistakes.add(spec.file, 1, &format!("a file has at most {FILE_BYTES} bytes"));
            return None;
        }
        Self::parse(&bytes, spec, mistakes)
    }

    fn parse(bytes: &[u8], spec: &Spec, mistakes: &mut Mistakes) -> Option<Self> {
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        if let Err(error) = std::str::from_utf8(bytes) {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count() as u64;
            mistakes.add(spec.file, line, "the text is not valid UTF-8");
            return None;
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = match reader.headers() {
            Ok(header) => header.iter().map(|name| name.trim().to_lowercase()).collect::<Vec<_>>(),
            Err(error) => {
                mistakes.add(spec.file, 1, &error.to_string());
                return None;
            }
        };
        if !header_fits(&header, spec, mistakes) {
            return None;
        }
        let mut table = Self { file: spec.file, header, rows: Vec::new() };
        let mut lines = Lines { bytes, at: 0, line: 1 };
        for record in reader.into_records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    mistakes.add(spec.file, lines.line, &error.to_string());
                    return None;
                }
            };
            let line = lines.of(&record);
            if record.len() != table.header.len() {
                mistakes.add(spec.file, line, &format!("the row has {} cells, the header {}", record.len(), table.header.len()));
            } else if table.rows.len() == ROWS {
                mistakes.add(spec.file, line, &format!("a file has at most {ROWS} rows"));
                return None;
            } else {
                table.rows.push((line, record));
            }
        }
        Some(table)
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

/// Counts lines up to each record, as an editor does; the reader's own count is one behind where lines end in CR LF.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, record: &StringRecord) -> u64 {
        let begins = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at).min(self.bytes.len());
        let ends_before = self.bytes[begins..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let to = begins + ends_before;
        self.line += self.bytes[self.at..to].split(|byte| *byte == b'\n').count() as u64 - 1;
        self.at = to;
        self.line
    }
}

fn header_fits(header: &[String], spec: &Spec, mistakes: &mut Mistakes) -> bool {
    let mut wrong = String::new();
    for (at, name) in header.iter().enumerate() {
        if !spec.required.iter().chain(spec.optional).any(|known| known == name) {
            let _ = write!(wrong, "there is no column \"{}\"; ", text::line(name, SHOWN));
        } else if header[..at].contains(name) {
            let _ = write!(wrong, "the column {name} is there twice; ");
        }
    }
    for name in spec.required.iter().filter(|name| !header.iter().any(|known| known == *name)) {
        let _ = write!(wrong, "the column {name} is missing; ");
    }
    if wrong.is_empty() {
        return true;
    }
    let columns = spec.required.iter().chain(spec.optional).copied().collect::<Vec<_>>().join(",");
    mistakes.add(spec.file, 1, &format!("{wrong}columns are: {columns}"));
    false
}

impl<'t> Row<'t> {
    /// The cell of a column without blanks around it; empty where the column was left out.
    pub(super) fn text(&self, column: &str) -> &'t str {
        let at = self.table.header.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at)).unwrap_or_default().trim()
    }

    /// The same, unless it is empty.
    pub(super) fn given(&self, column: &str) -> Option<&'t str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// Whether the file has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.table.header.iter().any(|name| name == column)
    }

    /// A cell that must say something.
    pub(super) fn needed(&self, column: &str) -> Result<&'t str, Error> {
        self.given(column).ok_or_else(|| required(column))
    }

    /// A cell in a known form, unless it is empty.
    pub(super) fn parsed<T: FromStr<Err: std::fmt::Display>>(&self, column: &str) -> Result<Option<T>, Error> {
        let parse = |given: &str| given.parse().map_err(|error: T::Err| invalid(column, text::line(&error.to_string(), 4 * SHOWN)));
        self.given(column).map(parse).transpose()
    }

    /// A yes or no; empty is no.
    pub(super) fn flag(&self, column: &str) -> Result<bool, Error> {
        match self.text(column).to_ascii_lowercase().as_str() {
            "yes" | "true" | "1" => Ok(true),
            "no" | "false" | "0" | "" => Ok(false),
            other => Err(invalid(column, format!("\"{}\" is neither yes nor no", text::line(other, SHOWN)))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LISTED, Mistakes, ROWS, Spec, Table};

    const SPEC: Spec = Spec { file: "things.csv", required: &["name"], optional: &["note", "wide"] };

    fn parse(bytes: &[u8]) -> Result<Vec<(u64, String, String)>, String> {
        let mut mistakes = Mistakes::default();
        let table = Table::parse(bytes, &SPEC, &mut mistakes);
        if !mistakes.is_empty() {
            return Err(mistakes.to_string());
        }
        let table = table.unwrap();
        Ok(table.rows().map(|row| (row.line, row.text("name").to_owned(), row.text("note").to_owned())).collect())
    }

    #[test]
    fn tables_of_other_programs_are_read() {
        let rows =
            parse("\u{feff}Name , NOTE\r\n\"Ada, Countess\",\"two\r\nlines\"\r\n\r\n =1+1 ,\"say \"\"hi\"\"\"\r\n".as_bytes()).unwrap();
        let expected = [(2, "Ada, Countess", "two\r\nlines"), (5, "=1+1", "say \"hi\"")];
        assert_eq!(rows, expected.map(|(line, name, note)| (line, name.to_owned(), note.to_owned())));
        assert_eq!(parse(b"name\nAda").unwrap().len(), 1);
        assert_eq!(parse(b"name\n").unwrap(), []);
    }

    #[test]
    fn a_mistake_says_where() {
        for (bytes, said) in [
            (&b"name\nAda\nB\xfcrger\n"[..], "things.csv:3: the text is not valid UTF-8"),
            (
                b"name;note\nAda;x\n",
                "things.csv:1: there is no column \"name;note\"; the column name is missing; columns are: name,note,wide",
            ),
            (b"", "things.csv:1: the column name is missing; columns are: name,note,wide"),
            (b"name,name\na,b\n", "things.csv:1: the column name is there twice; columns are: name,note,wide"),
            (b"name,\x1b[2J\na,b\n", "things.csv:1: there is no column \"\"; columns are: name,note,wide"),
            (
                b"name,note\na,b\n\"c\nd\"\ne,f,g\n",
                "things.csv:3: the row has 1 cells, the header 2\nthings.csv:5: the row has 3 cells, the header 2",
            ),
        ] {
            assert_eq!(parse(bytes).unwrap_err(), format!("nothing was imported\n{said}"));
        }
        let many = format!("name\n{}", "a\n".repeat(ROWS + 1));
        assert!(parse(many.as_bytes()).unwrap_err().ends_with(&format!("things.csv:{}: a file has at most {ROWS} rows", ROWS + 2)));
        let wrong = format!("name\n{}", "a,b\n".repeat(LISTED + 7));
        let said = parse(wrong.as_bytes()).unwrap_err();
        assert_eq!(said.lines().count(), 1 + LISTED + 1);
        assert!(said.ends_with("\nand 7 more"));
    }

    #[test]
    fn a_cell_is_read_or_refused_with_its_column() {
        let mut mistakes = Mistakes::default();
        let table = Table::parse(b"name,wide\n5,Yes\nx,maybe\n", &SPEC, &mut mistakes).unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!((rows[0].parsed::<u8>("name").unwrap(), rows[0].flag("wide").unwrap(), rows[0].has("note")), (Some(5), true, false));
        mistakes.refused("things.csv", 3, &rows[1].flag("wide").unwrap_err());
        mistakes.refused("things.csv", 3, &rows[1].parsed::<u8>("name").unwrap_err());
        assert!(rows[1].needed("note").is_err());
        let said = mistakes.to_string();
        assert!(said.contains("things.csv:3: wide: \"maybe\" is neither yes nor no\nthings.csv:3: name: "), "{said}");
    }
}
