//! Whose certificates are believed of the services that an installation uses.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::ConfigVerifierExt as _;

/// TLS that believes the certificates of a file, or those that this machine believes; in one clause why not.
pub(crate) fn believed(authority: Option<&Path>) -> Result<ClientConfig, String> {
    let Some(path) = authority else {
        return ClientConfig::with_platform_verifier().map_err(|error| format!("this machine's certificates: {error}"));
    };
    let failed = |why: String| format!("{}: {why}", path.display());
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| failed(error.to_string()))? {
        let certificate = certificate.map_err(|error| failed(error.to_string()))?;
        roots.add(certificate).map_err(|error| failed(error.to_string()))?;
    }
    if roots.is_empty() {
        return Err(failed("it holds no certificate".to_owned()));
    }
    Ok(ClientConfig::builder().with_root_certificates(Arc::new(roots)).with_no_client_auth())
}
