//! The knowledge base by commands: found by customers, a folder of Markdown both ways (MISSION section 5).

use std::collections::BTreeMap;
use std::path::Path;

use caseport_tests::desk::Demo;

/// A picture of one pixel.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89";

/// Everything in a folder, by name.
fn all(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(all(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned());
        }
    }
    found
}

#[test]
fn a_customer_finds_an_article_and_reads_it_by_two_commands() {
    let demo = Demo::shared();
    let shell = demo.customer().shell();
    let found = shell.run(&["article", "search", "pasword", "reset", "--json"]);
    let slug = found.expect(0).json()["items"][0]["slug"].as_str().expect("something is found").to_owned();
    let read = shell.run(&["article", "view", &slug]);
    assert!(read.expect(0).out().to_lowercase().contains("password"), "{}", read.out());
    let hidden = shell.run(&["article", "view", "runbook-incident"]);
    let absent = shell.run(&["article", "view", "there-is-none"]);
    assert_eq!((hidden.code, hidden.err()), (absent.code, absent.err()), "what is support's does not exist");
    assert_ne!(hidden.code, 0);
    assert!(shell.run(&["article", "search", "xylophone"]).expect(0).out().contains("No article has these words."));
    let documents = shell.run(&["doc", "list"]);
    assert!(documents.expect(0).out().contains("https://docs.example.com/"), "{}", documents.out());
    assert_ne!(shell.run(&["article", "report"]).code, 0, "what is looked for in vain is support's to know");
}

#[test]
fn the_knowledge_base_is_a_folder_of_markdown_both_ways() {
    let demo = Demo::open(&[]);
    let shell = demo.admin().shell();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let said = |path: &Path| path.to_string_lossy().into_owned();
    shell.run(&["article", "export", &said(&first)]).expect(0);
    let before = all(&first);
    assert!(before.len() > 50 && before.contains_key("categories.toml") && before.contains_key("documents.toml"), "{}", before.len());
    let again = shell.run(&["article", "import", &said(&first), "--json"]);
    let counts = again.expect(0).json();
    assert_eq!((&counts["written"], &counts["changed"]), (&0.into(), &0.into()), "{counts}");
    // One is changed, one is new with a picture, and of one a newer version waits.
    let page = |title: &str, state: &str, body: &str| {
        format!("+++\ntitle = \"{title}\"\nlanguage = \"en\"\naudience = \"customers\"\nstate = \"{state}\"\n+++\n\n{body}\n")
    };
    std::fs::write(first.join("tuning.md"), page("Tuning a xylophone", "published", "![it](tune.png)")).expect("written");
    std::fs::create_dir(first.join("tuning")).expect("made");
    std::fs::write(first.join("tuning/tune.png"), PICTURE).expect("written");
    std::fs::write(first.join("reset-password.draft.md"), page("Reset it", "draft", "A glockenspiel.")).expect("written");
    let changed = before["slow-pages.md"].clone() + "\nAsk the marimba.\n";
    std::fs::write(first.join("slow-pages.md"), changed).expect("written");
    std::fs::write(first.join("no-page.md"), "# A title\n").expect("written");
    let brought = shell.run(&["article", "import", &said(&first), "--json"]);
    assert_eq!(brought.code, 1, "{}{}", brought.out(), brought.err());
    assert!(brought.err().contains("no-page.md"), "{}", brought.err());
    let counts = brought.json();
    assert_eq!((&counts["written"], &counts["changed"], &counts["failed"][0][0]), (&1.into(), &2.into(), &"no-page.md".into()), "{counts}");
    std::fs::remove_file(first.join("no-page.md")).expect("removed");
    let customer = demo.customer().shell();
    let finds = |words: &str| customer.run(&["article", "search", words, "--json"]).json()["items"][0]["slug"].clone();
    assert_eq!((finds("xylophone"), finds("marimba")), ("tuning".into(), "slow-pages".into()));
    assert!(finds("glockenspiel").is_null(), "what is not published yet is nobody's to find");
    shell.run(&["article", "export", &said(&second)]).expect(0);
    assert_eq!(all(&second), all(&first));
}
