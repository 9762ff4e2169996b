//! `caseport case attach` and `download`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use caseport_shared::api::attachment::{AttachmentView, FileList};
use caseport_shared::case::CaseNumber;
use caseport_shared::person::Side;
use caseport_shared::text::{self, inline};
use clap::Args;
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use super::super::failure::Failure;
use super::super::{Cli, Door};
use super::view::file_line;
use crate::api::{Api, FileError, Upload};

/// How much of standard input is held in memory at once, in bytes.
const PIECE: usize = 64 * 1024;

#[derive(Debug, Args)]
pub(in crate::cli) struct Attach {
    number: CaseNumber,
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long)]
    internal: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Download {
    number: CaseNumber,
    #[arg(value_name = "NAME|FILE-ID")]
    file: String,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

pub(super) async fn attach(cli: &mut Cli<'_>, wanted: Attach) -> Result<(), Failure> {
    let has_stdin = wanted.files.iter().any(|file| is_dash(file));
    if has_stdin != wanted.name.is_some() || (has_stdin && wanted.files.len() > 1) {
        return Err(Failure::Usage(cli.text("cli-attach-name")));
    }
    let api = cli.api().await?;
    // What support sends by itself is internal until a reply includes it (C11); what a customer sends never is.
    if wanted.internal && api.me().await?.side != Side::Support {
        return Err(Failure::NotFound(cli.text("cli-attach-internal")));
    }
    let limit = api.portal().await?.limits.attachment_bytes;
    let mut uploads = Vec::new();
    let mut _turn = None;
    for file in &wanted.files {
        uploads.push(if let Some(name) = &wanted.name {
            // Asked before anything is received, which may be much and for nothing.
            api.files(wanted.number).await?;
            _turn = turn(cli)?;
            spool(cli, name, limit).await?
        } else {
            let path = cli.path(file, |reach| Some(reach.send(&file.to_string_lossy(), Some(wanted.number))))?;
            Upload::open(path, None, limit).await?
        });
    }
    let mut sent = FileList { files: Vec::new() };
    for upload in &uploads {
        let (key, api, number) = (cli.key(), &api, wanted.number);
        let done = cli.io.watch(upload.name(), upload.size(), |progress| async move { api.attach(number, upload, key, &progress).await });
        let file = done.await??;
        if !cli.json {
            let words = cli.text_with("cli-file-received", &[("file", file_line(cli, &file).into())]);
            cli.line(&words).await?;
        }
        sent.files.push(file);
    }
    if cli.json { cli.print_json(&sent).await } else { Ok(()) }
}

fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A turn at keeping a file for somebody at the other end of a connection, until it is dropped; nobody waits for one.
pub(in crate::cli) fn turn(cli: &Cli<'_>) -> Result<Option<OwnedSemaphorePermit>, Failure> {
    match &cli.host.door {
        Door::Machine(_) => Ok(None),
        Door::Given(given) => {
            let turn = Arc::clone(&given.spooling).try_acquire_owned();
            turn.map(Some).map_err(|_| Failure::Said(cli.text("cli-attach-busy")))
        }
    }
}

/// Puts standard input into a temporary file: its length and digest must be known before it is sent, and a lost connection
/// must find it again. The file has no name, so that nothing is left of it however the program ends.
async fn spool(cli: &mut Cli<'_>, name: &str, limit: u64) -> Result<Upload, Failure> {
    let file = match &cli.host.door {
        Door::Machine(_) => tempfile::tempfile(),
        Door::Given(given) => tempfile::tempfile_in(&given.spool),
    };
    let mut file = tokio::fs::File::from_std(file?);
    let (mut hash, mut len, mut piece) = (Sha256::new(), 0_u64, vec![0; PIECE]);
    loop {
        let count = cli.io.stdin.read(&mut piece).await?;
        if count == 0 {
            break;
        }
        len += count as u64;
        if len > limit {
            return Err(FileError::TooLarge { name: cli.text("cli-stdin"), limit }.into());
        }
        hash.update(&piece[..count]);
        file.write_all(&piece[..count]).await?;
    }
    file.flush().await?;
    Ok(Upload::written(file.into_std().await, name, len, hash.finalize().into()))
}

pub(super) async fn download(cli: &mut Cli<'_>, wanted: Download) -> Result<(), Failure> {
    let api = cli.api().await?;
    let file = find(cli, &api, wanted.number, &wanted.file).await?;
    if file.redacted.is_some() {
        return Err(Failure::NotFound(file_line(cli, &file)));
    }
    if wanted.output.as_deref().is_some_and(is_dash) {
        return to_stdout(cli, &api, wanted.number, &file).await;
    }
    let target = target(wanted.output, &file.name);
    let target = cli.path(&target, |reach| Some(reach.fetch(wanted.number, &file.name)))?.to_owned();
    let shown = inline(&target.to_string_lossy()).into_owned();
    if !wanted.force && target.symlink_metadata().is_ok() {
        return Err(Failure::Said(cli.text_with("cli-download-exists", &[("file", shown.into())])));
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unwritable = |error: std::io::Error| FileError::Write { kind: error.kind(), detail: error.to_string() };
    let (out, path) = temporary(folder).map_err(unwritable)?.into_parts();
    let mut out = tokio::fs::File::from_std(out);
    let (api, wanted_file, number) = (&api, &file, wanted.number);
    let label = text::file_name(&file.name);
    let received = cli.io.watch(&label, file.size, |progress| async move {
        let received = api.download(number, wanted_file, &mut out, &progress).await?;
        out.sync_all().await.map_err(unwritable)?;
        Ok::<_, crate::api::ApiError>(received)
    });
    let received = received.await??;
    let persisted = if wanted.force { path.persist(&target) } else { path.persist_noclobber(&target) };
    persisted.map_err(|error| unwritable(error.error))?;
    if cli.json {
        return cli.print_json(&file).await;
    }
    let values = [("file", shown.into()), ("size", crate::words::size(received.size).into())];
    let words = cli.text_with("cli-downloaded", &values);
    cli.line(&words).await
}

async fn to_stdout(cli: &mut Cli<'_>, api: &Api, number: CaseNumber, file: &AttachmentView) -> Result<(), Failure> {
    if cli.io.stdout_is_terminal {
        return Err(Failure::Usage(cli.text("cli-download-terminal")));
    }
    let progress: crate::api::Progress = std::sync::Arc::new(|_| {});
    api.download(number, file, &mut cli.io.stdout, &progress).await?;
    Ok(())
}

/// The file that a name or an id means; of several with one name the newest.
async fn find(cli: &mut Cli<'_>, api: &Api, number: CaseNumber, wanted: &str) -> Result<AttachmentView, Failure> {
    let files = api.files(number).await?.files;
    let id = Uuid::parse_str(wanted).ok();
    let mut found: Vec<AttachmentView> = files.into_iter().filter(|file| Some(file.id) == id || file.name == wanted).collect();
    found.sort_by_key(|file| file.at);
    let count = found.len();
    let Some(newest) = found.pop() else {
        let name = inline(wanted).into_owned();
        return Err(Failure::NotFound(cli.text_with("cli-no-such-file", &[("file", name.into())])));
    };
    if count > 1 {
        let words = cli.text_with("cli-several-files", &[("count", count.into()), ("id", newest.id.to_string().into())]);
        cli.aside(&words).await?;
    }
    Ok(newest)
}

/// Where the file goes; its own name is made safe again, for it comes from somebody else.
fn target(output: Option<PathBuf>, name: &str) -> PathBuf {
    let name = text::file_name(name);
    match output {
        None => PathBuf::from(name),
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(file) => file,
    }
}

/// A temporary file beside its target, with the permissions that a new file of the user's gets.
fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".caseport-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
