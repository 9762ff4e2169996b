//! One connection: what its client may ask for, and nothing else. Nothing is forwarded, no agent is used, no program is run.

use std::collections::HashMap;
use std::sync::Arc;

use russh::keys::ssh_key::Certificate;
use russh::server::{Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Response, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId, ChannelOpenFailure, Pty};
use tokio::sync::watch;

use super::Door;
use super::channel::{Asked, Wanted};
use super::command::COMMAND_BYTES;
use super::environment::{Environment, Terminal, fitting};
use super::life::Life;
use super::sign_in::SignIn;
use crate::commands::Error;
use crate::http::Peer;

/// Channels of one connection at once.
pub(super) const CHANNELS: usize = 8;
/// Channels of one connection over its life: something of each is kept until it ends, some 2 KB.
pub(super) const CHANNELS_EVER: usize = 1_024;
/// Keys of one connection that may be offered without a signature.
const PROBES: usize = 64;
/// Answers to the questions of one round; access is asked for with the most.
const ANSWERS: usize = 7;
/// Longest of them, in bytes.
const ANSWER_BYTES: usize = 4 * 1024;

/// The one subsystem that there is.
const SFTP: &str = "sftp";

/// Why a connection ends at once.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error(transparent)]
    Ssh(#[from] russh::Error),
    #[error(transparent)]
    Command(#[from] Error),
}

/// The client's side of a connection, as the door answers it.
pub(super) struct Connection {
    door: Door,
    peer: Peer,
    sign_in: SignIn,
    /// Tells whoever watches the connection that somebody is signed in.
    signed_in: watch::Sender<Option<Arc<str>>>,
    channels: HashMap<ChannelId, Asked>,
    life: Life,
    /// Keys that were offered without a signature.
    probes: usize,
    /// Channels that were ever open.
    opened: usize,
}

impl Connection {
    pub(super) fn new(door: Door, peer: Peer, signed_in: watch::Sender<Option<Arc<str>>>, life: Life) -> Self {
        let sign_in = SignIn::new(door.clone(), peer, life.clone());
        Self { door, peer, sign_in, signed_in, channels: HashMap::new(), life, probes: 0, opened: 0 }
    }

    /// Begins what is wanted on a channel that nothing has begun on yet.
    fn begin(&mut self, channel: ChannelId, wanted: Wanted, session: &mut Session) -> Result<(), Broken> {
        if let Some(words) = self.sign_in.parting()
            && !matches!(wanted, Wanted::Files)
            && let Some(asked) = self.channels.remove(&channel)
        {
            // A terminal takes its lines as they come.
            let words = format!("{words}\n");
            let words = if asked.terminal.is_some() { words.replace('\n', "\r\n") } else { words };
            session.channel_success(channel)?;
            session.data(channel, words.into_bytes())?;
            session.exit_status_request(channel, 0)?;
            // It closes once nothing can begin on it any more.
            return Ok(session.eof(channel)?);
        }
        let (Some(asked), Some(token)) = (self.channels.remove(&channel), self.sign_in.token()) else {
            return Ok(session.channel_failure(channel)?);
        };
        session.channel_success(channel)?;
        asked.begin(self.door.api(self.peer).signed_in(token), wanted);
        Ok(())
    }

    /// Channels that there may ever be.
    fn most_channels(&self) -> usize {
        if self.sign_in.parting().is_some() { 1 } else { CHANNELS_EVER }
    }

    fn told(&self, auth: Auth) -> Auth {
        if matches!(auth, Auth::Accept) {
            let token = self.sign_in.token().map(Arc::from);
            self.signed_in.send_replace(token);
        }
        auth
    }
}

impl Handler for Connection {
    type Error = Broken;

    async fn auth_publickey_offered(&mut self, _: &str, _: PublicKeyOffer<'_>) -> Result<Auth, Broken> {
        self.probes += 1;
        // Whatever is offered is asked to sign, so that asking tells nothing of who has which key.
        Ok(if self.probes > PROBES { Auth::reject() } else { Auth::Accept })
    }

    async fn auth_publickey(&mut self, user: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, Broken> {
        let auth = self.sign_in.key(user, key.public_key, key.algorithm).await?;
        Ok(self.told(auth))
    }

    async fn auth_openssh_certificate(&mut self, _: &str, _: &Certificate) -> Result<Auth, Broken> {
        Ok(Auth::reject())
    }

    async fn auth_keyboard_interactive<'a>(&'a mut self, user: &str, _: &str, response: Option<Response<'a>>) -> Result<Auth, Broken> {
        let answers = response.map(|response| {
            let texts =
                response.take(ANSWERS + 1).map(|bytes| String::from_utf8_lossy(&bytes[..bytes.len().min(ANSWER_BYTES)]).into_owned());
            texts.collect::<Vec<_>>()
        });
        let auth = self.sign_in.answer(user, answers).await?;
        Ok(self.told(auth))
    }

    async fn channel_open_session(&mut self, channel: Channel<Msg>, reply: ChannelOpenHandle, _: &mut Session) -> Result<(), Broken> {
        let room = Arc::clone(&self.life.room).try_acquire_owned().ok().filter(|_| self.opened < self.most_channels());
        let Some(room) = room else {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return Ok(());
        };
        self.opened += 1;
        let id = channel.id();
        self.channels.insert(id, Asked::open(self.door.clone(), channel, room, self.life.clone()));
        reply.accept().await;
        Ok(())
    }

    async fn channel_close(&mut self, channel: ChannelId, _: &mut Session) -> Result<(), Broken> {
        self.channels.remove(&channel);
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Broken> {
        match (self.channels.get_mut(&channel), Terminal::new(term, columns, rows)) {
            (Some(asked), Some(terminal)) => {
                asked.terminal = Some(terminal);
                Ok(session.channel_success(channel)?)
            }
            _ => Ok(session.channel_failure(channel)?),
        }
    }

    async fn window_change_request(
        &mut self,
        channel: ChannelId,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &mut Session,
    ) -> Result<(), Broken> {
        if let Some(terminal) = self.channels.get_mut(&channel).and_then(|asked| asked.terminal.as_mut()) {
            terminal.size = fitting(columns, rows);
        }
        Ok(())
    }

    async fn env_request(&mut self, channel: ChannelId, name: &str, value: &str, session: &mut Session) -> Result<(), Broken> {
        let is_taken = self.channels.get_mut(&channel).is_some_and(|asked| Environment::take(&mut asked.environment, name, value));
        let answered = if is_taken { session.channel_success(channel) } else { session.channel_failure(channel) };
        Ok(answered?)
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), Broken> {
        self.begin(channel, Wanted::Screens, session)
    }

    async fn exec_request(&mut self, channel: ChannelId, command: &[u8], session: &mut Session) -> Result<(), Broken> {
        if command.len() > COMMAND_BYTES {
            return Ok(session.channel_failure(channel)?);
        }
        self.begin(channel, Wanted::Command(command.to_vec()), session)
    }

    async fn subsystem_request(&mut self, channel: ChannelId, name: &str, session: &mut Session) -> Result<(), Broken> {
        if name != SFTP {
            return Ok(session.channel_failure(channel)?);
        }
        self.begin(channel, Wanted::Files, session)
    }

    async fn x11_request(&mut self, channel: ChannelId, _: bool, _: &str, _: &str, _: u32, session: &mut Session) -> Result<(), Broken> {
        Ok(session.channel_failure(channel)?)
    }
}
