//! Where an article leads: other articles that it cites or that are near to it, and addresses of the web; nothing else is followed.

use std::collections::HashSet;

use caseport_shared::api::article::ArticleView;
use caseport_shared::article::{CITED_BY, cited};
use caseport_shared::text::inline;
use pulldown_cmark::{Event, Parser, Tag};

use super::page::bounded;
use crate::app::Context;
use crate::widgets::dialog::{Dialog, Item, Pick};
use crate::widgets::link::{addresses, followable};
use crate::widgets::text::fit;

/// Most links that are offered.
const LINKS_MAX: usize = 200;
/// Most cells of what a link is called.
const NAME_CELLS: usize = 60;

/// Something that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Link {
    /// An article by its slug, and its title where it is known.
    Article(String, Option<String>),
    /// An address of the web or for mail, safe to write to a terminal.
    Web(String),
}

/// The links of an article, each once: those of its text in their order, then the articles near to it.
pub(super) fn links(article: &ArticleView) -> Vec<Link> {
    let (body, _) = bounded(&article.body);
    let related = |slug: &str| article.related.iter().find(|near| near.slug == slug).map(|near| near.title.text.clone());
    let mut out: Vec<Link> = Vec::new();
    let mut known = HashSet::new();
    let mut push = |link: Link, name: &str| {
        if out.len() < LINKS_MAX && known.insert(name.to_owned()) {
            out.push(link);
        }
    };
    for slug in cited(body) {
        push(Link::Article(slug.to_owned(), related(slug)), slug);
    }
    let bare = addresses(body).into_iter().map(|range| body[range].to_owned());
    let named = Parser::new(body).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    for address in bare.chain(named).filter_map(|address| followable(&address)) {
        push(Link::Web(address.clone()), &address);
    }
    for near in &article.related {
        push(Link::Article(near.slug.clone(), Some(near.title.text.clone())), &near.slug);
    }
    out
}

/// Asks which of them to follow.
pub(super) fn pick(links: &[Link], cx: &Context) -> Dialog {
    let item = |link: &Link| match link {
        Link::Article(slug, title) => {
            let cited = format!("{CITED_BY}{slug}");
            match title {
                Some(title) => Item { label: fit(&inline(title), NAME_CELLS), detail: cited },
                None => Item { label: cited, detail: String::new() },
            }
        }
        Link::Web(address) => Item { label: fit(address, NAME_CELLS), detail: cx.text("article-link-copied") },
    };
    Dialog::Pick(Pick { title: cx.text("article-follow"), items: links.iter().map(item).collect(), at: 0 })
}
