//! One connection and the waiting for what is asked over it: an answer comes in its time, or it is known that none came.

use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinHandle, yield_now};
use tokio_postgres::{Client, Error, NoTls};

use super::{SETTINGS, Server, error, schema_of};
use crate::store::StoreError;

/// How long the other side may take to hear that nothing more is asked.
const GOODBYE: Duration = Duration::from_millis(100);

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Fault {
    /// The database says why, or the connection is gone.
    Failed(Error),
    /// What was asked was taken, and nothing came back in time.
    Silent,
}

impl Fault {
    /// What it means to the store's callers.
    pub(super) fn meant(&self) -> StoreError {
        match self {
            Self::Failed(failed) => error(failed),
            Self::Silent => StoreError::Away("it does not answer".to_owned()),
        }
    }
}

/// Lets the connection take what has come and send what it was given: the first time around it is woken, the second time it runs.
async fn look_around() {
    yield_now().await;
    yield_now().await;
}

/// A connection, whose bytes come and go while something is asked. It blocks the thread that asks, and is neither to be used nor
/// to be dropped where async code runs.
pub(super) struct Link {
    /// Absent once it is dropped, like the runtime.
    client: Option<Client>,
    speaking: JoinHandle<()>,
    runtime: Option<Runtime>,
}

impl Drop for Link {
    fn drop(&mut self) {
        // The end of the client is what the other side is told of.
        drop(self.client.take());
        let Some(runtime) = self.runtime.take() else { return };
        let speaking = &mut self.speaking;
        // Whoever does not listen any more finds out otherwise.
        drop(runtime.block_on(async { tokio::time::timeout(GOODBYE, speaking).await }));
        runtime.shutdown_background();
    }
}

impl Link {
    /// Connects, and finds the schema of the database: 0 where there is none yet.
    pub(super) fn open(server: &Server) -> Result<(Self, i32), StoreError> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| StoreError::Database(error.to_string()))?;
        let made = async {
            let (config, tls) = server.parts();
            let unreachable = |error| server.unreachable(&error);
            let (client, speaking) = if let Some(tls) = tls {
                let (client, connection) = config.connect(tls).await.map_err(unreachable)?;
                // What ends it is told to whoever asks something.
                (client, tokio::spawn(async move { drop(connection.await) }))
            } else {
                let (client, connection) = config.connect(NoTls).await.map_err(unreachable)?;
                (client, tokio::spawn(async move { drop(connection.await) }))
            };
            client.batch_execute(SETTINGS).await?;
            let found = schema_of(&client).await?;
            Ok::<_, StoreError>((client, speaking, found))
        };
        let made = runtime.block_on(async { tokio::time::timeout(server.patience.connect, made).await });
        match made.unwrap_or_else(|_| Err(StoreError::Away(format!("{server}: it does not answer")))) {
            Ok((client, speaking, found)) => {
                #[cfg(test)]
                server.made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                Ok((Self { client: Some(client), speaking, runtime: Some(runtime) }, found))
            }
            Err(error) => {
                // A name that is still being looked up is not waited for.
                runtime.shutdown_background();
                Err(error)
            }
        }
    }

    /// Asks something and waits for the answer, as long as said or as long as it takes.
    pub(super) fn ask<T>(
        &mut self,
        patience: Option<Duration>,
        ask: impl AsyncFnOnce(&mut Client) -> Result<T, Error>,
    ) -> Result<T, Fault> {
        let (Some(client), Some(runtime)) = (&mut self.client, &self.runtime) else { return Err(Fault::Silent) };
        let answer = match patience {
            Some(patience) => runtime.block_on(async { tokio::time::timeout(patience, ask(client)).await }),
            None => Ok(runtime.block_on(ask(client))),
        };
        answer.map_or(Err(Fault::Silent), |answer| answer.map_err(Fault::Failed))
    }

    /// Says something whose answer nobody waits for: it is sent, and what comes of it is heard with the next answer.
    pub(super) fn tell(&mut self, sql: &str) {
        let (Some(client), Some(runtime)) = (&self.client, &self.runtime) else { return };
        runtime.block_on(async {
            let mut said = pin!(client.batch_execute(sql));
            drop(poll_fn(|context| Poll::Ready(said.as_mut().poll(context))).await);
            look_around().await;
        });
    }

    /// Whether the connection is known to have ended, by what has come over it until now.
    pub(super) fn has_ended(&self) -> bool {
        if let Some(runtime) = &self.runtime {
            runtime.block_on(look_around());
        }
        self.is_closed()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.as_ref().is_none_or(Client::is_closed)
    }
}
