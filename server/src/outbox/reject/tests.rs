use caseport_tui::Reach;
use tokio::io::BufReader;

use super::{LINE_BYTES, LINES, Said, talk};
use crate::outbox::Place;

fn said() -> Said {
    let reach = Reach { user: "cases".to_owned(), host: "help.example.com".to_owned(), port: 22 };
    Said::of(&Place { brand: "Lärk\r\n250 fold".to_owned(), server: None, ssh: Some((reach, String::new())) })
}

/// All that is answered to what is typed.
async fn answered(typed: &str) -> String {
    let mut out = Vec::new();
    talk(BufReader::new(typed.as_bytes()), &mut out, &said()).await.unwrap();
    String::from_utf8(out).unwrap()
}

#[tokio::test]
async fn c9_every_recipient_is_rejected_with_the_way_to_answer() {
    let heard = answered(
        "EHLO mail.acme.example\r\nMAIL FROM:<ada@acme.example>\r\nRCPT TO:<no-answers@larkfold.example>\r\nrcpt to:<x@y>\r\nDATA\r\nQUIT\r\nNOOP\r\n",
    )
    .await;
    let codes: Vec<&str> = heard.lines().map(|line| &line[..4]).collect();
    assert_eq!(codes, ["220 ", "250 ", "250 ", "550-", "550-", "550 ", "550-", "550-", "550 ", "503 ", "221 "], "{heard}");
    assert!(heard.contains("550-5.7.1 ssh cases@help.example.com case list\r\n550 5.7.1 caseport case list\r\n"), "{heard}");
    assert!(heard.is_ascii() && heard.contains("L?rk") && !heard.contains("\r\n250 fold"), "{heard}");
}

#[tokio::test]
async fn nobody_is_listened_to_without_bound() {
    let long = "A".repeat(usize::try_from(LINE_BYTES).unwrap() + 1);
    let heard = answered(&format!("{long}\r\nNOOP\r\n")).await;
    assert!(heard.ends_with("500 5.5.2 the line is too long\r\n"), "{heard}");
    let heard = answered(&"NOOP\r\n".repeat(LINES + 10)).await;
    assert_eq!(heard.matches("250 2.0.0 ok").count(), LINES);
    assert!(heard.ends_with("421 4.7.0 goodbye\r\n"), "{heard}");
    assert!(answered("\u{1}\u{0}\r\nSTARTTLS\r\n").await.matches("502 5.5.1").count() == 2);
}
