//! How whoever is connected reads: as they said of themselves, else as their client's environment says.

use std::sync::Arc;

use caseport_shared::reader;
use caseport_tui::api::Api;
use caseport_tui::strings::Strings;
use caseport_tui::times::Times;
use jiff::tz::TimeZone;

use super::environment::Environment;

/// How they read.
pub(super) struct Reads {
    /// The words, which are shared by all who read the same language.
    pub(super) strings: Arc<Strings>,
    /// How times are told as they said.
    pub(super) said: Times,
    /// How they would be told if they had said nothing: in the zone that is proposed to them.
    pub(super) unsaid: Times,
}

impl Reads {
    /// Of whoever is signed in; of somebody whose sign-in has just ended, what the environment says.
    pub(super) async fn of(api: &Api, environment: &Environment) -> Self {
        let variable = |name: &str| environment.variable(name);
        let settings = api.me().await.map(|me| me.settings).unwrap_or_default();
        let zone = reader::zone(&settings.proposed_time_zone).unwrap_or(TimeZone::UTC);
        let unsaid = Times::of_environment(zone, variable);
        let strings = settings.language.map_or_else(|| Strings::of_environment(variable), Strings::of);
        Self { strings, said: unsaid.said(&settings), unsaid }
    }
}
