//! Lines in and lines out: bounded, clean, appended.

use caseport_shared::text::block;
use tokio::io::{AsyncRead, AsyncReadExt as _};

use super::{Desk, Step, Stop};
use crate::cli::{Exit, Io};
use crate::widgets::text::rows;

/// Longest line that is taken, in bytes; terminals give no more than 4,096 at once.
const LINE_BYTES: usize = 64 * 1024;
/// How much is read at once, in bytes.
const CHUNK: usize = 4_096;
/// Narrowest terminal that lines are broken for, in columns.
const NARROWEST: usize = 20;
/// What stands before the lines of foreign texts.
const INDENT: &str = "  ";
/// Rows that are shown at once.
pub(super) const ROWS: usize = 10;
/// Most choices that are offered in one question.
pub(super) const CHOICES_MAX: usize = 1_000;

/// What came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line without its end, clean.
    Text(String),
    /// More than a line may have; none of it was taken.
    TooLong,
    /// There is no more.
    End,
}

/// Reads lines; a read that is given up loses nothing.
#[derive(Debug, Default)]
pub(super) struct Lines {
    buffer: Vec<u8>,
    is_over: bool,
    /// Whether the rest of a line that was too long is still to come.
    is_skipping: bool,
}

impl Lines {
    pub(super) async fn next(&mut self, stdin: &mut (dyn AsyncRead + Send + Unpin)) -> std::io::Result<Line> {
        let mut chunk = [0; CHUNK];
        loop {
            if let Some(end) = self.buffer.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.buffer.drain(..=end).collect();
                if std::mem::take(&mut self.is_skipping) {
                    return Ok(Line::TooLong);
                }
                return Ok(clean(&line));
            }
            if self.buffer.len() > LINE_BYTES {
                self.buffer.clear();
                self.is_skipping = true;
            }
            if self.is_over {
                let rest = std::mem::take(&mut self.buffer);
                return Ok(if rest.is_empty() || self.is_skipping { Line::End } else { clean(&rest) });
            }
            match stdin.read(&mut chunk).await? {
                0 => self.is_over = true,
                count => self.buffer.extend_from_slice(&chunk[..count]),
            }
        }
    }
}

fn clean(line: &[u8]) -> Line {
    let text = String::from_utf8_lossy(line);
    Line::Text(block(text.trim_end_matches(['\r', '\n'])).replace('\n', " "))
}

/// What was chosen among things that are offered.
enum Typed {
    Number(usize),
    Word(String),
}

impl Desk<'_> {
    /// Says lines; nothing but text and line ends goes out, whatever was given.
    pub(super) async fn say(&mut self, text: &str) -> Step<()> {
        let out = shown(self.io, text, 0);
        Ok(self.io.out(&format!("{out}\n")).await?)
    }

    /// Says what somebody wrote, set in, so that no line of it passes for one of the program's own.
    pub(super) async fn say_body(&mut self, text: &str) -> Step<()> {
        let out: Vec<String> = shown(self.io, text.trim_end(), INDENT.len()).lines().map(|line| format!("{INDENT}{line}")).collect();
        Ok(self.io.out(&format!("{}\n", out.join("\n"))).await?)
    }

    /// Says a command as it is pasted: on one line, however narrow the terminal is.
    pub(super) async fn say_command(&mut self, command: &str) -> Step<()> {
        Ok(self.io.out(&format!("{}\n", block(command))).await?)
    }

    /// Says the words for a key.
    pub(super) async fn say_text(&mut self, key: &str) -> Step<()> {
        self.say(&self.text(key)).await
    }

    /// Asks for a line; blanks around it do not count.
    pub(super) async fn ask(&mut self, key: &str) -> Step<String> {
        self.ask_words(&self.text(key)).await
    }

    /// Asks for a line with words that are ready.
    pub(super) async fn ask_words(&mut self, question: &str) -> Step<String> {
        loop {
            let mut out = shown(self.io, question, 0);
            // On a terminal the answer stands behind the question; elsewhere nobody types an end of line there.
            out.push(if self.io.stdout_is_terminal { ' ' } else { '\n' });
            self.io.out(&out).await?;
            match self.lines.next(&mut *self.io.stdin).await? {
                Line::Text(line) => return Ok(line.trim().to_owned()),
                Line::TooLong => self.say_text("linear-line-too-long").await?,
                Line::End => {
                    self.say("").await?;
                    return Err(Stop::Leave(Exit::DONE));
                }
            }
        }
    }

    /// Asks for a line of at most `limit` characters; `b` goes back, nothing is allowed where it is optional.
    pub(super) async fn ask_field(&mut self, question: &str, limit: usize, is_optional: bool) -> Step<String> {
        loop {
            let typed = self.ask_words(question).await?;
            if typed == "b" {
                return Err(Stop::Back);
            }
            if typed.is_empty() && !is_optional {
                self.say_text("linear-needed").await?;
            } else if typed.chars().count() > limit {
                self.say(&self.text_with("linear-too-long", &[("limit", limit.to_string().into())])).await?;
            } else {
                return Ok(typed);
            }
        }
    }

    /// Whether they say yes.
    pub(super) async fn confirm(&mut self, question: &str) -> Step<bool> {
        loop {
            let typed = self.ask_words(question).await?.to_lowercase();
            let is_one_of = |key: &str| self.text(key).split_whitespace().any(|word| word == typed);
            match typed.as_str() {
                "b" => return Ok(false),
                _ if is_one_of("linear-yes-words") => return Ok(true),
                _ if is_one_of("linear-no-words") => return Ok(false),
                _ => self.say_text("linear-yes-or-no").await?,
            }
        }
    }

    /// Lets one of a few things be chosen by its number; `None` in `default` means that there must be an answer.
    pub(super) async fn choose(&mut self, title: &str, options: &[String], default: Option<usize>) -> Step<usize> {
        self.say(title).await?;
        for (at, option) in options.iter().enumerate() {
            self.say(&format!("{}. {option}", at + 1)).await?;
        }
        let question = match default {
            Some(at) => self.text_with("linear-choose-or", &[("default", (at + 1).to_string().into())]),
            None => self.text("linear-choose"),
        };
        loop {
            match (self.typed(&question).await?, default) {
                (Typed::Number(number), _) if (1..=options.len()).contains(&number) => return Ok(number - 1),
                (Typed::Word(word), Some(at)) if word.is_empty() => return Ok(at),
                _ => self.say(&self.text_with("linear-choose-wrong", &[("count", options.len().to_string().into())])).await?,
            }
        }
    }

    /// Lets one of many be chosen: ten at a time, narrowed by words.
    pub(super) async fn pick(&mut self, title: &str, options: &[String]) -> Step<usize> {
        if options.len() <= ROWS {
            return self.choose(title, options, None).await;
        }
        self.say(title).await?;
        let (mut fitting, mut first): (Vec<usize>, usize) = ((0..options.len().min(CHOICES_MAX)).collect(), 0);
        let mut is_said = false;
        loop {
            if !std::mem::replace(&mut is_said, true) {
                for (at, option) in fitting.iter().enumerate().skip(first).take(ROWS) {
                    self.say(&format!("{}. {}", at + 1, options[*option])).await?;
                }
                let values = [("from", (first + 1).to_string().into()), ("to", (first + ROWS).min(fitting.len()).to_string().into())];
                let all = [&values[..], &[("count", fitting.len().to_string().into())]].concat();
                self.say(&self.text_with("linear-rows", &all)).await?;
            }
            match self.typed(&self.text("linear-pick")).await? {
                Typed::Number(number) if (1..=fitting.len()).contains(&number) => return Ok(fitting[number - 1]),
                Typed::Word(word) if word == "n" && first + ROWS < fitting.len() => (first, is_said) = (first + ROWS, false),
                Typed::Word(word) if word == "p" && first > 0 => (first, is_said) = (first - ROWS, false),
                Typed::Word(word) if word == "n" || word == "p" => self.say_text("linear-no-more").await?,
                Typed::Word(word) => {
                    let holds = |option: &String| option.to_lowercase().contains(&word);
                    let found: Vec<usize> = (0..options.len()).filter(|at| holds(&options[*at])).take(CHOICES_MAX).collect();
                    if found.is_empty() {
                        self.say_text("linear-nothing-fits").await?;
                    } else {
                        (fitting, first, is_said) = (found, 0, false);
                    }
                }
                Typed::Number(_) => {
                    self.say(&self.text_with("linear-choose-wrong", &[("count", fitting.len().to_string().into())])).await?;
                }
            }
        }
    }

    async fn typed(&mut self, question: &str) -> Step<Typed> {
        let typed = self.ask_words(question).await?.to_lowercase();
        if typed == "b" {
            return Err(Stop::Back);
        }
        Ok(typed.parse().map_or_else(|_| Typed::Word(typed.clone()), Typed::Number))
    }
}

/// The text as it goes out: clean, tabs as blanks, and broken between words where the width is known.
fn shown(io: &Io, text: &str, indent: usize) -> String {
    let clean = block(text).replace('\t', "    ");
    let Some(width) = io.width.filter(|width| *width >= NARROWEST) else { return clean };
    let broken =
        |line: &str| rows(line, width - 1 - indent).into_iter().map(|row| line[row].trim_end().to_owned()).collect::<Vec<_>>().join("\n");
    clean.split('\n').map(broken).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn all(bytes: &[u8]) -> Vec<Line> {
        let (mut lines, mut stdin) = (Lines::default(), std::io::Cursor::new(bytes.to_vec()));
        let mut out = Vec::new();
        loop {
            match lines.next(&mut stdin).await.unwrap() {
                Line::End => return out,
                line => out.push(line),
            }
        }
    }

    #[tokio::test]
    async fn a_line_is_clean_and_bounded_and_the_last_needs_no_end() {
        let text = |line: &str| Line::Text(line.to_owned());
        assert_eq!(all(b"one\r\n\ntwo\x1b[A\xff").await, [text("one"), text(""), text("two\u{fffd}")]);
        let mut flood = vec![b'x'; 3 * LINE_BYTES];
        flood.extend_from_slice(b"\nnext\n");
        assert_eq!(all(&flood).await, [Line::TooLong, text("next")]);
    }
}
