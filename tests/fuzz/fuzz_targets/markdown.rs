//! Markdown on any screen: see [`caseport_tui::properties::markdown`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_tui::properties::markdown(data));
