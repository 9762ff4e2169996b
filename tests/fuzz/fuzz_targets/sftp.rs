//! Packets of SFTP: see [`caseport_server::properties::sftp`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| caseport_server::properties::sftp(data));
