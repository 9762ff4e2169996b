use std::path::Path;

use caseport_shared::limits::CATEGORIES_PER_PRODUCT;

use super::import;
use crate::program::Installation;
use crate::store::{Tx, alone, categories, contacts, organizations, people, products};

const FILES: [(&str, &str); 6] = [
    ("organizations.csv", "slug,name,plan,region\nacme,Acme,standard,emea\n,Brook Learning,flat,apac\n"),
    (
        "products.csv",
        "organization,slug,name,kind,current_version,account_manager_name,account_manager_email,window_weekday,window_starts,window_minutes,window_zone\n\
         acme,acme-community,Acme Community,community,24.2,Mira Vale,mira@vendor.example,sun,02:00,120,Europe/Berlin\n\
         brook-learning,brook,Brook,learning,,,,,,,\n",
    ),
    (
        "categories.csv",
        "product,category,subcategory\nacme-community,Sign-in,SAML\nacme-community,Sign-in,Password\nacme-community,日本語,\n",
    ),
    (
        "contacts.csv",
        "organization,email,name,title,product,maintenance,incidents\n\
         acme,OPS@acme.example,Ops Desk,Operations,acme-community,yes,no\nbrook-learning,it@brook.example,IT,,,,\n",
    ),
    (
        "people.csv",
        "organization,email,name,role\nacme,ada@acme.example,Ada,owner\nacme,bob@acme.example,\"=HYPERLINK(\"\"x\"\")\",member\n\
         brook-learning,zoe@brook.example,Zoe,owner\n",
    ),
    ("seats.csv", "email,product,account_wide\nada@acme.example,acme-community,yes\nbob@acme.example,,\nzoe@brook.example,,true\n"),
];

struct Folders {
    data: tempfile::TempDir,
    files: tempfile::TempDir,
}

impl Folders {
    fn new(files: &[(&str, &str)]) -> Self {
        let folders = Self { data: tempfile::tempdir().unwrap(), files: tempfile::tempdir().unwrap() };
        folders.put(files);
        folders
    }

    fn put(&self, files: &[(&str, &str)]) {
        for (name, text) in files {
            std::fs::write(self.files.path().join(name), text).unwrap();
        }
    }

    fn import(&self, dry_run: bool) -> Result<String, String> {
        import(&Installation::in_folder(self.data.path()), self.files.path(), dry_run, 0).map_err(|error| error.to_string())
    }

    fn read<T: Send>(&self, query: impl FnOnce(&mut Tx<'_>) -> T + Send) -> T {
        alone::read(&self.data.path().into(), |tx| Ok::<_, crate::store::StoreError>(query(tx))).unwrap()
    }

    fn organizations(&self) -> usize {
        self.read(|tx| ["acme", "brook-learning"].iter().filter(|slug| organizations::id_of(tx, slug).unwrap().is_some()).count())
    }
}

#[test]
fn a_desk_stands_after_one_import() {
    let folders = Folders::new(&FILES);
    let report = folders.import(false).unwrap();
    assert!(report.starts_with("organizations.csv: 2 created, 0 updated, 0 unchanged\n") && report.ends_with("\nimported"), "{report}");
    folders.read(|tx| {
        let acme = organizations::id_of(tx, "acme").unwrap().unwrap();
        let product = products::by_slug(tx, Some(acme), "acme-community").unwrap().unwrap();
        let written = products::written(tx, product.id).unwrap().unwrap();
        assert_eq!((written.current_version.as_deref(), written.window.unwrap().weekday), (Some("24.2"), 7));
        let categories = categories::categories(tx, product.id).unwrap();
        assert_eq!(categories[0].subcategories.len(), 2);
        assert!(categories[1].name == "日本語" && categories[1].slug.starts_with("c-"));
        let contacts = contacts::contacts(tx, product.id, 9).unwrap();
        assert_eq!((contacts[0].email.as_str(), contacts[0].maintenance, contacts[0].incidents), ("ops@acme.example", true, false));
        let bob = people::written(tx, "bob@acme.example").unwrap().unwrap();
        assert_eq!(bob.name, "=HYPERLINK(\"x\")");
        assert_eq!(people::seat(tx, bob.id, None).unwrap().map(|(_, wide)| wide), Some(false));
        assert!(people::credentials(tx, "ada@acme.example").unwrap().unwrap().password_hash.is_none());
    });
}

#[test]
fn the_same_files_again_change_nothing_and_others_are_written_over() {
    let folders = Folders::new(&FILES);
    folders.import(false).unwrap();
    let again = folders.import(false).unwrap();
    assert!(again.ends_with("nothing changed: all of it was there already") && !again.contains(" 1 created"), "{again}");
    folders.put(&[
        ("products.csv", "organization,slug,name,current_version\nacme,acme-community,Acme Community,24.3\nbrook-learning,brook,Brook,\n"),
        ("people.csv", "organization,email,name,role\nacme,ADA@acme.example,Ada Byron,owner\n"),
        ("seats.csv", "email,account_wide\nbob@acme.example,yes\n"),
    ]);
    let report = folders.import(false).unwrap();
    for line in ["products.csv: 0 created, 1 updated, 1 unchanged", "people.csv: 0 created, 1 updated", "seats.csv: 0 created, 1 updated"] {
        assert!(report.contains(line), "{report}");
    }
    folders.read(|tx| {
        let product = products::by_slug(tx, None, "acme-community").unwrap().unwrap();
        let written = products::written(tx, product.id).unwrap().unwrap();
        assert_eq!(written.current_version.as_deref(), Some("24.3"));
        assert!(written.window.is_some() && written.account_manager.is_some(), "columns that are left out say nothing");
    });
}

#[test]
fn a_dry_run_says_what_would_be_and_writes_nothing() {
    let folders = Folders::new(&FILES);
    let report = folders.import(true).unwrap();
    assert!(report.contains("people.csv: 3 created") && report.ends_with("dry run: nothing was written"), "{report}");
    assert_eq!(folders.organizations(), 0);
}

#[test]
fn one_mistake_keeps_everything_out_and_all_of_them_are_told() {
    let folders = Folders::new(&FILES);
    folders.put(&[
        ("organizations.csv", "slug,name,plan,region\nacme,Acme,standard,emea\n,Brook Learning,gold,apac\nAcme,Other,flat,emea\nacme,Again,flat,moon\n"),
        ("categories.csv", "product,category\nacme-community,Sign-in\nacme-community,sign in\nacme-community,\n"),
        ("contacts.csv", "organization,email,name,product\nacme,a@acme.example,A,\nacme,a@acme.example,B,acme-community\n"),
        ("people.csv", "organization,email,name,role\nacme,ada@acme.example,Ada,owner\nacme,Ada@acme.example,Ada,owner\nacme,nobody,No,owner\nacme,x@acme.example,,chief\n"),
        ("seats.csv", "email,product,account_wide\nada@acme.example,brook,yes\nghost@acme.example,,\nada@acme.example,,perhaps\n"),
    ]);
    let said = folders.import(false).unwrap_err();
    for line in [
        "organizations.csv:3: plan: there is no such plan; plans are: ",
        "organizations.csv:4: slug: ",
        "organizations.csv:5: region: \"moon\" is not one of: ",
        "products.csv:3: organization: there is no such organization",
        "categories.csv:3: the row is about the same as line 2",
        "categories.csv:4: category is required",
        "contacts.csv:3: name: line 2 calls the same contact otherwise",
        "people.csv:3: the row is about the same as line 2",
        "people.csv:4: email is not an email address",
        "people.csv:5: role: ",
        "seats.csv:2: product: the organization has no such product",
        "seats.csv:3: email: there is no such person",
        "seats.csv:4: account_wide: ",
    ] {
        assert!(said.lines().any(|told| told.starts_with(line)), "{line} is not in {said}");
    }
    assert_eq!(folders.organizations(), 0);
}

#[test]
fn seats_never_exceed_the_pool() {
    let people: Vec<String> = (0..5).map(|index| format!("acme,p{index}@acme.example,P{index},owner")).collect();
    let seats: Vec<String> = (0..5).map(|index| format!("p{index}@acme.example")).collect();
    let folders = Folders::new(&[
        ("organizations.csv", "slug,name,plan,region\nacme,Acme,flat,emea\n"),
        ("people.csv", &format!("organization,email,name,role\n{}", people.join("\n"))),
        ("seats.csv", &format!("email\n{}", seats.join("\n"))),
    ]);
    let said = folders.import(false).unwrap_err();
    assert!(said.contains("seats.csv:6: ") && said.contains("no seat is left"), "{said}");
    folders.put(&[("organizations.csv", "slug,name,plan,region\nacme,Acme,standard,emea\n")]);
    folders.import(false).unwrap();
    folders.put(&[("organizations.csv", "slug,name,plan,region\nacme,Acme,trial,emea\n")]);
    let said = folders.import(false).unwrap_err();
    assert!(said.contains("organizations.csv:2: ") && said.contains("no seat is left"), "{said}");
}

#[test]
fn a_folder_that_holds_no_import_is_refused() {
    assert!(Folders::new(&[]).import(false).unwrap_err().contains("none of organizations.csv, "));
    assert!(Folders::new(&[("organisations.csv", "")]).import(false).unwrap_err().contains("organisations.csv:1: "));
    assert!(import(&Installation::in_folder(Path::new("/nowhere")), Path::new("/nowhere/files"), true, 0).is_err());
}

#[test]
fn hostile_names_are_made_harmless() {
    let folders = Folders::new(&[("organizations.csv", "slug,name,plan,region\nacme,\"A\u{1b}[2Jc\u{202e}me\r\nInc\",standard,emea\n")]);
    folders.import(false).unwrap();
    assert_eq!(folders.read(|tx| organizations::written(tx, "acme").unwrap().unwrap().name), "Acme Inc");
    assert!(folders.import(false).unwrap().contains("1 unchanged"));
}

#[test]
fn a_product_has_so_many_categories_and_no_more() {
    let folders = Folders::new(&FILES);
    folders.import(false).unwrap();
    let rows = (0..CATEGORIES_PER_PRODUCT - 1).map(|at| format!("brook,Category {at},")).collect::<Vec<_>>().join("\n");
    let full = format!("product,category,subcategory\n{rows}\n");
    folders.put(&[("categories.csv", &format!("{full}brook,Category 0,Sub\nbrook,Category 1,Sub\n"))]);
    let refused = folders.import(false).unwrap_err();
    assert!(
        refused.contains(&format!("categories.csv:502: categories: there may be at most {CATEGORIES_PER_PRODUCT} categories")),
        "{refused}"
    );
    folders.put(&[("categories.csv", &format!("{full}brook,Category 0,Sub\n"))]);
    folders.import(false).unwrap();
}
