//! The names of those who share a mailbox (S7).

use caseport_shared::api::session::{Me, Signature};
use caseport_shared::limits::NAME_CHARS;

use super::error::invalid;
use super::{Context, Error, field, read};
use crate::policy::Actor;
use crate::store::{Tx, signatures};

/// Who is signed in, and by which name they write.
pub fn me(tx: &mut Tx<'_>, context: &Context) -> Result<Me, Error> {
    let me = read::me(tx, &context.actor)?;
    let name = signatures::get(tx, context.actor.person_id, context.sign_in)?;
    Ok(Me { signature: name.map(|name| Signature { name }), ..me })
}

/// Somebody who has just signed in, and so has chosen no name yet.
pub fn me_at_first(tx: &mut Tx<'_>, actor: &Actor) -> Result<Me, Error> {
    let me = read::me(tx, actor)?;
    let name = signatures::get(tx, actor.person_id, None)?;
    Ok(Me { signature: name.map(|name| Signature { name }), ..me })
}

/// Chooses the name by which the sign-in that asks writes from now on, and so does the SSH key that it was made with.
pub fn choose(tx: &mut Tx<'_>, context: &Context, name: &str) -> Result<Me, Error> {
    let name = field::line("name", name, NAME_CHARS)?;
    let is_shared = signatures::get(tx, context.actor.person_id, context.sign_in)?.is_some();
    let sign_in = context.sign_in.filter(|_| is_shared);
    let sign_in = sign_in.ok_or_else(|| invalid("name", "only a shared mailbox has names; you write by your own"))?;
    signatures::set(tx, sign_in, &name)?;
    me(tx, context)
}
