//! The fields of the form for a new case: which there are, and which is in use.

use super::NewCaseForm;
use crate::app::Context;
use crate::widgets::editor::Editor;

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Requester,
    /// What support is asked to change.
    Request,
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
        matches!(self, Self::Request | Self::Product | Self::Category | Self::Subcategory | Self::Impact)
    }
}

/// The key of a field's name.
pub(super) fn label(field: Field) -> &'static str {
    match field {
        Field::Requester => "form-requester",
        Field::Request => "label-request",
        Field::Product => "form-product",
        Field::Category => "form-category",
        Field::Subcategory => "form-subcategory",
        Field::Impact => "form-impact",
        Field::Subject => "form-subject",
        Field::Description => "form-description",
    }
}

impl NewCaseForm {
    /// The fields that there are, in their order.
    pub(super) fn fields(&self, cx: &Context) -> Vec<Field> {
        let mut fields = Vec::new();
        if cx.is_support() {
            fields.push(Field::Requester);
        }
        if self.request.is_some() {
            fields.push(Field::Request);
        }
        fields.push(Field::Product);
        // What a request is about is said by itself.
        if self.request.is_none() && self.details.as_ref().is_some_and(|product| !product.categories.is_empty()) {
            fields.push(Field::Category);
        }
        if self.subcategories().next().is_some() {
            fields.push(Field::Subcategory);
        }
        fields.extend([Field::Impact, Field::Subject, Field::Description]);
        fields
    }

    pub(super) fn focused(&mut self) -> Option<&mut Editor> {
        match self.focus {
            Field::Requester => Some(&mut self.requester),
            Field::Subject => Some(&mut self.subject),
            Field::Description => Some(&mut self.description),
            _ => None,
        }
    }

    pub(super) fn step(&mut self, by: isize, cx: &Context) {
        let fields = self.fields(cx);
        let at = fields.iter().position(|field| *field == self.focus).unwrap_or(0);
        let count = fields.len();
        self.focus = fields[at.checked_add_signed(by).map_or(count - 1, |at| at % count)];
    }
}
