//! Hostile text: see [`caseport_tui::caseport_shared::properties::text`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_tui::caseport_shared::properties::text(data));
