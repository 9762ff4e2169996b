//! What Caseport's server and client agree on: models, API contract, query language, hostile text.
//!
//! Nothing here does I/O, reads a clock or is asynchronous.

pub mod api;
pub mod article;
pub mod calendar;
pub mod case;
pub mod code;
pub mod comment;
pub mod event;
pub mod hours;
pub mod limits;
pub mod notice;
pub mod notification;
pub mod organization;
pub mod person;
pub mod plan;
pub mod product;
#[cfg(any(test, feature = "fuzzing"))]
pub mod properties;
pub mod query;
pub mod reader;
pub mod request;
pub mod severity;
pub mod status;
pub mod text;
pub mod view;

/// Reads a slug enum from text and back by its serde names, so that wire, query and command line agree.
macro_rules! slug_enum {
    ($name:ident { $($variant:ident = $slug:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order in which it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name on the wire, in queries and on the command line.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.slug())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownSlug;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.slug() == text).ok_or_else(|| $crate::UnknownSlug {
                    given: $crate::text::line(text, 60),
                    known: Self::ALL.iter().map(|value| value.slug()).collect::<Vec<_>>().join(", "),
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.slug())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some(Self::ALL.iter().map(|value| value.slug())))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use slug_enum;

/// A name that is none of an enumeration's values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not one of: {known}")]
pub struct UnknownSlug {
    /// What was written, made safe for a terminal.
    pub given: String,
    /// The values there are, separated by commas.
    pub known: String,
}
