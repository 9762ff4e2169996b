use caseport_shared::api::live::Hint;
use caseport_shared::api::notice::{NoticePosted, NoticeRecipient, NoticeView};
use caseport_shared::api::organization::{OrganizationPage, OrganizationSummary};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::{CategoryBranch, CategoryTree, EditProduct, OrganizationRef, ProductPage, ProductView};
use caseport_shared::api::session::Me;
use caseport_shared::notice::NoticeKind;
use caseport_shared::organization::Region;
use caseport_shared::person::{Side, StaffRole};
use caseport_shared::product::ProductKind;
use caseport_shared::reader::Language;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Failure};
use crate::msg::Msg;
use crate::testing::{Harness, data};

fn opened(mut harness: Harness) -> Harness {
    harness.keys("p");
    let page = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness
}

#[test]
fn products_at_80_by_24() {
    assert_snapshot!(opened(Harness::customer()).frame());
}

#[test]
fn products_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 60, 20)).frame());
}

#[test]
fn products_on_a_wide_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 160, 50)).frame());
}

#[test]
fn only_the_product_that_is_looked_at_is_fetched() {
    let mut harness = opened(Harness::customer());
    harness.keys("j");
    harness.call(|call| matches!(call, Call::Product(slug) if slug == "northwind-academy"));
    harness.keys("k").sees("Mary Somerville");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Product(_))));
}

/// A product with a notice, as support sees it.
fn edited() -> ProductView {
    let notice = NoticeView {
        number: 2,
        kind: NoticeKind::Incident,
        subject: "Slow sign-in\u{1b}[2J".to_owned(),
        body: "We look into it.".to_owned(),
        created_at: "2026-01-31T08:00:00Z".parse().unwrap(),
        ends_at: "2026-02-01T08:00:00Z".parse().unwrap(),
    };
    let environment = Some("https://northwind.example".to_owned());
    ProductView { can_edit: true, notices: vec![notice], environment, ..data::product() }
}

fn opened_by_support() -> Harness {
    opened_by(data::agent(), 80, 24)
}

fn opened_by(me: Me, columns: u16, rows: u16) -> Harness {
    let mut harness = Harness::signed_in(me, columns, rows);
    harness.keys("p");
    let page = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(edited()))));
    harness
}

fn desk(call: &Call) -> Option<&DeskCall> {
    match call {
        Call::Desk(call) => Some(call),
        _ => None,
    }
}

#[test]
fn a_notice_stands_on_the_page_and_is_withdrawn() {
    let mut harness = opened_by_support();
    harness.sees("Incident: Slow sign-in").sees("We look into it.").sees("Northwind Academy");
    harness.keys("W").keys("<enter>");
    let is_it = |call: &Call| matches!(desk(call), Some(DeskCall::WithdrawNotice(slug, 2, _)) if slug == "northwind-community");
    harness.reply(is_it, Ok(Answer::Done)).sees("no longer stands");
    harness.call(|call| matches!(call, Call::Product(_)));
}

#[test]
fn a_notice_is_sent_only_after_a_look_at_who_gets_it() {
    let mut harness = opened_by_support();
    harness.keys("N").keys("<down><enter>").types("Down").keys("<tab><tab>").types("Since nine.").keys("<c-s>");
    let asked = |call: &Call| {
        let Some(DeskCall::PreviewNotice(_, new)) = desk(call) else { return false };
        (new.kind, new.subject.as_str(), new.body.as_str()) == (NoticeKind::Incident, "Down", "Since nine.")
    };
    let recipient = NoticeRecipient { name: "Eve".to_owned(), email: "eve@northwind.example".to_owned(), has_seat: false };
    let posted = NoticePosted { notice: None, recipients: vec![recipient] };
    let answer = |posted: &NoticePosted| Ok(Answer::Desk(Box::new(DeskAnswer::Notice(posted.clone()))));
    harness.reply(asked, answer(&posted)).sees("1 person gets it").sees("no seat");
    // Whoever changes it finds what they wrote.
    harness.keys("j<enter>").sees("Since nine.").keys("<c-s>");
    harness.reply(asked, answer(&posted)).keys("<enter>");
    harness.reply(|call| matches!(desk(call), Some(DeskCall::WriteNotice(..))), answer(&posted)).sees("on its way");
}

#[test]
fn a_wrong_end_stays_in_the_form() {
    let mut harness = opened_by_support();
    harness
        .keys("N")
        .keys("<enter>")
        .types("Down")
        .keys("<tab><backspace><backspace><backspace>")
        .keys("<c-s>")
        .sees("Write a day and a time")
        .sees("Down");
    assert!(harness.calls().iter().all(|call| desk(call).is_none()));
}

#[test]
fn the_window_is_saved_where_there_are_files() {
    let mut harness = opened(Harness::customer());
    harness.keys("s").keys("<c-s>");
    let is_it =
        |call: &Call| matches!(call, Call::SaveWindow(slug, to) if slug == "northwind-community" && to == "northwind-community.ics");
    harness.reply(is_it, Ok(Answer::Downloaded("/tmp/northwind-community.ics".to_owned()))).sees("Saved /tmp/northwind-community.ics");
    let mut remote = opened(Harness::remote(data::customer(), 80, 24));
    remote.keys("s").sees_no("northwind-community.ics");
    remote.sees("Files are saved by a client on your own machine.");
    // Customers write no notices.
    harness.keys("N").sees_no("Tell those behind").sees("Only support does this; ask for it as a change.");
}

fn admin() -> Me {
    Me { staff_role: Some(StaffRole::Admin), ..data::agent() }
}

fn is(wanted: impl Fn(&DeskCall) -> bool) -> impl Fn(&Call) -> bool {
    move |call| desk(call).is_some_and(&wanted)
}

#[expect(clippy::unnecessary_wraps, reason = "answers are results")]
fn said(answer: DeskAnswer) -> Result<Answer, Failure> {
    Ok(Answer::Desk(Box::new(answer)))
}

/// Fails unless what was edited is this alone, upon the version that was seen.
#[track_caller]
fn edits(harness: &mut Harness, wanted: &EditProduct) {
    let is_it =
        |call: &DeskCall| matches!(call, DeskCall::EditProduct(slug, 1, edit, _) if slug == "northwind-community" && edit == wanted);
    harness.reply(is(is_it), said(DeskAnswer::Product(Box::new(edited())))).sees("Saved.");
    let page = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(edited()))));
}

#[test]
fn what_is_said_of_a_product_is_edited_fact_by_fact() {
    let mut harness = opened_by_support();
    harness.keys("e").sees("What is edited?");
    assert_snapshot!(harness.frame());
    harness.keys("<enter>").types("!").keys("<c-s>");
    edits(&mut harness, &EditProduct { name: Some("Northwind Community!".to_owned()), ..EditProduct::default() });
    harness.keys("e<down><enter><down><enter>");
    edits(&mut harness, &EditProduct { kind: Some(ProductKind::Social), ..EditProduct::default() });
    harness.keys("e<down><down><enter>").keys("<c-u><c-s>");
    edits(&mut harness, &EditProduct { environment: Some(None), ..EditProduct::default() });
    harness.keys("e<down><down><down><enter>").keys("<c-u><c-s>").sees("A name and an email address are needed.");
    harness.keys("<tab><c-u><c-s>");
    edits(&mut harness, &EditProduct { account_manager: Some(None), ..EditProduct::default() });
    harness.keys("e<down><down><down><down><enter>").keys("<tab><tab>").types("x").keys("<c-s>").sees("Upgrade on cannot be read.");
    harness.keys("<tab><tab><backspace><c-u>").types("2026-05-01").keys("<c-s>");
    let versions = EditProduct {
        current_version: Some(Some("24.2".to_owned())),
        upgrade_version: Some(Some("24.4".to_owned())),
        upgrade_on: Some(Some(jiff::civil::date(2026, 5, 1))),
        ..EditProduct::default()
    };
    edits(&mut harness, &versions);
}

#[test]
fn a_maintenance_window_is_a_day_and_a_time_or_none() {
    let mut harness = opened_by_support();
    // The day that it is on is marked.
    harness.keys("e<up>").keys("<down><down><down><down><down><enter>").sees("No maintenance window").keys("<down><enter>");
    harness.sees("America/New_York");
    assert_snapshot!(harness.frame());
    harness.keys("<c-u>").types("03:30").keys("<tab><c-u>").types("soon").keys("<c-s>").sees("Minutes cannot be read.").sees("03:30");
    harness.keys("<tab><c-u>").types("90").keys("<c-s>");
    let is_it = |call: &DeskCall| {
        let DeskCall::EditProduct(_, 1, edit, _) = call else { return false };
        let Some(Some(window)) = &edit.maintenance_window else { return false };
        (window.weekday, window.starts.as_str(), window.minutes, window.time_zone.as_str()) == (3, "03:30", 90, "America/New_York")
    };
    harness.call(is(is_it));
    harness.keys("e<down><down><down><down><down><enter>").keys("<up><up><enter>");
    harness.call(is(|call| matches!(call, DeskCall::EditProduct(_, 1, edit, _) if edit.maintenance_window == Some(None))));
}

#[test]
fn an_edit_that_somebody_else_was_faster_with_is_told_and_sent_again_upon_theirs() {
    let mut harness = opened_by_support();
    harness.keys("e<enter>").types("!").keys("<c-s>");
    let mut problem = Problem::new(ErrorCode::StaleVersion, "somebody else changed the product first");
    problem.current = serde_json::to_value(ProductView { version: 7, ..edited() }).ok();
    let sends = |version: i64| {
        is(
            move |call| matches!(call, DeskCall::EditProduct(_, seen, edit, _) if *seen == version && edit.name.as_deref() == Some("Northwind Community!")),
        )
    };
    harness.reply(sends(1), Err(Failure::Problem(Box::new(problem)))).sees("Community!").keys("<c-s>");
    harness.call(sends(7));
}

#[test]
fn contacts_and_lists_are_looked_after() {
    let mut harness = opened_by_support();
    harness.keys("c").sees("Ada Lovelace").keys("<enter>").types("Eve").keys("<c-s>").sees("A name and an email address are needed.");
    harness.keys("<tab>").types("eve@northwind.example").keys("<tab>").types("Press").keys("<c-s>").sees("What they are told of");
    assert_snapshot!(harness.frame());
    // Whoever looks back finds what they typed.
    harness.keys("<esc>").sees("eve@northwind.example").keys("<c-s><down><enter>");
    let saves = |call: &DeskCall| {
        let DeskCall::SaveContact(slug, email, save) = call else { return false };
        (slug.as_str(), email.as_str()) == ("northwind-community", "eve@northwind.example")
            && (save.name.as_str(), save.title.as_deref(), save.maintenance, save.incidents) == ("Eve", Some("Press"), true, false)
    };
    let wrong = Failure::Problem(Box::new(Problem::new(ErrorCode::InvalidField, "this is no address")));
    harness.reply(is(saves), Err(wrong)).sees("This is no address").sees("Press").keys("<c-s><down><enter>");
    harness.reply(is(saves), Ok(Answer::Done)).sees("The contact is saved.");
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(edited()))));
    // An address is what a contact is known by, and stays.
    harness.keys("c<down><enter><enter>").sees("Community lead").keys("<tab><c-u><c-s>").keys("<up><enter>");
    let saves = |call: &DeskCall| {
        let DeskCall::SaveContact(_, email, save) = call else { return false };
        (email.as_str(), save.name.as_str(), &save.title) == ("ada@northwind.example", "Ada Lovelace", &None)
    };
    harness.call(is(saves));
    harness.keys("c<down><enter><down><enter>").sees("Take Ada Lovelace off the product?").keys("<esc>");
    assert!(!harness.calls().iter().any(|call| matches!(desk(call), Some(DeskCall::RemoveContact(..)))));
    harness.keys("c<down><enter><down><enter><enter>");
    let removes = |call: &DeskCall| matches!(call, DeskCall::RemoveContact(slug, email, _) if slug == "northwind-community" && email == "ada@northwind.example");
    harness.reply(is(removes), Ok(Answer::Done)).sees("They are no contact any more.");
}

fn tree() -> CategoryTree {
    let branch = |slug: &str, name: &str, retired: bool, subcategories| CategoryBranch {
        slug: slug.to_owned(),
        name: name.to_owned(),
        retired,
        subcategories,
    };
    let below = vec![branch("sso", "Single sign-on", false, Vec::new()), branch("passwords", "Passwords", true, Vec::new())];
    CategoryTree { categories: vec![branch("sign-in", "Sign-in", false, below), branch("email", "Email\u{1b}[2J", false, Vec::new())] }
}

/// The tree of categories, as it comes.
fn with_tree(harness: &mut Harness) -> &mut Harness {
    harness
        .keys("C")
        .reply(is(|call| matches!(call, DeskCall::Categories(slug) if slug == "northwind-community")), said(DeskAnswer::Categories(tree())))
}

#[test]
fn categories_are_added_renamed_moved_and_retired() {
    let mut harness = opened_by_support();
    with_tree(&mut harness).sees("  Passwords").sees("no longer filed under");
    assert_snapshot!(harness.frame());
    harness.keys("<enter>").keys("<c-s>").sees("Name cannot be read.").types("Billing").keys("<c-s>");
    let adds = |call: &DeskCall| matches!(call, DeskCall::AddCategory(_, new, _) if new.name == "Billing" && new.parent.is_none());
    harness.reply(is(adds), said(DeskAnswer::Categories(tree()))).sees("Saved.").sees("What cases can be about");
    // The tree is there for the next change.
    harness.keys("<down><enter><down><enter>").types("Keys").keys("<c-s>");
    let adds = |call: &DeskCall| matches!(call, DeskCall::AddCategory(_, new, _) if new.name == "Keys" && new.parent.as_deref() == Some("sign-in"));
    let taken = Failure::Problem(Box::new(Problem::new(ErrorCode::InvalidField, "there is such a category")));
    harness.reply(is(adds), Err(taken)).sees("There is such a category").sees("Keys").keys("<c-s>");
    harness.reply(is(adds), said(DeskAnswer::Categories(tree())));
    harness.keys("<down><down><enter><enter>").keys("<c-u>").types("SAML").keys("<c-s>");
    let edits = |fits: fn(&caseport_shared::api::product::EditCategory) -> bool| {
        is(move |call| matches!(call, DeskCall::EditCategory(_, edit, _) if fits(edit)))
    };
    let named = |edit: &caseport_shared::api::product::EditCategory| {
        (edit.category.as_str(), edit.subcategory.as_deref(), edit.name.as_deref(), edit.retired)
            == ("sign-in", Some("sso"), Some("SAML"), None)
    };
    harness.reply(edits(named), said(DeskAnswer::Categories(tree())));
    harness.keys("<down><down><enter>").keys("<down><down><enter>");
    let retired =
        |edit: &caseport_shared::api::product::EditCategory| (edit.subcategory.as_deref(), edit.retired) == (Some("sso"), Some(true));
    harness.reply(edits(retired), said(DeskAnswer::Categories(tree())));
    harness.keys("<down><down><down><enter>").keys("<down><down><enter>");
    let restored = |edit: &caseport_shared::api::product::EditCategory| {
        (edit.subcategory.as_deref(), edit.retired) == (Some("passwords"), Some(false))
    };
    harness.reply(edits(restored), said(DeskAnswer::Categories(tree())));
    harness.keys("<down><down><down><down><enter>").keys("<down><down><enter>").sees("After Sign-in").keys("<up><enter>");
    let moved = |edit: &caseport_shared::api::product::EditCategory| {
        (edit.category.as_str(), edit.subcategory.as_deref(), edit.position) == ("email", None, Some(1))
    };
    harness.reply(edits(moved), said(DeskAnswer::Categories(tree()))).keys("<esc>").sees_no("After Sign-in");
}

fn organizations() -> OrganizationPage {
    let organization = |slug: &str, name: &str| OrganizationSummary {
        organization: OrganizationRef { slug: slug.to_owned(), name: name.to_owned() },
        plan: "standard".to_owned(),
        region: Region::Emea,
    };
    OrganizationPage { organizations: vec![organization("brook", "Brook"), organization("northwind", "Northwind")], next: None }
}

#[test]
fn i5_an_admin_adds_a_product_and_an_agent_is_told_that_they_may_not() {
    let mut harness = opened_by(admin(), 80, 24);
    harness.keys("A").reply(is(|call| matches!(call, DeskCall::Organizations(None))), said(DeskAnswer::Organizations(organizations())));
    // The organization of the product that is looked at is marked.
    harness.keys("<enter>").sees("New product of Northwind").keys("<c-s>").sees("Name cannot be read.").types("Pages").keys("<c-s>");
    harness.keys("<esc>").sees("Pages").keys("<c-s><down><down><enter>");
    let makes = |call: &DeskCall| {
        let DeskCall::CreateProduct(new, _) = call else { return false };
        (new.organization.as_str(), new.name.as_str(), &new.slug, new.kind) == ("northwind", "Pages", &None, ProductKind::Learning)
    };
    let taken = Failure::Problem(Box::new(Problem::new(ErrorCode::InvalidField, "a product with this slug exists already")));
    harness.reply(is(makes), Err(taken)).sees("exists already").sees("Pages").keys("<c-s><down><down><enter>");
    let made = ProductView { summary: data::product_summary("pages", "Pages"), ..edited() };
    harness.reply(is(makes), said(DeskAnswer::Product(Box::new(made.clone())))).sees("Added.");
    let mut products = data::products();
    products.push(made.summary.clone());
    let page = ProductPage { products, next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.call(|call| matches!(call, Call::Product(slug) if slug == "pages"));
    let mut agent = opened_by_support();
    agent.keys("A").sees("Only an Admin may do this.");
    assert!(!agent.calls().iter().any(|call| desk(call).is_some()));
}

#[test]
fn keys_for_what_cannot_be_done_say_why() {
    let mut harness = opened(Harness::customer());
    for key in ["N", "W", "e", "c", "C"] {
        harness.keys(key).sees("Only support does this; ask for it as a change.").keys("j").keys("k");
    }
    harness.keys("A").sees("Only an Admin may do this.");
    assert!(!harness.calls().iter().any(|call| desk(call).is_some()));
    let mut support = opened_by_support();
    let bare = ProductView {
        summary: caseport_shared::api::product::ProductSummary { maintenance_window: None, ..data::products()[1].clone() },
        notices: Vec::new(),
        ..edited()
    };
    support.keys("j").keys("e").sees("Fetching products");
    support.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(bare))));
    support.keys("W").sees("No notice stands on this page.").keys("s").sees("This product has no maintenance window.");
    support
        .keys("P")
        .call(|call| matches!(call, Call::People { side: Side::Customer, organization: Some(slug), .. } if slug == "northwind"));
}

#[test]
fn what_support_does_to_a_product_stands_in_the_footer_and_the_help() {
    let mut harness = opened_by_support();
    for words in ["R ask for a change", "N notice", "W withdraw", "e edit"] {
        harness.sees(words);
    }
    for language in Language::ALL.iter().copied() {
        for (columns, rows) in [(80, 24), (60, 20)] {
            let mut me = data::agent();
            me.settings.language = Some(language);
            let frame = opened_by(me, columns, rows).frame();
            let footer = frame.lines().last().unwrap_or_default();
            assert!(["R ", "N ", "W "].iter().all(|key| footer.contains(key)), "{language} {columns}: {footer}");
        }
    }
    harness
        .keys("?")
        .sees("Ask support for a change")
        .sees("Write a notice")
        .sees("Withdraw a notice")
        .sees("Edit what is said of the product");
    harness.sees("Contacts and notification lists").sees("Categories (support)");
}

#[test]
fn products_follow_what_changes_and_the_selected_one_stays_so() {
    let mut harness = opened(Harness::customer());
    harness.keys("j");
    let academy = ProductView { summary: data::products()[1].clone(), ..data::product() };
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(academy.clone()))));
    harness.send(Msg::Changed(Hint::Products)).send(Msg::Changed(Hint::People)).wakes();
    let mut products = data::products();
    products.insert(0, data::product_summary("aaa", "Northwind Aardvark"));
    let page = ProductPage { products, next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page)))).sees("Aardvark");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Products { .. })), "hints are gathered");
    // What is looked at stays until it is here anew.
    harness.sees("Mary Somerville");
    let newer = ProductView { environment: Some("https://new.example".to_owned()), ..academy };
    harness.reply(|call| matches!(call, Call::Product(slug) if slug == "northwind-academy"), Ok(Answer::Product(Box::new(newer))));
    harness.sees("https://new.example");
    // What was not looked at since is fetched when it is.
    harness.keys("k").call(|call| matches!(call, Call::Product(slug) if slug == "northwind-community"));
    harness.keys(",").send(Msg::Changed(Hint::Products)).wakes();
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Products { .. })), "nothing is fetched below another screen");
    harness.keys("q").call(|call| matches!(call, Call::Products { .. }));
}

/// Nothing of ours is cut, whatever the language; no name is so long here.
#[test]
fn i3_no_words_about_products_are_cut_in_any_language() {
    for language in Language::ALL.iter().copied() {
        for (columns, rows) in [(80, 24), (60, 20)] {
            let dialogs = ["r", "e", "e<enter>", "e<down><enter>", "e<down><down><enter>", "e<down><down><down><enter>"];
            let more = [
                "e<down><down><down><down><enter>",
                "e<up>",
                "c",
                "c<enter>",
                "c<down><enter>",
                "c<down><enter><down><enter>",
                "s",
                "N",
                "W",
            ];
            for keys in
                dialogs.iter().chain(&more).chain(&["<pgdn>", "<pgdn><pgdn>", "e<down><down><down><down><down><enter><down><enter>"])
            {
                let mut me = admin();
                me.settings.language = Some(language);
                let frame = opened_by(me, columns, rows).keys(keys).frame();
                assert!(!frame.contains('…'), "{language} {columns} {keys}:\n{frame}");
            }
            for keys in ["", "<enter>", "<down><enter>", "<down><enter><down><down><enter>"] {
                let mut me = admin();
                me.settings.language = Some(language);
                let mut harness = opened_by(me, columns, rows);
                with_tree(&mut harness);
                if !keys.is_empty() {
                    harness.keys(keys);
                }
                let frame = harness.frame();
                assert!(!frame.contains('…'), "{language} {columns} C{keys}:\n{frame}");
            }
        }
    }
}
