//! How a person reads.

use ::http::Method;
use caseport_shared::api::settings::{SaveSettings, SettingsView};

use super::{Api, ApiResult, Call, Key, read};

impl Api {
    /// What the person said, and what is proposed.
    pub async fn settings(&self) -> ApiResult<SettingsView> {
        self.get("/v1/me/settings").await
    }

    /// Says it anew, as a whole.
    pub async fn save_settings(&self, save: &SaveSettings, key: Key) -> ApiResult<SettingsView> {
        self.exchange(&Call::new(Method::PUT, "/v1/me/settings").key(key).json(save)).await.and_then(|body| read(&body))
    }
}
