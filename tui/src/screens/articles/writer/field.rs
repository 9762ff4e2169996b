//! The fields of the form of an article.

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Keywords,
    Language,
    Category,
    Products,
    Audience,
    Organizations,
    Body,
}

impl Field {
    pub(super) const ALL: [Self; 8] =
        [Self::Title, Self::Keywords, Self::Language, Self::Category, Self::Products, Self::Audience, Self::Organizations, Self::Body];

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Title => "article-title",
            Self::Keywords => "article-keywords",
            Self::Language => "article-language",
            Self::Category => "article-category",
            Self::Products => "article-products",
            Self::Audience => "article-audience",
            Self::Organizations => "article-organizations",
            Self::Body => "article-body",
        }
    }

    pub(super) const fn is_choice(self) -> bool {
        !matches!(self, Self::Title | Self::Keywords | Self::Body)
    }

    /// The field that the server names so.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.split('.').next().unwrap_or(name).split('[').next()? {
            "title" => Self::Title,
            "keywords" => Self::Keywords,
            "language" => Self::Language,
            "category" => Self::Category,
            "products" => Self::Products,
            "audience" => Self::Audience,
            "organizations" => Self::Organizations,
            "body" => Self::Body,
            _ => return None,
        })
    }
}
