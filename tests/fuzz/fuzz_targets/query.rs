//! The query language: see [`caseport_tui::caseport_shared::properties::query`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_tui::caseport_shared::properties::query(data));
