//! Pictures of articles.

use caseport_shared::api::article::PictureView;
use caseport_shared::limits::PICTURES_PER_ARTICLE;
use caseport_shared::text::file_name;

use super::{acted, content_of, found};
use crate::commands::error::{invalid, too_many};
use crate::commands::{Context, Error};
use crate::policy::articles::ArticleAct;
use crate::store::Tx;
use crate::store::articles::Readable;
use crate::store::articles::pictures::{self, Picture};

/// Media types of pictures that terminals can be shown.
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// Whether a text shows a picture.
pub(super) fn is_shown(body: &str, name: &str) -> bool {
    use pulldown_cmark::{Event, Parser, Tag};
    Parser::new(body).any(|event| matches!(event, Event::Start(Tag::Image { dest_url, .. }) if dest_url.as_ref() == name))
}

/// Whether the actor may put a picture on an article; asked before its bytes are received.
pub fn may_add(tx: &mut Tx<'_>, context: &Context, slug: &str, name: &str) -> Result<(), Error> {
    let article = acted(tx, context, slug, ArticleAct::Write)?;
    if name.is_empty() || name != file_name(name) || name.contains(char::is_whitespace) {
        return Err(invalid("name", "a picture's name has letters, digits, hyphens and dots"));
    }
    // Readers see the pictures of the published text, so nobody changes them who may not publish.
    if let Some(old) = pictures::get(tx, article.id, name)?
        && is_published(tx, &article, &old)?
    {
        context.may_act(ArticleAct::Publish)?;
    }
    let all = pictures::all(tx, article.id, PICTURES_PER_ARTICLE + 1)?;
    if all.len() >= PICTURES_PER_ARTICLE && !all.iter().any(|picture| picture.view.name == name) {
        return Err(too_many("pictures", PICTURES_PER_ARTICLE));
    }
    Ok(())
}

fn is_published(tx: &mut Tx<'_>, article: &crate::store::articles::Article, picture: &Picture) -> Result<bool, Error> {
    match article.published_version {
        Some(version) => Ok(is_shown(&content_of(tx, article, version)?.body, &picture.view.name)),
        None => Ok(false),
    }
}

/// Puts a picture on an article, in the place of one with the same name.
pub fn add(tx: &mut Tx<'_>, context: &Context, slug: &str, view: &PictureView, blob: &str) -> Result<PictureView, Error> {
    may_add(tx, context, slug, &view.name)?;
    if !PICTURES.contains(&view.content_type.as_str()) {
        return Err(invalid("name", "a picture is a PNG, JPEG, GIF or WebP"));
    }
    let article = acted(tx, context, slug, ArticleAct::Write)?;
    if let Some(old) = pictures::get(tx, article.id, &view.name)?
        && old.blob != blob
    {
        tx.forget_blob(old.blob);
    }
    pictures::save(tx, article.id, view, blob)?;
    Ok(view.clone())
}

/// A picture that the actor may see: customers those that the published text shows.
pub fn find(tx: &mut Tx<'_>, context: &Context, slug: &str, name: &str) -> Result<Picture, Error> {
    let article = found(tx, context, slug)?;
    let picture = pictures::get(tx, article.id, name)?.ok_or(Error::NotFound)?;
    if context.readable() != Readable::Everything && !is_published(tx, &article, &picture)? {
        return Err(Error::NotFound);
    }
    Ok(picture)
}

/// Takes a picture off an article.
pub fn remove(tx: &mut Tx<'_>, context: &Context, slug: &str, name: &str) -> Result<(), Error> {
    let article = acted(tx, context, slug, ArticleAct::Write)?;
    let picture = pictures::get(tx, article.id, name)?.ok_or(Error::NotFound)?;
    if is_published(tx, &article, &picture)? {
        context.may_act(ArticleAct::Publish)?;
    }
    pictures::remove(tx, picture.id)?;
    tx.forget_blob(picture.blob);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_shown;

    #[test]
    fn a_picture_is_shown_by_its_name_in_the_text_alone() {
        assert!(is_shown("See ![it](screen.png \"t\").", "screen.png"));
        assert!(!is_shown("See [it](screen.png) or `![it](screen.png)`.", "screen.png"));
    }
}
