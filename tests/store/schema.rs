//! The two schemas: what one database keeps, the other keeps as well, and their rules hold.

use std::collections::BTreeSet;

use sqlx::{Connection, PgConnection, Row, SqliteConnection};
use waterline::store::Database;

use crate::cluster::Cluster;
use crate::database::execute;
use crate::harness::Folder;

/// Table, column, whether it may be empty, and its kind in words that both databases share.
type Columns = BTreeSet<(String, String, bool, &'static str)>;

#[test]
fn both_databases_have_the_same_tables_and_columns() {
    let cluster = Cluster::shared();
    let runtime = tokio::runtime::Runtime::new().unwrap();

    let (sqlite, postgres) = runtime.block_on(async {
        let folder = Folder::new();
        let path = folder.0.join("waterline.db");
        let database = Database::open(&format!("sqlite:{}", path.display())).await.unwrap();
        database.close().await;
        let sqlite = columns_of_sqlite(path.to_str().unwrap()).await;
        let postgres = columns_of_postgres(&cluster.new_database().await).await;
        (sqlite, postgres)
    });

    let only_sqlite: Vec<_> = sqlite.difference(&postgres).collect();
    let only_postgres: Vec<_> = postgres.difference(&sqlite).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "only on SQLite: {only_sqlite:#?}\nonly on PostgreSQL: {only_postgres:#?}"
    );
    assert!(sqlite.len() > 150);
}

async fn columns_of_sqlite(path: &str) -> Columns {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let sql = "
        select t.name, c.name, c.\"notnull\" = 0 and not (t.wr = 1 and c.pk > 0), c.type, c.pk, t.strict
        from pragma_table_list t join pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like 'sqlite%' and t.name not like '\\_%' escape '\\'";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
    rows.iter()
        .map(|row| {
            let (table, column): (String, String) = (row.get(0), row.get(1));
            assert!(row.get::<bool, _>(5), "the table {table} is not strict");
            let kind = match row.get::<String, _>(3).to_lowercase().as_str() {
                "blob" => "bytes",
                "text" => "text",
                "integer" => "integer",
                "real" => "real",
                other => panic!("{table}.{column} is of type {other}"),
            };
            // The row number of a table with an integer key is never empty.
            let nullable = row.get::<bool, _>(2) && !(kind == "integer" && row.get::<i64, _>(4) > 0);
            (table, column, nullable, kind)
        })
        .collect()
}

async fn columns_of_postgres(url: &str) -> Columns {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let sql = "
        select table_name::text, column_name::text, is_nullable = 'YES', data_type::text
        from information_schema.columns
        where table_schema = 'public' and table_name not like '\\_%'";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
    rows.iter()
        .map(|row| {
            let (table, column): (String, String) = (row.get(0), row.get(1));
            let kind = match row.get::<String, _>(3).as_str() {
                "uuid" | "bytea" => "bytes",
                "text" | "jsonb" => "text",
                "bigint" | "boolean" => "integer",
                "double precision" => "real",
                other => panic!("{table}.{column} is of type {other}"),
            };
            (table, column, row.get(2), kind)
        })
        .collect()
}

db_test! {
    async fn a_row_that_refers_to_nothing_is_refused_by_the_database_itself(test) {
        let quoted = |id: &str| if test.url.starts_with("sqlite") {
            format!("x'{}'", id.replace('-', ""))
        } else {
            format!("'{id}'")
        };
        let post = quoted("01900000-0000-7000-8000-0000000000aa");
        let insert = format!(
            "insert into post (account_id, id, unit, title, position, external_ids)
             values ({post}, {post}, {post}, 'Head', 1, '[]')"
        );

        let refused = tokio::spawn(async move { execute(&test.url, &insert).await }).await;

        assert!(refused.is_err());
    }
}
