//! Arguments, help, completions, exit codes for wrong usage.

use clap::Parser as _;

use super::super::{Args, command};
use super::*;

const COMMANDS: &str = "
auth login
auth login --server https://help.example.com --email ada@example.com --password-stdin --insecure
auth logout
auth status
case list
case list group:open severity:1,2 product:acme login --limit 5
case view 204816
case view #204816 --json
case file --product p --subject s --description d
case file --product p --subject s --category c --subcategory e --severity 1 --for a@b.c --description-file - --attach x --attach y
case reply 1 --message m
case reply 1 --message-file - --attach x --attach y --no-reopen --last-seen reply-3 --last-seen note-2
case note 1 --message m --attach x
case note 1 --message-file f
case close 1
case reopen 1
case escalate 1 --reason r
case watch 1 a@b.c
case unwatch 1 a@b.c
case assign 1 a@b.c
case assign 1 me
case assign 1 nobody
case status 1 researching
case status 1 scheduled-for-deployment --date 2026-02-01
case status 1 fixed-scheduled-for-upgrade --date 2026-02-01 --fixed-in 4.2 --ticket BUG-1
case solve 1 --solution t
case solve 1 --solution-file -
case edit 1 --severity 2 --priority high --category c --subcategory e --requester a@b.c --if-version 4
case attach 1 a b c
case attach 1 - --name shot.png
case attach 1 a --internal
case download 1 shot.png --output - --force
case redact 1 reply-3 --reason r
case redact 1 description --reason r
case redact 1 0198c0de-0000-7000-8000-000000000001 --reason r
product list
product view p
product window p
product window p --check
product window p --ics
product create acme Wiki --kind other --slug acme-wiki
product edit p --name n --kind social --environment none --current-version 24.1 --upgrade-version none --upgrade-on 2026-04-14 --if-version 3
product category list p
product category add p Passkeys --below sign-in
product category edit p sign-in --subcategory saml --name n --position 1 --retire
product category edit p sign-in --restore
product contact set p a@b.c --name Ada --title Lead --maintenance --incidents
product contact remove p a@b.c
product notice p --kind incident --subject s --message m --until 2026-03-09T18:00 --preview
product notice p --kind maintenance --subject s --message-file - --until 2026-03-09T18:00Z
product withdraw p 3
plan list
plan view premium
plan create Gold --like premium --seats 15 --counts user --seat-roles owner,member --respond 2=1:business-hours:24x7
plan edit premium --name n --trial no --trial-seats yes --account-manager yes --over-pool --if-version 2
region list
region view emea
region edit emea --time-zone Europe/Berlin --opens 08:00 --closes 18:00 --add-holiday 2026-12-24=Eve --remove-holiday 2026-04-06
organization list
organization view acme
organization create Acme --plan premium --region emea --slug acme
organization edit acme --name n --plan flat --region apac --over-pool --if-version 2
audit list
audit list kind:plan-edited since:7d --limit 5
audit export --format csv
audit export subject:plan:premium --format json
completions bash
man
";

#[test]
fn every_command_parses() {
    for line in COMMANDS.lines().filter(|line| !line.is_empty()) {
        let args = std::iter::once("caseport").chain(line.split(' '));
        Args::try_parse_from(args).unwrap_or_else(|error| panic!("{line}: {error}"));
    }
}

#[test]
fn what_contradicts_itself_is_refused() {
    for line in [
        "case view x",
        "case view -1",
        "case list --limit 0",
        "case file --product p --subject s",
        "case file --product p --subject s --description d --description-file f",
        "case file --product p --subject s --description d --severity 5",
        "case reply 1",
        "case reply 1 --message m --message-file f",
        "case reply 1 --message m --last-seen 3",
        "case status 1 open",
        "case status 1 researching --date tomorrow",
        "case edit 1",
        "case edit 1 --if-version 3",
        "case redact 1 everything --reason r",
        "case attach 1",
    ] {
        let args = std::iter::once("caseport").chain(line.split(' '));
        assert!(Args::try_parse_from(args).is_err(), "{line}");
    }
}

#[tokio::test]
async fn a_negated_term_is_a_term_and_a_limit_a_limit() {
    let server = Server::start(|_, _| Answer::json(200, &json!({"cases": []}))).await;
    let ran = Shell::at(&server).run(&["case", "list", "-product:acme", "-has", "--limit", "3", "--json"]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert_eq!(server.lines(), ["GET /v1/cases?query=%20-product%3Aacme%20%20-has&limit=3"]);
    assert_eq!(Shell::at(&server).run(&["case", "list", "-h"]).await.exit, 0);
    assert_eq!(Shell::at(&server).run(&["product", "list", "-product:acme"]).await.exit, 2);
}

#[test]
fn every_command_and_argument_is_explained() {
    let mut command = command(&Strings::english());
    command.build();
    command.debug_assert();
}

#[tokio::test]
async fn help_and_version_are_results_and_mistakes_are_not() {
    let shell = || Shell::new(Door::Machine(Machine { credentials: None, server: None, token: None }));
    let help = shell().run(&["case", "file", "--help"]).await;
    assert!(help.exit == 0 && help.out.contains("--description-file") && help.err.is_empty(), "{help:?}");
    let nothing = shell().run(&[]).await;
    assert!(nothing.exit == 0 && nothing.out.contains("Usage: caseport"), "{nothing:?}");
    let wrong = shell().run(&["case", "fly"]).await;
    assert!(wrong.exit == 2 && wrong.out.is_empty() && wrong.err.contains("fly"), "{wrong:?}");
    let version = shell().run(&["--version"]).await;
    assert_eq!(version.out, format!("caseport {}\n", env!("CARGO_PKG_VERSION")));
}

#[tokio::test]
async fn completions_and_the_manual_name_every_command() {
    for args in [&["completions", "bash"][..], &["completions", "zsh"], &["completions", "fish"], &["man"]] {
        let shell = Shell::new(Door::Machine(Machine { credentials: None, server: None, token: None }));
        let ran = shell.run(args).await;
        assert_eq!(ran.exit, 0);
        for name in ["login", "escalate", "download", "redact"] {
            assert!(ran.out.to_lowercase().contains(name), "{args:?} does not name {name}");
        }
    }
}

#[tokio::test]
async fn a_wrong_query_is_marked_and_never_sent() {
    let server = Server::start(|_, asked| not_expected(asked)).await;
    let ran = Shell::at(&server).run(&["case", "list", "login", "group:opne"]).await;
    assert_eq!(ran.exit, 2);
    insta::assert_snapshot!(ran.err, @r#"
    caseport: The query cannot be read:
    login group:opne
                ^^^^
    "opne" is not one of: open, action-needed, closed
    "#);
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn nobody_signed_in_is_told_how() {
    let server = Server::start(|_, asked| not_expected(asked)).await;
    let place = tempfile::tempdir().unwrap();
    let ran = Shell::with_folder(&server, place.path()).run(&["case", "list"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (3, ""));
    assert_eq!(ran.err, "caseport: You are not signed in, or no longer.\nSign in with: caseport auth login\n");
}

#[tokio::test]
async fn an_address_that_is_none_is_wrong_usage() {
    let server = Server::start(|_, asked| not_expected(asked)).await;
    let ran = Shell::at(&server).run(&["case", "list", "--server", "help.example.com"]).await;
    assert_eq!(ran.exit, 2);
}

#[tokio::test]
async fn text_that_is_no_text_or_too_much_is_refused_before_anything_is_sent() {
    let server = Server::start(|_, asked| not_expected(asked)).await;
    let args = ["case", "reply", "1", "--message-file", "-"];
    for (stdin, expected) in [
        (&b"caf\xe9"[..], "message: it is no text in UTF-8 (byte 3 is the first wrong one)"),
        (b" \n\t ", "message: it must not be empty"),
        (&vec![b'x'; 10_000_000], "message: it is longer than 65536 characters"),
    ] {
        let ran = Shell::at(&server).stdin(stdin).run(&args).await;
        assert_eq!((ran.exit, ran.err), (2, format!("caseport: {expected}\n")));
    }
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_reader_that_has_seen_enough_is_no_failure() {
    let server = Server::start(|_, _| Answer::json(200, &json!({"cases": []}))).await;
    let mut shell = Shell::at(&server);
    let (far, near) = tokio::io::duplex(64);
    drop(far);
    shell.io.stdout = Box::new(near);
    let ran = shell.run(&["case", "list"]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
}

#[tokio::test]
async fn a_token_of_the_environment_that_is_refused_is_named() {
    let server = Server::start(|_, _| problem(401, "unauthenticated")).await;
    let ran = Shell::at(&server).run(&["case", "list"]).await;
    assert_eq!(ran.exit, 3);
    assert!(ran.err.contains("CASEPORT_TOKEN") && !ran.err.contains("auth login"), "{}", ran.err);
}

#[tokio::test]
async fn a_product_that_is_not_there_is_not_called_a_case() {
    let server = Server::start(|_, _| problem(404, "not-found")).await;
    let ran = Shell::at(&server).run(&["product", "view", "nope"]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (4, "caseport: No such product, or it is not yours; see: caseport product list\n"));
}
