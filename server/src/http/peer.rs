//! Where a request comes from: said by the listener alone, or by a proxy that the owner trusts.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

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

/// The network that an address stands for where something is counted by it: with IPv6 a subscriber has a /64 at least
/// (RFC 6177), and so as many addresses as they like.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// Sets the peer of every request from its connection; `trusted` proxies are believed about whom they speak for.
pub fn with_peer(router: Router, trusted: &[IpAddr]) -> Router {
    let trusted: Vec<IpAddr> = trusted.iter().map(IpAddr::to_canonical).collect();
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
    // The nearest address that is no trusted proxy itself; what stands before it, or before what cannot be read, may be made up.
    let lines = headers.get_all("x-forwarded-for").iter().rev().map(|value| value.to_str().unwrap_or_default());
    let mut hops = lines.flat_map(|line| line.rsplit(',')).map_while(hop);
    hops.find(|hop| !trusted.contains(hop)).map_or(direct, |address| Peer { address, is_local: false })
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn hop(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = || text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    bare().or_else(with_port).or_else(in_brackets).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::HeaderMap;

    use super::{network, peer};

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

    #[test]
    fn hops_are_read_in_all_their_forms_and_nothing_before_one_that_cannot_be_read_is_believed() {
        for (forwarded, address) in [
            ("203.0.113.5:4711", "203.0.113.5"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("::ffff:203.0.113.5", "203.0.113.5"),
            ("198.51.100.1, 203.0.113.5:4711", "203.0.113.5"),
            ("198.51.100.1, [::ffff:10.0.0.1]:80", "198.51.100.1"),
            ("198.51.100.1, unknown", "10.0.0.1"),
            ("198.51.100.1, unknown, 10.0.0.1", "10.0.0.1"),
            ("198.51.100.1,", "10.0.0.1"),
        ] {
            assert_eq!(asked("10.0.0.1", &[forwarded], &["10.0.0.1"]), (address.to_owned(), false), "{forwarded}");
        }
        assert_eq!(asked("10.0.0.1", &["198.51.100.1", "unknown"], &["10.0.0.1"]), ("10.0.0.1".to_owned(), false));
    }

    #[test]
    fn a_network_is_an_address_or_what_a_subscriber_has() {
        for (address, expected) in
            [("203.0.113.5", "203.0.113.5"), ("::ffff:203.0.113.5", "203.0.113.5"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
        {
            assert_eq!(network(address.parse().unwrap()).to_string(), expected);
        }
    }
}
