//! A picture put on the article: sent from the writer's machine, and shown by the text where the cursor is.

use caseport_shared::api::article::PictureView;
use caseport_shared::limits::PICTURE_BYTES;
use caseport_shared::text::inline;

use super::{Answer, ArticlesAnswer, Ask, Base, Context, Effect, Failure, Field, Idempotency, Mode, Outcome, Tone, Writer, words};
use crate::effect::Call;
use crate::screens::case::copied;
use crate::widgets::dialog::{Choice, Confirm, Dialog, Files};

impl Writer {
    /// Asks which picture; where files are elsewhere, it says how theirs is sent.
    pub(super) fn pick_picture(&mut self, cx: &Context) -> Vec<Effect> {
        let Base::Version(slug, _) = &self.base else {
            return vec![Effect::Say(Tone::Info, cx.text("article-picture-first"))];
        };
        if self.is_sending_picture() {
            return vec![Effect::Say(Tone::Info, cx.text("article-picture-sending"))];
        }
        let limit = u64::try_from(PICTURE_BYTES).unwrap_or(u64::MAX);
        let mut body = vec![cx.text_with("article-picture-kinds", &[("limit", words::size(limit).into())])];
        let title = cx.text("article-picture-add");
        let Some(reach) = &cx.reach else {
            let files = Files { title, body, limit, most: 1, error: None };
            return self.asks.dialog(Ask::Picture, Dialog::Files(files), cx);
        };
        let example = cx.text("scp-send-example");
        let command = reach.run(&["article", "picture", "add", slug, "-", "--name", &example]).fed(&example);
        body.push(cx.text_with("article-picture-run", &[("example", example.into())]));
        let confirm = Confirm { title, body, buttons: vec![cx.text("scp-copy"), cx.text("scp-close")] };
        self.asks.dialog(Ask::RunPicture(command.line()), Dialog::Run(confirm, command), cx)
    }

    pub(super) fn is_sending_picture(&self) -> bool {
        self.asks.any(|ask| matches!(ask, Ask::Pictured))
    }

    /// Sends what was picked, or copies the command that does.
    pub(super) fn chose_picture(&mut self, asked: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (asked, choice, &self.base) {
            (Ask::Picture, Choice::Typed(paths), Base::Version(slug, _)) => {
                let Some(path) = paths.into_iter().next() else { return Vec::new() };
                let call = Call::AddPicture { slug: slug.clone(), path, key: Idempotency::fresh() };
                let mut effects = self.asks.call(Ask::Pictured, call, cx);
                effects.push(Effect::Say(Tone::Info, cx.text("article-picture-sending")));
                effects
            }
            (Ask::RunPicture(command), Choice::Nth(0), _) => copied(command, cx),
            _ => Vec::new(),
        }
    }

    /// The picture is on the article: the text shows it. Where it is not, nothing of the text changes, and the words say why.
    pub(super) fn pictured(&mut self, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match outcome {
            Ok(Answer::Articles(answer)) if matches!(*answer, ArticlesAnswer::Picture(_)) => match *answer {
                ArticlesAnswer::Picture(picture) => self.show_picture(&picture, cx),
                _ => Vec::new(),
            },
            Ok(_) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            Err(failure) => {
                let why = words::failure(&failure, cx);
                vec![Effect::Say(Tone::Bad, cx.text_with("article-picture-failed", &[("why", why.into())]))]
            }
        }
    }

    fn show_picture(&mut self, picture: &PictureView, cx: &Context) -> Vec<Effect> {
        self.pictures.add(&picture.name);
        self.preview.forget();
        let name = inline(&picture.name).into_owned();
        let what = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).replace(['-', '_'], " ");
        // It is drawn where it stands on a line of its own.
        let (before, after) = self.body.around();
        let [before, after] = [before, after].map(|part| if part.trim().is_empty() { "" } else { "\n\n" });
        let outcome = self.body.insert(&format!("{before}![{what}]({name}){after}"));
        let is_in = outcome == Outcome::Changed;
        if matches!(self.mode, Mode::Writing) {
            self.focus = Field::Body;
        }
        let values = [("name", name.into())];
        if !is_in {
            return vec![Effect::Say(Tone::Bad, cx.text_with("article-picture-no-room", &values))];
        }
        let mut effects = self.edited(outcome, cx);
        effects.push(Effect::Say(Tone::Good, cx.text_with("article-picture-added", &values)));
        effects
    }

    /// Asks the server about a picture no longer: its writer has left the form.
    pub(super) fn forget_picture(&mut self) {
        self.asks.forget(|ask| matches!(ask, Ask::Picture | Ask::RunPicture(_) | Ask::Pictured));
    }
}
