//! What the person is told of by email, and how soon: now, once a day, or not at all; and the products that support follows.

use caseport_shared::api::mail::{Notification, SetNotifications};
use caseport_shared::notification::NotificationMode;
use caseport_shared::text::inline;

use super::{Desk, Step};
use crate::api::Key;

impl Desk<'_> {
    /// Reads the kinds with their modes, and changes one after the other until the person goes back.
    pub(super) async fn notifications(&mut self) -> Step<()> {
        self.say_text("notifications-explained").await?;
        let mut all = self.call(|api| async move { api.notifications().await }).await?;
        loop {
            let mut options: Vec<String> = all.kinds.iter().map(|one| self.notification(*one)).collect();
            if self.is_support() {
                let names: Vec<String> = all.follows.iter().map(|one| inline(&one.name).into_owned()).collect();
                options.push(if names.is_empty() {
                    self.text("linear-follow-none")
                } else {
                    self.text_with("notifications-follows", &[("products", names.join(", ").into())])
                });
            }
            let at = self.choose(&self.text("notifications-title"), &options, None).await?;
            let key = Key::fresh();
            if let Some(Notification { kind, mode }) = all.kinds.get(at).copied() {
                let modes: Vec<String> = NotificationMode::ALL.iter().map(|mode| self.text(&format!("notification-mode-{mode}"))).collect();
                let now = NotificationMode::ALL.iter().position(|one| *one == mode);
                let mode = NotificationMode::ALL[self.choose(&self.text(&format!("notification-{kind}")), &modes, now).await?];
                let set = &SetNotifications { kinds: vec![Notification { kind, mode }] };
                all = self.call(|api| async move { api.set_notifications(set, key).await }).await?;
            } else {
                let products = self.all_products().await?;
                if products.is_empty() {
                    self.say_text("products-none").await?;
                    continue;
                }
                let is_followed = |slug: &str| all.follows.iter().any(|one| one.slug == slug);
                let line = |product: &caseport_shared::api::product::ProductSummary| {
                    let does = self.text(if is_followed(&product.slug) { "linear-follow-stop" } else { "linear-follow" });
                    format!("{}: {does}", inline(&product.name))
                };
                let options: Vec<String> = products.iter().map(line).collect();
                let slug = products[self.pick(&self.text("products-title"), &options).await?].slug.as_str();
                let follows = !is_followed(slug);
                all = self.call(|api| async move { api.follow(slug, follows, key).await }).await?;
            }
            self.say_text("linear-notifications-kept").await?;
        }
    }

    fn notification(&self, one: Notification) -> String {
        let (label, value) = (self.text(&format!("notification-{}", one.kind)), self.text(&format!("notification-mode-{}", one.mode)));
        self.text_with("linear-fact", &[("label", label.into()), ("value", value.into())])
    }
}
