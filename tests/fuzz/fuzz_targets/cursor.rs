//! Cursors: see [`caseport_server::properties::cursor`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_server::properties::cursor(data));
