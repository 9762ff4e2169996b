use lettre::message::Mailbox;

use super::{Post, Security, Setup};
use crate::outbox::Mail;

fn post() -> Post {
    let mailbox = |text: &str| text.parse::<Mailbox>().unwrap();
    let setup = Setup {
        host: "localhost",
        port: 25,
        security: Security::Plain,
        authority: None,
        credentials: Some(("caseport".to_owned(), "hidden-1".to_owned())),
        from: mailbox("Larkfold Support <support@larkfold.example>"),
        reply_to: Some(mailbox("no-answers@larkfold.example")),
    };
    Post::new(setup).unwrap()
}

fn mail(name: &str, subject: &str) -> Mail {
    let thread = Some("204816".parse().unwrap());
    Mail { to_name: Some(name.to_owned()), subject: subject.to_owned(), text: "Hello\n.\nthere\n".to_owned(), thread, unsubscribe: None }
}

fn written(mail: &Mail, unsubscribe: Option<&str>) -> String {
    let now = "2026-03-02T10:00:00Z".parse().unwrap();
    let message = post().message("reference-1_2", "ada@acme.example", mail, unsubscribe, now).unwrap();
    String::from_utf8(message.formatted()).unwrap()
}

/// The names of the headers, in their order.
fn names(message: &str) -> Vec<String> {
    let head = message.split("\r\n\r\n").next().unwrap();
    let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    lines.map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn c9_a_message_has_the_headers_that_keep_it_from_being_answered() {
    let message = written(&mail("Ada", "[Larkfold 204816] Sign-in fails"), Some("https://help.example/v1/unsubscribe/x"));
    for line in [
        "From: \"Larkfold Support\" <support@larkfold.example>\r\n",
        "Reply-To: no-answers@larkfold.example\r\n",
        "To: Ada <ada@acme.example>\r\n",
        "Subject: [Larkfold 204816] Sign-in fails\r\n",
        "Date: Mon, 02 Mar 2026 10:00:00 +0000\r\n",
        "Message-ID: <reference-1_2@larkfold.example>\r\n",
        "In-Reply-To: <case-204816@larkfold.example>\r\n",
        "References: <case-204816@larkfold.example>\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "X-Auto-Response-Suppress: All\r\n",
        "List-Unsubscribe: <https://help.example/v1/unsubscribe/x>\r\n",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n",
    ] {
        assert!(message.contains(line), "{line}{message}");
    }
    assert!(!names(&written(&mail("Ada", "x"), None)).iter().any(|name| name.starts_with("List-")));
}

#[tokio::test]
async fn c9_no_name_and_no_subject_becomes_a_header() {
    let plain = names(&written(&mail("Ada", "x"), None));
    let long = "y\u{202e}".repeat(500);
    for hostile in [
        "Ada\r\nBcc: everybody@example.com",
        "Ada\nBcc: everybody@example.com\n\nbody",
        "Ada\u{2028}Bcc: everybody@example.com",
        "=?utf-8?q?Ada=0D=0ABcc:_everybody@example.com?=",
        "\"Ada\" <everybody@example.com>, Bob",
        "Ada\0\u{85}Bcc: x",
        long.as_str(),
    ] {
        let message = written(&mail(hostile, hostile), None);
        assert_eq!(names(&message), plain, "{message}");
        assert!(!message.replace("\r\n", "").contains(['\r', '\n', '\0']), "{message:?}");
        assert_eq!(message.matches("<ada@acme.example>").count(), 1, "{message}");
    }
}

#[tokio::test]
async fn an_address_that_nobody_can_write_to_is_said_to_be_one_and_no_password_is_repeated() {
    let now = "2026-03-02T10:00:00Z".parse().unwrap();
    for address in ["a..b@acme.example", "ada@acme.example\r\nRCPT TO:<x@y>", ""] {
        assert!(post().message("r", address, &mail("Ada", "x"), None, now).is_err(), "{address:?}");
    }
    let said = post().cleaned("535 5.7.8 hidden-1 is\r\n no password");
    assert!(!said.contains("hidden") && !said.contains('\n'), "{said}");
}
