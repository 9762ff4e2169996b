//! Hints while somebody looks on.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use serde_json::json;
use tower::ServiceExt as _;

use crate::app::router;
use crate::testing::World;

async fn listen(world: &World, name: &str) -> Body {
    let token = world.of(name).token.clone().unwrap();
    let request = Request::get("/v1/live").header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
    let response = router(world.app.clone()).oneshot(request).await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    response.into_body()
}

/// The next hint, or nothing once the stream has ended.
async fn next(body: &mut Body) -> Option<String> {
    let frame = body.frame().await?.unwrap();
    Some(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn a_change_is_told_to_those_who_may_see_it() {
    let world = World::new().await;
    let number = world.file("ada", "Login fails").await;
    let (mut ada, mut zoe) = (listen(&world, "ada").await, listen(&world, "zoe").await);
    world.of("agent").post(&format!("/v1/cases/{number}/notes"), &json!({"body": "x"})).await;
    world.of("agent").post(&format!("/v1/cases/{number}/replies"), &json!({"body": "x"})).await;
    let own = json!({"kind": "case", "version": 0, "content": {"body": "x"}});
    for name in ["ada", "zoe"] {
        world.of(name).put("/v1/drafts/00000000-0000-4000-8000-000000000001", &own).await;
    }
    let draft = "data: {\"kind\":\"draft\",\"id\":\"00000000-0000-4000-8000-000000000001\"}\n\n";
    assert_eq!(
        next(&mut ada).await.unwrap(),
        format!("data: {{\"kind\":\"case\",\"number\":{number}}}\n\n"),
        "one hint: the note is not for her"
    );
    assert_eq!(next(&mut ada).await.unwrap(), draft);
    assert_eq!(next(&mut zoe).await.unwrap(), draft, "nothing before it");
}

#[tokio::test]
async fn a_stream_ends_with_the_sign_in_and_with_the_server() {
    let world = World::new().await;
    let (mut ada, mut bob) = (listen(&world, "ada").await, listen(&world, "bob").await);
    world.of("ada").send(axum::http::Method::DELETE, "/v1/sessions/current", &[], Body::empty()).await;
    assert_eq!(next(&mut ada).await, None);
    world.app.stopping().cancel();
    assert_eq!(next(&mut bob).await, None);
}
