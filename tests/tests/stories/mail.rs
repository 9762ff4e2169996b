//! Email through a real mail server: it arrives once, later, never, or twice under the same name; and how it is answered.

use std::path::Path;

use caseport_tests::desk::{Desk, Person, found};
use caseport_tests::smtp::{Letter, PASSWORD, Security, Smtp};
use serde_json::{Value, json};

/// A desk that sends through a mail server, with a customer's case that is answered.
struct Sending {
    desk: Desk,
    ssh: String,
    member: Person,
    case: i64,
}

/// Starts `caseportd` in a folder, with the address of a mail server.
fn serve(folder: &Path, smtp: &Smtp, url: &str, ca: bool) -> (Desk, String) {
    let path = smtp.ca().to_string_lossy().into_owned();
    let settings = [
        ("CASEPORT_MAIL_SERVER", url),
        ("CASEPORT_MAIL_FROM", "Desk <support@desk.example>"),
        ("CASEPORT_MAIL_REPLY_TO", "no-answers@desk.example"),
        ("CASEPORT_MAIL_CA", if ca { &path } else { "" }),
        ("CASEPORT_PUBLIC_HOST", "help.desk.example"),
        ("CASEPORT_SSH_LISTEN", "127.0.0.1:0"),
        ("CASEPORT_BRAND", "Desk"),
    ];
    let (desk, said) = Desk::open_with(folder, &settings, &["ssh listening on 127.0.0.1:"]);
    (desk, said.concat())
}

impl Sending {
    fn start(folder: &Path, smtp: &Smtp, url: &str, ca: bool) -> Self {
        found(folder);
        let (desk, ssh) = serve(folder, smtp, url, ca);
        let member = desk.sign_in("member@acme.example");
        let case = member.files("Sign-in fails", "Since Monday.");
        Self { desk, ssh, member, case }
    }

    fn answer(&self, body: &str) {
        let agent = self.desk.sign_in("agent@desk.example");
        agent.http().json("POST", &format!("/v1/cases/{}/replies", self.case), &json!({ "body": body })).expect(201);
    }

    /// The newest letter as an Admin sees it once it is as `is` wants it.
    fn letter_once(&self, is: impl Fn(&Value) -> bool) -> Value {
        newest_once(&self.desk, is)
    }
}

/// The newest letter of a desk once it is as `is` wants it.
fn newest_once(desk: &Desk, is: impl Fn(&Value) -> bool) -> Value {
    let admin = desk.sign_in("admin@desk.example").http();
    let until = std::time::Instant::now() + caseport_tests::process::PATIENCE;
    loop {
        let letter = admin.get("/v1/mail?limit=1").expect(200).json()["letters"][0].clone();
        if is(&letter) {
            return letter;
        }
        assert!(std::time::Instant::now() < until, "{letter}");
        std::thread::yield_now();
    }
}

fn id(letter: &Letter) -> String {
    letter.header("Message-ID").unwrap_or_default()
}

#[test]
fn c9_a_reply_arrives_over_tls_and_is_answered_by_the_command_in_it() {
    let Some(smtp) = Smtp::start(Security::Tls) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let story = Sending::start(folder.path(), &smtp, &smtp.url(PASSWORD), true);
    story.answer("Please clear the cache — all of it.\n.\nThen sign in.");
    let letter = smtp.letter();
    assert_eq!((letter.noted("secure"), letter.noted("signed_in")), (&json!(true), &json!(true)));
    assert_eq!((letter.noted("sender"), letter.noted("recipients")), (&json!("support@desk.example"), &json!(["member@acme.example"])));
    let header = |name: &str| letter.header(name).unwrap_or_default();
    assert_eq!(header("Subject"), format!("[Desk {}] Sign-in fails", story.case));
    assert_eq!((header("From").as_str(), header("To").as_str()), ("Desk <support@desk.example>", "\"Max Acme\" <member@acme.example>"));
    assert_eq!((header("Reply-To").as_str(), header("Auto-Submitted").as_str()), ("no-answers@desk.example", "auto-generated"));
    assert!(header("List-Unsubscribe").starts_with("<https://help.desk.example/v1/unsubscribe/"), "{letter:?}");
    let settled = story.letter_once(|letter| letter["state"] == "sent");
    assert_eq!(id(&letter), format!("<{}@desk.example>", settled["reference"].as_str().unwrap_or_default()));

    // What is to be pasted answers.
    let number = story.case.to_string();
    let over_ssh = format!("    ssh -p {} cases@help.desk.example case reply {number} --message-file -", story.ssh);
    let here = format!("    caseport case reply {number} --message-file -");
    let text = letter.text().replace("=\n", "");
    assert!(text.contains(&over_ssh) && text.contains(&here), "{text}");
    let words: Vec<&str> = here.split_whitespace().skip(1).collect();
    story.member.shell().run_with(&words, b"That helped.\n").expect(0);

    // Nobody hears of their own answer, and the next letter stands below the first.
    story.answer("Good.");
    let next = smtp.letter();
    assert!(id(&next) != id(&letter) && next.text().contains("> Good."), "{next:?}");
    assert_eq!(next.header("References"), letter.header("References"));
    let admin = story.desk.sign_in("admin@desk.example").shell();
    let listed = admin.run(&["mail", "list", "--state", "sent", "--json"]).expect(0).json();
    assert!(listed["letters"].as_array().is_some_and(|letters| letters.iter().all(|letter| letter["to"] == "member@acme.example")));
    story.member.shell().run(&["mail", "list"]).expect(4);
}

#[test]
fn a_letter_that_is_refused_for_a_while_arrives_and_one_refused_for_good_is_given_up_until_it_is_retried() {
    let Some(smtp) = Smtp::start(Security::StartTls) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let story = Sending::start(folder.path(), &smtp, &smtp.url(PASSWORD), true);
    smtp.set("refuse 451 4.7.1 come back later");
    story.answer("First.");
    let waiting = story.letter_once(|letter| letter["tries"] == 1 && letter["error"].is_string());
    assert_eq!(waiting["state"], "waiting");
    assert!(waiting["error"].as_str().is_some_and(|error| error.contains("come back later")), "{waiting}");
    smtp.set("take");
    let letter = smtp.letter();
    assert!(letter.text().contains("> First.") && letter.noted("secure") == &json!(true), "{letter:?}");
    story.letter_once(|letter| letter["state"] == "sent");

    smtp.set("refuse 550 5.1.1 nobody\u{1b}[2J of that name");
    story.answer("Second.");
    let dead = story.letter_once(|letter| letter["state"] == "dead");
    let error = dead["error"].as_str().unwrap_or_default();
    assert!(dead["tries"] == 1 && error.contains("of that name") && !error.contains('\u{1b}'), "{dead}");
    let reference = dead["reference"].as_str().unwrap_or_default();
    let admin = story.desk.sign_in("admin@desk.example").shell();
    assert!(admin.run(&["mail", "view", reference]).expect(0).out().contains("> Second."));
    smtp.set("take");
    admin.run(&["mail", "retry", reference]).expect(0);
    let letter = smtp.letter();
    assert_eq!(id(&letter), format!("<{reference}@desk.example>"));
}

#[test]
fn a_server_that_does_not_let_the_program_in_costs_no_letter_and_is_shown_no_secret() {
    let Some(smtp) = Smtp::start(Security::StartTls) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut story = Sending::start(folder.path(), &smtp, &smtp.url("another-password"), true);
    story.answer("Please look.");
    let waiting = story.letter_once(|letter| letter["error"].is_string());
    assert_eq!(waiting["state"], "waiting");
    story.desk.process.terminate();
    assert!(story.desk.process.wait().success());
    let errors = story.desk.process.errors();
    assert!(errors.contains("a letter was not sent") && !errors.contains("another-password"), "{errors}");
    // A server whose certificate is not believed gets neither the password nor a letter.
    let (desk, _) = serve(folder.path(), &smtp, &smtp.url(PASSWORD).replace("localhost", "127.0.0.1"), true);
    let waiting = newest_once(&desk, |letter| letter["tries"].as_i64() > Some(1) && letter["error"] != waiting["error"]);
    assert_eq!(waiting["state"], "waiting");
    drop(desk);
    let (_desk, _) = serve(folder.path(), &smtp, &smtp.url(PASSWORD), true);
    assert!(smtp.letter().text().contains("> Please look."));
}

#[test]
fn a_letter_that_was_on_its_way_when_the_power_went_comes_again_under_the_same_name() {
    let Some(smtp) = Smtp::start(Security::Plain) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut story = Sending::start(folder.path(), &smtp, &smtp.plain_url(), false);
    smtp.set("silence");
    story.answer("Only once.");
    let first = smtp.letter();
    story.desk.process.kill();
    smtp.set("take");
    let (desk, _) = serve(folder.path(), &smtp, &smtp.plain_url(), false);
    let again = smtp.letter();
    assert!(id(&again) == id(&first) && again.text().contains("> Only once."), "{again:?}");
    let settled = newest_once(&desk, |letter| letter["state"] == "sent");
    assert_eq!(settled["tries"], 2);
}
