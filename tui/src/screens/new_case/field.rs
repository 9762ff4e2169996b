//! The fields of the form for a new case.

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Requester,
    Product,
    Category,
    Subcategory,
    Impact,
    Subject,
    Description,
}

impl Field {
    /// The field's name in a problem that the server reports.
    pub(super) fn of_problem(name: &str) -> Option<Self> {
        Some(match name {
            "requester" => Self::Requester,
            "product" => Self::Product,
            "category" => Self::Category,
            "subcategory" => Self::Subcategory,
            "severity" => Self::Impact,
            "subject" => Self::Subject,
            "description" | "body" => Self::Description,
            _ => return None,
        })
    }

    /// Whether it is picked, not typed.
    pub(super) const fn is_choice(self) -> bool {
        matches!(self, Self::Product | Self::Category | Self::Subcategory | Self::Impact)
    }
}

/// The key of a field's name.
pub(super) fn label(field: Field) -> &'static str {
    match field {
        Field::Requester => "form-requester",
        Field::Product => "form-product",
        Field::Category => "form-category",
        Field::Subcategory => "form-subcategory",
        Field::Impact => "form-impact",
        Field::Subject => "form-subject",
        Field::Description => "form-description",
    }
}
