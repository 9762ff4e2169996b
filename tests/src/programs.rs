//! Where the programs are, and that they are what the sources say.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;

/// The two programs, built.
#[derive(Debug)]
pub struct Programs {
    /// The client.
    pub caseport: PathBuf,
    /// The server.
    pub caseportd: PathBuf,
}

/// The programs, built by the same cargo into the same folder as the running test or program; done once.
///
/// Cargo builds the programs of a package for that package's own tests only, and these are of other packages.
pub static PROGRAMS: LazyLock<Programs> = LazyLock::new(build);

fn build() -> Programs {
    let own = std::env::current_exe().expect("a program knows where it is");
    let folder = own.parent().expect("a program lies in a folder");
    // Programs lie in the folder of the profile, tests in a folder of it.
    let profile = if folder.ends_with("deps") { folder.parent().expect("a test lies in PROFILE/deps") } else { folder };
    let target = profile.parent().expect("a profile lies in the target folder");
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the top folder");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // The whole workspace, as in `cargo test --workspace`: with fewer members crates have other features and are built twice.
    cargo.current_dir(top).args(["build", "--locked", "--workspace", "--bins"]);
    cargo.arg("--target-dir").arg(target).arg("--message-format=json-render-diagnostics");
    match profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => {}
        Some(name) => drop(cargo.args(["--profile", name])),
    }
    // What cargo tells a test about its own package would make other packages look changed.
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"].iter().any(|own| shown.starts_with(own)) {
            cargo.env_remove(&name);
        }
    }
    let built = cargo.stdin(Stdio::null()).stderr(Stdio::inherit()).output().expect("cargo runs");
    assert!(built.status.success(), "the programs do not build");
    let messages: Vec<Value> = String::from_utf8_lossy(&built.stdout).lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let program = |name: &str| {
        let found = messages.iter().find(|message| message["target"]["name"] == name && message["executable"].is_string());
        PathBuf::from(found.and_then(|message| message["executable"].as_str()).unwrap_or_else(|| panic!("cargo built no {name}")))
    };
    Programs { caseport: program("caseport"), caseportd: program("caseportd") }
}
