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
