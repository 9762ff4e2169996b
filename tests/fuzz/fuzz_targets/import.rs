//! CSV files of an import: see [`caseport_server::properties::import`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_server::properties::import(data));
