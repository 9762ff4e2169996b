use std::path::Path;

use super::{Config, EXAMPLE, Environment, FILE_BYTES, LogFormat};

fn read(text: &str, environment: &Environment) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("caseport.toml");
    std::fs::write(&path, text).unwrap();
    Config::read(Some(&path), environment).map_err(|error| error.to_string().replace(&path.display().to_string(), "FILE"))
}

fn refused(text: &str) -> String {
    let said = read(text, &Environment::default()).unwrap_err();
    assert!(!said.contains('\n'), "{said:?}");
    said
}

#[test]
fn the_example_is_a_configuration_with_every_setting() {
    let config = read(EXAMPLE, &Environment::default()).unwrap();
    assert_eq!(config.public_host.as_deref(), Some("support.example.com"));
    assert_eq!(config.limits.attachment_bytes, Config::default().limits.attachment_bytes);
    assert!(config.tls.is_some() && config.log.format == LogFormat::Text);
    for (_, path, _) in super::VARIABLES {
        let key = path[path.len() - 1];
        assert!(EXAMPLE.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key} is not in the example");
    }
}

#[test]
fn variables_stand_over_the_file() {
    let environment = [
        ("CASEPORT_BRAND", "42"),
        ("CASEPORT_AUTO_CLOSE_DAYS", "14"),
        ("CASEPORT_TRUSTED_PROXIES", "10.0.0.1, ::1"),
        ("CASEPORT_TLS_KEY", "/other.pem"),
        ("CASEPORT_LOG_FORMAT", "json"),
        ("CASEPORT_IDEAS_LINK", ""),
        ("CASEPORT_TOKEN", "the client's"),
    ];
    let config = read("brand = \"A\"\n[tls]\ncertificate = \"/a.pem\"\nkey = \"/b.pem\"\n", &environment.into()).unwrap();
    assert_eq!((config.brand.as_str(), config.auto_close_days, config.trusted_proxies.len()), ("42", 14, 2));
    let tls = config.tls.unwrap();
    assert_eq!((tls.certificate.as_path(), tls.key.as_path()), (Path::new("/a.pem"), Path::new("/other.pem")));
    assert_eq!((config.log.format, config.ideas_link), (LogFormat::Json, None));
}

#[test]
fn a_mistake_is_named_in_one_line() {
    for (text, place) in [
        ("colour = 1", "FILE: "),
        ("[limits]\nattachments = 1", "FILE: limits"),
        ("listen = \"nowhere\"", "FILE: listen: "),
        ("auto_close_days = \"soon\"", "FILE: auto_close_days: "),
        ("auto_close_days = 0", "auto_close_days: "),
        ("trusted_proxies = [\"here\"]", "FILE: trusted_proxies"),
        ("metrics = \"everyone\"", "FILE: metrics"),
        ("[tls]\ncertificate = \"a.pem\"", "FILE: tls"),
        ("brand = \"a\\u001bb\"", "brand: "),
        ("ideas_link = \"javascript:alert(1)\"", "ideas_link: "),
        ("[limits]\nattachment_bytes = 0", "limits.attachment_bytes: "),
        ("[log]\nfilter = \"a=b=c\"", "log.filter: "),
        ("brand = ", "FILE: "),
        ("files = \"/var/lib/files\"", "files: a bucket such as s3://"),
        ("files = \"s3://ab/x\"", "files: the name of a bucket"),
        ("files = \"s3://key:secret@bucket\"", "files: the name of a bucket"),
        ("files = \"s3://bucket/../x\"", "files: a folder in a bucket"),
        ("files = \"s3://bucket/x//y\"", "files: a folder in a bucket"),
        ("[s3]\nbucket = \"x\"", "FILE: s3"),
    ] {
        let said = refused(text);
        assert!(said.starts_with(place), "{text:?}: {said}");
    }
    assert!(refused("colour = 1").contains("colour"));
    assert!(refused("[limits]\nattachments = 1").contains("attachments"));
    assert!(refused("[tls]\ncertificate = \"a.pem\"").contains("key"));
    assert!(refused(&"#".repeat(usize::try_from(FILE_BYTES).unwrap() + 1)).contains("at most"));
    let said = read("", &[("CASEPORT_AUTO_CLOSE_DAYS", "soon")].into()).unwrap_err();
    assert!(said.starts_with("CASEPORT_AUTO_CLOSE_DAYS: "), "{said}");
    assert!(Config::read(Some(Path::new("/nowhere/caseport.toml")), &Environment::default()).unwrap_err().to_string().contains("/nowhere"));
}

/// A bucket with every setting that it needs, and one line more.
fn with_bucket(line: &str) -> String {
    let key = "access_key_id = \"me\"\nsecret_access_key = \"hidden-1\"";
    format!("files = \"s3://my-bucket/a/b\"\n[s3]\n{key}\n{line}\n")
}

#[test]
fn a_bucket_is_named_and_reached_as_it_was_said() {
    let shown = |text: &str, environment: &Environment| read(text, environment).unwrap().files().unwrap().to_string();
    let none = Environment::default();
    assert_eq!(shown(&with_bucket("region = \"eu-central-1\""), &none), "s3://my-bucket/a/b");
    assert_eq!(shown(&with_bucket("endpoint = \"http://127.0.0.1:9000\""), &none), "s3://my-bucket/a/b");
    assert_eq!(shown(&with_bucket("endpoint = \"http://[::1]:9000/\""), &none), "s3://my-bucket/a/b");
    assert_eq!(shown(&with_bucket("endpoint = \"http://10.0.0.7:9000\"\nplain_http = true"), &none), "s3://my-bucket/a/b");
    assert_eq!(shown("data = \"here\"", &none), "here/files");
    let variables = [
        ("CASEPORT_FILES", "s3://my-bucket/"),
        ("CASEPORT_S3_ENDPOINT", "http://minio:9000"),
        ("CASEPORT_S3_PLAIN_HTTP", "true"),
        ("AWS_ENDPOINT_URL", "http://elsewhere:9000"),
        ("AWS_ACCESS_KEY_ID", "me"),
        ("AWS_SECRET_ACCESS_KEY", "hidden-2"),
        ("AWS_SESSION_TOKEN", "hidden-3"),
        ("AWS_DEFAULT_REGION", "eu-west-1"),
    ];
    let config = read("", &variables.into()).unwrap();
    assert_eq!((config.s3.endpoint.as_deref(), config.s3.region.as_deref()), (Some("http://minio:9000"), Some("eu-west-1")));
    assert!(config.s3.session_token.is_some());
    assert_eq!(config.files().unwrap().to_string(), "s3://my-bucket");
    // A key is never put together from two places.
    let mixed = read(&with_bucket("region = \"eu-central-1\""), &variables.into()).unwrap();
    assert_eq!((mixed.s3.access_key_id.as_deref(), mixed.s3.session_token), (Some("me"), None));
    let half = read("[s3]\naccess_key_id = \"other\"", &variables.into()).unwrap_err();
    assert!(half.starts_with("s3.secret_access_key: "), "{half}");
}

#[test]
fn what_a_bucket_needs_is_named_and_no_secret_is_shown() {
    for (line, place) in [
        ("", "s3.region: "),
        ("region = \"\"", "s3.region: "),
        ("endpoint = \"minio:9000\"", "s3.endpoint: an address"),
        ("endpoint = \"ftp://minio\"", "s3.endpoint: an address"),
        ("endpoint = \"https://me:hidden-1@minio\"", "s3.endpoint: scheme, host and port alone"),
        ("endpoint = \"https://minio/bucket\"", "s3.endpoint: scheme, host and port alone"),
        ("endpoint = \"http://minio:9000\"", "s3.endpoint: anybody on the way"),
        ("endpoint = \"http://127.0.0.1.example.com\"", "s3.endpoint: anybody on the way"),
        ("endpoint = \"http://localhost.example.com\"", "s3.endpoint: anybody on the way"),
        ("endpoint = \"https://minio\"\nsession_token = \"a hidden-1\"", "s3.session_token: one word"),
        ("session_token = [\"hidden-1\"]", "FILE: s3.session_token: a text is needed"),
        ("plain_http = \"hidden\"", "FILE: s3.plain_http"),
    ] {
        let said = refused(&with_bucket(line));
        assert!(said.starts_with(place) && !said.contains("hidden-1"), "{line:?}: {said}");
    }
    let number = refused("files = \"s3://my-bucket\"\n[s3]\nsecret_access_key = 4711\n");
    assert!(number.starts_with("FILE: s3.secret_access_key: ") && !number.contains("4711"), "{number}");
    let missing = refused("files = \"s3://my-bucket\"\n[s3]\nregion = \"x\"\n");
    assert!(missing.starts_with("s3.access_key_id: "), "{missing}");
    let config = read(&with_bucket("region = \"x\"\nsession_token = \"hidden-4\""), &Environment::default()).unwrap();
    assert!(!format!("{config:?} {:?}", config.files().unwrap()).contains("hidden"));
    let ca = read(&with_bucket("region = \"x\"\nca = \"/nowhere/ca.pem\""), &Environment::default()).unwrap();
    assert!(ca.files().unwrap_err().to_string().starts_with("s3: /nowhere/ca.pem: "), "{:?}", ca.files());
}

/// Settings of email with one line in the place of another, or with one more.
fn with_mail(line: &str) -> String {
    let name = line.split(" =").next().unwrap_or_default();
    let usual = ["server = \"smtps://caseport:hidden-1@smtp.example.com\"", "from = \"Larkfold Support <support@larkfold.example>\""];
    let kept = usual.into_iter().filter(|usual| !usual.starts_with(name));
    format!("[mail]\n{}\n{line}\n", kept.collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn a_mail_server_is_named_with_its_password_which_nobody_is_shown() {
    let config = read(&with_mail("reply_to = \"no-answers@larkfold.example\""), &Environment::default()).unwrap();
    assert!(!format!("{config:?}").contains("hidden"));
    assert!(config.mail.unwrap().post().is_ok());
    for server in ["smtp://localhost", "smtp://[::1]:2525", "smtp://caseport:p%40ss@smtp.example.com", "smtps://smtp.example.com:4465/"] {
        let config = read(&with_mail(&format!("server = \"{server}\"")), &Environment::default()).unwrap();
        assert!(config.mail.unwrap().post().is_ok(), "{server}");
    }
    let variables = [
        ("CASEPORT_MAIL_SERVER", "smtp://127.0.0.1:2525"),
        ("CASEPORT_MAIL_FROM", "support@larkfold.example"),
        ("CASEPORT_MAIL_REJECTS", "127.0.0.1:2526"),
    ];
    assert!(read("", &variables.into()).unwrap().mail.unwrap().rejects.is_some());
    for (line, place) in [
        ("server = \"smtp.example.com\"", "mail.server: an address"),
        ("server = \"https://me:hidden-1@smtp.example.com\"", "mail.server: an address"),
        ("server = \"smtps://\"", "mail.server: "),
        ("server = \"smtps://hidden-1@smtp.example.com\"", "mail.server: a name goes with a password"),
        ("server = \"smtps://:hidden-1@smtp.example.com\"", "mail.server: a name goes with a password"),
        ("server = \"smtps://me:hidden-1@smtp.example.com/x\"", "mail.server: scheme, name"),
        ("server = \"smtps://me:hidden-1%0d@smtp.example.com\"", "mail.server: name and password"),
        ("server = \"smtps://me:hidden-1%zz@smtp.example.com\"", "mail.server: name and password"),
        ("server = [\"hidden-1\"]", "FILE: mail.server: a text is needed"),
        ("from = \"support\"", "mail.from: "),
        ("from = \"a@b.example\\nBcc: c@d.example\"", "mail.from: "),
        ("reply_to = \"nobody\"", "mail.reply_to: "),
        ("rejects = \"here\"", "FILE: mail.rejects"),
        ("port = 25", "FILE: mail"),
    ] {
        let said = refused(&with_mail(line));
        assert!(said.starts_with(place) && !said.contains("hidden-1"), "{line:?}: {said}");
    }
    assert!(refused("[mail]\nfrom = \"a@b.example\"").starts_with("FILE: mail"));
    let ca = read(&with_mail("ca = \"/nowhere/ca.pem\""), &Environment::default()).unwrap().mail.unwrap();
    assert!(ca.post().err().unwrap().to_string().starts_with("mail.ca: /nowhere/ca.pem: "));
}
