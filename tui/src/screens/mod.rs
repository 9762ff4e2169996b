//! The screens; each has its table of keys, its update, its view and its pictures.

pub mod case;
pub mod cases;
pub mod drafts;
pub mod help;
pub mod new_case;
pub mod products;
pub mod sign_in;

use crate::app::{Context, Layer};
use crate::effect::Route;

/// The screen of a place.
pub fn open(route: Route, cx: &Context) -> Box<dyn Layer> {
    match route {
        Route::Cases => Box::new(cases::Cases::new(cx)),
        Route::Case(number, draft) => Box::new(case::Case::new(number, draft)),
        Route::NewCase(draft) => Box::new(new_case::NewCaseForm::new(draft.as_deref(), cx)),
        Route::Products => Box::new(products::Products::default()),
        Route::Drafts => Box::new(drafts::Drafts::default()),
    }
}

#[cfg(test)]
mod tests {
    use crate::keymap::faults;
    use crate::strings::Strings;

    #[test]
    fn the_keys_of_every_screen_are_sound() {
        let strings = Strings::english();
        let has = |key: &str| strings.has(key);
        let all = [
            faults(crate::app::KEYS, has),
            faults(crate::widgets::editor::KEYS, has),
            faults(super::sign_in::KEYS, has),
            faults(super::cases::KEYS, has),
            faults(super::cases::FINDING, has),
            faults(super::case::READING, has),
            faults(super::case::WRITING, has),
            faults(super::new_case::KEYS, has),
            faults(super::new_case::FILED, has),
            faults(super::products::KEYS, has),
            faults(super::drafts::KEYS, has),
            faults(super::help::KEYS, has),
        ];
        assert!(all.iter().all(Vec::is_empty), "{all:#?}");
    }
}
