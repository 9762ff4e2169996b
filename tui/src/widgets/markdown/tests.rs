use std::fmt::Write as _;

use proptest::prelude::*;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::{Ink, markdown};
use crate::theme::Theme;
use crate::widgets::link::Links;

fn lines(text: &str, cells: usize, links: &Links) -> Vec<Line<'static>> {
    let theme = Theme::named("dark").unwrap();
    markdown(text, cells, Ink { base: theme.text, theme: &theme, links, is_page: false })
}

/// What is seen, row by row.
fn seen(text: &str, cells: usize) -> String {
    let lines = lines(text, cells, &Links::new(true));
    for line in &lines {
        assert!(line.width() <= cells, "{} > {cells}: {line}", line.width());
    }
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The style of the words, which must be one span.
fn style_of(text: &str, words: &str) -> Style {
    let lines = lines(text, 80, &Links::new(true));
    let span = lines.iter().flat_map(|line| &line.spans).find(|span| span.content == words);
    span.unwrap_or_else(|| panic!("{words:?} is no span of {lines:#?}")).style
}

#[test]
fn words_that_are_marked_change_their_look() {
    assert_eq!(
        seen("a **bold** and *slanted* and _slanted_ and ~~struck~~ word", 80),
        "a bold and slanted and slanted and ~~struck~~ word"
    );
    assert!(style_of("a **bold** word", "bold").add_modifier.contains(Modifier::BOLD));
    assert!(style_of("a *slanted* word", "slanted").add_modifier.contains(Modifier::ITALIC));
    assert!(style_of("a ~~struck~~ word", "~~struck~~").add_modifier.contains(Modifier::CROSSED_OUT));
    assert!(style_of("a ***both*** word", "both").add_modifier.contains(Modifier::BOLD | Modifier::ITALIC));
    assert_eq!(style_of("run `top -b` now", "`top -b`").fg, Theme::named("dark").unwrap().code.fg);
    assert_eq!(style_of("## What we did", "What we did"), Theme::named("dark").unwrap().strong);
    assert_eq!(seen("これは**強調**です", 80), "これは強調です");
}

#[test]
fn a_typed_line_end_stays_one() {
    assert_eq!(seen("Dear support,\nit is broken.\n\n\nRegards,\nAda", 80), "Dear support,\nit is broken.\n\n\nRegards,\nAda");
    assert_eq!(seen("one two three four", 9), "one two\nthree\nfour");
}

#[test]
fn lists_hang_and_nest() {
    assert_eq!(
        seen("- one two three four five\n- six\n  - seven eight nine ten\n\n  more", 14),
        "• one two\n  three four\n  five\n• six\n  • seven\n    eight nine\n    ten\n\n  more"
    );
    assert_eq!(seen("1. one two three\n2. two\n10) ten eleven", 12), "1. one two\n   three\n2. two\n10) ten\n    eleven");
    assert_eq!(seen("1. one\n1. two\n1. three", 80), "1. one\n2. two\n3. three");
    assert_eq!(seen("1. one\n3. three\n7. seven", 80), "1. one\n3. three\n7. seven");
    assert_eq!(seen("- [x] done\n- [ ] not yet", 80), "• [x] done\n• [ ] not yet");
}

#[test]
fn a_quotation_has_a_bar_on_every_row() {
    assert_eq!(seen("> one two three four\n>> nested\nmy answer", 12), "│ one two\n│ three four\n││ nested\nmy answer");
    assert_eq!(
        seen("On Monday Ada wrote:\n>it fails\n>\n> ```\n> > log\n> ```\nThanks", 80),
        "On Monday Ada wrote:\n│ it fails\n│\n│   > log\nThanks"
    );
    assert_eq!(seen("> - a\n> - b", 80), "│ • a\n│ • b");
}

#[test]
fn code_is_kept_as_it_is() {
    assert_eq!(
        seen("Run:\n\n```sh\n  for f in *.log; do\n\tgrep **x** $f\n```\nThen:", 80),
        "Run:\n\n    for f in *.log; do\n      grep **x** $f\nThen:"
    );
    assert_eq!(seen("~~~\na_b_c <tag> &amp; \\*\n~~~", 80), "  a_b_c <tag> &amp; \\*");
    assert_eq!(seen("```\nnever ended", 80), "  never ended");
    assert_eq!(seen("```what is this?\nx\n```", 80), "  ```what is this?\n  x");
    assert_eq!(seen("Log:\n\n    2026-03-09 ERROR\n      at x\n\nEnd", 80), "Log:\n\n    2026-03-09 ERROR\n      at x\n\nEnd");
    assert_eq!(style_of("```\nx = 1\n```", "x = 1").fg, Theme::named("dark").unwrap().code.fg);
}

#[test]
fn a_long_line_of_code_goes_on_below_with_a_mark() {
    assert_eq!(seen("```\nGET /api/v1/members?page=2 HTTP/1.1\nok\n```", 20), "  GET\n  ↳ /api/v1/members?\n  ↳ page=2 HTTP/1.1\n  ok");
    let long = format!("```\n{}\n```", "x".repeat(100));
    assert_eq!(seen(&long, 30).matches('x').count(), 100);
}

#[test]
fn a_table_stands_in_columns_where_it_fits() {
    let table =
        "Our tests:\n\n| Browser | Result | Time |\n|---|:-:|--:|\n| Firefox 124 | **fails** | 5 min |\n| Safari | ok | 12 min |\n\nSo.";
    assert_eq!(
        seen(table, 60),
        "Our tests:\n\nBrowser     │ Result │   Time\n────────────┼────────┼───────\nFirefox 124 │ fails  │  5 min\nSafari      │   ok   │ 12 min\n\nSo."
    );
    assert_eq!(
        seen(table, 20),
        "Our tests:\n\nBrowser: Firefox 124\nResult: fails\nTime: 5 min\n\nBrowser: Safari\nResult: ok\nTime: 12 min\n\nSo."
    );
    let wide = "| Id | What happened |\n|---|---|\n| 7 | the session of the member ended after five minutes |";
    assert_eq!(
        seen(wide, 24),
        "Id │ What happened\n───┼────────────────────\n7  │ the session of the\n   │ member ended after\n   │ five minutes"
    );
    assert_eq!(seen("> | a | b |\n> |---|---|\n> | 1 | 2 |", 40), "│ a │ b\n│ ──┼──\n│ 1 │ 2");
    assert_eq!(seen("- x\n- | a \\| b | `c\\|d` |\n  |---|---|", 40), "• x\n• a | b │ `c\\|d`\n  ──────┼───────");
}

#[test]
fn what_is_no_table_or_too_much_of_one_stays_as_typed() {
    for text in [
        " id | name\n----+------\n  1 | Ada\n(1 row)",
        "+----+------+\n| id | name |\n+----+------+",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        "a | b\n-- | --\n1 | 2 | lost",
        "a | b\n-- | --\n1 | 2 | !",
        "> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |\nafter",
        "NAME   STATUS\n----   ------\nweb    ok",
    ] {
        assert_eq!(seen(text, 80), text.replace('>', "│"));
    }
    let columns = format!("{}\n{}\nend", "|a".repeat(40), "|-".repeat(40));
    assert_eq!(seen(&columns, 120), columns);
}

#[test]
fn what_follows_a_block_stays_where_it_is() {
    for (text, expected) in [
        ("- a\n- b\nBye", "• a\n• b\nBye"),
        ("1. run\n\n   ```\n   x\n   ```\n2. wait", "1. run\n\n     x\n2. wait"),
        ("- ```\n  x\n  ```\n- y", "•\n    x\n• y"),
        ("> | a |\n> |---|\n> | 1 |\n>\n> b", "│ a\n│ ─\n│ 1\n│\n│ b"),
        ("| a |\n|---|\n| 1 |\n\n\nb", "a\n─\n1\n\n\nb"),
        ("a\n\n```\n```\n\nb", "a\n\n\nb"),
        ("```\na\n\n\nb\n```", "  a\n\n\n  b"),
        ("> ```\n> a\n\nb", "│   a\n\nb"),
        ("# a\nb\n## c ##\nd", "# a\nb\n## c ##\nd"),
        ("a  \nb\\\nc", "a\nb\\\nc"),
        ("- a\n\n  > q\n\n      code", "- a\n\n  │ q\n\n      code"),
    ] {
        assert_eq!(seen(text, 80), expected, "{text:?}");
    }
}

#[test]
fn links_show_where_they_lead() {
    assert_eq!(seen("See [the guide](https://a.example/g \"t\").", 80), "See the guide (https://a.example/g \"t\").");
    assert_eq!(seen("[https://a.example](https://a.example)", 80), "https://a.example");
    assert_eq!(seen("![the error](https://a.example/e.png)", 80), "the error (https://a.example/e.png)");
    assert_eq!(seen("see [1] and [b][1]\n\n[1]: https://a.example", 80), "see [1] and [b][1]\n\n[1]: https://a.example");
    assert_eq!(seen("<https://a.example> Ada <ada@a.example>", 80), "<https://a.example> Ada <ada@a.example>");
    let links = Links::new(true);
    let first = |text: &str| {
        let lines = lines(text, 80, &links);
        lines[0].spans.iter().filter_map(|span| links.address(span.style.underline_color?)).collect::<Vec<_>>()
    };
    assert_eq!(first("[b](https://a.example)"), ["https://a.example", "https://a.example"]);
    assert_eq!(first("at https://a.example/*x*_y_ now"), ["https://a.example/*x*_y"]);
    assert_eq!(first("**see https://a.example** now"), ["https://a.example"]);
    assert_eq!(first("[b][1]\n\n[1]: https://a.example"), ["https://a.example"]);
    // The text of a link that looks like another address leads where it says.
    assert_eq!(first("[https://bank.example](https://evil.example)"), ["https://bank.example", "https://evil.example"]);
}

#[test]
fn a_link_that_cannot_be_followed_stays_as_typed() {
    for text in [
        "[click](javascript:alert(1))",
        "[click](file:///etc/passwd)",
        "[x](data:text/html,y)",
        "list[0](x)",
        "[](https://a.example)",
        "![a](b.png)",
        "[ERROR]: failed\n[WARN]: \"slow\" disk\nmore",
        "[2026-03-09]: restarted",
    ] {
        let links = Links::new(true);
        let rendered = lines(text, 80, &links);
        assert_eq!(seen(text, 80), text);
        let is_link = |address: &str| {
            rendered
                .iter()
                .flat_map(|line| &line.spans)
                .any(|span| span.style.underline_color.is_some_and(|color| links.address(color).as_deref() == Some(address)))
        };
        assert!(!is_link("javascript:alert(1)") && !is_link("file:///etc/passwd"));
    }
    let text = "[a](https://a.example/&#27;]0;x) [b](https://a.example/\u{1b}]8;;x)";
    assert!(!seen(text, 80).contains(char::is_control) || seen(text, 80).chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn html_is_shown_and_never_done() {
    for text in [
        "<script>alert(1)</script>",
        "a <b>bold</b> &lt;word&gt; &#27;[31m &copy;",
        "<div>\n  <p>x</p>\n\n</div>",
        "<!-- hidden?\nno -->",
        "at Foo.<init>(Foo.java:12)",
        "<?xml version=\"1.0\"?>\n<a>\n  <b/>\n</a>",
    ] {
        assert_eq!(seen(text, 80), text);
    }
}

#[test]
fn plain_mail_looks_as_it_was_typed() {
    for text in [
        "snake_case_name and __init__.py and _private_ids_ and a*b*c, 2*3*4",
        "See #1234 and # 5",
        "C:\\Users\\_ada\\.config\\*.log \\\\server\\share ¯\\_(ツ)_/¯",
        "(*_*) :-* :* <3 >:-( o_O ^_^ ;-) ~5 min ~10 min",
        "rm /*.log and /*.txt, **/*.rs or **/*.toml, ~/a ~/b ~x~",
        "SELECT * FROM a WHERE b * c > 0;",
        "curl -X POST \\\n  -H \"Accept: */*\" \\\n  https://a.example",
        "Thanks,\n--\nAda Lovelace\nNorthwind",
        "- Ada",
        "-----Original Message-----\nFrom: x\n=======",
        "One more thing,\nplease look\n---\nAda",
        "    at com.example.A.b(A.java:1)\nCaused by: x",
        "java.lang.IllegalStateException: session_id is null\n    at com.example.Session.<init>(Session.java:41)\n    at com.example.Foo$Bar.run(Foo.java:7)\nCaused by: java.io.IOException: broken_pipe\n    ... 12 more",
        "Traceback (most recent call last):\n  File \"/srv/app/__main__.py\", line 3, in <module>\n    main(*args, **kwargs)\nKeyError: '_id'",
        "2026-03-09T08:30:11Z [warn] *** restart *** pool=3/10\n2026-03-09T08:30:12Z [info] a=1  b=2   c=3",
        "diff:\n- old line\n- older line\n+ new line\n+ newer line",
        "$ ls -l\ntotal 12\n-rw-r--r-- 1 ada ada 5 a_b.txt",
        "1\\. not a list, 5 > 3 and 2 < 4 & so on; \\o/ \\m/",
        "a `b without end and 'c' `d'",
        "x = [1, 2][0]; y = {a: [b](c)}",
        "2026. was a good year",
    ] {
        assert_eq!(seen(text, 120), text);
    }
    assert_eq!(seen("Thanks,\n-- \nAda", 80), "Thanks,\n--\nAda");
    assert_eq!(seen("Call:\n\ttab\tseparated", 80), "Call:\n    tab    separated");
}

#[test]
fn an_escape_that_is_meant_is_not_seen() {
    assert_eq!(seen("\\*not slanted\\* and \\# no heading", 80), "*not slanted* and # no heading");
    assert_eq!(seen("dir\\*.txt snake\\_case", 80), "dir\\*.txt snake\\_case");
}

#[test]
fn headings_and_rules() {
    assert_eq!(seen("# One\ntext\n\nTwo\n=====\n\n---\n\n* * *", 20), format!("# One\ntext\n\nTwo\n=====\n\n{0}\n\n{0}", "─".repeat(20)));
    assert_eq!(seen("> ---", 10), "│ ────────");
}

#[test]
fn hostile_text_is_safe_and_bounded() {
    let mut table = String::from("|a|b|\n|-|-|\n");
    for row in 0..5_000 {
        let _ = writeln!(table, "|{row}|x|");
    }
    for (text, cells) in [
        (">".repeat(10_000), 40),
        ("> ".repeat(10_000), 40),
        ("- ".repeat(10_000), 40),
        ("1. ".repeat(10_000) + "x", 40),
        ("*".repeat(60_000), 40),
        ("*a ".repeat(20_000), 40),
        ("_*~".repeat(20_000), 40),
        ("[".repeat(60_000), 40),
        ("[a](".repeat(15_000), 40),
        ("![".repeat(30_000), 40),
        ("`".repeat(60_000), 40),
        ("`a``".repeat(15_000), 40),
        ("<".repeat(60_000), 40),
        ("https://(".repeat(7_000), 40),
        ("\\".repeat(60_000), 40),
        ("|a".repeat(10_000) + "\n" + &"|-".repeat(10_000) + "\n" + &"|\n".repeat(10_000), 40),
        ("x".repeat(1_000_000), 40),
        ("a b ".repeat(250_000), 40),
        ("\n".repeat(60_000) + "x", 40),
        (table, 40),
        ("e\u{301}\u{301}".repeat(10_000), 40),
        ("日本".repeat(10_000), 7),
        ("\u{202e}\u{200b}\u{1b}[31mx\u{7}\u{9b}2J".repeat(1_000), 40),
    ] {
        for cells in [1, 3, cells] {
            let lines = lines(&text, cells, &Links::new(true));
            assert!(lines.iter().all(|line| line.width() <= cells));
            assert!(lines.iter().flat_map(|line| &line.spans).all(|span| !span.content.contains(char::is_control)));
        }
    }
}

/// The letters and digits, which no look may lose.
fn words(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

proptest! {
    #[test]
    fn no_text_draws_outside(text in "(\\PC|[\\n \\-*_`~>#|\\[\\]()!<&\\\\:.0-9a-z]|    |\n[>\\-|#] |https://a|```\n|\\|-\\|-\\|\n){0,120}", cells in 1_usize..120) {
        for line in lines(&text, cells, &Links::new(true)) {
            prop_assert!(line.width() <= cells, "{} > {}: {:?}", line.width(), cells, line);
            prop_assert!(!line.spans.iter().any(|span| span.content.contains(char::is_control)));
        }
    }

    #[test]
    fn no_word_is_lost(text in "([a-z]{1,5}|[\\n \\-*_`~>#|\\[\\]()!<&\\\\:.]|    |\n[>\\-|#] |https://a|\n```\n|\\|-\\|-\\|\n){0,80}") {
        // Where nothing is wrapped, everything is seen, in its order; tables that are laid out row by row repeat their names.
        let shown = words(&lines(&text, 4_000, &Links::new(true)).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        let typed = words(&text);
        let is_kept = shown == typed || text.contains("](") || text.contains("```");
        prop_assert!(is_kept, "{typed}\n{shown}");
    }
}

#[test]
fn the_name_of_an_article_looks_like_what_leads_to_one() {
    let link = Theme::named("dark").unwrap().link;
    assert_eq!(style_of("Signed out (article:signed-out).", "article:signed-out").fg, link.fg);
    assert_eq!(style_of("https://a.example/article:x y", "https://a.example/article:x").fg, link.fg);
    assert_eq!(
        seen("the [guide to\nsigning in](article:sign-in), [no](article:No)", 80),
        "the guide to\nsigning in (article:sign-in), [no](article:No)"
    );
    assert_eq!(style_of("the [guide](article:sign-in)", "guide").fg, link.fg);
    assert_eq!(seen("no particle:name and article: none, article:one", 80), "no particle:name and article: none, article:one");
}

#[test]
fn a_page_has_headings_without_their_marks() {
    let (theme, links) = (Theme::named("dark").unwrap(), Links::new(false));
    let page = |text: &str| {
        let ink = Ink { base: theme.text, theme: &theme, links: &links, is_page: true };
        markdown(text, 40, ink).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(page("## Two words\n\n- # one\n> ### two\n\n#hash\n\n##\n"), ["Two words", "", "- one", "│ two", "", "#hash", "", "##"]);
}
