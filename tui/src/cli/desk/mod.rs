//! What support administers: plans, regions, organizations, the audit.

pub(super) mod audit;
pub(super) mod organization;
pub(super) mod plan;
pub(super) mod region;

use clap::Args;

/// Which version something must still have.
#[derive(Debug, Args)]
pub(super) struct Version {
    #[arg(long, value_name = "VERSION")]
    pub(super) if_version: Option<i64>,
}

/// A yes or a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Answer {
    Yes,
    No,
}

impl Answer {
    pub(super) fn is_yes(self) -> bool {
        self == Self::Yes
    }
}
