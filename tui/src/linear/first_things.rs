//! First things first: language and time zone, asked at the first sign-in (I3). There are no colours here, so no theme is asked for.

use caseport_shared::reader::{self, Language};

use super::{Desk, Step, Stop};
use crate::api::Key;
use crate::strings::Strings;

impl Desk<'_> {
    /// Reads from now on as the person said.
    pub(super) fn read_as_said(&mut self) {
        let Some(me) = &self.me else { return };
        let language = me.settings.language.unwrap_or(self.host.strings.language());
        if language != self.strings.language() {
            self.strings = Strings::of(language);
        }
        self.times = self.host.times.said(&me.settings);
    }

    /// Asks once; going back leaves it for the next time.
    pub(super) async fn first_things(&mut self) -> Step<()> {
        let said = self.me.as_ref().map(|me| me.settings.clone()).unwrap_or_default();
        // A server that proposes nothing takes no answer.
        if said.is_asked || said.proposed_time_zone.is_empty() {
            return Ok(());
        }
        match self.ask_first_things(said).await {
            Err(Stop::Back) => Ok(()),
            Err(Stop::Refused(error)) => self.say_error(&error).await,
            outcome => outcome,
        }
    }

    async fn ask_first_things(&mut self, said: caseport_shared::api::settings::SettingsView) -> Step<()> {
        self.say_text("linear-first").await?;
        let languages: Vec<String> = Language::ALL.iter().map(|language| language.name().to_owned()).collect();
        let now = said.language.unwrap_or(self.strings.language());
        let default = Language::ALL.iter().position(|language| *language == now);
        let language = Language::ALL[self.choose(&self.text("linear-first-language"), &languages, default).await?];
        self.strings = Strings::of(language);
        let proposed = said.time_zone.clone().unwrap_or_else(|| said.proposed_time_zone.clone());
        let zone = self.ask_zone(&proposed).await?;
        let mut save = said.said();
        (save.language, save.time_zone, save.is_asked) = (Some(language), Some(zone), true);
        let key = Key::fresh();
        let kept = self.call(|api| {
            let save = save.clone();
            async move { api.save_settings(&save, key).await }
        });
        let kept = kept.await?;
        if let Some(me) = &mut self.me {
            me.settings = kept;
        }
        self.read_as_said();
        self.say_text("linear-first-kept").await
    }

    /// The proposed zone, or one that is looked for by words.
    async fn ask_zone(&mut self, proposed: &str) -> Step<String> {
        let named = [("zone", proposed.to_owned().into())];
        self.say(&self.text_with("linear-first-zone", &named)).await?;
        let all: Vec<String> = reader::zones().collect();
        loop {
            let typed = self.ask_words(&self.text_with("linear-first-zone-ask", &named)).await?.to_lowercase();
            match typed.as_str() {
                "" => return Ok(proposed.to_owned()),
                "b" => return Err(Stop::Back),
                _ => {}
            }
            let typed = typed.replace(' ', "_");
            let found: Vec<String> = all.iter().filter(|zone| zone.to_lowercase().contains(&typed)).cloned().collect();
            match found.len() {
                0 => self.say_text("linear-nothing-fits").await?,
                1 => return Ok(found[0].clone()),
                _ => {
                    let title = self.text("label-time-zone");
                    let at = self.pick(&title, &found).await?;
                    return Ok(found[at].clone());
                }
            }
        }
    }
}
