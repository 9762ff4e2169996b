use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, future, stream};
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStoreExt as _, PutPayload};
use rstest::rstest;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::s3::{BUCKET_PART, RETRIES};
use super::{BlobError, Blobs, Bucket, PART, Patience, Setup, content_type, is_blob};
use crate::secret::hex;
use crate::testing::s3::{BUCKET, KEY, KEY_ID, Mood, S3};
use crate::testing::{CERTIFICATE, KEY as TLS_KEY, OTHER_CERTIFICATE, bucket, bucket_of};

/// What keeps the blobs of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    Folder,
    Memory,
    Bucket,
}

struct Kept {
    blobs: Blobs,
    folder: tempfile::TempDir,
    server: Option<S3>,
}

impl Kept {
    fn by(keep: Keep) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut server = None;
        let blobs = match keep {
            Keep::Folder => Blobs::local(folder.path()).unwrap(),
            Keep::Memory => Blobs { store: Arc::new(InMemory::new()), part: PART },
            Keep::Bucket => {
                let started = server.insert(S3::start());
                bucket(&started.endpoint(), "caseport/files", Patience::default()).open().unwrap()
            }
        };
        Self { blobs, folder, server }
    }

    /// Whatever there is, parts of files too that nobody is shown.
    async fn everything(&self) -> Vec<String> {
        let shown = self.blobs.store.list(None).map_ok(|meta| meta.location.to_string()).try_collect::<Vec<_>>();
        let hidden = self.server.as_ref().map_or_else(|| files(self.folder.path()), S3::parts);
        let mut all = shown.await.unwrap();
        if hidden > 0 && (self.server.is_some() || hidden != all.len()) {
            all.push(format!("{hidden} hidden"));
        }
        all
    }
}

fn chunks(chunks: &[&'static [u8]]) -> impl Stream<Item = Result<Bytes, String>> + Unpin + use<> {
    stream::iter(chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk))).collect::<Vec<_>>())
}

/// More than two parts of a bucket, in pieces that end nowhere near one.
fn large() -> Vec<Bytes> {
    let whole: Vec<u8> = (0..2 * BUCKET_PART + 12_345).map(|at| (at / 7 % 251).to_le_bytes()[0]).collect();
    whole.chunks(70_001).map(Bytes::copy_from_slice).collect()
}

fn sent<E>(pieces: Vec<Bytes>) -> impl Stream<Item = Result<Bytes, E>> + Unpin {
    stream::iter(pieces.into_iter().map(Ok))
}

fn files(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

async fn read(blobs: &Blobs, blob: &str, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    blobs.get(blob, range).await.unwrap().try_collect::<Vec<Bytes>>().await.unwrap().concat()
}

async fn until(condition: impl Fn() -> bool) {
    let waiting = async {
        while !condition() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), waiting).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn what_goes_in_comes_out(#[values(Keep::Folder, Keep::Memory, Keep::Bucket)] keep: Keep) {
    let kept = Kept::by(keep);
    let blobs = &kept.blobs;
    let stored = blobs.put(chunks(&[b"hello ", b"world"]), 11).await.unwrap();
    assert_eq!((stored.size, stored.content_type.as_str()), (11, "text/plain; charset=utf-8"));
    assert!(is_blob(&stored.blob), "{}", stored.blob);
    assert_eq!(blobs.digest(&stored.blob).await.unwrap(), (11, stored.sha256.clone()));
    assert_eq!(read(blobs, &stored.blob, Some(6..9)).await, b"wor");
    let empty = blobs.put(chunks(&[]), 11).await.unwrap();
    assert_eq!(blobs.digest(&empty.blob).await.unwrap().0, 0);
    blobs.delete(&stored.blob).await.unwrap();
    blobs.delete(&stored.blob).await.unwrap();
    assert!(matches!(blobs.digest(&stored.blob).await, Err(BlobError::Missing)));
    assert_eq!(kept.everything().await, [empty.blob]);
}

#[rstest]
#[tokio::test]
async fn a_large_file_arrives_whole_and_its_parts_come_back(#[values(Keep::Folder, Keep::Memory, Keep::Bucket)] keep: Keep) {
    let kept = Kept::by(keep);
    let whole = large().concat();
    let stored = kept.blobs.put(sent::<String>(large()), whole.len() as u64).await.unwrap();
    let digest = hex(&<sha2::Sha256 as sha2::Digest>::digest(&whole));
    assert_eq!((stored.size, &stored.sha256), (whole.len() as u64, &digest));
    assert_eq!(kept.blobs.digest(&stored.blob).await.unwrap(), (whole.len() as u64, digest));
    let seam = BUCKET_PART - 3..BUCKET_PART + 4;
    let found = read(&kept.blobs, &stored.blob, Some(seam.start as u64..seam.end as u64)).await;
    assert_eq!(found, whole[seam]);
    assert_eq!(kept.everything().await, [stored.blob]);
}

#[rstest]
#[tokio::test]
async fn what_is_too_large_or_breaks_off_leaves_nothing(#[values(Keep::Folder, Keep::Memory, Keep::Bucket)] keep: Keep) {
    let kept = Kept::by(keep);
    let blobs = &kept.blobs;
    assert!(matches!(blobs.put(chunks(&[b"hello", b" world"]), 10).await, Err(BlobError::TooLarge { limit: 10 })));
    let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err("gone".to_owned())]);
    assert!(matches!(blobs.put(broken, 10).await, Err(BlobError::Interrupted(_))));
    let limit = BUCKET_PART as u64 + 1;
    assert!(matches!(blobs.put(sent::<String>(large()), limit).await, Err(BlobError::TooLarge { .. })));
    let broken = sent(large()).chain(stream::iter([Err("gone".to_owned())]));
    assert!(matches!(blobs.put(broken, u64::MAX).await, Err(BlobError::Interrupted(_))));
    assert_eq!(kept.everything().await, [""; 0]);
}

#[rstest]
#[tokio::test]
async fn what_nobody_waits_for_any_more_leaves_nothing(#[values(Keep::Folder, Keep::Bucket)] keep: Keep) {
    let kept = Kept::by(keep);
    let hidden = || kept.server.as_ref().map_or_else(|| files(kept.folder.path()), S3::parts);
    let endless = Box::pin(sent::<String>(large()).chain(stream::once(future::pending())));
    tokio::select! {
        biased;
        _ = kept.blobs.put(endless, u64::MAX) => panic!("it has no end"),
        // A word of its own and two parts; what is still on its way when it is given up may arrive later.
        () = until(|| hidden() >= if keep == Keep::Bucket { 3 } else { 1 }) => {}
    }
    until(|| hidden() == 0).await;
    assert_eq!(kept.everything().await, [""; 0]);
}

#[rstest]
#[tokio::test]
async fn only_what_is_named_as_blobs_are_is_found_to_be_lost(#[values(Keep::Folder, Keep::Memory, Keep::Bucket)] keep: Keep) {
    let kept = Kept::by(keep);
    let stored = kept.blobs.put(chunks(&[b"lost"]), 10).await.unwrap();
    kept.blobs.own("installation 1").await.unwrap();
    for other in ["report.pdf", "2026/ab/report.pdf", "ab/0000000000000000000000000000000g"] {
        kept.blobs.store.put(&Key::from(other), PutPayload::from_static(b"of somebody else")).await.unwrap();
    }
    let later = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
    assert_eq!(kept.blobs.older_than(later).try_collect::<Vec<_>>().await.unwrap(), std::slice::from_ref(&stored.blob));
    let earlier = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(1);
    assert_eq!(kept.blobs.older_than(earlier).try_collect::<Vec<_>>().await.unwrap(), [""; 0]);
    assert!(!kept.blobs.is_empty().await.unwrap());
    kept.blobs.delete(&stored.blob).await.unwrap();
    assert!(kept.blobs.is_empty().await.unwrap());
    for wrong in ["installation", "../../etc/passwd", "ab/../0123456789abcdef0123456789abcdef", "cd/0123456789abcdef0123456789abcdef"] {
        assert!(matches!(kept.blobs.put_as(wrong, chunks(&[b"x"]), 10).await, Err(BlobError::Failed(_))), "{wrong}");
    }
}

#[rstest]
#[tokio::test]
async fn whose_the_blobs_are_is_remembered(#[values(Keep::Folder, Keep::Memory, Keep::Bucket)] keep: Keep) {
    let kept = Kept::by(keep);
    assert_eq!(kept.blobs.owner().await.unwrap(), None);
    kept.blobs.own("installation 1").await.unwrap();
    assert_eq!(kept.blobs.owner().await.unwrap().as_deref(), Some("installation 1"));
    kept.blobs.disown().await.unwrap();
    assert_eq!(kept.blobs.owner().await.unwrap(), None);
}

#[tokio::test]
async fn a_folder_of_a_bucket_knows_nothing_of_another_one() {
    let server = S3::start();
    let open = |prefix| bucket(&server.endpoint(), prefix, Patience::default()).open().unwrap();
    let (one, other, whole) = (open("one"), open("on"), open(""));
    let stored = one.put(chunks(&[b"mine"]), 10).await.unwrap();
    assert!(other.is_empty().await.unwrap() && whole.is_empty().await.unwrap());
    assert!(matches!(other.digest(&stored.blob).await, Err(BlobError::Missing)));
    assert_eq!(server.objects(), [format!("one/{}", stored.blob)]);
}

async fn everything_fails(blobs: &Blobs, blob: &str) -> Vec<BlobError> {
    let mut said = vec![
        blobs.put(chunks(&[b"small"]), 10).await.unwrap_err(),
        blobs.put(sent::<String>(large()), u64::MAX).await.unwrap_err(),
        blobs.digest(blob).await.unwrap_err(),
        blobs.get(blob, Some(1..2)).await.map(|_| ()).unwrap_err(),
        blobs.delete(blob).await.unwrap_err(),
        blobs.owner().await.unwrap_err(),
    ];
    said.push(blobs.older_than(jiff::Timestamp::now()).try_collect::<Vec<_>>().await.unwrap_err());
    said
}

#[rstest]
#[case(Mood::Away)]
#[case(Mood::Silent)]
#[case(Mood::Broken)]
#[tokio::test]
async fn a_bucket_that_does_not_answer_is_away_and_nothing_of_a_file_is_there_later(#[case] mood: Mood) {
    let server = S3::start();
    let silence = if mood == Mood::Silent { Duration::from_millis(20) } else { Duration::from_secs(30) };
    let blobs = bucket(&server.endpoint(), "", Patience::default()).open().unwrap();
    let impatient = bucket(&server.endpoint(), "", Patience { silence, ..Patience::default() }).open().unwrap();
    let stored = blobs.put(chunks(&[b"kept"]), 10).await.unwrap();
    server.set(mood);
    let before = server.asked();
    let said = everything_fails(&impatient, &stored.blob).await;
    assert!(said.iter().all(|error| matches!(error, BlobError::Away(why) if !why.contains('\n'))), "{said:?}");
    assert!(server.asked() - before <= said.len() * (RETRIES + 1), "{} requests for {}", server.asked() - before, said.len());
    server.set(Mood::Well);
    assert_eq!(read(&blobs, &stored.blob, None).await, b"kept");
    assert_eq!((server.objects(), server.parts()), (vec![stored.blob], 0));
}

#[tokio::test]
async fn a_file_whose_parts_cannot_be_joined_is_not_there() {
    let server = S3::start();
    let blobs = bucket(&server.endpoint(), "", Patience::default()).open().unwrap();
    server.set(Mood::Incomplete);
    let refused = blobs.put(sent::<String>(large()), u64::MAX).await.unwrap_err();
    assert!(matches!(refused, BlobError::Away(_)), "{refused}");
    until(|| server.parts() == 0).await;
    assert_eq!(server.objects(), [""; 0]);
}

#[tokio::test]
async fn whoever_sends_elsewhere_is_not_followed() {
    let (server, elsewhere) = (S3::start(), S3::start());
    let blobs = bucket(&server.endpoint(), "", Patience::default()).open().unwrap();
    let stored = blobs.put(chunks(&[b"kept"]), 10).await.unwrap();
    server.set(Mood::Elsewhere(elsewhere.endpoint()));
    let said = everything_fails(&blobs, &stored.blob).await;
    assert!(said.iter().all(|error| matches!(error, BlobError::Away(_))), "{said:?}");
    assert_eq!(elsewhere.asked(), 0);
}

/// Where a store is found over TLS, with a certificate for `localhost`.
async fn over_tls(server: &S3) -> u16 {
    let certificates = CertificateDer::pem_slice_iter(CERTIFICATE.as_bytes()).collect::<Result<Vec<_>, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_slice(TLS_KEY.as_bytes()).unwrap();
    let tls = ServerConfig::builder().with_no_client_auth().with_single_cert(certificates, key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(tls));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, store) = (listener.local_addr().unwrap().port(), server.endpoint().replace("http://", ""));
    tokio::spawn(async move {
        loop {
            let (client, _) = listener.accept().await.unwrap();
            let (acceptor, store) = (acceptor.clone(), store.clone());
            tokio::spawn(async move {
                let mut client = acceptor.accept(client).await?;
                let mut store = TcpStream::connect(store).await?;
                tokio::io::copy_bidirectional(&mut client, &mut store).await
            });
        }
    });
    port
}

#[tokio::test]
async fn a_bucket_elsewhere_is_the_one_that_its_certificate_names_or_is_told_nothing() {
    let (server, folder) = (S3::start(), tempfile::tempdir().unwrap());
    let [own, other] = [("own.pem", CERTIFICATE), ("other.pem", OTHER_CERTIFICATE)].map(|(name, certificate)| {
        let path = folder.path().join(name);
        std::fs::write(&path, certificate).unwrap();
        path
    });
    let port = over_tls(&server).await;
    let at = |host: &str, authority| {
        let patience = Patience { connect: Duration::from_secs(5), silence: Duration::from_secs(5), retries: 0 };
        bucket_of(&format!("https://{host}:{port}"), "", Some(authority), patience).open().unwrap()
    };
    for (host, authority) in [("localhost", &other), ("127.0.0.1", &own)] {
        let refused = at(host, authority).put(chunks(&[b"secret"]), 11).await;
        assert!(matches!(refused, Err(BlobError::Away(_))), "{host}: {refused:?}");
    }
    assert_eq!(server.asked(), 0);
    let stored = at("localhost", &own).put(chunks(&[b"hello"]), 11).await.unwrap();
    assert_eq!(read(&at("localhost", &own), &stored.blob, None).await, b"hello");
    assert_eq!(server.objects(), [stored.blob]);
}

#[tokio::test]
async fn a_wrong_key_and_a_bucket_that_is_not_there_are_told_without_the_key() {
    let server = S3::start();
    let right = Setup {
        bucket: BUCKET,
        prefix: "",
        endpoint: Some(&server.endpoint()),
        is_here: true,
        region: "us-east-1",
        access_key_id: KEY_ID,
        secret_access_key: KEY,
        session_token: None,
        authority: None,
        patience: Patience::default(),
    };
    let wrong = Setup { secret_access_key: "some-other-key", ..right.clone() };
    let said = Bucket::new(&wrong).unwrap().blobs().put(chunks(&[b"x"]), 1).await.unwrap_err();
    assert!(matches!(&said, BlobError::Failed(why) if !why.contains("some-other-key")), "{said:?}");
    let nowhere = Bucket::new(&Setup { bucket: "nowhere", ..right }).unwrap();
    assert!(!format!("{nowhere:?}").contains(KEY));
    assert!(matches!(nowhere.blobs().is_empty().await, Err(BlobError::NoBucket)));
}

#[test]
fn a_file_is_what_its_bytes_say() {
    assert_eq!(content_type(b"\x89PNG\r\n\x1a\n0000"), "image/png");
    assert_eq!(content_type("Grüße".as_bytes()), "text/plain; charset=utf-8");
    assert_eq!(content_type(b"a\0b"), "application/octet-stream");
    assert_eq!(content_type(b"\xff\xfe\xfd"), "application/octet-stream");
}
