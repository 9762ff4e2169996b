//! One-time codes (I1, I2): made here, sent by email, used once.

use caseport_shared::code::CodePurpose;

use super::Error;
use crate::secret;
use crate::store::Tx;
use crate::store::codes;

/// How long an invitation holds, in milliseconds: 7 days.
const INVITATION_LASTS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// How long a forgotten password may be set anew, in milliseconds: an hour.
const RESET_LASTS: i64 = 60 * 60 * 1_000;

/// A code that has just been made; it is known to nobody else.
pub struct Issued {
    /// The code.
    pub code: String,
    /// When it expires, in unix milliseconds.
    pub expires_at: i64,
}

/// Makes a code for a person, in the place of the one before of the same purpose.
pub fn issue(tx: &mut Tx<'_>, person_id: i64, purpose: CodePurpose, now: i64) -> Result<Issued, Error> {
    let lasts = match purpose {
        CodePurpose::Invitation => INVITATION_LASTS,
        CodePurpose::Reset => RESET_LASTS,
    };
    let (code, expires_at) = (secret::password(), now + lasts);
    codes::put(tx, person_id, purpose, &secret::token_hash(&code), now, expires_at)?;
    Ok(Issued { code, expires_at })
}
