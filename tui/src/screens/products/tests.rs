use caseport_shared::api::product::ProductPage;
use insta::assert_snapshot;

use crate::effect::{Answer, Call};
use crate::testing::{Harness, data};

fn opened(mut harness: Harness) -> Harness {
    harness.keys("p");
    let page = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness
}

#[test]
fn products_at_80_by_24() {
    assert_snapshot!(opened(Harness::customer()).frame());
}

#[test]
fn products_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 60, 20)).frame());
}

#[test]
fn products_on_a_wide_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 160, 50)).frame());
}

#[test]
fn only_the_product_that_is_looked_at_is_fetched() {
    let mut harness = opened(Harness::customer());
    harness.keys("j");
    harness.call(|call| matches!(call, Call::Product(slug) if slug == "northwind-academy"));
    harness.keys("k").sees("Mary Somerville");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Product(_))));
}
