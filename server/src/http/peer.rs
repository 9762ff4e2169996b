//! Where a request comes from: said by the listener alone, or by a proxy that the owner trusts.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::{Extensions, HeaderMap};
use axum::middleware::{Next, from_fn};

/// A request's peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// Its network address.
    pub address: IpAddr,
    /// Whether it is this machine, speaking for itself.
    pub is_local: bool,
}

impl Peer {
    /// The peer that a listener set; one that nobody knows is nowhere.
    pub(super) fn of(extensions: &Extensions) -> Self {
        extensions.get::<Self>().copied().unwrap_or(Self { address: IpAddr::V4(Ipv4Addr::UNSPECIFIED), is_local: false })
    }
}

/// Sets the peer of every request from its connection; `trusted` proxies are believed about whom they speak for.
pub fn with_peer(router: Router, trusted: Vec<IpAddr>) -> Router {
    router.layer(from_fn(move |ConnectInfo(address): ConnectInfo<SocketAddr>, mut request: Request, next: Next| {
        let peer = peer(address.ip().to_canonical(), request.headers(), &trusted);
        request.extensions_mut().insert(peer);
        next.run(request)
    }))
}

fn peer(address: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> Peer {
    let is_forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
    let direct = Peer { address, is_local: address.is_loopback() && !is_forwarded };
    if !trusted.contains(&address) {
        return direct;
    }
    // The nearest address that is no trusted proxy itself; what stands before it may be made up.
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> = lines.flat_map(|line| line.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    hops.iter().rev().find(|hop| !trusted.contains(hop)).map_or(direct, |hop| Peer { address: hop.to_canonical(), is_local: false })
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::HeaderMap;

    use super::peer;

    fn asked(address: &str, forwarded: &[&str], trusted: &[&str]) -> (String, bool) {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|address| address.parse().unwrap()).collect();
        let peer = peer(address.parse().unwrap(), &headers, &trusted);
        (peer.address.to_string(), peer.is_local)
    }

    #[test]
    fn a_stranger_cannot_say_where_it_comes_from() {
        assert_eq!(asked("203.0.113.5", &["127.0.0.1"], &[]), ("203.0.113.5".to_owned(), false));
        assert_eq!(asked("127.0.0.1", &[], &[]), ("127.0.0.1".to_owned(), true));
        assert_eq!(asked("127.0.0.1", &["203.0.113.5"], &[]), ("127.0.0.1".to_owned(), false));
    }

    #[test]
    fn a_trusted_proxy_is_believed_about_the_nearest_stranger() {
        assert_eq!(asked("10.0.0.1", &["127.0.0.1, 203.0.113.5"], &["10.0.0.1"]), ("203.0.113.5".to_owned(), false));
        assert_eq!(asked("10.0.0.1", &["203.0.113.5", "10.0.0.2"], &["10.0.0.1", "10.0.0.2"]), ("203.0.113.5".to_owned(), false));
        assert_eq!(asked("10.0.0.1", &["nonsense"], &["10.0.0.1"]), ("10.0.0.1".to_owned(), false));
    }
}
