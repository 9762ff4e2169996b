//! `caseportd serve`: opens a data folder, listens, keeps house, and stops without losing anything.

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use super::{EXIT_CODES, Failure, Installation, Place, data, listen, log, print};
use crate::app::{App, housekeep, router};
use crate::commands::{self, system};
use crate::config::{self, EXAMPLE};
use crate::http::{fold_figures, with_peer};
use crate::outbox::post::Post;
use crate::outbox::{self, deliver, reject};
use crate::store::people;
use crate::{secret, ssh};

/// How often the system looks for work of its own.
const ROUND: Duration = Duration::from_mins(1);
/// How often what was measured is folded into the figures; until then each answer takes memory.
const FOLD: Duration = Duration::from_secs(5);
/// How often it also clears what has outlived its time.
const THOROUGH: Duration = Duration::from_hours(1);

/// Serves the portal until SIGTERM or Ctrl-C.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES, after_long_help = long_help())]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
}

fn long_help() -> String {
    format!(
        "The configuration, with what holds where nothing is set or what could be set:\n\n{EXAMPLE}\n\
         Each setting is also a variable, which stands over the file: CASEPORT_BRAND, CASEPORT_TLS_CERTIFICATE, \
         CASEPORT_LIMITS_ATTACHMENT_BYTES, CASEPORT_LOG_FORMAT, CASEPORT_METRICS, CASEPORT_TRUSTED_PROXIES=10.0.0.1,10.0.0.2; \
         CASEPORT_LOG is the filter of the log.\n\n{EXIT_CODES}"
    )
}

impl Serve {
    /// Serves until a signal comes.
    ///
    /// # Errors
    /// When it cannot begin, or the store fails at the end.
    pub async fn run(self) -> Result<(), Failure> {
        let mut config = self.place.read()?;
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        log::begin(&config.log, log::SERVING);
        let stop = signalled()?;
        let tls = config.tls.as_ref().map(listen::tls).transpose()?;
        let mail = config.mail.as_ref().map(Mailing::of).transpose()?.unwrap_or_default();
        let place = Installation::of(&config)?;
        let _lock = place.lock()?;
        if data::is_open_to_others(&config.data) {
            tracing::warn!(folder = %config.data.display(), "others of this machine may look into the data folder");
        }
        let listener = bind(config.listen)?;
        let door = config.ssh.map(|ssh| Ok::<_, Failure>((ssh, bind(ssh.listen)?))).transpose()?;
        let app = place.open(config.settings()).await?;
        let is_empty = !app.store().read(|tx| Ok::<_, commands::Error>(people::has_staff(tx)?)).await?;
        if is_empty {
            print(&next_command(&self.place, &config.data))?;
        }
        let door = door.map(|(ssh, listener)| open_door(&app, &place, &ssh, listener)).transpose()?;
        if let Some(door) = &door {
            print(&door.listening()?)?;
        }
        print(&listening(&listener, tls.is_some())?)?;
        if let Some(rejects) = &mail.rejects {
            print(&format!("rejecting answers to letters on {}", rejects.local_addr()?))?;
        }
        run(app, listener, tls, door, mail, stop).await
    }
}

/// Takes an address.
///
/// # Errors
/// [`Failure::Listen`].
pub fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).map_err(|why| Failure::Listen { address, why })
}

/// How letters leave, and where answers to them are rejected.
#[derive(Default)]
pub struct Mailing {
    post: Option<Post>,
    rejects: Option<TcpListener>,
}

impl Mailing {
    fn of(settings: &config::Mail) -> Result<Self, Failure> {
        Ok(Self { post: Some(settings.post()?), rejects: settings.rejects.map(bind).transpose()? })
    }
}

/// The line that says where a listener listens.
///
/// # Errors
/// When the system does not say.
pub fn listening(listener: &TcpListener, has_tls: bool) -> Result<String, Failure> {
    let scheme = if has_tls { "https" } else { "http" };
    Ok(format!("listening on {scheme}://{}", listener.local_addr()?))
}

/// The door for those who come in over SSH, and where it listens.
pub struct SshDoor {
    listener: TcpListener,
    opened: ssh::Opened,
}

impl SshDoor {
    /// The line that says where it listens.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn listening(&self) -> Result<String, Failure> {
        Ok(format!("ssh listening on {}", self.listener.local_addr()?))
    }
}

/// Opens the door of an application.
///
/// # Errors
/// When its host key cannot be read or made.
pub fn open_door(app: &App, place: &Installation, settings: &config::Ssh, listener: TcpListener) -> Result<SshDoor, Failure> {
    let key = ssh::HostKey::of(&place.database)?;
    let opened = ssh::Opened::new(app.clone(), key, settings.rules(), listener.local_addr()?, &place.data);
    Ok(SshDoor { listener, opened })
}

fn next_command(place: &Place, data: &Path) -> String {
    let flag = match (&place.config, &place.data) {
        (Some(config), None) => format!("--config {}", config.display()),
        _ => format!("--data {}", data.display()),
    };
    format!("nobody works here yet; next: caseportd admin create-staff {flag} --email YOU@YOUR.HOST --name \"YOUR NAME\" --admin")
}

/// Ends with SIGTERM or Ctrl-C, from now on.
///
/// # Errors
/// When signals cannot be received.
pub fn signalled() -> Result<impl Future<Output = ()>, Failure> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Serves an application until `stop`, finishes what is under way and closes it.
///
/// # Errors
/// When the listener cannot be used.
pub async fn run(
    app: App,
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    door: Option<SshDoor>,
    mail: Mailing,
    stop: impl Future<Output = ()>,
) -> Result<(), Failure> {
    app.come_in_at(place(&app, &listener, tls.is_some(), door.as_ref())?);
    let Mailing { post, rejects } = mail;
    let mail = post.map(|post| tokio::spawn(deliver::run(app.clone(), post)));
    if let Some(listener) = rejects {
        tokio::spawn(reject::serve(listener, app.place(), app.stopping().clone()));
    }
    let house = tokio::spawn(keep_house(app.clone()));
    let door = door.map(|door| tokio::spawn(ssh::serve(door.listener, door.opened)));
    tokio::spawn(every(FOLD, app.stopping().clone(), fold_figures));
    let routes = with_peer(router(app.clone()), &app.settings().trusted_proxies);
    let stopped = || {
        tracing::info!("stopping");
        app.stopping().cancel();
    };
    let served = listen::serve(listener, tls, routes, &app.settings().trusted_proxies, stop, stopped).await;
    app.stopping().cancel();
    if let Some(door) = door {
        match door.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "nobody could come in over SSH"),
            Err(_) => tracing::error!("the door for SSH panicked"),
        }
    }
    if house.await.is_err() {
        tracing::error!("housekeeping panicked");
    }
    if let Some(mail) = mail
        && mail.await.is_err()
    {
        tracing::error!("sending letters panicked");
    }
    let closing = app.clone();
    if tokio::task::spawn_blocking(move || closing.close()).await.is_err() {
        tracing::error!("closing panicked");
    }
    Ok(served?)
}

/// Where people come in, as letters name it.
fn place(app: &App, listener: &TcpListener, has_tls: bool, door: Option<&SshDoor>) -> Result<outbox::Place, Failure> {
    let named = app.place();
    let scheme = if has_tls { "https" } else { "http" };
    let here = format!("{scheme}://{}", listener.local_addr()?);
    Ok(outbox::Place { server: named.server.or(Some(here)), ssh: door.map(|door| door.opened.reached()), ..named })
}

/// Does something small each `span` until `stopping`.
async fn every(span: Duration, stopping: CancellationToken, work: impl Fn()) {
    let mut rounds = interval(span);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let rounds = async {
        loop {
            rounds.tick().await;
            work();
        }
    };
    stopping.run_until_cancelled(rounds).await;
}

/// Does the system's own work every [`ROUND`] until the server stops.
async fn keep_house(app: App) {
    let holder = format!("{:016x}", secret::random_u64());
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut last_thorough: Option<Instant> = None;
    let work = async {
        loop {
            rounds.tick().await;
            let is_thorough = last_thorough.is_none_or(|last| last.elapsed() >= THOROUGH);
            match housekeep(&app, &holder, is_thorough).await {
                Ok(true) if is_thorough => last_thorough = Some(Instant::now()),
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "housekeeping failed; it will be tried again"),
            }
        }
    };
    // Each of its steps is a transaction, so that it can stop between any two.
    app.stopping().run_until_cancelled(work).await;
    let released = app.store().write(move |tx| system::end_turn(tx, &holder)).await;
    if let Err(error) = released {
        tracing::debug!(%error, "the lease of housekeeping runs out by itself");
    }
}

#[cfg(test)]
mod tests;
