use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::program::Installation;
use crate::store::{Database, StoreError, alone};
use crate::testing::{CERTIFICATE, KEY, postgres, settings};

/// Signs itself, too, and is nobody's.
const OTHER: &str = "-----BEGIN CERTIFICATE-----\n\
    MIIBkjCCATigAwIBAgIUGXLu5sPAcYkfi71vZ19GSvjyfOcwCgYIKoZIzj0EAwIw\n\
    FDESMBAGA1UEAwwJZWxzZXdoZXJlMCAXDTI2MTEzMDIzNDY1OVoYDzIxMjYxMTA2\n\
    MjM0NjU5WjAUMRIwEAYDVQQDDAllbHNld2hlcmUwWTATBgcqhkjOPQIBBggqhkjO\n\
    PQMBBwNCAARh0LJCmjt/W9kE708nDp6dpnj65t7Z/XcNIJKedhbW4fVnwwJ9V4Hc\n\
    mP6GZntoDyQ/S+BB5EONvqB1+/ApIKNao2YwZDAdBgNVHQ4EFgQUWnu/41ZR+it3\n\
    ysPhUWu6kmWXe5EwHwYDVR0jBBgwFoAUWnu/41ZR+it3ysPhUWu6kmWXe5EwFAYD\n\
    VR0RBA0wC4IJbG9jYWxob3N0MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAw\n\
    RQIgcBPY4gpQN9FwNY0K6Rlx6aIAuxh7dy2bzZZUgB3UJjYCIQDA9Lf0h1/6+HkY\n\
    ffgIHt1b/vyY5ZZw3IzBLNqMIgxWQw==\n\
    -----END CERTIFICATE-----\n";

/// A way to a database over the network that speaks no TLS; returns its port.
fn plain_way(cluster: &postgres::Cluster) -> u16 {
    let (listener, socket) = (TcpListener::bind("127.0.0.1:0").unwrap(), cluster.socket());
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for client in listener.incoming() {
            join(client.unwrap(), &socket);
        }
    });
    port
}

/// Carries what either side says to the other.
fn join(client: TcpStream, socket: &Path) {
    let database = UnixStream::connect(socket).unwrap();
    let (mut said, mut heard) = (client.try_clone().unwrap(), database.try_clone().unwrap());
    thread::spawn(move || {
        let _ = std::io::copy(&mut said, &mut heard);
        let _ = heard.shutdown(Shutdown::Write);
    });
    let (mut said, mut heard) = (database, client);
    thread::spawn(move || {
        let _ = std::io::copy(&mut said, &mut heard);
        let _ = heard.shutdown(Shutdown::Write);
    });
}

#[tokio::test]
async fn a_database_elsewhere_is_the_one_that_its_certificate_names_or_is_told_nothing() {
    let Some(cluster) = postgres::tls_cluster(CERTIFICATE, KEY) else { return };
    let folder = tempfile::tempdir().unwrap();
    let [own, other] = [("own.pem", CERTIFICATE), ("other.pem", OTHER)].map(|(name, certificate)| {
        let path = folder.path().join(name);
        std::fs::write(&path, certificate).unwrap();
        path
    });
    let name = cluster.create(None);
    let at = |host: &str, parameters: &str, authority: &Path| {
        Database::at(&format!("{}?{parameters}", cluster.network_url(host, &name)), Some(authority)).unwrap()
    };
    let right = at("localhost", "sslmode=require", &own);
    let ask = |database: &Database| {
        let answer: Result<_, StoreError> = alone::write(database, |tx| tx.first("SELECT 1", &[], |row| row.int(0)));
        answer.map_err(|error| error.to_string())
    };
    assert_eq!(ask(&right), Ok(Some(1)));
    // Every connection of a server, that of its hints among them.
    let place = Installation { database: right, ..Installation::in_folder(folder.path()) };
    let app = place.open(settings()).await.unwrap();
    let count = |which: &str| {
        let of = "pg_stat_activity JOIN pg_stat_ssl USING (pid) WHERE application_name = 'caseportd'";
        cluster.ask("postgres", &format!("SELECT COUNT(*) FROM {of} AND {which}")).parse::<u32>().unwrap()
    };
    let heard = async {
        while count("query LIKE '%pg_notify%' AND ssl") == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), heard).await.unwrap();
    assert_eq!(count("NOT ssl"), 0);
    app.close();

    let plain = format!("postgres://caseport@localhost:{}/{name}?sslmode=require", plain_way(&cluster));
    for (database, why) in [
        (at("db.caseport.example", "hostaddr=127.0.0.1", &own), "certificate not valid for name \"db.caseport.example\""),
        (at("localhost", "sslmode=require", &other), "invalid peer certificate: UnknownIssuer"),
        (Database::at(&plain, Some(&own)).unwrap(), "server does not support TLS"),
    ] {
        let refused = ask(&database).unwrap_err();
        assert!(refused.starts_with("the database cannot be reached: PostgreSQL database") && refused.contains(why), "{why}: {refused}");
    }
    let machine = Database::at(&cluster.network_url("localhost", &name), None).unwrap();
    assert_eq!(ask(&machine), Ok(Some(1)), "on this machine itself nothing is asked for");
}
