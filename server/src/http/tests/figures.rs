//! What the process tells of itself.

use axum::body::Body;
use axum::http::{Method, Request};
use rstest::rstest;
use tower::ServiceExt as _;

use crate::app::{App, Settings, router};
use crate::blob::Files;
use crate::clock::Clock;
use crate::config::Metrics;
use crate::http::{Peer, observe};
use crate::testing::{Engine, NOW, World, settings};

#[rstest]
#[tokio::test]
async fn a_method_that_somebody_made_up_is_no_figure_of_its_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let made_up = Method::from_bytes(b"BREW-COFFEE").unwrap();
    world.of("nobody").send(made_up, "/v1/me", &[], Body::empty()).await;
    world.of("nobody").send(Method::OPTIONS, "/v1/me", &[], Body::empty()).await;
    let figures = observe::figures().unwrap().render();
    assert!(figures.contains("method=\"other\"") && figures.contains("method=\"OPTIONS\""), "{figures}");
    assert!(!figures.contains("BREW"), "{figures}");
}

#[tokio::test]
async fn figures_are_told_to_this_machine_alone_and_only_if_the_owner_says_so() {
    for (metrics, address, status) in
        [(Metrics::Off, "127.0.0.1", 404), (Metrics::Local, "192.0.2.1", 404), (Metrics::Local, "127.0.0.1", 200)]
    {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(
            &folder.path().into(),
            &Files::in_folder(folder.path()),
            folder.path(),
            Settings { metrics, ..settings() },
            Clock::standing_at(NOW.parse().unwrap()),
        )
        .unwrap();
        let peer = Peer { address: address.parse().unwrap(), is_local: address == "127.0.0.1" };
        let request = Request::get("/metrics").extension(peer).body(Body::empty()).unwrap();
        let answer = router(app.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{metrics:?} {address}");
        app.close();
    }
}
