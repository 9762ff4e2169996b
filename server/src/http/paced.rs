//! Answers handed on as they are taken: what they hold is given back once nobody takes them any more, whatever is spoken.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures_util::StreamExt as _;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Most bytes of an answer that are handed on at once.
pub(crate) const PIECE: usize = 32 * 1024;
/// How long nobody may take the next piece of an answer. A connection notices only when all of it stands still, and with
/// HTTP/2 one answer of many can stand still for ever.
pub(crate) const STALL: Duration = Duration::from_mins(1);

enum Next {
    Piece(Bytes),
    Broken(axum::Error),
    End,
}

/// Something that is given back by whichever of its two holders ends first.
struct Held<H>(Arc<Mutex<Option<H>>>);

impl<H> Drop for Held<H> {
    fn drop(&mut self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// The same body, and something that is held until it has been taken, its taker has gone, or has stopped for [`STALL`].
pub(super) fn paced(body: Body, held: impl Send + 'static) -> Body {
    let (send, mut receive) = mpsc::channel(1);
    let held = Arc::new(Mutex::new(Some(held)));
    let (giver, taker) = (Held(Arc::clone(&held)), Held(held));
    tokio::spawn(async move {
        tokio::select! {
            biased;
            () = send.closed() => {}
            () = hand_on(body.into_data_stream(), &send) => {}
        }
        drop(giver);
    });
    let mut is_over = false;
    Body::from_stream(futures_util::stream::poll_fn(move |context| {
        let _taker = &taker;
        if is_over {
            return std::task::Poll::Ready(None);
        }
        receive.poll_recv(context).map(|next| match next {
            Some(Next::Piece(bytes)) => Some(Ok(bytes)),
            Some(Next::End) => None,
            Some(Next::Broken(error)) => {
                is_over = true;
                Some(Err(error))
            }
            // Whoever takes the rest too late must not believe that there is none.
            None => {
                is_over = true;
                Some(Err(axum::Error::new("the answer was not taken in time")))
            }
        })
    }))
}

/// Hands a body on piece by piece, as long as each is taken in time.
async fn hand_on(mut body: BodyDataStream, to: &mpsc::Sender<Next>) {
    loop {
        let mut next = match body.next().await {
            Some(Ok(bytes)) => Next::Piece(bytes),
            Some(Err(error)) => Next::Broken(error),
            None => Next::End,
        };
        loop {
            let (now, later) = match next {
                Next::Piece(mut bytes) if bytes.len() > PIECE => (Next::Piece(bytes.split_to(PIECE)), Some(Next::Piece(bytes))),
                now => (now, None),
            };
            let is_last = !matches!(now, Next::Piece(_));
            if !matches!(timeout(STALL, to.send(now)).await, Ok(Ok(()))) {
                return tracing::debug!("nobody takes an answer any more");
            }
            match later {
                Some(later) => next = later,
                None if is_last => return,
                None => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use bytes::Bytes;
    use futures_util::stream;
    use http_body_util::BodyExt as _;
    use tokio::sync::oneshot;

    use super::{PIECE, paced};

    #[tokio::test]
    async fn an_answer_is_taken_in_pieces_and_holds_until_its_end() {
        let whole: Vec<u8> = (0..PIECE * 2 + 7).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let (held, mut is_held) = oneshot::channel::<()>();
        let mut body = paced(Body::from(whole.clone()), held);
        let mut taken = Vec::new();
        for length in [PIECE, PIECE, 7] {
            assert!(is_held.try_recv() == Err(oneshot::error::TryRecvError::Empty));
            let piece = body.frame().await.unwrap().unwrap().into_data().unwrap();
            assert_eq!(piece.len(), length);
            taken.extend_from_slice(&piece);
        }
        assert!(body.frame().await.is_none() && taken == whole);
        assert!(is_held.await.is_err(), "given back");
        let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err("gone")]);
        let mut body = paced(Body::from_stream(broken), ());
        assert_eq!(body.frame().await.unwrap().unwrap().into_data().unwrap(), "half");
        assert!(body.frame().await.unwrap().is_err() && body.frame().await.is_none());
    }

    #[tokio::test]
    async fn whoever_goes_away_gives_it_back() {
        let (held, is_held) = oneshot::channel::<()>();
        let silent = stream::pending::<Result<Bytes, std::io::Error>>();
        drop(paced(Body::from_stream(silent), held));
        assert!(is_held.await.is_err());
    }

    /// Time goes on by itself while everybody waits.
    #[tokio::test(start_paused = true)]
    async fn whoever_takes_nothing_gives_it_back_and_is_told_that_the_rest_is_missing() {
        let (held, is_held) = oneshot::channel::<()>();
        let mut body = paced(Body::from(vec![0; PIECE * 3]), held);
        assert!(is_held.await.is_err());
        assert_eq!(body.frame().await.unwrap().unwrap().into_data().unwrap().len(), PIECE);
        assert!(body.frame().await.unwrap().is_err() && body.frame().await.is_none());
    }
}
