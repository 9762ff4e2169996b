//! Whoever comes in for the first time, forgot a password, or is a stranger.

use caseport_shared::code::CodePurpose;

use super::*;
use crate::commands::codes;
use crate::store::{outbox, people};

const NEW: &str = "another horse battery";

async fn code(open: &Open, email: &'static str, purpose: CodePurpose) -> String {
    let now = open.world.clock.now().as_millisecond();
    let made = open.world.app.store().write(move |tx| {
        let person = people::by_email(tx, email)?.unwrap().id;
        Ok::<_, Error>(codes::issue(tx, person, purpose, now)?.code)
    });
    made.await.unwrap()
}

async fn begins(guest: &mut Handle<Guest>) -> Asked {
    guest.authenticate_keyboard_interactive_start("join", None).await.unwrap()
}

fn prompts(asked: &Asked) -> Vec<&str> {
    match asked {
        Asked::InfoRequest { prompts, .. } => prompts.iter().map(|prompt| prompt.prompt.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn i1_an_invitation_is_accepted_over_ssh_and_the_key_is_remembered() {
    let open = open(rules()).await;
    let code = code(&open, "cleo@acme.example", CodePurpose::Invitation).await;
    let (mut guest, key) = (open.connect().await, secret::ssh_key());
    assert!(!offers(&mut guest, "join", &key).await.success());
    let asked = begins(&mut guest).await;
    assert!(instructions(&asked).contains("3. I ask for access"));
    assert_eq!(prompts(&answers(&mut guest, &["1"]).await), ["Code: "]);
    let asked = answers(&mut guest, &[&code]).await;
    assert!(instructions(&asked).contains("cleo <cleo@acme.example>, welcome to the portal of Acme"), "{asked:?}");
    let Asked::InfoRequest { prompts: hidden, .. } = &asked else { panic!("{asked:?}") };
    assert!(hidden.iter().all(|prompt| !prompt.echo));
    for (password, again, said) in [("short", "short", "at least 10"), (NEW, PASSWORD, "differ")] {
        let asked = answers(&mut guest, &[password, again]).await;
        assert!(instructions(&asked).contains(said), "{asked:?}");
    }
    let asked = answers(&mut guest, &[NEW, NEW]).await;
    assert!(instructions(&asked).contains(&key.fingerprint(HashAlg::Sha256).to_string()), "{asked:?}");
    assert!(matches!(answers(&mut guest, &["y"]).await, Asked::Success));
    assert_eq!(run(&guest, "auth status").await.2, Some(0));
    assert!(offers(&mut open.connect().await, "cases", &key).await.success(), "it signs in from now on");
}

#[tokio::test]
async fn i1_codes_are_guessed_at_as_seldom_as_passwords() {
    let open = open(rules()).await;
    let good = code(&open, "cleo@acme.example", CodePurpose::Invitation).await;
    let mut guest = open.connect().await;
    begins(&mut guest).await;
    answers(&mut guest, &["1"]).await;
    for _ in 0..2 {
        let asked = answers(&mut guest, &["abcde-abcde-abcde-abcde"]).await;
        assert!(instructions(&asked).contains("This code is none"), "{asked:?}");
    }
    let last = answers(&mut guest, &["abcde-abcde-abcde-abcde"]).await;
    assert!(prompts(&last).is_empty(), "{last:?}");
    assert!(matches!(answers(&mut guest, &[]).await, Asked::Failure { .. }));
    assert!(matches!(begins(&mut guest).await, Asked::Failure { .. }), "also not from the beginning");
    let mut another = open.connect().await;
    begins(&mut another).await;
    answers(&mut another, &["1"]).await;
    answers(&mut another, &[&good]).await;
    // Whoever answers what was not asked is not let in, and neither is somebody who changes names on the way.
    assert!(matches!(answers(&mut another, &[NEW]).await, Asked::Failure { .. }));
    let asked = another.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    assert_eq!(prompts(&asked), ["Email: ", "Password: "]);
    assert!(another.channel_open_session().await.is_err());
}

#[tokio::test]
async fn i2_a_forgotten_password_is_set_anew_over_ssh_and_says_nothing_of_who_exists() {
    let open = open(rules()).await;
    let (old, lost) = (open.key_of("ada").await, open.key_of("ada").await);
    let invited = open.world.app.store().write(|tx| {
        let cleo = people::by_email(tx, "cleo@acme.example")?.expect("somebody known").id;
        Ok::<_, Error>(people::hold_seats(tx, cleo, i64::MAX)?)
    });
    invited.await.unwrap();
    let mut said = Vec::new();
    for email in ["ghost@acme.example", "cleo@acme.example", "ada@acme.example"] {
        let mut guest = open.connect().await;
        begins(&mut guest).await;
        answers(&mut guest, &["2"]).await;
        said.push(format!("{:?}", answers(&mut guest, &[email]).await));
    }
    assert!(said[0].contains("a code is on its way") && said.iter().all(|words| *words == said[0]), "{said:?}");
    let letters = async || open.world.app.store().read(|tx| Ok::<_, Error>(outbox::waiting(tx)?)).await.unwrap();
    while letters().await.is_empty() {
        tokio::task::yield_now().await;
    }
    let letters = letters().await;
    assert_eq!((letters.len(), letters[0].0.as_str()), (1, "ada@acme.example"));
    let code = serde_json::from_str::<Value>(&letters[0].1).unwrap()["code"].as_str().unwrap().to_owned();
    let mut guest = open.connect().await;
    // A key that is theirs already does not let them past the question.
    assert!(!offers(&mut guest, "join", &old).await.success());
    begins(&mut guest).await;
    answers(&mut guest, &["1"]).await;
    answers(&mut guest, &[&code]).await;
    let asked = answers(&mut guest, &[NEW, NEW]).await;
    let at = instructions(&asked).lines().position(|line| line.contains(&old.fingerprint(HashAlg::Sha256).to_string())).unwrap();
    assert!(instructions(&answers(&mut guest, &["9"]).await).contains("Name keys by their numbers"));
    let kept = answers(&mut guest, &[&(at + 1).to_string()]).await;
    assert!(matches!(&kept, Asked::InfoRequest { .. }), "the key at hand may be remembered: {kept:?}");
    assert!(matches!(answers(&mut guest, &["n"]).await, Asked::Success));
    assert!(offers(&mut open.connect().await, "cases", &old).await.success());
    assert!(!offers(&mut open.connect().await, "cases", &lost).await.success(), "what was not kept signs nobody in");
}

#[tokio::test]
async fn s3_a_stranger_asks_for_access_over_ssh_and_is_asked_again_for_what_is_wrong_alone() {
    let open = open(rules()).await;
    let mut guest = open.connect().await;
    begins(&mut guest).await;
    let asked = answers(&mut guest, &["3"]).await;
    assert_eq!(prompts(&asked).len(), 7);
    let asked = answers(&mut guest, &["Nia\u{1b}[2J", "no address", "Acme", "", "Community", "", ""]).await;
    assert_eq!(prompts(&asked), ["Email: "], "what was right is kept");
    assert!(matches!(answers(&mut guest, &["nia@acme.example"]).await, Asked::Success), "it ends well");
    let said = run(&guest, "case list").await;
    assert_eq!(said, ("Your request is with support. The answer comes by email.\n".to_owned(), String::new(), Some(0)));
    let requests = open.world.of("agent").get("/v1/access-requests").await;
    assert_eq!((&requests["requests"][0]["asked"]["name"], &requests["requests"][0]["address"]), (&json!("Nia"), &json!("127.0.0.1")));
}

/// A connection of somebody who has just asked for access.
async fn asked_for_access(open: &Open) -> Handle<Guest> {
    let mut guest = open.connect().await;
    begins(&mut guest).await;
    answers(&mut guest, &["3"]).await;
    let all = ["Nia", "nia@acme.example", "Acme", "", "Community", "", ""];
    assert!(matches!(answers(&mut guest, &all).await, Asked::Success));
    guest
}

#[tokio::test]
async fn s3_a_stranger_who_asked_is_told_so_and_reaches_nothing_else() {
    let open = open(Rules { patience: Patience { grace: Duration::from_secs(5), ..Patience::default() }, ..rules() }).await;
    let guest = asked_for_access(&open).await;
    assert!(guest.channel_open_direct_tcpip("127.0.0.1", 22, "127.0.0.1", 1).await.is_err());
    assert!(guest.tcpip_forward("127.0.0.1", 0).await.is_err());
    let mut channel = guest.channel_open_session().await.unwrap();
    channel.request_subsystem(true, "sftp").await.unwrap();
    assert!(!granted(&mut channel).await, "there are no files for nobody");
    assert!(guest.channel_open_session().await.is_err(), "one channel, and no other");
    // On a terminal, whatever it is, the sentence and nothing more.
    let guest = asked_for_access(&open).await;
    let screens = guest.channel_open_session().await.unwrap();
    screens.request_pty(true, "xterm", 80, 24, 0, 0, &[]).await.unwrap();
    screens.request_shell(true).await.unwrap();
    let (said, _, exit) = heard(screens).await;
    assert_eq!((said.as_str(), exit), ("Your request is with support. The answer comes by email.\r\n", Some(0)));
    assert!(guest.channel_open_session().await.is_err());
    let left = open.world.app.store().read(|tx| Ok::<_, Error>(sessions::count_labelled(tx, "SSH")?)).await;
    assert_eq!(left.unwrap(), 0, "nobody is signed in by asking");
    // Who is nobody is here no longer than others who are nobody.
    guest.await.ok();
}

#[tokio::test]
async fn i1_people_of_support_set_a_password_and_still_need_a_key() {
    let open = open(rules()).await;
    let code = code(&open, "other@larkfold.example", CodePurpose::Invitation).await;
    let mut guest = open.connect().await;
    begins(&mut guest).await;
    answers(&mut guest, &["1"]).await;
    answers(&mut guest, &[&code]).await;
    assert!(matches!(answers(&mut guest, &[NEW, NEW]).await, Asked::Success));
    let (said, _, exit) = run(&guest, "case list").await;
    assert!(said.starts_with("Your password is set") && exit == Some(0), "{said}");
    let left = open.world.app.store().read(|tx| Ok::<_, Error>(sessions::count_labelled(tx, "SSH")?)).await;
    assert_eq!(left.unwrap(), 0);
}

#[tokio::test]
async fn i2_a_locked_person_is_cut_off_and_their_key_is_like_a_strangers() {
    let open = open(rules()).await;
    let key = open.key_of("ada").await;
    let mut ada = open.connect().await;
    assert!(offers(&mut ada, "cases", &key).await.success());
    let mut screens = ada.channel_open_session().await.unwrap();
    screens.request_pty(true, "xterm", 80, 24, 0, 0, &[]).await.unwrap();
    screens.request_shell(true).await.unwrap();
    assert!(granted(&mut screens).await);
    assert_eq!(open.world.of("agent").post("/v1/people/ada@acme.example/lock", &json!({})).await.status.as_u16(), 204);
    assert!(heard(screens).await.0.contains("sign in again"));
    ada.await.ok();
    let mut again = open.connect().await;
    assert!(!offers(&mut again, "cases", &key).await.success());
    again.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    let locked = answers(&mut again, &["ada@acme.example", PASSWORD]).await;
    let ghost = answers(&mut again, &["ghost@acme.example", PASSWORD]).await;
    assert_eq!(instructions(&locked), instructions(&ghost));
    open.world.of("agent").post("/v1/people/ada@acme.example/unlock", &json!({})).await;
    assert!(offers(&mut open.connect().await, "cases", &key).await.success(), "the key was kept");
}
