//! Secrets: tokens, password hashes, random numbers.

use std::sync::LazyLock;

use argon2::password_hash::phc::{Output, ParamsString, Salt};
use argon2::password_hash::{self, CustomizedPasswordHasher, PasswordVerifier as _, try_generate_salt};
use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use russh::keys::ssh_key::PrivateKey;
use russh::keys::ssh_key::private::{Ed25519Keypair, Ed25519PrivateKey};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

/// Password hashes that run at once; each takes 19 MiB.
const HASHES_AT_ONCE: usize = 2;

/// Addresses that a hash reserves, of which it uses 19 MiB. What is larger than 32 MiB is given back to the system at once by
/// glibc, which keeps what is smaller for later, in as many places as there are threads.
const RESERVED_KIB: usize = 33 * 1024;

static HASHING: Semaphore = Semaphore::const_new(HASHES_AT_ONCE);

/// Of a password that nobody has, so that an unknown address costs the same as a known one.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash(&token()).unwrap_or_default());

/// Something failed that never should.
#[derive(Debug, thiserror::Error)]
#[error("a password could not be hashed")]
pub struct HashFailed;

/// 64 random bits from the operating system.
///
/// # Panics
/// When the operating system gives no random bits.
pub fn random_u64() -> u64 {
    getrandom::u64().expect("the operating system gives random bits")
}

/// A new Ed25519 key pair.
///
/// # Panics
/// When the operating system gives no random bits.
pub fn ssh_key() -> PrivateKey {
    let mut seed = [0; Ed25519PrivateKey::BYTE_SIZE];
    getrandom::fill(&mut seed).expect("the operating system gives random bits");
    Ed25519Keypair::from_seed(&seed).into()
}

/// 256 random bits as text, for tokens.
///
/// # Panics
/// When the operating system gives no random bits.
pub fn token() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bits");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A password of 100 random bits without characters that look alike.
///
/// # Panics
/// When the operating system gives no random bits.
pub fn password() -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).expect("the operating system gives random bits");
    let groups = bytes.chunks(5).map(|group| group.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

/// How a token is kept: SHA-256, for 256 random bits need no slow hash.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Argon2 in memory that goes back to the system as soon as the hash is there.
struct Hasher;

impl CustomizedPasswordHasher<PasswordHash> for Hasher {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> password_hash::Result<PasswordHash> {
        let algorithm = algorithm.map(Algorithm::try_from).transpose()?.unwrap_or_default();
        let version = version.map(Version::try_from).transpose()?.unwrap_or_default();
        let (salt, length) = (Salt::new(salt)?, params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN));
        let mut room = [0; Output::MAX_LENGTH];
        let out = room.get_mut(..length).ok_or(password_hash::Error::OutputSize)?;
        let mut blocks = Vec::with_capacity(params.block_count().max(RESERVED_KIB));
        blocks.resize(params.block_count(), Block::new());
        Argon2::new(algorithm, version, params.clone()).hash_password_into_with_memory(password, &salt, out, blocks)?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: ParamsString::try_from(&params)?,
            salt: Some(salt),
            hash: Some(Output::new(out)?),
        })
    }
}

/// Argon2id with 19 MiB, 2 passes, 1 lane: the least that OWASP's password storage guide accepts.
fn params() -> Params {
    Params::new(19_456, 2, 1, None).expect("these parameters are allowed")
}

/// Hashes a password; blocks.
pub fn hash(password: &str) -> Result<String, HashFailed> {
    let salt = try_generate_salt().map_err(|_| HashFailed)?;
    Ok(Hasher.hash_password_with_params(password.as_bytes(), &salt, params()).map_err(|_| HashFailed)?.to_string())
}

/// Compares a password with a hash, or with nobody's where there is none, in the same time; blocks.
fn verify(password: &str, hash: Option<&str>) -> bool {
    let known = hash.and_then(|hash| PasswordHash::new(hash).ok());
    let nobodys = PasswordHash::new(NOBODYS.as_str()).ok();
    let is_known = known.is_some();
    let fits = known.or(nobodys).is_some_and(|hash| Hasher.verify_password(password.as_bytes(), &hash).is_ok());
    is_known && fits
}

/// Runs [`hash`] without holding up others, two at a time.
pub async fn hash_slowly(password: String) -> Result<String, HashFailed> {
    let _turn = HASHING.acquire().await.map_err(|_| HashFailed)?;
    tokio::task::spawn_blocking(move || hash(&password)).await.map_err(|_| HashFailed)?
}

/// Compares a password with a hash without holding up others, two at a time; takes as long where there is no hash.
pub async fn verify_slowly(password: String, hash: Option<String>) -> Result<bool, HashFailed> {
    let _turn = HASHING.acquire().await.map_err(|_| HashFailed)?;
    tokio::task::spawn_blocking(move || verify(&password, hash.as_deref())).await.map_err(|_| HashFailed)
}

#[cfg(test)]
mod tests {
    use super::{hash, hex, password, token, token_hash, verify};

    #[test]
    fn a_password_fits_its_own_hash_alone() {
        let kept = hash("correct horse").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("correct horse", Some(&kept)));
        assert!(!verify("correct mouse", Some(&kept)));
        assert!(!verify("correct horse", None));
        assert!(!verify("", Some("no hash at all")));
    }

    #[test]
    fn a_made_password_is_long_and_plain() {
        let made = password();
        assert_ne!(made, password());
        assert_eq!(made.len(), 23);
        assert!(made.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{made}");
    }

    #[test]
    fn tokens_hold_256_bits_and_are_kept_as_hashes() {
        let first = token();
        assert_eq!(first.len(), 43);
        assert_ne!(first, token());
        assert_eq!(token_hash(&first).len(), 64);
        assert_eq!(hex(&[0, 255, 16]), "00ff10");
    }
}
