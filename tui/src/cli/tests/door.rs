//! Coming in by a code, asking for access, tokens and locks.

use super::*;

fn done(status: u16) -> Answer {
    Answer::Full(status, Vec::new(), Vec::new())
}

fn about(purpose: &str) -> Value {
    let keys = json!([{"fingerprint": "SHA256:aa", "label": "lap\u{1b}[2Jtop"}, {"fingerprint": "SHA256:bb", "label": "lost"}]);
    json!({"purpose": purpose, "name": "Ada\u{1b}[2J", "email": "ada@acme.example", "organization": "Acme",
           "expires_at": "2026-02-07T12:00:00Z", "keys": keys})
}

async fn server(purpose: &'static str) -> Server {
    let me = json!({"name": "Ada", "email": "ada@acme.example", "side": "customer", "account_wide": false, "can_file": true});
    Server::start(move |_, asked| match asked.line.as_str() {
        "POST /v1/codes/look" if asked.json() == json!({"code": "good"}) => Answer::json(200, &about(purpose)),
        "POST /v1/codes/look" => problem(422, "wrong_code"),
        "POST /v1/codes/accept" => Answer::json(201, &json!({"token": "secret-token", "expires_at": "2026-03-01T00:00:00Z", "me": me})),
        _ => not_expected(asked),
    })
    .await
}

#[tokio::test]
async fn i1_a_code_and_a_password_typed_twice_sign_in_and_stay_so() {
    let (server, place) = (server("invitation").await, tempfile::tempdir().unwrap());
    let accept = ["auth", "accept", "good", "--password-stdin", "--server", server.address.as_str()];
    let differ = Shell::with_folder(&server, place.path()).stdin(b"correct horse\ncorrect mouse\n").run(&accept).await;
    assert_eq!((differ.exit, server.lines().len()), (2, 1), "{differ:?}");
    let ran = Shell::with_folder(&server, place.path()).stdin(b"correct horse\ncorrect horse\n").run(&accept).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.err.starts_with("Ada <ada@acme.example>, welcome to the portal of Acme."), "{}", ran.err);
    let sent = server.asked().pop().unwrap().json();
    assert_eq!((&sent["code"], &sent["password"], &sent["keep_keys"]), (&json!("good"), &json!("correct horse"), &json!([])));
    assert!(![&ran.out, &ran.err].iter().any(|said| said.contains("horse") || said.contains("secret-token")));
    assert!(std::fs::read_dir(place.path()).unwrap().count() > 0, "it is kept");
    let wrong = Shell::with_folder(&server, place.path()).run(&["auth", "accept", "bad", "--password-stdin"]).await;
    assert_eq!((wrong.exit, wrong.err.as_str()), (1, "caseport: No.\n"), "{wrong:?}");
}

#[tokio::test]
async fn i2_after_a_forgotten_password_the_keys_that_stay_are_named() {
    let (server, place) = (server("reset").await, tempfile::tempdir().unwrap());
    for (keys, kept) in [(None, json!([])), (Some("2"), json!(["SHA256:bb"])), (Some("all"), json!(["SHA256:aa", "SHA256:bb"]))] {
        let mut accept = vec!["auth", "accept", "good", "--password-stdin", "--server", server.address.as_str()];
        accept.extend(keys.iter().flat_map(|keys| ["--keep-keys", keys]));
        let ran = Shell::with_folder(&server, place.path()).stdin(b"correct horse\ncorrect horse\n").run(&accept).await;
        assert_eq!((ran.exit, &server.asked().pop().unwrap().json()["keep_keys"]), (0, &kept), "{ran:?}");
        assert!(ran.err.contains("1. SHA256:aa laptop\n2. SHA256:bb lost\n"), "{}", ran.err);
    }
    let mut shell = Shell::with_folder(&server, place.path());
    shell.io.ask = Some(Box::new(|question, is_secret| {
        Ok(if is_secret {
            "correct horse"
        } else if question.contains("SSH keys") {
            "9"
        } else {
            "good"
        }
        .to_owned())
    }));
    assert_eq!(shell.run(&["auth", "accept", "--server", &server.address]).await.exit, 2, "there is no ninth key");
}

#[tokio::test]
async fn i2_a_forgotten_password_is_answered_the_same_whoever_it_is() {
    let server = Server::start(|_, asked| if asked.line == "POST /v1/password-resets" { done(202) } else { not_expected(asked) }).await;
    let ran = Shell::at(&server).run(&["auth", "forgot", "ghost@acme.example"]).await;
    assert_eq!((ran.exit, ran.out.lines().count()), (0, 1), "{ran:?}");
    assert_eq!(server.asked().pop().unwrap().json(), json!({"email": "ghost@acme.example"}));
}

#[tokio::test]
async fn s3_access_is_asked_for_by_options_and_by_answers() {
    let server = Server::start(|_, asked| if asked.line == "POST /v1/access-requests" { done(202) } else { not_expected(asked) }).await;
    let said = ["access", "request", "--name", "Nia", "--email", "nia@acme.example", "--company", "Acme"];
    let script = Shell::at(&server).run(&said).await;
    assert_eq!((script.exit, script.err.as_str()), (2, "caseport: Nobody can be asked here; use --product.\n"));
    let script = Shell::at(&server).run(&[&said[..], &["--product", "Community"]].concat()).await;
    assert_eq!(script.exit, 0, "{script:?}");
    let sent = server.asked().pop().unwrap().json();
    assert_eq!((&sent["product"], &sent["phone"]), (&json!("Community"), &json!("")));
    let mut shell = Shell::at(&server);
    shell.io.ask = Some(Box::new(|question, _| Ok(question.trim_end_matches([':', ' ']).to_owned())));
    assert_eq!(shell.run(&said).await.exit, 0);
    let sent = server.asked().pop().unwrap().json();
    assert_eq!((&sent["name"], &sent["phone"], &sent["title"]), (&json!("Nia"), &json!("Phone"), &json!("What you do there")));
}

#[tokio::test]
async fn s3_support_lists_every_page_and_declines() {
    let request = |id: i64| {
        let asked = json!({"name": "Nia\u{1b}[2J", "email": "nia@acme.example", "company": "Acme", "product": "Community"});
        json!({"id": id, "state": "open", "asked": asked, "address": "192.0.2.1", "created_at": "2026-01-31T08:00:00Z", "repeats": 0})
    };
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "GET /v1/access-requests?state=open" => Answer::json(200, &json!({"requests": [request(7)], "next": "more"})),
        "GET /v1/access-requests?state=open&cursor=more" => Answer::json(200, &json!({"requests": [request(8)]})),
        "POST /v1/access-requests/7/decline" => done(204),
        _ => problem(404, "not_found"),
    })
    .await;
    let listed = Shell::at(&server).run(&["access", "list"]).await;
    assert_eq!((listed.exit, listed.out.lines().count()), (0, 3), "{listed:?}");
    assert!(!listed.out.contains('\u{1b}'), "{listed:?}");
    for (id, exit) in [("7", 0), ("9", 4)] {
        assert_eq!(Shell::at(&server).run(&["access", "decline", id, "--reason", "Ask your Owner."]).await.exit, exit);
    }
}

#[tokio::test]
async fn i2_a_token_is_shown_once_alone_on_standard_output() {
    let kept = json!({"reference": "a1b2", "label": "nightly", "created_at": "2026-01-31T08:00:00Z", "expires_at": "2026-04-02T00:00:00Z"});
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "POST /v1/me/tokens" => Answer::json(201, &json!({"token": "secret-token", "kept": kept})),
        "GET /v1/me/tokens" => Answer::json(200, &json!({"tokens": [kept]})),
        "DELETE /v1/me/tokens/a1b2" => done(204),
        _ => problem(404, "not_found"),
    })
    .await;
    let made = Shell::at(&server).run(&["auth", "token", "create", "--label", "nightly", "--expires", "2026-04-01"]).await;
    assert_eq!((made.exit, made.out.as_str()), (0, "secret-token\n"), "{made:?}");
    assert_eq!(server.asked().pop().unwrap().json(), json!({"label": "nightly", "expires_on": "2026-04-01"}));
    let listed = Shell::at(&server).run(&["auth", "token", "list"]).await;
    assert!(listed.out.contains("nightly") && listed.out.contains("never") && !listed.out.contains("secret"), "{listed:?}");
    for (reference, exit) in [("a1b2", 0), ("c3", 4)] {
        assert_eq!(Shell::at(&server).run(&["auth", "token", "revoke", reference]).await.exit, exit);
    }
}

#[tokio::test]
async fn i2_a_person_is_locked_and_let_in_again() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "POST /v1/people/ada%40acme.example/lock" | "POST /v1/people/ada%40acme.example/unlock" => done(204),
        "POST /v1/people/admin%40larkfold.example/lock" => problem(403, "not_allowed"),
        _ => problem(404, "not_found"),
    })
    .await;
    for (verb, email, exit) in [
        ("lock", "ada@acme.example", 0),
        ("unlock", "ada@acme.example", 0),
        ("lock", "admin@larkfold.example", 4),
        ("lock", "ghost@acme.example", 4),
    ] {
        assert_eq!(Shell::at(&server).run(&["person", verb, email]).await.exit, exit, "{verb} {email}");
    }
}

#[tokio::test]
async fn s7_whoever_signs_in_at_a_shared_mailbox_says_by_which_name_they_write() {
    let me = |signature: Value| {
        json!({"name": "Support", "email": "support@acme.example", "side": "customer", "account_wide": false, "can_file": true,
               "signature": signature})
    };
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "POST /v1/sessions" => {
            Answer::json(201, &json!({"token": "secret-token", "expires_at": "2026-03-01T00:00:00Z", "me": me(json!({}))}))
        }
        "PUT /v1/me/signature" => Answer::json(200, &me(asked.json())),
        _ => not_expected(asked),
    })
    .await;
    let place = tempfile::tempdir().unwrap();
    let login = ["auth", "login", "--email", "support@acme.example", "--password-stdin", "--server", server.address.as_str()];
    let later = Shell::with_folder(&server, place.path()).stdin(b"pass word").run(&login).await;
    assert_eq!((later.exit, server.lines().len()), (0, 1), "{later:?}");
    assert!(later.err.contains("caseport auth sign-as NAME"), "{later:?}");
    let said = Shell::with_folder(&server, place.path()).stdin(b"pass word").run(&[&login[..], &["--as", "Kim"]].concat()).await;
    assert_eq!((said.exit, server.asked().pop().unwrap().json()), (0, json!({"name": "Kim"})), "{said:?}");
    let chosen = Shell::with_folder(&server, place.path()).run(&["auth", "sign-as", "Lou"]).await;
    assert_eq!((chosen.exit, chosen.out.as_str()), (0, "You write as Lou.\n"), "{chosen:?}");
}
