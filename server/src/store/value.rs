//! Values that go into statements, and rows that come out, the same for every engine.

use std::borrow::Cow;

use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::{FromSql, IsNull, Type, to_sql_checked};

use super::StoreError;

/// A parameter of a statement; NULLs have a type because some engines ask for it.
#[derive(Clone)]
pub enum Value<'a> {
    /// BIGINT.
    Int(i64),
    /// BIGINT that is absent.
    NullInt,
    /// TEXT.
    Text(Cow<'a, str>),
    /// TEXT that is absent.
    NullText,
}

/// Fewest places of a list of values.
const PLACES: usize = 8;

/// Binds values as what stands between the brackets of `IN`: in one of few numbers of places, the last value again and again,
/// so that there are few statements to prepare and to keep.
pub(super) fn bind_all<'v>(values: &mut Vec<Value<'v>>, these: impl ExactSizeIterator<Item = Value<'v>>) -> String {
    let (first, length) = (values.len(), these.len());
    values.extend(these);
    let padded = if length <= 1 { length } else { length.next_power_of_two().max(PLACES) };
    if let Some(last) = values.last().cloned().filter(|_| length > 0) {
        values.resize(first + padded, last);
    }
    (first + 1..=first + padded).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// The kind alone: libraries log what they are given.
impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Int(_) => "number",
            Self::Text(_) => "text",
            Self::NullInt | Self::NullText => "nothing",
        })
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<u8> for Value<'_> {
    fn from(value: u8) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::NullInt, Self::Int)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(value: Option<&'a str>) -> Self {
        value.map_or(Self::NullText, Self::from)
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(value: &'a Option<String>) -> Self {
        value.as_deref().into()
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(value: Option<String>) -> Self {
        value.map_or(Self::NullText, Self::from)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::NullInt | Self::NullText => ValueRef::Null,
        }))
    }
}

impl Value<'_> {
    /// Its type on PostgreSQL, which is told it rather than left to guess.
    pub(super) const fn postgres_type(&self) -> Type {
        match self {
            Self::Int(_) | Self::NullInt => Type::INT8,
            Self::Text(_) | Self::NullText => Type::TEXT,
        }
    }
}

impl tokio_postgres::types::ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Int(value) => value.to_sql(ty, out),
            // It has no character 0 in texts; nothing that the program keeps holds one.
            Self::Text(text) if text.contains('\0') => text.replace('\0', "\u{fffd}").to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
            Self::NullInt | Self::NullText => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A number or a yes or no, of whatever width a result of PostgreSQL has.
struct Integer(i64);

impl<'a> FromSql<'a> for Integer {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::BOOL => i64::from(bool::from_sql(ty, raw)?),
            Type::INT4 => i64::from(i32::from_sql(ty, raw)?),
            _ => i64::from_sql(ty, raw)?,
        }))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::INT4 | Type::BOOL)
    }
}

/// A row of a result; columns are counted from 0.
pub struct Row<'a>(Of<'a>);

enum Of<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(super) const fn of_sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self(Of::Sqlite(row))
    }

    pub(super) const fn of_postgres(row: &'a tokio_postgres::Row) -> Self {
        Self(Of::Postgres(row))
    }

    /// A number.
    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        Ok(match self.0 {
            Of::Sqlite(row) => row.get(column)?,
            Of::Postgres(row) => row.try_get::<_, Integer>(column)?.0,
        })
    }

    /// A number that may be absent.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        Ok(match self.0 {
            Of::Sqlite(row) => row.get(column)?,
            Of::Postgres(row) => row.try_get::<_, Option<Integer>>(column)?.map(|integer| integer.0),
        })
    }

    /// A yes or no.
    pub fn flag(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    /// A text.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        Ok(match self.0 {
            Of::Sqlite(row) => row.get(column)?,
            Of::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A text that may be absent.
    pub fn opt_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        Ok(match self.0 {
            Of::Sqlite(row) => row.get(column)?,
            Of::Postgres(row) => row.try_get(column)?,
        })
    }

    /// A text that the program wrote in a known form, such as a slug or a date.
    pub fn parsed<T: std::str::FromStr>(&self, column: usize) -> Result<T, StoreError> {
        self.opt_parsed(column)?.ok_or_else(|| StoreError::Corrupt(format!("column {column} holds nothing")))
    }

    /// The same, where it may be absent.
    pub fn opt_parsed<T: std::str::FromStr>(&self, column: usize) -> Result<Option<T>, StoreError> {
        let text: Option<&str> = match self.0 {
            Of::Sqlite(row) => row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?,
            Of::Postgres(row) => row.try_get(column)?,
        };
        text.map(|text| text.parse().map_err(|_| StoreError::Corrupt(format!("column {column} holds {text:?}")))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, bind_all};

    #[test]
    fn lists_of_values_have_few_lengths_and_end_with_their_last() {
        let lengths = |count: i64| {
            let mut values = vec![Value::Int(-1)];
            let places = bind_all(&mut values, (0..usize::try_from(count).unwrap()).map(|_| Value::Int(7)));
            assert_eq!(places.split(", ").count(), values.len() - 1, "{count}");
            assert!(places.starts_with("$2") && places.ends_with(&format!("${}", values.len())));
            assert!(values.iter().skip(1).all(|value| matches!(value, Value::Int(7))));
            values.len() - 1
        };
        assert_eq!([1, 2, 8, 9, 100, 400].map(lengths), [1, 8, 8, 16, 128, 512]);
    }
}
