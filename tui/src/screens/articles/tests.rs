use caseport_shared::api::article::{
    ArticleCategory, ArticleCategoryList, ArticleDesk, ArticlePage, ArticleSummary, ArticleView, Marked, PictureView,
};
use caseport_shared::api::document::{Document, DocumentGroup, DocumentList};
use caseport_shared::article::{ArticleAction, ArticleAudience, ArticleSort, ArticleState};
use caseport_shared::person::Side;
use caseport_shared::reader::Language;
use insta::assert_snapshot;

use crate::api::ArticlesAsked;
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Call, Effect, Ticket};
use crate::msg::Msg;
use crate::testing::{Harness, data};

mod kept;
mod pictures;
mod publishing;
mod reading;
mod report;
mod topics;
mod versions;
mod writing;

/// A text with marks around each `«word»`.
fn marked(text: &str) -> Marked {
    let (mut marks, mut from, mut at) = (Vec::new(), 0, 0);
    for c in text.chars() {
        match c {
            '«' => from = at,
            '»' => marks.push((from, at)),
            _ => at += 1,
        }
    }
    Marked { text: text.replace(['«', '»'], ""), marks }
}

fn summary(slug: &str, title: &str, excerpt: &str) -> ArticleSummary {
    ArticleSummary {
        slug: slug.to_owned(),
        title: marked(title),
        excerpt: marked(excerpt),
        language: Language::English,
        state: ArticleState::Published,
        audience: None,
        has_changes: false,
        category: Some("sign-in".to_owned()),
        updated_at: data::at("02-20T09:00"),
        helpful: 3,
        unhelpful: 1,
    }
}

fn summaries() -> Vec<ArticleSummary> {
    vec![
        summary(
            "renew-saml-certificate",
            "Renew the certificate of single sign-on",
            "The identity provider signs with a certificate that expires.",
        ),
        summary(
            "clear-search-index",
            "Search finds what was deleted\u{1b}[31m long ago",
            "Build the index anew: Settings, Search, Rebuild.",
        ),
        ArticleSummary {
            helpful: 0,
            ..summary("limits-of-uploads", "How large may a file be?", "25 MiB for each file, 20 files at once.")
        },
    ]
}

fn view(body: &str) -> ArticleView {
    ArticleView {
        summary: summary("renew-saml-certificate", "Renew the certificate of single sign-on", ""),
        body: body.to_owned(),
        products: vec!["northwind-community".to_owned()],
        related: vec![summary("clear-search-index", "Search finds what was deleted", "")],
        pictures: Vec::new(),
        vote: None,
        can: vec![ArticleAction::Vote],
        desk: None,
    }
}

/// The same as support sees it.
fn desk_view(body: &str) -> ArticleView {
    let mut view = view(body);
    view.summary.audience = Some(ArticleAudience::Customers);
    view.can = vec![ArticleAction::Edit, ArticleAction::AskForReview, ArticleAction::Publish, ArticleAction::Archive, ArticleAction::Vote];
    view.desk = Some(ArticleDesk {
        version: 4,
        published_version: Some(3),
        keywords: vec!["sso".to_owned(), "saml".to_owned()],
        organizations: Vec::new(),
        author: data::person("Grace Hopper", Side::Support),
        written_at: data::at("02-20T09:00"),
        case: None,
        solved: 7,
        deflected: 2,
        reads: 120,
    });
    view
}

fn of(call: &Call) -> Option<&ArticlesCall> {
    match call {
        Call::Articles(call) => Some(call),
        _ => None,
    }
}

fn listed(call: &Call) -> Option<&ArticlesAsked> {
    match of(call)? {
        ArticlesCall::List(asked) => Some(asked),
        _ => None,
    }
}

fn is_list(call: &Call) -> bool {
    listed(call).is_some()
}

#[expect(clippy::unnecessary_wraps, reason = "it is given where an answer or a failure is")]
fn answer(answer: ArticlesAnswer) -> Result<Answer, crate::effect::Failure> {
    Ok(Answer::Articles(Box::new(answer)))
}

fn article(article: ArticleView) -> Result<Answer, crate::effect::Failure> {
    answer(ArticlesAnswer::Article(Box::new(article)))
}

fn page(items: Vec<ArticleSummary>) -> Result<Answer, crate::effect::Failure> {
    answer(ArticlesAnswer::List(ArticlePage { items, next: None }))
}

fn categories() -> Result<Answer, crate::effect::Failure> {
    let one = |slug: &str, name: &str, parent: Option<&str>| ArticleCategory {
        slug: slug.to_owned(),
        name: name.to_owned(),
        parent: parent.map(str::to_owned),
    };
    let items = vec![one("accounts", "Accounts", None), one("sign-in", "Signing in", Some("accounts")), one("search", "Search", None)];
    answer(ArticlesAnswer::Categories(ArticleCategoryList { items }))
}

/// The knowledge base with its newest articles.
fn opened(mut harness: Harness) -> Harness {
    harness.keys("b");
    harness.reply(is_list, page(summaries()));
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Categories)), categories());
    harness
}

/// An article, opened from the knowledge base.
fn reading(harness: Harness, read: ArticleView) -> Harness {
    let mut harness = opened(harness);
    harness.keys("<enter>");
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Article(_))), article(read));
    harness
}

#[test]
fn the_knowledge_base_at_80_by_24() {
    assert_snapshot!(opened(Harness::customer()).frame());
}

#[test]
fn the_knowledge_base_of_support_on_a_narrow_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 60, 20));
    harness.keys("s");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_knowledge_base_opens_while_something_is_typed_and_from_the_palette() {
    let mut harness = Harness::customer();
    harness.keys("n<f6>").sees("Answers that other customers' questions produced");
    harness.keys("q").sees("Description");
    let mut harness = Harness::customer();
    harness.keys("<c-p>").types("knowledge").keys("<enter>").sees("Answers that other customers' questions produced");
}

fn list_ticket(harness: &mut Harness, query: &str) -> Ticket {
    harness.call(|call| listed(call).is_some_and(|asked| asked.query == query)).0
}

#[test]
fn each_letter_asks_and_an_older_answer_never_replaces_a_newer_one() {
    let mut harness = opened(Harness::customer());
    harness.keys("/").types("ce");
    let (older, newer) = (list_ticket(&mut harness, "c"), list_ticket(&mut harness, "ce"));
    // What was asked before is not waited for any more.
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Cancel(ticket) if *ticket == older)));
    let found = summary("renew-saml-certificate", "Renew the «cer»tificate", "a «cer»tificate that expires");
    harness.send(Msg::Answer(newer, page(vec![found]))).sees("Renew the certificate").sees_no("How large");
    harness.send(Msg::Answer(older, page(summaries()))).sees_no("How large").sees("/ ce");
    assert_snapshot!(harness.frame());
    // The words that fit look otherwise than those beside them, also where there are no colours.
    let (found, beside) = (harness.style_of("certificate that"), harness.style_of("a certificate that"));
    assert!(found.add_modifier.contains(ratatui::style::Modifier::UNDERLINED) && found != beside);
}

#[test]
fn typing_waits_for_nobody() {
    let mut harness = opened(Harness::customer());
    harness.keys("/").types("nobody answers this").sees("/ nobody answers this").keys("<esc>").sees("How large");
    assert_eq!(harness.calls().iter().filter(|call| is_list(call)).count(), 19);
}

#[test]
fn words_that_no_article_has_are_told_in_words() {
    let mut harness = opened(Harness::customer());
    harness.keys("/").types("xq");
    let ticket = list_ticket(&mut harness, "xq");
    harness.send(Msg::Answer(ticket, page(Vec::new()))).sees("No article has these words: xq");
    harness.keys("<esc><esc>");
    harness.call(|call| listed(call).is_some_and(|asked| asked.query.is_empty()));
}

#[test]
fn a_topic_narrows_the_list_and_escape_widens_it() {
    let mut harness = opened(Harness::customer());
    harness.keys("<tab>");
    harness.call(|call| listed(call).is_some_and(|asked| asked.sort == ArticleSort::Popular));
    harness.keys("<tab>").sees("  Signing in");
    assert_snapshot!(harness.frame());
    harness.keys("j<enter>");
    harness.reply(|call| listed(call).is_some_and(|asked| asked.category.as_deref() == Some("sign-in")), page(summaries()));
    harness.sees("in Signing in").keys("<esc>");
    harness.call(|call| listed(call).is_some_and(|asked| asked.category.is_none() && asked.sort == ArticleSort::Recent));
}

#[test]
fn support_sees_drafts_alone_where_it_asks_for_them() {
    let mut harness = opened(Harness::agent());
    harness.keys("s").types("draft").keys("<enter>");
    harness.call(|call| listed(call).is_some_and(|asked| asked.state == Some(ArticleState::Draft)));
    let mut customer = opened(Harness::customer());
    customer.keys("s").sees_no("Only articles in one state").keys("n").sees_no("Title");
}

#[test]
fn more_is_fetched_at_the_last_row() {
    let mut harness = Harness::customer();
    harness.keys("b");
    harness.reply(is_list, answer(ArticlesAnswer::List(ArticlePage { items: summaries(), next: Some("further".to_owned()) })));
    harness.keys("G");
    let more = vec![summary("another", "One more answer", "")];
    harness.reply(|call| listed(call).is_some_and(|asked| asked.cursor.as_deref() == Some("further")), page(more));
    harness.sees("How large").keys("j").sees("One more answer");
}

fn documents() -> DocumentList {
    let document = |title: &str, url: &str| Document { title: title.to_owned(), url: url.to_owned() };
    let everybody = vec![document("Getting started", "https://docs.example.com/start"), document("Odd", "javascript:alert(1)")];
    let items = vec![
        DocumentGroup { product: None, language: Language::English, documents: everybody },
        DocumentGroup {
            product: Some("northwind-community".to_owned()),
            language: Language::German,
            documents: vec![document("Handbuch\u{1b}[2J", "https://docs.example.com/de/handbuch")],
        },
    ];
    DocumentList { items }
}

#[test]
fn the_manual_is_a_list_of_its_own_and_only_the_web_is_opened() {
    let mut harness = opened(Harness::customer());
    harness.keys("<backtab>");
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Documents)), answer(ArticlesAnswer::Documents(documents())));
    assert_snapshot!(harness.frame());
    let copied = |harness: &Harness| -> Vec<String> {
        let text = |effect: &Effect| if let Effect::Copy(text) = effect { Some(text.clone()) } else { None };
        harness.effects().iter().filter_map(text).collect()
    };
    harness.keys("<enter>").keys("j<enter>").sees("no address of the web");
    assert_eq!(copied(&harness), ["https://docs.example.com/start"]);
    harness.keys("jy");
    assert_eq!(copied(&harness).last().map(String::as_str), Some("https://docs.example.com/de/handbuch"));
}

#[test]
fn a_failure_is_told_and_asked_again() {
    let mut harness = Harness::customer();
    harness.keys("b");
    harness.reply(is_list, Err(crate::effect::Failure::Away("The server is away.".to_owned()))).sees("The server is away.");
    harness.send(Msg::Back);
    harness.reply(is_list, page(summaries())).sees("How large");
}
