//! What differs from engine to engine: connections, schema, the meaning of errors.

pub(crate) mod postgres;
pub(crate) mod sqlite;
