//! The SSH keys of one's own: one person for each key, and none that was not proven by its signature.

use caseport_shared::api::key::{NewSshKey, PROOF_NAMESPACE, SshKeyList, SshKeyView, proof};
use caseport_shared::api::live::Hint;
use caseport_shared::limits::{NAME_CHARS, SSH_KEY_CHARS, SSH_KEYS_PER_PERSON, SSH_SIGNATURE_CHARS};
use caseport_shared::text;
use russh::keys::ssh_key::{Algorithm, HashAlg, PublicKey, SshSig};

use super::error::{invalid, required, too_long, too_many};
use super::{Context, Error, session};
use crate::store::keys::NewKey;
use crate::store::{Audience, Tx, events, keys};

/// Fewest bits of an RSA key (NIST SP 800-131A).
const RSA_BITS_MIN: u32 = 2_048;

/// A public key that may sign somebody in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// As `ssh-keygen -l` shows it.
    pub fingerprint: String,
    /// Its kind.
    pub algorithm: String,
}

/// What is known of a key; `None` for one of a kind that signs nobody in.
pub fn known(key: &PublicKey) -> Option<Known> {
    let is_strong = match key.algorithm() {
        Algorithm::Ed25519 | Algorithm::Ecdsa { .. } | Algorithm::SkEd25519 | Algorithm::SkEcdsaSha2NistP256 => true,
        Algorithm::Rsa { .. } => key.key_data().rsa().is_some_and(|rsa| rsa.key_size() >= RSA_BITS_MIN),
        _ => false,
    };
    is_strong.then(|| Known { fingerprint: key.fingerprint(HashAlg::Sha256).to_string(), algorithm: key.algorithm().as_str().to_owned() })
}

/// The keys of whoever asks.
pub fn list(tx: &mut Tx<'_>, context: &Context) -> Result<SshKeyList, Error> {
    Ok(SshKeyList { keys: keys::list(tx, context.actor.person_id, SSH_KEYS_PER_PERSON)? })
}

/// One of the keys of whoever asks.
///
/// # Errors
/// [`Error::NotFound`] where it is not theirs.
pub fn view(tx: &mut Tx<'_>, context: &Context, fingerprint: &str) -> Result<SshKeyView, Error> {
    keys::get(tx, context.actor.person_id, fingerprint)?.ok_or(Error::NotFound)
}

/// Adds a key, which signs in at once where a signature proves it. Of a key that is only named nobody is told whose it is.
pub fn add(tx: &mut Tx<'_>, context: &Context, new: &NewSshKey) -> Result<SshKeyView, Error> {
    session::may_change(tx, context)?;
    let line = new.public_key.trim();
    if line.is_empty() {
        return Err(required("public_key"));
    }
    if line.chars().count() > SSH_KEY_CHARS {
        return Err(too_long("public_key", SSH_KEY_CHARS));
    }
    let wrong = || invalid("public_key", "public_key is no line as in id_ed25519.pub".to_owned());
    let key = PublicKey::from_openssh(line).map_err(|_| wrong())?;
    let weak = || invalid("public_key", format!("only Ed25519, ECDSA and RSA keys of {RSA_BITS_MIN} bits and more sign in"));
    let known = known(&key).ok_or_else(weak)?;
    let is_proven = match &new.signature {
        None => false,
        Some(signature) => {
            let is_right = is_signed(&key, &proof(&context.actor.email, line), signature);
            if !is_right {
                return Err(invalid("signature", "the signature does not prove that the key is yours".to_owned()));
            }
            true
        }
    };
    let comment = key.comment().to_string();
    let label = [new.label.as_str(), comment.as_str(), known.algorithm.as_str()];
    let label = label.into_iter().map(|label| text::line(label, NAME_CHARS)).find(|label| !label.is_empty()).unwrap_or_default();
    keep(tx, context, &known, &label, is_proven)
}

/// Adds a key whose signature was verified on the connection that asks.
pub fn remember(tx: &mut Tx<'_>, context: &Context, known: &Known, label: &str) -> Result<SshKeyView, Error> {
    keep(tx, context, known, &text::line(label, NAME_CHARS), true)
}

/// Proves those keys that the person named before and whose signatures were verified on the connection that asks; how many.
pub fn prove_named(tx: &mut Tx<'_>, context: &Context, known: &[Known]) -> Result<usize, Error> {
    let mut proven = 0;
    for known in known {
        let named = keys::get(tx, context.actor.person_id, &known.fingerprint)?;
        if let Some(named) = named.filter(|named| !named.is_proven) {
            keep(tx, context, known, &named.label, true)?;
            proven += 1;
        }
    }
    Ok(proven)
}

fn keep(tx: &mut Tx<'_>, context: &Context, known: &Known, label: &str, is_proven: bool) -> Result<SshKeyView, Error> {
    let person_id = context.actor.person_id;
    if is_proven && keys::owner(tx, &known.fingerprint)?.is_some_and(|owner| owner != person_id) {
        // Whoever asks holds the key, and so could sign in as the other one.
        return Err(invalid("public_key", "this key signs in somebody else".to_owned()));
    }
    let before = keys::get(tx, person_id, &known.fingerprint)?;
    if before.is_none() && keys::count(tx, person_id)? >= i64::try_from(SSH_KEYS_PER_PERSON).unwrap_or(i64::MAX) {
        return Err(too_many("public_key", SSH_KEYS_PER_PERSON));
    }
    let (fingerprint, algorithm) = (known.fingerprint.as_str(), known.algorithm.as_str());
    keys::insert(tx, &NewKey { person_id, fingerprint, algorithm, label, now: context.now_ms() })?;
    if is_proven && !before.is_some_and(|before| before.is_proven) {
        keys::prove(tx, person_id, fingerprint)?;
        events::append_other(tx, ("person", person_id), context.did(), "ssh-key-added")?;
    }
    view(tx, context, fingerprint)
}

/// Takes a key away and ends what it signed in.
pub fn remove(tx: &mut Tx<'_>, context: &Context, fingerprint: &str) -> Result<(), Error> {
    session::may_change(tx, context)?;
    let person_id = context.actor.person_id;
    if !keys::remove(tx, person_id, fingerprint)? {
        return Err(Error::NotFound);
    }
    tx.hint(Audience::Rights(person_id), Hint::Reload);
    Ok(events::append_other(tx, ("person", person_id), context.did(), "ssh-key-removed")?)
}

/// Whether a signature in the form of `ssh-keygen -Y sign` over a text is the key's, and no SHA-1.
fn is_signed(key: &PublicKey, text: &str, signature: &str) -> bool {
    if signature.len() > SSH_SIGNATURE_CHARS {
        return false;
    }
    let Ok(signature) = SshSig::from_pem(signature.trim_start()) else { return false };
    let is_weak = matches!(signature.signature().algorithm(), Algorithm::Rsa { hash: None } | Algorithm::Dsa);
    !is_weak && key.verify(PROOF_NAMESPACE, text.as_bytes(), &signature).is_ok()
}
