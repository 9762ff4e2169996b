//! The engines under the store: connections, transactions, rows. What differs between databases is here and in `search`.

pub(super) mod sqlite;
