//! What the process tells of itself.

use axum::body::Body;
use axum::http::Method;

use crate::http::observe;
use crate::testing::World;

#[tokio::test]
async fn a_method_that_somebody_made_up_is_no_figure_of_its_own() {
    let world = World::new().await;
    let made_up = Method::from_bytes(b"BREW-COFFEE").unwrap();
    world.of("nobody").send(made_up, "/v1/me", &[], Body::empty()).await;
    world.of("nobody").send(Method::OPTIONS, "/v1/me", &[], Body::empty()).await;
    let figures = observe::figures().unwrap().render();
    assert!(figures.contains("method=\"other\"") && figures.contains("method=\"OPTIONS\""), "{figures}");
    assert!(!figures.contains("BREW"), "{figures}");
}
