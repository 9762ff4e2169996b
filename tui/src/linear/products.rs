//! My products: what is under support, each with its window, promises, contacts and seats.

use caseport_shared::api::product::{ProductSummary, ProductView};
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::text::inline;

use super::prompt::CHOICES_MAX;
use super::{Desk, Step};
use crate::words;

impl Desk<'_> {
    /// Every product that the person may see.
    pub(super) async fn all_products(&mut self) -> Step<Vec<ProductSummary>> {
        let mut products = Vec::new();
        let mut next: Option<String> = None;
        while products.len() < CHOICES_MAX {
            let cursor = next.as_deref();
            let page = self.call(|api| async move { api.products(cursor).await }).await?;
            let is_stuck = page.products.is_empty();
            products.extend(page.products.into_iter().take(PAGE_MAX));
            next = page.next;
            if next.is_none() || is_stuck {
                break;
            }
        }
        Ok(products)
    }

    pub(super) async fn products(&mut self) -> Step<()> {
        let products = self.all_products().await?;
        if products.is_empty() {
            return self.say_text("products-none").await;
        }
        let options: Vec<String> = products
            .iter()
            .map(|product| format!("{}, {}", inline(&product.name), self.text(&format!("product-kind-{}", product.kind))))
            .collect();
        loop {
            let chosen = self.pick(&self.text("products-title"), &options).await?;
            let slug = products[chosen].slug.as_str();
            let product = self.call(|api| async move { api.product(slug).await }).await?;
            for line in self.product_lines(&product) {
                self.say(&line).await?;
            }
        }
    }

    fn product_lines(&self, product: &ProductView) -> Vec<String> {
        let (summary, strings) = (&product.summary, &self.strings);
        let mut out = vec![inline(&summary.name).into_owned()];
        let mut fact = |label: &str, value: Option<String>| {
            out.extend(value.map(|value| self.text_with("linear-fact", &[("label", self.text(label).into()), ("value", value.into())])));
        };
        let clean = |text: &Option<String>| text.as_deref().map(|text| inline(text).into_owned());
        fact("product-organization", Some(inline(&summary.organization.name).into_owned()));
        fact("product-plan", Some(inline(&product.plan).into_owned()));
        fact("product-environment", clean(&product.environment));
        fact("product-version", clean(&summary.current_version));
        let upgrade = match (clean(&product.upgrade_version), product.upgrade_on.map(|date| self.day(date))) {
            (Some(version), Some(date)) => {
                Some(self.text_with("product-upgrade-on", &[("version", version.into()), ("date", date.into())]))
            }
            (version, date) => version.or(date),
        };
        fact("product-upgrade", upgrade);
        let window = summary.maintenance_window.as_ref().map(|window| {
            let day = if (1..=7).contains(&window.weekday) { self.text(&format!("weekday-{}", window.weekday)) } else { String::new() };
            let values = [
                ("day", day.into()),
                ("starts", inline(&window.starts).into()),
                ("zone", inline(&window.time_zone).into()),
                ("minutes", window.minutes.into()),
                ("next", self.moment(window.next).into()),
            ];
            self.text_with("cli-maintenance", &values)
        });
        fact("product-maintenance", window);
        fact("product-manager", product.account_manager.as_ref().map(|who| format!("{}, {}", inline(&who.name), inline(&who.email))));
        for promise in &product.promises {
            let severity = words::severity(strings, promise.severity);
            let words = format!("{severity}: {}", words::promise(strings, promise));
            fact("product-promises", Some(words));
        }
        for contact in &product.contacts {
            let mut parts = vec![inline(&contact.name).into_owned(), inline(&contact.email).into_owned()];
            parts.extend(clean(&contact.title));
            let told = match (contact.maintenance, contact.incidents) {
                (true, true) => Some("product-told-both"),
                (true, false) => Some("product-told-maintenance"),
                (false, true) => Some("product-told-incidents"),
                (false, false) => None,
            };
            parts.extend(told.map(|key| self.text(key)));
            fact("product-contacts", Some(parts.join(", ")));
        }
        let pool = &product.pool;
        let counts = self.text(&format!("seats-{}", pool.counts));
        let values = [("taken", pool.taken.into()), ("total", pool.total.into()), ("counts", counts.into())];
        fact("product-seats", Some(self.text_with("product-pool", &values)));
        for seat in &product.seats {
            let sees = self.text(if seat.account_wide { "product-sees-all" } else { "product-sees-own" });
            fact("product-seats", Some(format!("{}, {}, {sees}", inline(&seat.name), inline(&seat.email))));
        }
        out
    }
}
