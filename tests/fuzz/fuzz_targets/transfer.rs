//! Headers and names of uploads and downloads: see [`caseport_server::properties::transfer`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_server::properties::transfer(data));
