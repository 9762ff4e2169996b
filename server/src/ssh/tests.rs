//! The door as its guests meet it, the bad ones above all.

mod join;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use caseport_shared::api::key::{PROOF_NAMESPACE, proof};
use caseport_tui::effect::{LocalArticle, LocalDraft};
use russh::client::{self, AuthResult, Handle, KeyboardInteractiveAuthResponse as Asked, Msg};
use russh::keys::ssh_key::{HashAlg, LineEnding, PrivateKey, SshSig};
use russh::keys::{PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh::server::Auth;
use russh::{Channel, ChannelMsg, MethodKind};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::connection::CHANNELS_EVER;
use super::crowd::{CONNECTIONS_OF_ONE, STRANGERS_EACH};
use super::life::Life;
use super::screens::heir;
use super::sign_in::{ROUNDS, SignIn, peer};
use super::{Door, HostKey, Opened, Patience, Rules, USER, serve};
use crate::commands::Error;
use crate::secret;
use crate::store::{people, sessions};
use crate::testing::World;

const PASSWORD: &str = "correct horse battery";

struct Guest;

impl client::Handler for Guest {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// A world with a door; it closes with the world.
struct Open {
    world: World,
    address: SocketAddr,
}

fn rules() -> Rules {
    let patience = Patience { look: Duration::from_millis(50), ..Patience::default() };
    Rules { staff_passwords: false, idle: Duration::from_mins(5), patience }
}

async fn open(rules: Rules) -> Open {
    let world = World::new().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let key = HostKey::of(&world.place.database).unwrap();
    tokio::spawn(serve(listener, Opened::new(world.app.clone(), key, rules, address, &world.place.data)));
    for email in ["ada@acme.example", "agent@larkfold.example"] {
        let hash = secret::hash(PASSWORD).unwrap();
        let done = world.app.store().write(move |tx| {
            let person = people::by_email(tx, email)?.unwrap();
            Ok::<_, Error>(people::set_password(tx, person.id, &hash)?)
        });
        done.await.unwrap();
    }
    for name in ["ada", "bob", "zoe", "agent"] {
        // What is asked at the first sign-in would take what is typed here.
        world.of(name).put("/v1/me/settings", &serde_json::json!({"is_asked": true})).await;
    }
    Open { world, address }
}

impl Open {
    async fn connect(&self) -> Handle<Guest> {
        client::connect(Arc::new(client::Config { nodelay: true, ..client::Config::default() }), self.address, Guest).await.unwrap()
    }

    /// A proven key of somebody.
    async fn key_of(&self, name: &str) -> PrivateKey {
        let (key, client) = (secret::ssh_key(), self.world.of(name));
        let email = client.get("/v1/me").await["email"].as_str().unwrap().to_owned();
        let line = key.public_key().to_openssh().unwrap();
        let signature = SshSig::sign(&key, PROOF_NAMESPACE, HashAlg::Sha512, proof(&email, &line).as_bytes()).unwrap();
        let signature = signature.to_pem(LineEnding::LF).unwrap();
        let added = client.post("/v1/me/keys", &json!({"public_key": line, "signature": signature})).await;
        assert_eq!(added.status.as_u16(), 201, "{}", added.text());
        key
    }

    /// A connection of somebody with a key.
    async fn come_in(&self, name: &str) -> Handle<Guest> {
        let key = self.key_of(name).await;
        let mut guest = self.connect().await;
        assert!(offers(&mut guest, "cases", &key).await.success());
        guest
    }
}

async fn offers(guest: &mut Handle<Guest>, user: &str, key: &PrivateKey) -> AuthResult {
    guest.authenticate_publickey(user, PrivateKeyWithHashAlg::new(Arc::new(key.clone()), None)).await.unwrap()
}

/// What a command writes to either stream, and how it ends.
async fn run(guest: &Handle<Guest>, command: &str) -> (String, String, Option<u32>) {
    let channel = guest.channel_open_session().await.unwrap();
    channel.exec(true, command).await.unwrap();
    heard(channel).await
}

async fn heard(mut channel: Channel<Msg>) -> (String, String, Option<u32>) {
    let (mut out, mut err, mut exit) = (Vec::new(), Vec::new(), None);
    while let Some(message) = channel.wait().await {
        match message {
            ChannelMsg::Data { data } => out.extend_from_slice(&data),
            ChannelMsg::ExtendedData { data, .. } => err.extend_from_slice(&data),
            ChannelMsg::ExitStatus { exit_status } => exit = Some(exit_status),
            _ => {}
        }
    }
    (String::from_utf8_lossy(&out).into_owned(), String::from_utf8_lossy(&err).into_owned(), exit)
}

/// Whether what was asked for on a channel was granted.
async fn granted(channel: &mut Channel<Msg>) -> bool {
    loop {
        match channel.wait().await {
            Some(ChannelMsg::Success) => return true,
            Some(ChannelMsg::Failure) | None => return false,
            Some(_) => {}
        }
    }
}

async fn answers(guest: &mut Handle<Guest>, answers: &[&str]) -> Asked {
    let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
    guest.authenticate_keyboard_interactive_respond(answers).await.unwrap()
}

fn instructions(asked: &Asked) -> &str {
    match asked {
        Asked::InfoRequest { instructions, .. } => instructions,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_key_brings_its_person_in_with_the_commands_that_they_have_anywhere() {
    let open = open(rules()).await;
    let number = open.world.file("ada", "Sign-in fails").await;
    open.world.file("bob", "Somebody else's").await;
    let ada = open.come_in("ada").await;
    let (out, err, exit) = run(&ada, "case list --json").await;
    assert_eq!((exit, err.as_str()), (Some(0), ""));
    let listed: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(listed["cases"].as_array().unwrap().len(), 1);
    assert_eq!(listed["cases"][0]["number"], number);
    let (_, err, exit) = run(&ada, &format!("case reply {number} --message 'It still does; $(id) `id`' --json")).await;
    assert_eq!((exit, err.as_str()), (Some(0), ""), "{err}");
    let timeline = open.world.of("ada").get(&format!("/v1/cases/{number}/timeline")).await.to_string();
    assert!(timeline.contains("It still does; $(id) `id`"), "{timeline}");
    assert_eq!(run(&ada, "case view 999999").await.2, Some(4));
    assert_eq!(run(&ada, "auth login").await.2, Some(2));
    assert_eq!(run(&ada, "case reply 'no end").await.2, Some(2));
    assert_eq!(run(&ada, "sh -c id").await.2, Some(2));
}

#[tokio::test]
async fn what_is_sent_on_standard_input_is_a_message_or_a_file() {
    let open = open(rules()).await;
    let number = open.world.file("ada", "Sign-in fails").await;
    let ada = open.come_in("ada").await;
    for command in [format!("case reply {number} --message-file -"), format!("case attach {number} - --name core.log")] {
        let channel = ada.channel_open_session().await.unwrap();
        channel.exec(true, command).await.unwrap();
        channel.data(&b"line one\nline two\n"[..]).await.unwrap();
        channel.eof().await.unwrap();
        let (_, err, exit) = heard(channel).await;
        assert_eq!(exit, Some(0), "{err}");
    }
    let files = open.world.of("ada").get(&format!("/v1/cases/{number}/files")).await;
    assert_eq!((files["files"][0]["name"].as_str(), files["files"][0]["size"].as_u64()), (Some("core.log"), Some(18)));
    assert!(open.world.of("ada").get(&format!("/v1/cases/{number}/timeline")).await.to_string().contains("line one\\nline two"));
}

#[tokio::test]
async fn a_strangers_key_sees_nothing_and_is_answered_like_any_other() {
    let open = open(rules()).await;
    let known = open.key_of("ada").await;
    let pasted = secret::ssh_key();
    open.world.of("bob").post("/v1/me/keys", &json!({"public_key": pasted.public_key().to_openssh().unwrap()})).await;
    for (user, key) in [("cases", &secret::ssh_key()), ("cases", &pasted), ("root", &known), ("ada@acme.example", &known)] {
        let mut guest = open.connect().await;
        let AuthResult::Failure { partial_success, .. } = offers(&mut guest, user, key).await else { panic!("{user} came in") };
        assert!(!partial_success);
        assert!(guest.channel_open_session().await.is_err(), "nothing is open to whoever is not signed in");
    }
}

#[tokio::test]
async fn an_agent_with_many_unknown_keys_reaches_the_prompt_and_one_may_be_remembered() {
    let open = open(rules()).await;
    let mut guest = open.connect().await;
    let keys: Vec<PrivateKey> = (0..10).map(|_| secret::ssh_key()).collect();
    for key in &keys {
        assert!(!offers(&mut guest, "cases", key).await.success());
    }
    let asked = guest.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    assert_eq!(instructions(&asked), "Larkfold");
    let wrong = answers(&mut guest, &["ada@acme.example", "wrong horse"]).await;
    let ghost = answers(&mut guest, &["ghost@acme.example", PASSWORD]).await;
    assert_eq!(instructions(&wrong), instructions(&ghost));
    let right = answers(&mut guest, &["ada@acme.example", PASSWORD]).await;
    assert!(instructions(&right).contains(&keys[9].fingerprint(HashAlg::Sha256).to_string()));
    assert!(matches!(answers(&mut guest, &["10"]).await, Asked::Success));
    assert_eq!(run(&guest, "case list").await.2, Some(0));
    // The next time it is enough, and those that were not chosen are still strangers'.
    let mut again = open.connect().await;
    assert!(!offers(&mut again, "cases", &keys[0]).await.success());
    assert!(offers(&mut again, "cases", &keys[9]).await.success());
}

#[tokio::test]
async fn a_pasted_key_is_proven_by_coming_in_with_it_and_the_password() {
    let open = open(rules()).await;
    let pasted = secret::ssh_key();
    let line = pasted.public_key().to_openssh().unwrap();
    open.world.of("ada").post("/v1/me/keys", &json!({"public_key": line, "label": "work"})).await;
    let mut guest = open.connect().await;
    assert!(!offers(&mut guest, "cases", &pasted).await.success());
    guest.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    // It was added by its owner, so that there is nothing to ask.
    assert!(matches!(answers(&mut guest, &["ada@acme.example", PASSWORD]).await, Asked::Success));
    let kept = open.world.of("ada").get("/v1/me/keys").await;
    assert_eq!((kept["keys"][0]["is_proven"].as_bool(), kept["keys"][0]["label"].as_str()), (Some(true), Some("work")));
    assert!(offers(&mut open.connect().await, "cases", &pasted).await.success());
}

#[tokio::test]
async fn guesses_are_few_and_people_of_support_need_a_key() {
    let open = open(rules()).await;
    let mut guest = open.connect().await;
    guest.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    for _ in 0..2 {
        let asked = answers(&mut guest, &["ada@acme.example", "wrong horse"]).await;
        assert!(matches!(&asked, Asked::InfoRequest { prompts, .. } if prompts.len() == 2), "{asked:?}");
    }
    let last = answers(&mut guest, &["ada@acme.example", "wrong horse"]).await;
    assert!(matches!(&last, Asked::InfoRequest { prompts, .. } if prompts.is_empty()), "{last:?}");
    assert!(matches!(answers(&mut guest, &[]).await, Asked::Failure { .. }));
    let asked = guest.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    assert!(matches!(asked, Asked::Failure { .. }), "{asked:?}");
    let mut agent = open.connect().await;
    agent.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    let told = answers(&mut agent, &["agent@larkfold.example", PASSWORD]).await;
    assert!(instructions(&told).contains("caseport key add"), "{told:?}");
    assert!(matches!(answers(&mut agent, &[]).await, Asked::Failure { .. }));
    let left = open.world.app.store().read(|tx| Ok::<_, Error>(sessions::count_labelled(tx, "SSH")?)).await;
    assert_eq!(left.unwrap(), 0, "the sign-in of the refused one is no more");
}

#[tokio::test]
async fn a_key_that_is_taken_away_ends_what_it_opened() {
    let open = open(rules()).await;
    let ada = open.come_in("ada").await;
    let mut screens = ada.channel_open_session().await.unwrap();
    screens.request_pty(true, "xterm", 80, 24, 0, 0, &[]).await.unwrap();
    screens.request_shell(true).await.unwrap();
    assert!(granted(&mut screens).await);
    let key = open.world.of("ada").get("/v1/me/keys").await["keys"][0]["fingerprint"].as_str().unwrap().to_owned();
    let path = format!("/v1/me/keys/{}", key.replace(':', "%3A").replace('/', "%2F").replace('+', "%2B"));
    open.world.of("ada").send(axum::http::Method::DELETE, &path, &[], axum::body::Body::empty()).await;
    let (out, _, exit) = heard(screens).await;
    assert!(out.contains("sign in again"), "{out:?}");
    assert_eq!(exit, Some(0));
    drop(ada);
}

#[tokio::test]
async fn nothing_is_forwarded_and_no_agent_is_used() {
    let open = open(rules()).await;
    let ada = open.come_in("ada").await;
    assert!(ada.channel_open_direct_tcpip("127.0.0.1", 22, "127.0.0.1", 1).await.is_err());
    assert!(ada.channel_open_direct_streamlocal("/var/run/docker.sock").await.is_err());
    assert!(ada.channel_open_x11("127.0.0.1", 1).await.is_err());
    assert!(ada.tcpip_forward("127.0.0.1", 0).await.is_err());
    assert!(ada.streamlocal_forward("/tmp/x").await.is_err());
    let mut channel = ada.channel_open_session().await.unwrap();
    channel.agent_forward(true).await.unwrap();
    assert!(!granted(&mut channel).await);
    channel.request_x11(true, false, "MIT-MAGIC-COOKIE-1", "00", 0).await.unwrap();
    assert!(!granted(&mut channel).await);
    channel.request_subsystem(true, "netconf").await.unwrap();
    assert!(!granted(&mut channel).await);
    // And it still does what it may.
    channel.exec(true, "case list").await.unwrap();
    assert_eq!(heard(channel).await.2, Some(0));
}

#[tokio::test]
async fn channels_environment_and_terminals_are_bounded() {
    let open = open(rules()).await;
    let ada = open.come_in("ada").await;
    let mut channels = Vec::new();
    for _ in 0..8 {
        channels.push(ada.channel_open_session().await.unwrap());
    }
    assert!(ada.channel_open_session().await.is_err());
    let mut channel = channels.pop().unwrap();
    for (name, value, is_taken) in [
        ("LANG", "de_DE.UTF-8".to_owned(), true),
        ("NO_COLOR", "1".to_owned(), true),
        ("LD_PRELOAD", "x".to_owned(), false),
        ("LANG", "x".repeat(20_000), false),
    ] {
        channel.set_env(true, name, value).await.unwrap();
        assert_eq!(granted(&mut channel).await, is_taken, "{name}");
    }
    channel.request_pty(true, &"x".repeat(20_000), 80, 24, 0, 0, &[]).await.unwrap();
    assert!(!granted(&mut channel).await);
    for (columns, rows) in [(0, 0), (u32::MAX, u32::MAX)] {
        let mut screens = channels.pop().unwrap();
        screens.request_pty(true, "xterm", columns, rows, 0, 0, &[]).await.unwrap();
        assert!(granted(&mut screens).await);
        screens.request_shell(true).await.unwrap();
        screens.window_change(0, 65_535, 0, 0).await.unwrap();
        // Escape sequences without end, text that is none, then the key that leaves.
        screens.data(&b"\x1b[\x1b]52;c;\x1bP\xff\xfe\x1b[200~\xff\xc3\x28\x1b[201~"[..]).await.unwrap();
        screens.data(&vec![b'\x1b'; 10_000][..]).await.unwrap();
        screens.eof().await.unwrap();
        assert_eq!(heard(screens).await.2, Some(0), "{columns}x{rows}");
    }
    assert_eq!(run(&ada, "case list").await.2, Some(0), "what has ended makes room");
}

#[tokio::test]
async fn whoever_signs_nobody_in_is_not_waited_for() {
    let patience = Patience { grace: Duration::from_millis(100), ..Patience::default() };
    let open = open(Rules { patience, ..rules() }).await;
    // One that says nothing at all, and one that stops before it signs in.
    let mut silent = tokio::net::TcpStream::connect(open.address).await.unwrap();
    let guest = open.connect().await;
    let mut all = Vec::new();
    tokio::io::AsyncReadExt::read_to_end(&mut silent, &mut all).await.unwrap();
    assert!(all.starts_with(b"SSH-2.0-Caseport\r\n"), "it names no version");
    guest.await.unwrap_err();
}

#[tokio::test]
async fn connections_of_one_network_are_bounded() {
    let open = open(rules()).await;
    let ada = open.come_in("ada").await;
    let mut crowd = std::collections::VecDeque::new();
    for _ in 0..=STRANGERS_EACH {
        let mut one = tokio::net::TcpStream::connect(open.address).await.unwrap();
        tokio::io::AsyncReadExt::read_exact(&mut one, &mut [0; 4]).await.unwrap();
        crowd.push_back(one);
    }
    // There is always room for one more: whoever has been nobody for longest makes it.
    let mut first = crowd.pop_front().unwrap();
    let _ = tokio::io::AsyncReadExt::read_to_end(&mut first, &mut Vec::new()).await;
    assert_eq!(run(&ada, "case list").await.2, Some(0), "those who are in are not put out");
    let late = open.come_in("ada").await;
    assert_eq!(run(&late, "case list").await.2, Some(0));
}

#[tokio::test]
async fn a_sign_in_ends_with_its_connection() {
    let open = open(rules()).await;
    let ada = open.come_in("ada").await;
    assert_eq!(run(&ada, "case list").await.2, Some(0));
    let count = async || open.world.app.store().read(|tx| Ok::<_, Error>(sessions::count_of_keys(tx)?)).await.unwrap();
    assert_eq!(count().await, 1);
    ada.disconnect(russh::Disconnect::ByApplication, "", "").await.unwrap();
    ada.await.ok();
    while count().await > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_command_on_a_terminal_ends_whoever_could_still_type() {
    let open = open(rules()).await;
    open.world.file("ada", "Sign-in fails").await;
    let ada = open.come_in("ada").await;
    let channel = ada.channel_open_session().await.unwrap();
    channel.request_pty(true, "xterm", 80, 24, 0, 0, &[]).await.unwrap();
    channel.exec(true, "case list").await.unwrap();
    let (out, _, exit) = heard(channel).await;
    assert_eq!(exit, Some(0));
    assert!(out.contains("acme-social") && out.contains("\r\n") && !out.contains("\n\n"), "{out:?}");
    // Question and answer on a dumb terminal, with what is typed shown and taken back.
    let channel = ada.channel_open_session().await.unwrap();
    channel.request_pty(true, "dumb", 80, 24, 0, 0, &[]).await.unwrap();
    channel.request_shell(true).await.unwrap();
    channel.data(&b"quix\x7ft\r"[..]).await.unwrap();
    let (out, _, exit) = heard(channel).await;
    assert_eq!(exit, Some(0));
    assert!(out.contains("quix\u{8} \u{8}t\r\n") && out.contains("Main menu"), "{out:?}");
}

#[tokio::test]
async fn whoever_types_nothing_is_told_and_goes() {
    let open = open(Rules { idle: Duration::from_millis(300), ..rules() }).await;
    let ada = open.come_in("ada").await;
    for term in ["xterm", "dumb"] {
        let channel = ada.channel_open_session().await.unwrap();
        channel.request_pty(true, term, 80, 24, 0, 0, &[]).await.unwrap();
        channel.request_shell(true).await.unwrap();
        let (out, err, exit) = heard(channel).await;
        assert!((out + &err).contains("Nothing was typed for a long time"), "{term}");
        assert!(exit.is_some());
    }
    // And so does a connection on which nothing is open.
    ada.await.ok();
}

#[tokio::test]
async fn what_is_sent_before_anything_begins_holds_up_nobody() {
    let open = open(rules()).await;
    let ada = open.come_in("ada").await;
    let channel = ada.channel_open_session().await.unwrap();
    for _ in 0..40 {
        channel.set_env(false, "LC_TIME", "C").await.unwrap();
        channel.data(&b"too early"[..]).await.unwrap();
    }
    assert_eq!(run(&ada, "case list").await.2, Some(0), "other channels go on");
    channel.exec(true, "case list").await.unwrap();
    assert_eq!(heard(channel).await.2, Some(0));
}

#[tokio::test]
async fn a_channel_on_which_nothing_begins_is_closed() {
    let patience = Patience { grace: Duration::from_secs(2), ..rules().patience };
    let open = open(Rules { patience, ..rules() }).await;
    let ada = open.come_in("ada").await;
    assert_eq!(heard(ada.channel_open_session().await.unwrap()).await.2, None);
    assert_eq!(run(&ada, "case list").await.2, Some(0));
}

#[tokio::test]
async fn a_sign_in_that_nobody_came_in_with_is_ended_too() {
    let open = open(rules()).await;
    let mut guest = open.connect().await;
    assert!(!offers(&mut guest, "cases", &secret::ssh_key()).await.success());
    guest.authenticate_keyboard_interactive_start("cases", None).await.unwrap();
    let asked = answers(&mut guest, &["ada@acme.example", PASSWORD]).await;
    assert!(instructions(&asked).contains("SHA256:"), "it is asked whether to remember the key");
    let count = async || open.world.app.store().read(|tx| Ok::<_, Error>(sessions::count_labelled(tx, "SSH")?)).await.unwrap();
    assert_eq!(count().await, 1);
    drop(guest);
    while count().await > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn one_person_is_here_only_so_often() {
    let open = open(rules()).await;
    let key = open.key_of("ada").await;
    let mut here = Vec::new();
    for _ in 0..CONNECTIONS_OF_ONE {
        let mut guest = open.connect().await;
        assert!(offers(&mut guest, "cases", &key).await.success());
        assert_eq!(run(&guest, "case list").await.2, Some(0));
        here.push(guest);
    }
    let mut late = open.connect().await;
    assert!(offers(&mut late, "cases", &key).await.success());
    late.await.ok();
    for guest in &here {
        assert_eq!(run(guest, "case list").await.2, Some(0));
    }
}

#[tokio::test]
async fn questions_on_a_connection_have_an_end() {
    let world = World::new().await;
    let door = Door::new(world.app.clone(), rules(), ([192, 0, 2, 7], 22).into(), &world.place.data);
    let life = Life::new(tokio::sync::watch::channel(None).1, CancellationToken::new());
    let mut asked = SignIn::new(door, peer([192, 0, 2, 1].into()), life);
    for _ in 0..ROUNDS {
        assert!(matches!(asked.answer(USER, None).await.unwrap(), Auth::Partial { .. }));
    }
    let over = asked.answer(USER, None).await.unwrap();
    assert!(
        matches!(&over, Auth::Reject { proceed_with_methods: Some(methods), .. } if !methods.contains(&MethodKind::KeyboardInteractive))
    );
}

#[tokio::test]
async fn what_was_typed_last_is_kept_for_its_person_and_nobody_else() {
    let world = World::new().await;
    let door = Door::new(world.app.clone(), rules(), ([192, 0, 2, 7], 22).into(), &world.place.data);
    let life = Life::new(tokio::sync::watch::channel(None).1, CancellationToken::new());
    let draft = |email: &str, subject: &str| LocalDraft {
        id: Uuid::now_v7(),
        server: "help.example.com".into(),
        email: email.into(),
        save: serde_json::from_value(json!({"kind": "case", "version": 0, "content": {"subject": subject}})).unwrap(),
        is_solution: false,
        article: None,
    };
    assert!(!heir(&door, &life)(draft("ada@acme.example", "nobody's")).await, "nobody was signed in");
    let person = world.app.store().read(|tx| Ok::<_, Error>(people::by_email(tx, "ada@acme.example")?.unwrap().id)).await.unwrap();
    life.is_person(person);
    assert!(!heir(&door, &life)(draft("bob@beta.example", "another's")).await);
    assert!(heir(&door, &life)(draft("ada@acme.example", "typed last")).await);
    let kept = world.of("ada").get("/v1/drafts").await;
    assert_eq!((kept["drafts"].as_array().unwrap().len(), &kept["drafts"][0]["content"]["subject"]), (1, &json!("typed last")));
}

#[tokio::test]
async fn what_was_written_of_an_article_last_becomes_a_version_that_no_reader_sees() {
    let world = World::new().await;
    let door = Door::new(world.app.clone(), rules(), ([192, 0, 2, 7], 22).into(), &world.place.data);
    let life = Life::new(tokio::sync::watch::channel(None).1, CancellationToken::new());
    let agent = "agent@larkfold.example";
    let person = world.app.store().read(move |tx| Ok::<_, Error>(people::by_email(tx, agent)?.unwrap().id)).await.unwrap();
    life.is_person(person);
    let written = |version: i64, title: &str, body: &str| LocalDraft {
        id: Uuid::now_v7(),
        server: "help.example.com".into(),
        email: agent.into(),
        save: serde_json::from_value(json!({"kind": "note", "version": 0, "content": {}})).unwrap(),
        is_solution: false,
        article: Some(Box::new(LocalArticle {
            version,
            new: serde_json::from_value(json!({
                "slug": (version > 0).then_some("renew-it"), "content": {"title": title, "body": body, "audience": "customers"},
            }))
            .unwrap(),
        })),
    };
    assert!(heir(&door, &life)(written(0, "Renew it", "New.")).await);
    assert!(heir(&door, &life)(written(1, "Renew it", "Upon the first.")).await);
    // Somebody else's version is not written over, and what lacks a title is not lost.
    assert!(heir(&door, &life)(written(1, "Renew it", "Too late.")).await);
    assert!(heir(&door, &life)(written(0, "", "No title yet.")).await);
    let client = crate::testing::sign_in(&world.app, agent).await;
    let mut seen = Vec::new();
    for slug in ["renew-it", "renew-it-2", "no-title-yet"] {
        let article = client.get(&format!("/v1/articles/{slug}")).await;
        assert_eq!(article["state"], "draft");
        seen.push((article["body"].as_str().unwrap().to_owned(), article["audience"].as_str().unwrap().to_owned()));
    }
    let seen: Vec<_> = seen.iter().map(|(body, audience)| (body.as_str(), audience.as_str())).collect();
    assert_eq!(seen, [("Upon the first.", "customers"), ("Too late.", "staff"), ("No title yet.", "staff")]);
}

#[tokio::test]
async fn channels_over_the_life_of_a_connection_are_bounded() {
    let open = open(rules()).await;
    let ada = open.come_in("ada").await;
    let mut count = 0;
    while let Ok(channel) = ada.channel_open_session().await {
        channel.exec(true, "'").await.unwrap();
        assert_eq!(heard(channel).await.2, Some(2));
        count += 1;
    }
    assert_eq!(count, CHANNELS_EVER);
    let again = open.come_in("ada").await;
    assert_eq!(run(&again, "case list").await.2, Some(0));
}
