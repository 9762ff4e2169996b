//! Hears of changes on the server, for as long as somebody looks on.

use std::time::Duration;

use caseport_shared::api::problem::ErrorCode;
use futures_util::StreamExt as _;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

use crate::api::Api;
use crate::msg::Msg;

/// Waits between tries to hear of changes, in seconds.
const RETRIES: [u64; 6] = [1, 2, 4, 8, 15, 30];

/// Somebody who hears of changes; dropping it ends that, however those who look on went away.
pub(super) struct Listening(AbortHandle);

impl Listening {
    /// Listens from now on.
    pub(super) fn begin(api: Api, sender: mpsc::Sender<Msg>) -> Self {
        Self(tokio::spawn(listen(api, sender)).abort_handle())
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Hears of changes, and connects again after a loss, each time a little later.
async fn listen(api: Api, sender: mpsc::Sender<Msg>) {
    let mut step = 0;
    let mut is_first = true;
    loop {
        let opened = api.live().await;
        if matches!(&opened, Err(error) if error.code() == Some(ErrorCode::Unauthenticated)) {
            let _ = sender.send(Msg::SignedOut).await;
            return;
        }
        if let Ok(mut hints) = opened {
            step = 0;
            // What changed before the connection stood is only found by fetching.
            if !std::mem::take(&mut is_first) && sender.send(Msg::Back).await.is_err() {
                return;
            }
            while let Some(Ok(hint)) = hints.next().await {
                if sender.send(Msg::Changed(hint)).await.is_err() {
                    return;
                }
            }
        }
        is_first = false;
        let seconds = RETRIES[step.min(RETRIES.len() - 1)];
        step += 1;
        if sender.send(Msg::Away(seconds)).await.is_err() {
            return;
        }
        // Nothing tells when a server is back but asking it; the wait grows so that many clients do not keep it down.
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }
}
