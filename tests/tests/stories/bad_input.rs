//! What should not be sent: each gets an error that names the field and the limit, and nothing of it is saved.

use std::io::Write as _;

use caseport_shared::limits::{BODY_CHARS, JSON_BYTES, SUBJECT_CHARS};
use caseport_tests::desk::{Demo, encoded};
use caseport_tests::http::{Answer, read_answer};
use serde_json::{Value, json};

use crate::support::{PICTURE, arguments, upload};

/// A problem's status, code, field and limit.
fn problem(answer: &Answer) -> (u16, String, Option<String>, Option<u64>) {
    let problem = answer.json();
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{problem}");
    assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{problem}");
    let code = problem["code"].as_str().unwrap_or_default().to_owned();
    (answer.status, code, problem["field"].as_str().map(str::to_owned), problem["limit"].as_u64())
}

fn wrong(status: u16, code: &str, field: &str, limit: impl Into<Option<u64>>) -> (u16, String, Option<String>, Option<u64>) {
    (status, code.to_owned(), (!field.is_empty()).then(|| field.to_owned()), limit.into())
}

#[test]
fn a_text_too_long_or_empty_says_its_field_and_limit() {
    let demo = Demo::shared();
    let (customer, http, mark) = (demo.customer().shell(), demo.customer().http(), "muchtoolong");
    let about = demo.customer().product();
    let long_subject = format!("{mark}{}", "x".repeat(10_000));
    let ten_megabytes = format!("{mark} {}", "lorem ipsum ".repeat(900_000));
    let file = |subject: &str, input: &str| {
        let words = ["case", "file", "--subject", subject, "--description-file", "-"];
        customer.run_with(&arguments(&words, &about.arguments()), input.as_bytes())
    };
    for (subject, input, said) in [
        ("", "text", vec!["subject"]),
        (" \t ", "text", vec!["subject"]),
        (long_subject.as_str(), "text", vec!["subject", "200"]),
        (mark, "", vec!["description"]),
        (mark, ten_megabytes.as_str(), vec!["description", "65536"]),
    ] {
        let ended = file(subject, input);
        assert_eq!((ended.code, ended.out().as_str()), (2, ""), "{}", ended.err());
        assert!(said.iter().all(|word| ended.err().contains(word)), "{said:?}: {}", ended.err());
        assert!(ended.err().len() < 1_000, "an error does not repeat what was wrong");
    }
    let invalid = customer
        .run_with(&arguments(&["case", "file", "--subject", mark, "--description-file", "-"], &about.arguments()), b"good \xff\xfe");
    assert!(invalid.expect(2).err().contains("UTF-8"), "{}", invalid.err());

    let post = |change: &dyn Fn(&mut Value)| {
        let mut body = about.body(mark, "text");
        change(&mut body);
        problem(&http.json("POST", "/v1/cases", &body))
    };
    let chars = |count: usize| json!("ü".repeat(count));
    assert_eq!(post(&|body| body["subject"] = json!("")), wrong(422, "required", "subject", None));
    assert_eq!(post(&|body| body["subject"] = json!("\u{202e}\u{1b}[2J")), wrong(422, "required", "subject", None));
    assert_eq!(post(&|body| body["subject"] = chars(SUBJECT_CHARS + 1)), wrong(422, "too_long", "subject", SUBJECT_CHARS as u64));
    assert_eq!(post(&|body| body["description"] = json!("\n\n")), wrong(422, "required", "description", None));
    assert_eq!(post(&|body| body["description"] = chars(BODY_CHARS + 1)), wrong(422, "too_long", "description", BODY_CHARS as u64));
    assert_eq!(post(&|body| body["description"] = json!("x".repeat(10_000_000))), wrong(413, "too_large", "", JSON_BYTES as u64));
    assert_eq!(post(&|body| body["product"] = json!("")), wrong(422, "required", "product", None));
    assert_eq!(post(&|body| body["product"] = json!("x".repeat(100_000))), wrong(422, "invalid_field", "product", None));
    assert_eq!(post(&|body| body["category"] = json!("no-such-category")), wrong(422, "invalid_field", "category", None));
    assert_eq!(post(&|body| body["severity"] = json!(5)).0, 400);
    assert_eq!(demo.customer().numbers(mark), [0; 0], "nothing was saved");

    // Exactly at the limit is within it.
    let mut body = about.body(mark, "text");
    body["subject"] = json!(format!("{mark} {}", "ü".repeat(SUBJECT_CHARS - mark.len() - 1)));
    body["description"] = chars(BODY_CHARS);
    let case = http.json("POST", "/v1/cases", &body).expect(201).json()["number"].to_string();
    let path = format!("/v1/cases/{case}/replies");
    assert_eq!(problem(&http.json("POST", &path, &json!({ "body": " " }))), wrong(422, "required", "body", None));
    let too_long = json!({ "body": "x".repeat(BODY_CHARS + 1) });
    assert_eq!(problem(&http.json("POST", &path, &too_long)), wrong(422, "too_long", "body", BODY_CHARS as u64));
    assert_eq!(http.get(&format!("/v1/cases/{case}/timeline")).expect(200).json()["total"], 1, "no reply was saved");
}

#[test]
fn a_request_that_is_no_proper_json_is_refused_where_it_is_wrong() {
    let demo = Demo::shared();
    let (http, mark) = (demo.customer().http(), "improperjson");
    let good = demo.customer().product().body(mark, "text").to_string();
    let send = |kind: &str, body: &[u8]| problem(&http.send("POST", "/v1/cases", &[("content-type", kind)], body));
    assert_eq!(send("text/plain", good.as_bytes()), wrong(415, "unsupported_media_type", "", None));
    assert_eq!(send("application/x-www-form-urlencoded", b"subject=x"), wrong(415, "unsupported_media_type", "", None));
    assert_eq!(problem(&http.send("POST", "/v1/cases", &[], good.as_bytes())), wrong(415, "unsupported_media_type", "", None));
    let unknown = good.replacen('{', "{\"colour\": \"red\", ", 1);
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let mut not_utf8 = good.clone().into_bytes();
    let at = not_utf8.iter().position(|byte| *byte == b'j').unwrap_or_default();
    not_utf8[at] = 0xff;
    for body in [
        &good.as_bytes()[..good.len() / 2],
        b"",
        b"null",
        b"[]",
        b"\"x\"",
        b"{\"subject\": 1}",
        unknown.as_bytes(),
        deep.as_bytes(),
        &not_utf8,
    ] {
        let (status, code, ..) = send("application/json", body);
        assert_eq!((status, code.as_str()), (400, "invalid_json"), "{}", String::from_utf8_lossy(&body[..body.len().min(80)]));
    }
    let broken = http.send("POST", "/v1/cases", &[("content-type", "application/json")], b"{\"subject\": }");
    assert!(broken.json()["at"].is_u64(), "{}", broken.text());
    assert_eq!(problem(&http.send("PUT", "/v1/cases", &[], &[])), wrong(405, "method_not_allowed", "", None));
    assert_eq!(problem(&http.get("/v1/nothing")).0, 404);
    assert_eq!(demo.customer().numbers(mark), [0; 0], "nothing was saved");

    // A body that is announced and never comes whole is no case either.
    let mut stream = http.connect().expect("the server is there");
    let head = http.head("POST", "/v1/cases", &[("content-type", "application/json")]);
    stream.write_all(format!("{head}content-length: {}\r\n\r\n{}", good.len(), &good[..20]).as_bytes()).expect("it is sent");
    drop(stream);
    assert_eq!(demo.customer().numbers(mark), [0; 0], "nothing was saved");
}

#[test]
fn a_wrong_query_says_where() {
    let demo = Demo::shared();
    let (http, shell) = (demo.customer().http(), demo.customer().shell());
    for (query, at) in [
        ("group:open colour:red", 11),
        ("status:opne", 7),
        ("größe:1", 0),
        ("\"no end", 0),
        ("severity:5", 9),
        ("created:2026-02-31", 8),
        ("assignee:somebody", 9),
        ("unread:maybe", 7),
        ("-sort:oldest", 0),
        ("sort:oldest sort:updated", 17),
        ("status:", 0),
        ("***", 0),
    ] {
        let answer = http.get(&format!("/v1/cases?query={}", encoded(query)));
        assert_eq!(problem(&answer), wrong(400, "invalid_query", "query", None), "{query}");
        assert_eq!(answer.json()["at"], at, "{query}: {}", answer.text());
    }
    let ended = shell.run(&["case", "list", "group:open", "colour:red"]);
    let lines = ended.expect(2).err();
    let line = lines.lines().position(|line| line.contains("group:open colour:red")).expect("the query is repeated");
    let marks = lines.lines().nth(line + 1).unwrap_or_default();
    let start = lines.lines().nth(line).and_then(|line| line.find("colour"));
    assert_eq!((marks.find('^'), marks.trim()), (start, "^^^^^^"), "{lines}");
    for query in ["x".repeat(501), "a ".repeat(21)] {
        let answer = http.get(&format!("/v1/cases?query={}", encoded(&query)));
        assert_eq!(answer.code(), "invalid_query", "{}", answer.text());
    }
    let bytes = http.send("GET", "/v1/cases?query=%ff%fe", &[], &[]);
    assert!([400, 422].contains(&bytes.status) || bytes.status == 200, "{}", bytes.text());
}

#[test]
fn a_cursor_fits_its_own_list_alone() {
    let demo = Demo::shared();
    let http = demo.colleague().http();
    let page = http.get("/v1/cases?limit=1&query=group:open").expect(200).json();
    let cursor = encoded(page["next"].as_str().expect("there is more than one open case"));
    let again = http.get(&format!("/v1/cases?limit=1&query=group:open&cursor={cursor}")).expect(200).json();
    assert_ne!(again["cases"], page["cases"]);
    for path in [
        format!("/v1/cases?limit=1&cursor={cursor}"),
        format!("/v1/cases?limit=1&query=group:closed&cursor={cursor}"),
        format!("/v1/cases?limit=1&query={}&cursor={cursor}", encoded("group:open sort:oldest")),
        format!("/v1/products?cursor={cursor}"),
        format!("/v1/people?cursor={cursor}"),
        "/v1/cases?cursor=".to_owned(),
        "/v1/cases?cursor=x".to_owned(),
        format!("/v1/cases?cursor={}", "A".repeat(5_000)),
        "/v1/cases?cursor=%00%ff".to_owned(),
    ] {
        let answer = http.get(&path);
        assert!(matches!(answer.code().as_str(), "invalid_cursor" | "invalid_field"), "{path}: {}", answer.text());
    }
    for other in [demo.customer(), demo.stranger(), demo.agent()] {
        let answer = other.http().get(&format!("/v1/cases?limit=1&query=group:open&cursor={cursor}"));
        assert_eq!(problem(&answer), wrong(400, "invalid_cursor", "cursor", None), "a cursor is one person's");
    }
}

#[test]
fn a_number_out_of_range_is_refused() {
    let demo = Demo::shared();
    let http = demo.customer().http();
    for limit in ["0", "101", "-1", "18446744073709551616", "1e1", "x", ""] {
        let answer = http.get(&format!("/v1/cases?limit={limit}"));
        assert_eq!(problem(&answer).1, "invalid_field", "{limit}: {}", answer.text());
    }
    for number in
        ["0", "-1", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e3", "abc", "%00", "%ff", "1.0", "+1", "%20"]
    {
        let answer = http.get(&format!("/v1/cases/{number}"));
        assert_eq!(answer.status, 404, "{number}: {}", answer.text());
    }
    let case = demo.customer().files("Numbers", "Out of range.");
    let file = upload(demo.customer(), case, "ten.txt", b"0123456789");
    for tail in ["timeline?from=4294967296", "timeline?from=-1", "timeline?limit=0", "timeline?limit=1000"] {
        let answer = http.get(&format!("/v1/cases/{case}/{tail}"));
        assert_eq!(problem(&answer).1, "invalid_field", "{tail}: {}", answer.text());
    }
    assert_eq!(http.get(&format!("/v1/cases/{case}/timeline?from=4294967295")).expect(200).json()["entries"], json!([]));
    for severity in [json!(0), json!(5), json!(256), json!(-1), json!(2.5), json!("1"), json!(null), json!(1e300)] {
        let answer = http.json_with("PATCH", &format!("/v1/cases/{case}"), &[("if-match", "\"1\"")], &json!({ "severity": severity }));
        assert!(answer.status == 400 || (severity.is_null() && answer.status == 200), "{severity}: {}", answer.text());
    }
    for version in ["x", "99999999999999999999", "", "\"\""] {
        let answer = http.json_with("PATCH", &format!("/v1/cases/{case}"), &[("if-match", version)], &json!({ "priority": "low" }));
        assert_eq!(problem(&answer), wrong(422, "invalid_field", "if-match", None), "{version}");
    }
    let path = format!("/v1/cases/{case}/files/{file}");
    let part = |range: &str| http.send("GET", &path, &[("range", range)], &[]);
    assert_eq!((part("bytes=2-4").status, part("bytes=2-4").body), (206, b"234".to_vec()));
    assert_eq!(part("bytes=-3").body, b"789");
    assert_eq!(part("bytes=10-").status, 416);
    assert_eq!(part("bytes=99999999999999999999-").body, b"0123456789", "what cannot be read is answered with the whole");
    let agent = demo.agent().shell();
    let number = case.to_string();
    for command in [
        vec!["case", "list", "--limit", "-1"],
        vec!["case", "list", "--limit", "x"],
        vec!["case", "view", "99999999999999999999"],
        vec!["case", "edit", &number, "--severity", "5"],
        vec!["case", "edit", &number, "--severity", "1", "--if-version", "x"],
        vec!["case", "status", &number, "scheduled-for-deployment", "--date", "2026-02-31"],
        vec!["case", "status", &number, "opne"],
        vec!["case", "status", &number, "scheduled-for-deployment"],
    ] {
        agent.run(&command).expect(2);
    }
    assert_eq!(http.get(&format!("/v1/cases/{case}")).expect(200).json()["status"], "researching");
}

#[test]
fn a_key_or_a_digest_that_cannot_be_right_is_refused() {
    let demo = Demo::shared();
    let http = demo.customer().http();
    let case = demo.customer().files("Keys", "And digests.");
    let body = demo.customer().product().body("badkeyword", "text");
    for key in ["", " ", "two words", &"x".repeat(201), "clé"] {
        let answer = http.json_with("POST", "/v1/cases", &[("idempotency-key", key)], &body);
        assert_eq!(problem(&answer), wrong(422, "invalid_field", "idempotency-key", None), "{key:?}");
    }
    assert_eq!(demo.customer().numbers("badkeyword"), [0; 0]);
    let path = format!("/v1/cases/{case}/files?name=a.txt");
    let send = |digest: &str| problem(&http.send("POST", &path, &[("repr-digest", digest)], b"content")).1;
    assert_eq!(send("sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:"), "digest_mismatch");
    assert_eq!(send("sha-256=:AAAA:"), "invalid_field");
    assert_eq!(send("md5=:AAAA:"), "invalid_field");
    assert_eq!(http.send("POST", &path, &[("content-type", "multipart/form-data; boundary=x")], b"--x").code(), "unsupported_media_type");
    assert_eq!(http.get(&format!("/v1/cases/{case}/files")).expect(200).json()["files"], json!([]), "nothing was kept");
}

#[test]
fn a_file_name_cannot_leave_its_folder() {
    let demo = Demo::shared();
    let case = demo.customer().files("File names", "All of them bad.");
    let http = demo.customer().http();
    for name in ["../../etc/passwd", "..\\..\\boot.ini", "a\nb\u{1b}[2J.png", "", "..", "/", "-rf", "con.txt", "\u{202e}gnp.exe", "a\u{0}b"]
    {
        let path = format!("/v1/cases/{case}/files?name={}", encoded(name));
        let saved = http.send("POST", &path, &[], b"content").expect(201).json();
        let safe = saved["name"].as_str().expect("a file has a name");
        assert_eq!(safe, caseport_shared::text::file_name(name), "{name:?}");
        assert!(!safe.contains(['/', '\\', '\n', '\0']) && !safe.starts_with(['.', '-']), "{safe:?}");
    }
    let long = http.send("POST", &format!("/v1/cases/{case}/files?name={}.log", "x".repeat(5_000)), &[], b"content").expect(201).json();
    assert!(long["name"].as_str().is_some_and(|name| name.strip_suffix(".log").is_some() && name.len() <= 150), "{long}");
    assert_eq!(problem(&http.send("POST", &format!("/v1/cases/{case}/files"), &[], b"content")).1, "invalid_field", "a file has a name");

    let shell = demo.customer().shell();
    let odd = shell.write("line\nbreak \u{1b}[2J\u{202e}.txt", b"odd");
    shell.run(&["case", "attach", &case.to_string(), &odd]).expect(0);
    shell.run(&["case", "download", &case.to_string(), "passwd"]).expect(0);
    assert_eq!(std::fs::read(shell.home().join("passwd")).expect("it is saved here"), b"content");
    let again = shell.run(&["case", "download", &case.to_string(), "passwd"]);
    assert!(again.expect(1).err().contains("--force"), "what is there is not overwritten: {}", again.err());
}

#[test]
fn a_file_that_is_not_there_or_does_not_hold_still_is_not_sent_by_halves() {
    let demo = Demo::shared();
    let (shell, http) = (demo.customer().shell(), demo.customer().http());
    let case = demo.customer().files("Unsteady files", "They come and go.");
    let number = case.to_string();
    let files = || http.get(&format!("/v1/cases/{case}/files")).expect(200).json()["files"].clone();
    let good = shell.write("good.txt", b"good");
    let gone = shell.home().join("gone.txt").to_string_lossy().into_owned();
    let folder = shell.home().to_string_lossy().into_owned();
    for bad in [gone.as_str(), folder.as_str(), "/dev/null"] {
        // All are looked at before anything is sent.
        let ended = shell.run(&["case", "attach", &number, &good, bad]);
        assert_ne!(ended.code, 0, "{bad}");
        assert!(ended.err().contains(bad.rsplit('/').next().unwrap_or(bad)), "{bad}: {}", ended.err());
        let sent = shell.run(&arguments(
            &["case", "file", "--subject", "vanishedfile", "--description", "x", "--attach", bad],
            &demo.customer().product().arguments(),
        ));
        assert_ne!(sent.code, 0, "{bad}");
        assert_eq!(sent.out(), "", "no number is printed");
    }
    assert_eq!((files(), demo.customer().numbers("vanishedfile")), (json!([]), Vec::new()));
    assert!(!http.get("/v1/drafts").expect(200).text().contains("vanishedfile"), "nor was a draft left behind");

    // The sender goes away half way.
    let mut stream = http.connect().expect("the server is there");
    let head = http.head("POST", &format!("/v1/cases/{case}/files?name=half.txt"), &[("content-length", "1000000")]);
    stream.write_all(format!("{head}\r\n").as_bytes()).and_then(|()| stream.write_all(&vec![b'x'; 500_000])).expect("half is sent");
    stream.shutdown(std::net::Shutdown::Write).expect("the sender goes away");
    let answer = read_answer(&mut stream);
    assert!(answer.is_err() || answer.is_ok_and(|answer| answer.status >= 400));
    assert_eq!(files(), json!([]), "half a file is no file");

    // A file that somebody goes on writing is refused, or was whole when it was sent.
    let growing = shell.write("growing.log", &vec![b'a'; 4_000_000]);
    let is_over = std::sync::atomic::AtomicBool::new(false);
    let ended = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = std::fs::OpenOptions::new().append(true).open(&growing).expect("it is there");
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                file.write_all(b"more\n").expect("it grows");
                std::thread::yield_now();
            }
        });
        let ended = shell.run(&["case", "attach", &number, &growing]);
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        ended
    });
    let kept = files();
    if ended.code == 0 {
        assert_eq!(kept.as_array().map(Vec::len), Some(1), "{kept}");
    } else {
        assert!(ended.err().contains("growing.log"), "{}", ended.err());
        assert_eq!(kept, json!([]), "{}", ended.err());
    }
}

#[test]
fn an_attachment_over_the_limit_is_refused_before_and_while_it_is_sent() {
    let demo = Demo::shared();
    let (shell, http) = (demo.customer().shell(), demo.customer().http());
    let case = demo.customer().files("Large files", "Larger than may be.");
    let limit = demo.nobody().get("/v1/portal").expect(200).json()["limits"]["attachment_bytes"].as_u64().expect("a limit is told");
    assert_eq!(limit, 25 * 1024 * 1024);
    let large = shell.write("large.bin", &vec![0; usize::try_from(limit).expect("it fits") + 1]);
    let ended = shell.run(&["case", "attach", &case.to_string(), &large]);
    assert_ne!(ended.code, 0);
    assert!(ended.err().contains("large.bin") && ended.err().contains(" MB"), "{}", ended.err());
    let too_many = vec![["--attach".to_owned(), shell.write("small.txt", b"x")]; 21].concat();
    let words = ["case", "file", "--subject", "twentyonefiles", "--description", "x"];
    let filed = shell.run(&arguments(&words, &[demo.customer().product().arguments(), too_many].concat()));
    assert!(filed.expect(2).err().contains("20"), "{}", filed.err());
    assert_eq!(demo.customer().numbers("twentyonefiles"), [0; 0]);

    let path = format!("/v1/cases/{case}/files?name=large.bin");
    let announced = http.try_send(
        "POST",
        &path,
        &[("content-type", "application/octet-stream")],
        &vec![0; usize::try_from(limit).expect("it fits") + 1],
    );
    // The server may close before the last byte, but it says why first.
    if let Ok(answer) = announced {
        assert_eq!(problem(&answer), wrong(413, "too_large", "file", limit));
    }
    // The same without saying how much is coming.
    let mut stream = http.connect().expect("the server is there");
    let head = http.head("POST", &path, &[("transfer-encoding", "chunked")]);
    stream.write_all(format!("{head}\r\n").as_bytes()).expect("the head is sent");
    let piece = [format!("{:x}\r\n", 1024 * 1024).into_bytes(), vec![0; 1024 * 1024], b"\r\n".to_vec()].concat();
    let sent = (0..26).take_while(|_| stream.write_all(&piece).is_ok()).count();
    if sent == 26 {
        let _ = stream.write_all(b"0\r\n\r\n");
    }
    if let Ok(answer) = read_answer(&mut stream) {
        assert_eq!(problem(&answer), wrong(413, "too_large", "file", limit));
    }
    assert_eq!(http.get(&format!("/v1/cases/{case}/files")).expect(200).json()["files"], json!([]));
    assert_eq!(upload(demo.customer(), case, "picture.png", PICTURE).len(), 36, "the next one is taken");
}

#[test]
fn whoever_guesses_passwords_has_to_wait() {
    let demo = Demo::shared();
    let nobody = demo.nobody();
    let guess = |email: &str| nobody.json("POST", "/v1/sessions", &json!({ "email": email, "password": "a wrong guess" }));
    let known = demo.admin().email.clone();
    for email in [known.as_str(), "nobody@nowhere.example"] {
        for _ in 0..10 {
            assert_eq!(problem(&guess(email)), wrong(401, "wrong_credentials", "", None));
        }
        let refused = guess(email);
        assert_eq!(problem(&refused).1, "rate_limited", "a known and an unknown address are answered alike");
        assert_eq!(refused.status, 429);
        let wait: u64 = refused.header("retry-after").and_then(|wait| wait.parse().ok()).expect("it says how long");
        assert!((1..=15 * 60 + 1).contains(&wait), "{wait}");
    }
    let right = json!({ "email": known, "password": demo.admin().password });
    assert_eq!(nobody.json("POST", "/v1/sessions", &right).status, 429, "the right password has to wait as well");
    demo.admin().http().get("/v1/me").expect(200);
    let others = json!({ "email": demo.stranger().email, "password": demo.stranger().password });
    nobody.json("POST", "/v1/sessions", &others).expect(201);
    for (email, password) in [("", ""), ("x", "y"), ("a@b.example", ""), ("\u{1b}[2J@b.example", "x"), ("a@b.example", &"x".repeat(2_000))]
    {
        let answer = nobody.json("POST", "/v1/sessions", &json!({ "email": email, "password": password }));
        assert_eq!(answer.code(), "wrong_credentials", "{email:?}: {}", answer.text());
    }
}
