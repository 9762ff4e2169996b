//! The log on stderr; never passwords, tokens or the text of cases.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{Log, LogFormat};

/// What is told while serving unless set; a store of attachments is told of once it is not asked again.
pub(super) const SERVING: &str = "info,refinery_core=warn,object_store=warn";

/// Begins to log; `usual` is the filter where none is set. A second call changes nothing.
pub fn begin(log: &Log, usual: &str) {
    // A library that logs what it sends would tell what people wrote; russh logs what strangers send, as often as they like.
    let filter = format!("{},postgres=info,tokio_postgres=info,russh=off", log.filter.as_deref().unwrap_or(usual));
    let filter = EnvFilter::new(filter);
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = match log.format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).finish().try_init(),
        LogFormat::Json => lines.json().finish().try_init(),
    };
    // Only whoever came first has a log; in tests that is another test.
    drop(begun);
}
