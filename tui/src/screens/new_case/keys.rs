//! The keys of the form for a new case, and of what is told once it is filed.

use super::NewCaseForm;
use super::field::Field;
use crate::app::Context;
use crate::keymap::{Binding, always};

/// What a key does while the form is filled in.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    File,
    Next,
    Previous,
    Choose,
    Attach,
    Remove,
    Retry,
    Articles,
    Edit,
    Leave,
}

/// What a key does once the case is filed.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Filed {
    Open,
    CopyNumber,
    CopyCommand,
    Another,
    Back,
}

pub(in crate::screens) const KEYS: &[Binding<Action, NewCaseForm>] = &[
    Binding { keys: &["<c-s>", "<a-enter>"], action: Action::File, label: "new-case-file", hint: "hint-file", when: always },
    Binding { keys: &["<tab>"], action: Action::Next, label: "form-next", hint: "hint-next", when: always },
    Binding { keys: &["<enter>", "<space>"], action: Action::Choose, label: "new-case-choose", hint: "hint-choose", when: is_choice },
    Binding { keys: &["<c-f>"], action: Action::Attach, label: "write-attach", hint: "hint-attach", when: always },
    Binding { keys: &["<c-r>"], action: Action::Remove, label: "write-remove-file", hint: "hint-remove-file", when: has_files },
    Binding { keys: &["<a-r>"], action: Action::Retry, label: "write-retry-files", hint: "hint-retry-files", when: has_failed },
    Binding { keys: &["<f2>", "<a-a>"], action: Action::Articles, label: "new-case-articles", hint: "hint-articles-beside", when: always },
    Binding { keys: &["<c-o>"], action: Action::Edit, label: "new-case-own-editor", hint: "hint-own-editor", when: is_own_description },
    Binding { keys: &["<esc>"], action: Action::Leave, label: "write-leave", hint: "hint-leave-draft", when: always },
    Binding { keys: &["<backtab>"], action: Action::Previous, label: "form-previous", hint: "hint-previous", when: always },
    Binding { keys: &["<down>"], action: Action::Next, label: "form-next-field", hint: "hint-next", when: is_choice },
    Binding { keys: &["<up>"], action: Action::Previous, label: "form-previous", hint: "hint-previous", when: is_choice },
];

pub(in crate::screens) const FILED: &[Binding<Filed, NewCaseForm>] = &[
    Binding { keys: &["<enter>"], action: Filed::Open, label: "filed-open", hint: "hint-open", when: always },
    Binding { keys: &["y"], action: Filed::CopyNumber, label: "filed-copy-number", hint: "hint-copy-number", when: always },
    Binding { keys: &["Y"], action: Filed::CopyCommand, label: "filed-copy-command", hint: "hint-copy-command", when: always },
    Binding { keys: &["n"], action: Filed::Another, label: "filed-another", hint: "hint-new-case", when: always },
    Binding { keys: &["q", "<esc>"], action: Filed::Back, label: "filed-back", hint: "hint-back", when: always },
];

fn is_choice(form: &NewCaseForm, _: &Context) -> bool {
    Field::is_choice(form.focus)
}

fn has_files(form: &NewCaseForm, _: &Context) -> bool {
    form.drafting.has_files()
}

fn has_failed(form: &NewCaseForm, _: &Context) -> bool {
    form.drafting.has_failed()
}

fn is_own_description(form: &NewCaseForm, cx: &Context) -> bool {
    form.focus == Field::Description && !cx.is_remote()
}
