//! Carries out what screens ask about the knowledge base.

use std::path::Path;

use caseport_shared::api::article::{ArticleRead, PictureView};
use caseport_shared::text::file_name;
use sha2::{Digest as _, Sha256};

use crate::api::{Api, ApiResult, Key, hexadecimal, picture_bytes};
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall};

/// Longest part of a picture's name before its number, so that the whole is not cut.
const STEM_CHARS: usize = 100;

/// Asks the server.
pub(super) async fn ask(api: &Api, call: ArticlesCall) -> ApiResult<Answer> {
    let answer = match call {
        ArticlesCall::List(asked) => ArticlesAnswer::List(api.articles(&asked).await?),
        ArticlesCall::Article(slug) => ArticlesAnswer::Article(Box::new(api.article(&slug).await?)),
        ArticlesCall::Categories => ArticlesAnswer::Categories(api.article_categories().await?),
        ArticlesCall::SaveCategory(slug, save) => ArticlesAnswer::Categories(api.save_article_category(&slug, &save).await?),
        ArticlesCall::RemoveCategory(slug, key) => return api.remove_article_category(&slug, key).await.map(|()| Answer::Done),
        ArticlesCall::Documents => ArticlesAnswer::Documents(api.documents(None).await?),
        ArticlesCall::Opened(slug, key) => {
            return api.read_article(&slug, &ArticleRead::default(), key).await.map(|()| Answer::Done);
        }
        ArticlesCall::Vote(slug, vote, key) => return api.vote_article(&slug, &vote, key).await.map(|()| Answer::Done),
        ArticlesCall::Create(new, key) => ArticlesAnswer::Article(Box::new(api.create_article(&new, key).await?)),
        ArticlesCall::Save(slug, version, content, key) => {
            ArticlesAnswer::Article(Box::new(api.save_article(&slug, version, &content, key).await?))
        }
        ArticlesCall::Move(slug, version, step, key) => {
            ArticlesAnswer::Article(Box::new(api.move_article(&slug, version, step, key).await?))
        }
        ArticlesCall::Versions(slug) => ArticlesAnswer::Versions(api.article_versions(&slug).await?),
        ArticlesCall::Version(slug, version) => ArticlesAnswer::Version(api.article_version(&slug, version).await?),
        ArticlesCall::Restore(slug, version, from, key) => {
            ArticlesAnswer::Article(Box::new(api.restore_article(&slug, version, from, key).await?))
        }
        ArticlesCall::Report => ArticlesAnswer::Report(api.article_report().await?),
    };
    Ok(Answer::Articles(Box::new(answer)))
}

/// Puts a picture on an article. One that it has already is not sent again, and none that it has is written over: readers may
/// see it.
pub(super) async fn add_picture(api: &Api, slug: &str, path: &Path, key: Key) -> ApiResult<Answer> {
    let bytes = picture_bytes(path).await?;
    let there = api.article(slug).await?.pictures;
    let digest = hexadecimal(&Sha256::digest(&bytes));
    let picture = match there.iter().find(|picture| picture.sha256 == digest) {
        Some(picture) => picture.clone(),
        None => api.add_picture(slug, &free_name(path, &there), bytes.into(), key).await?,
    };
    Ok(Answer::Articles(Box::new(ArticlesAnswer::Picture(picture))))
}

/// A name that no picture has, of letters, digits, hyphens and dots alone: a text shows it as it is.
fn free_name(path: &Path, there: &[PictureView]) -> String {
    let own = file_name(&path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
    let plain: String = own.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' }).collect();
    let name = file_name(&plain);
    let is_free = |name: &str| !there.iter().any(|picture| picture.name == name);
    if is_free(&name) {
        return name;
    }
    let (stem, extension) = name.rsplit_once('.').map_or((name.as_str(), String::new()), |(stem, rest)| (stem, format!(".{rest}")));
    let stem: String = stem.chars().take(STEM_CHARS).collect();
    let numbered = |at: usize| format!("{stem}-{at}{extension}");
    (2..=there.len() + 2).map(numbered).find(|name| is_free(name)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<PictureView> {
        let one = |name: &&str| PictureView { name: (*name).to_owned(), content_type: "image/png".into(), size: 1, sha256: String::new() };
        names.iter().map(one).collect()
    }

    #[test]
    fn a_picture_is_named_as_a_text_can_show_it_and_takes_no_other_ones_name() {
        for (path, there, wanted) in [
            ("/tmp/shot.png", &[][..], "shot.png"),
            ("/tmp/my (first) shot.png", &[], "my--first--shot.png"),
            ("/tmp/(1).png", &[], "1-.png"),
            ("/tmp/bild\u{1b}[2J ä.png", &[], "bild-ä.png"),
            ("/tmp/shot.png", &["shot.png", "shot-2.png"], "shot-3.png"),
        ] {
            assert_eq!(free_name(Path::new(path), &named(there)), wanted, "{path}");
            assert_eq!(file_name(wanted), wanted);
        }
    }
}
