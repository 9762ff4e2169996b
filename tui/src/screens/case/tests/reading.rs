//! Pictures of a case with everything that a person may write in it.

use caseport_shared::api::session::Me;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::severity::Severity;
use caseport_shared::status::Status;
use insta::assert_snapshot;

use super::{fetched, is_list};
use crate::effect::Answer;
use crate::testing::{Harness, data};

const REPLY: &str = "Thank you, Ada. Two things to check **before** tonight's window:\n\
    \n\
    1. Send us the new metadata file, as in [the guide](https://help.acme.example/sso/metadata).\n\
    2. Compare the *audience* with what `idp.entity_id` says:\n\
    \n\
    ```sh\n\
    curl -s https://idp.northwind.example/metadata | xmllint --xpath '//*[local-name()=\"Audience\"]/text()' -\n\
    ```\n\
    \n\
    What we see on our side:\n\
    \n\
    | Node | Issuer | Sessions |\n\
    |:--|:--|--:|\n\
    | app-1 | CN=Northwind Root CA 2 | 1,204 |\n\
    | app-2 | CN=Northwind Root CA 1 (expired) | 3 |\n\
    \n\
    - [x] trust settings read\n\
    - [ ] new certificate loaded";

const MAIL: &str = "Hi,\n\nhere is the log from C:\\idp\\_logs\\saml.log:\n\n    2026-03-11 17:02:11 WARN  session_store - evicted 42 sessions\n      at com.idp.Session.<init>(Session.java:41)\n\n> Did anything else change?\nNo, nothing.\n\n-- \nAda";

const NOTE: &str = "Trace of app-2:\n\n```\nSAML response: audience=https://old.northwind.example expected=https://community.northwind.example\nresult=denied\n```\n\n> no date yet, please\n\nSee #1234.";

fn entries(is_agent: bool) -> Vec<TimelineEntry> {
    let grace = data::person("Grace Hopper", Side::Support);
    let status = |from, to| Fact::StatusSet { from, to, date: None, fixed_in: None };
    let mut entries = vec![
        data::fact("03-09T08:52", Fact::Assigned { to: Some(grace) }),
        data::fact("03-09T08:53", Fact::SeveritySet { from: Severity::Minor, to: Severity::Major }),
        data::fact("03-09T08:54", Fact::CategorySet),
        data::fact("03-09T08:58", status(Status::Researching, Status::PendingYourResponse)),
        data::reply(1, "Ada Lovelace", Side::Customer, MAIL),
        data::fact("03-12T07:58", status(Status::PendingYourResponse, Status::Researching)),
        data::reply(2, "Grace Hopper", Side::Support, REPLY),
    ];
    if is_agent {
        entries.insert(5, data::note(1, "Linus Pauling", NOTE));
    }
    entries
}

fn read(me: Me, columns: u16, rows: u16) -> Harness {
    let is_agent = me.side == Side::Support;
    let mut harness = Harness::signed_in(me, columns, rows);
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).keys("<enter>");
    let mut case = if is_agent { data::case_for_agent() } else { data::case() };
    case.summary.solution = Some("Load the metadata again with **Trust new issuer** set.".to_owned());
    let entries = entries(is_agent);
    let total = u32::try_from(entries.len()).unwrap();
    fetched(&mut harness, case, TimelinePage { from: 0, total, entries });
    harness
}

#[test]
fn what_was_written_at_80_by_24() {
    assert_snapshot!(read(data::customer(), 80, 24).frame());
}

#[test]
fn what_was_written_on_a_narrow_screen() {
    assert_snapshot!(read(data::agent(), 60, 20).frame());
}

#[test]
fn the_end_of_what_was_written_on_a_narrow_screen() {
    let mut harness = read(data::customer(), 60, 20);
    harness.frame();
    assert_snapshot!(harness.keys("G").frame());
}

#[test]
fn what_was_written_on_a_wide_screen() {
    let mut harness = read(data::agent(), 160, 50);
    harness.frame();
    assert_snapshot!(harness.keys("G").frame());
}

#[test]
fn the_top_of_what_was_written_on_a_high_screen() {
    assert_snapshot!(read(data::agent(), 100, 90).frame());
}
