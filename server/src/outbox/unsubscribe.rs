//! The address by which a mail program lets its user choose not to be told (RFC 8058): it works without a sign-in, and for
//! nothing but what its letter was about.

use caseport_shared::notification::NotificationKind;

use super::{Mail, Place};
use crate::commands::system::CURSOR_SECRET;
use crate::cursor::List;
use crate::store::{StoreError, Tx, housekeeping};

/// The address for a letter; absent where there is no choice, or no address that mail programs would reach.
pub(crate) fn link(tx: &mut Tx<'_>, place: &Place, mail: &Mail) -> Result<Option<String>, StoreError> {
    let server = place.server.as_ref().filter(|server| server.starts_with("https://"));
    let (Some((person_id, kind)), Some(server)) = (mail.unsubscribe, server) else { return Ok(None) };
    let place = NotificationKind::ALL.iter().position(|known| *known == kind).and_then(|place| i64::try_from(place).ok());
    let Some(place) = place else { return Ok(None) };
    Ok(Some(format!("{server}/v1/unsubscribe/{}", list(tx)?.write([person_id, place, 0]))))
}

/// Whose choice an address is for, and of what; nothing where it was not made here.
pub(crate) fn read(tx: &mut Tx<'_>, token: &str) -> Result<Option<(i64, NotificationKind)>, StoreError> {
    let Some([person_id, place, _]) = list(tx)?.read(token) else { return Ok(None) };
    let kind = usize::try_from(place).ok().and_then(|place| NotificationKind::ALL.get(place));
    Ok(kind.map(|kind| (person_id, *kind)))
}

/// Tokens are tied to the installation as cursors are, under a name that no list has.
fn list(tx: &mut Tx<'_>) -> Result<List, StoreError> {
    let secret = housekeeping::setting(tx, CURSOR_SECRET)?;
    Ok(List::new(&secret.ok_or_else(|| StoreError::Corrupt("there is no secret for cursors".to_owned()))?, "unsubscribe"))
}
