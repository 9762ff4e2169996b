use std::path::Path;

use clap::Parser;

use super::{Admin, categories};
use crate::store::{StoreError, Tx, alone, categories, organizations, people, products};
use crate::testing::World;

#[derive(Debug, Parser)]
struct Line {
    #[command(subcommand)]
    admin: Admin,
}

fn parsed(data: &Path, words: &[&str]) -> Result<Admin, clap::Error> {
    let data = ["--data", data.to_str().unwrap()];
    Line::try_parse_from(["admin"].iter().chain(words).chain(&data)).map(|line| line.admin)
}

fn run(data: &Path, words: &[&str], stdin: &str) -> Result<String, String> {
    let admin = parsed(data, words).unwrap();
    admin.run_with(&mut stdin.as_bytes(), 0).map_err(|error| {
        assert_eq!(error.exit_code(), 1);
        error.to_string()
    })
}

fn read<T: Send>(data: &Path, query: impl FnOnce(&mut Tx<'_>) -> T + Send) -> T {
    alone::read(&data.into(), |tx| Ok::<_, StoreError>(query(tx))).unwrap()
}

#[test]
fn a_desk_stands_on_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let said = run(&data, &["create-staff", "--email", "Ada@Vendor.example", "--name", "Ada", "--admin"], "").unwrap();
    let password = said.strip_prefix("created admin ada@vendor.example\npassword: ").unwrap();
    assert!(password.len() > 20 && !password.contains(char::is_whitespace));
    let organization = ["create-organization", "--name", "Acme Inc.", "--plan", "premium", "--region", "emea"];
    assert_eq!(run(&data, &organization, "").unwrap(), "created organization acme-inc");
    let product = [
        "create-product",
        "--organization",
        "acme-inc",
        "--name",
        "Acme Community",
        "--kind",
        "community",
        "--environment",
        "https://acme.example",
        "--account-manager-name",
        "Mira",
        "--account-manager-email",
        "mira@vendor.example",
        "--current-version",
        "24.2",
        "--upgrade-version",
        "24.3",
        "--upgrade-on",
        "2026-09-01",
        "--window-weekday",
        "Sun",
        "--window-starts",
        "02:00",
        "--window-minutes",
        "120",
        "--window-zone",
        "Europe/Berlin",
        "--category",
        "Sign-in",
        "--category",
        "Other",
        "--category",
        "Sign-in/SAML",
    ];
    assert_eq!(run(&data, &product, "").unwrap(), "created product acme-community");
    let customer = [
        "create-customer",
        "--organization",
        "acme-inc",
        "--email",
        "bob@acme.example",
        "--name",
        "Bob",
        "--product",
        "acme-community",
        "--account-wide",
        "--password-stdin",
    ];
    assert_eq!(run(&data, &customer, "correct horse\nmore").unwrap(), "created administrator bob@acme.example");
    read(&data, |tx| {
        let acme = organizations::id_of(tx, "acme-inc").unwrap().unwrap();
        let id = products::by_slug(tx, Some(acme), "acme-community").unwrap().unwrap().id;
        let written = products::written(tx, id).unwrap().unwrap();
        assert_eq!((written.window.unwrap().weekday, written.upgrade_on.unwrap().to_string().as_str()), (7, "2026-09-01"));
        assert_eq!(categories::categories(tx, id).unwrap()[0].subcategories[0].name, "SAML");
        let bob = people::written(tx, "bob@acme.example").unwrap().unwrap();
        assert_eq!(people::seat(tx, bob.id, Some(id)).unwrap().map(|(_, wide)| wide), Some(true));
    });
}

#[test]
fn a_refusal_names_the_field_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let organization = |slug: &str, plan: &str| {
        run(data, &["create-organization", "--name", "Acme", "--slug", slug, "--plan", plan, "--region", "emea"], "")
    };
    organization("acme", "flat").unwrap();
    assert!(organization("acme", "flat").unwrap_err().starts_with("slug: "));
    assert!(organization("A c", "flat").unwrap_err().starts_with("slug: "));
    let said = organization("other", "gold").unwrap_err();
    assert!(said.starts_with("plan: ") && said.contains("premium"), "{said}");
    let customer = |email: &str, more: &[&str], stdin: &str| {
        let words = ["create-customer", "--organization", "acme", "--email", email, "--name", "X"];
        run(data, &words.iter().chain(more).copied().collect::<Vec<_>>(), stdin)
    };
    for index in 0..4 {
        customer(&format!("p{index}@acme.example"), &[], "").unwrap();
    }
    let said = customer("p4@acme.example", &[], "").unwrap_err();
    assert!(said.contains("no seat is left") && !said.contains('\n'), "{said}");
    customer("p4@acme.example", &["--no-seat"], "").unwrap();
    assert!(customer("p4@acme.example", &["--no-seat"], "").unwrap_err().starts_with("email: "));
    assert!(customer("nobody", &[], "").unwrap_err().starts_with("email "));
    assert!(customer("p5@acme.example", &["--product", "none"], "").unwrap_err().starts_with("product: "));
    for stdin in ["", "short\n", "\n", &"x".repeat(5_000)] {
        assert!(customer("p5@acme.example", &["--no-seat", "--password-stdin"], stdin).unwrap_err().starts_with("password: "));
    }
    assert!(run(data, &["reset-password", "--email", "ghost@acme.example"], "").unwrap_err().starts_with("email: "));
    for (more, field) in [
        (&["--current-version", " "][..], "current_version"),
        (&["--account-manager-name", "A", "--account-manager-email", "no"], "account_manager_email"),
        (&["--window-weekday", "mon", "--window-starts", "25:00", "--window-minutes", "5", "--window-zone", "UTC"], "maintenance_window"),
        (&["--window-weekday", "mon", "--window-starts", "05:00", "--window-minutes", "0", "--window-zone", "UTC"], "maintenance_window"),
        (&["--category", "A", "--category", "B/"], "category"),
    ] {
        let words = ["create-product", "--organization", "acme", "--name", "P"];
        let said = run(data, &words.iter().chain(more).copied().collect::<Vec<_>>(), "").unwrap_err();
        assert!(said.starts_with(field), "{said}");
    }
}

#[test]
fn what_cannot_be_meant_is_wrong_usage() {
    let data = Path::new("/nowhere");
    for words in [
        &["create-staff", "--email", "a@b.example"][..],
        &["create-organization", "--name", "A", "--plan", "flat", "--region", "moon"],
        &["create-product", "--organization", "a", "--name", "A", "--window-weekday", "mon"],
        &["create-product", "--organization", "a", "--name", "A", "--window-weekday", "someday"],
        &["create-product", "--organization", "a", "--name", "A", "--account-manager-name", "B"],
        &["create-product", "--organization", "a", "--name", "A", "--upgrade-on", "2026-09-01"],
        &["create-customer", "--organization", "a", "--email", "a@b.example", "--name", "A", "--no-seat", "--product", "p"],
    ] {
        assert_eq!(parsed(data, words).unwrap_err().exit_code(), 2, "{words:?}");
    }
}

#[tokio::test]
async fn commands_work_beside_a_running_server() {
    let world = World::new().await;
    let data = world.folder.path();
    assert_eq!(world.of("ada").ask("/v1/me").await.status, 200);
    run(data, &["reset-password", "--email", "ada@acme.example", "--password-stdin"], "correct horse\r\n").unwrap();
    assert_eq!(world.of("ada").ask("/v1/me").await.status, 401, "a reset ends all sign-ins");
    let sign_in = serde_json::json!({"email": "ada@acme.example", "password": "correct horse"});
    assert_eq!(world.of("nobody").post("/v1/sessions", &sign_in).await.status, 201);
    run(data, &["create-product", "--organization", "acme", "--name", "Acme Learning"], "").unwrap();
    assert_eq!(world.of("bob").ask("/v1/products/acme-learning").await.status, 200);
    world.file("bob", "The server goes on").await;
}

#[test]
fn categories_keep_their_order() {
    let given = ["B", "A/x", "B/y", "A / z"].map(str::to_owned);
    let expected = [("B", vec!["y"]), ("A", vec!["x", "z"])];
    let expected = expected.map(|(name, subs)| (name.to_owned(), subs.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!(categories(&given), expected);
}
