//! Articles as files: see [`caseport_tui::properties::page`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_tui::properties::page(data));
