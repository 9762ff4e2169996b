//! The SSH keys of one's own.

use ::http::Method;
use caseport_shared::api::key::{NewSshKey, SshKeyList, SshKeyView};

use super::{Api, ApiResult, Call, Key, encode};

impl Api {
    /// The keys, the newest first.
    pub async fn ssh_keys(&self) -> ApiResult<SshKeyList> {
        self.get("/v1/me/keys").await
    }

    /// Adds a key; with a signature it signs in at once.
    pub async fn add_ssh_key(&self, new: &NewSshKey, key: Key) -> ApiResult<SshKeyView> {
        self.post("/v1/me/keys", new, key).await
    }

    /// Takes a key away; the connections that it signed in end.
    pub async fn remove_ssh_key(&self, fingerprint: &str, key: Key) -> ApiResult<()> {
        let path = format!("/v1/me/keys/{}", encode(fingerprint));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }
}
