//! Whether both engines keep the same: tables, columns, keys, references, indexes, migrations.

use std::collections::BTreeSet;

use crate::store::{Database, database_path, transfer};
use crate::testing::{self, Engine};

/// Every table with its columns (name, whether it holds numbers, whether it may be NULL), the columns that are unique together,
/// those that refer to another table, and those with an index, however the engine says it.
type Schema = std::collections::BTreeMap<String, (Vec<String>, BTreeSet<String>, BTreeSet<String>, BTreeSet<String>)>;

fn schema_of_sqlite(folder: &std::path::Path) -> Schema {
    let connection = rusqlite::Connection::open(database_path(folder)).unwrap();
    let rows = |sql: &str, columns: usize| -> Vec<Vec<String>> {
        let mut statement = connection.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        let mut found = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            found.push((0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).map(|text| plain(&text)).collect());
        }
        found
    };
    let tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%' AND name NOT LIKE 'refinery%'", 1);
    let mut schema = Schema::new();
    for table in tables.into_iter().flatten() {
        let columns = rows(&format!("SELECT name, type = 'INTEGER', \"notnull\" = 0 AND pk = 0 FROM pragma_table_info('{table}')"), 3);
        let columns = columns.iter().map(|column| column.join(" ")).collect();
        let (mut unique, mut indexed) = (BTreeSet::new(), BTreeSet::new());
        let key = rows(&format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"), 1).concat();
        unique.insert(key.join(", "));
        for index in rows(&format!("SELECT name, \"unique\", origin FROM pragma_index_list('{table}')"), 3) {
            let sql = rows(&format!("SELECT COALESCE(sql, '') FROM sqlite_schema WHERE name = '{}'", index[0]), 1).concat().concat();
            let columns = match sql.split_once(" (") {
                Some((_, columns)) => columns.split(" WHERE").next().unwrap().replace(['(', ')'], ""),
                None => rows(&format!("SELECT name FROM pragma_index_info('{}') ORDER BY seqno", index[0]), 1).concat().join(", "),
            };
            if index[1] == "1" {
                unique.insert(columns)
            } else {
                indexed.insert(columns)
            };
        }
        let foreign = rows(&format!("SELECT \"from\", \"table\" FROM pragma_foreign_key_list('{table}') ORDER BY id, seq"), 2);
        let foreign = foreign.iter().map(|reference| reference.join(" -> ")).collect();
        schema.insert(table, (columns, unique, foreign, indexed));
    }
    schema
}

fn schema_of_postgres(cluster: &testing::postgres::Cluster, name: &str) -> Schema {
    let rows = |sql: &str| -> Vec<Vec<String>> {
        let said = cluster.ask(name, sql);
        said.lines().filter(|line| !line.is_empty()).map(|line| line.split('|').map(str::to_owned).collect()).collect()
    };
    let tables = rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace \
         AND relname NOT LIKE '%search%' AND relname NOT LIKE 'refinery%'",
    );
    let mut schema = Schema::new();
    for table in tables.into_iter().flatten() {
        let columns = rows(&format!(
            "SELECT attname, CAST(atttypid = 20 AS INTEGER), CAST(NOT attnotnull AS INTEGER) FROM pg_attribute \
             WHERE attrelid = '{table}'::regclass AND attnum > 0 ORDER BY attnum"
        ));
        let columns = columns.iter().map(|column| column.join(" ")).collect();
        let (mut unique, mut indexed) = (BTreeSet::new(), BTreeSet::new());
        for index in rows(&format!("SELECT indexdef FROM pg_indexes WHERE tablename = '{table}'")).concat() {
            let columns = index.split_once(" (").unwrap().1.split(" WHERE").next().unwrap();
            let columns = columns.replace("(0)::bigint", "0").replace("- severity", "-severity").replace(['(', ')'], "");
            if index.contains("UNIQUE INDEX") {
                unique.insert(columns)
            } else {
                indexed.insert(columns)
            };
        }
        let foreign = rows(&format!(
            "SELECT a.attname, k.confrelid::regclass FROM pg_constraint k CROSS JOIN unnest(k.conkey) AS part \
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part WHERE k.contype = 'f' AND k.conrelid = '{table}'::regclass"
        ));
        let foreign = foreign.iter().map(|reference| reference.join(" -> ")).collect();
        schema.insert(table, (columns, unique, foreign, indexed));
    }
    schema
}

/// What SQLite says of a value, without its wrapping.
fn plain(value: &str) -> String {
    let bytes = |list: &str| -> Vec<u8> { list.split(", ").filter_map(|byte| byte.parse().ok()).collect() };
    match value.split_once('(') {
        Some(("Text", list)) => String::from_utf8(bytes(list.trim_start_matches('[').trim_end_matches("])"))).unwrap(),
        Some((_, rest)) => rest.trim_end_matches(')').to_owned(),
        None => String::new(),
    }
}

#[test]
fn both_engines_have_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    testing::prepared(Engine::Sqlite, folder.path()).unwrap();
    let Some(cluster) = testing::postgres::cluster() else { return };
    let name = cluster.create(None);
    crate::plans::seed_database(&Database::at(&cluster.url(&name), None).unwrap()).unwrap();
    let (here, there) = (schema_of_sqlite(folder.path()), schema_of_postgres(cluster, &name));
    assert!(here.len() > 20, "{:?}", here.keys());
    for (table, of) in &here {
        assert_eq!(Some(of), there.get(table), "{table}");
    }
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    let moved: BTreeSet<String> = transfer::TABLES.iter().map(|(name, _)| (*name).to_owned()).chain(["leases".to_owned()]).collect();
    assert_eq!(moved, here.into_keys().collect(), "every table is moved but that of the leases");
}

#[test]
fn both_engines_have_as_many_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = std::fs::read_dir(format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
