//! Behind a proxy every connection comes from the proxy: whom to believe about where a request really comes from.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

/// The header in which proxies tell whom they speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProxyHeader {
    /// `X-Forwarded-For: client, proxy, proxy`.
    #[default]
    XForwardedFor,
    /// `Forwarded: for=client, for=proxy` (RFC 7239).
    Forwarded,
}

impl ProxyHeader {
    /// Its name in a request.
    pub fn name(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::Forwarded => "forwarded",
        }
    }
}

/// An address, or all addresses that begin alike: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    /// How many bits all its addresses have in common.
    bits: u32,
}

/// A text that names no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no address of a proxy; write it like 127.0.0.1, 10.0.0.0/8 or fd00::/8")]
pub struct NoNetwork(String);

impl Network {
    /// Is this one of its addresses? An IPv4 address in the clothes of IPv6 is an IPv4 address.
    pub fn contains(self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                (first.to_bits() ^ address.to_bits()).checked_shr(32 - self.bits).unwrap_or(0) == 0
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                (first.to_bits() ^ address.to_bits()).checked_shr(128 - self.bits).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let none = || NoNetwork(text.to_owned());
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_wrong| none())?)),
            None => (text.trim(), None),
        };
        let first: IpAddr = address.parse().map_err(|_wrong| none())?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most { Err(none()) } else { Ok(Self { first, bits }) }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.first, self.bits)
    }
}

/// The proxies that are believed; none of them unless told, so that nobody can claim an address that is not his.
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    /// Where they are.
    pub networks: Vec<Network>,
    /// The one header that is read. A proxy hands on whatever a client wrote into any other.
    pub header: ProxyHeader,
}

impl Proxies {
    /// Where a request comes from that arrived from `peer` with these values of the header, in their order.
    ///
    /// Each proxy appends the address that it was called from, so the way is followed back from its end, from one believed
    /// proxy to the next; what stands before the first other address may have been made up by the client.
    pub fn origin<'a>(&self, peer: IpAddr, told: impl DoubleEndedIterator<Item = &'a str>) -> IpAddr {
        let mut origin = peer.to_canonical();
        let steps = told.rev().flat_map(|value| value.rsplit(','));
        for step in steps {
            if !self.believes(origin) {
                break;
            }
            // A proxy that hides whom it speaks for answers for that one itself.
            let Some(before) = self.address_of(step) else { break };
            origin = before;
        }
        origin
    }

    fn believes(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(address))
    }

    /// The address of one step of the way.
    fn address_of(&self, step: &str) -> Option<IpAddr> {
        let named = match self.header {
            ProxyHeader::XForwardedFor => step,
            ProxyHeader::Forwarded => step.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then_some(value)
            })?,
        };
        let named = named.trim().trim_matches('"');
        let alone = named.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(named);
        let address = alone.parse().ok().or_else(|| named.parse().ok().map(|with_port: SocketAddr| with_port.ip()));
        address.map(|address: IpAddr| address.to_canonical())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(proxies: &Proxies, peer: &str, told: &[&str]) -> String {
        proxies.origin(peer.parse().unwrap(), told.iter().copied()).to_string()
    }

    fn believing(networks: &[&str], header: ProxyHeader) -> Proxies {
        Proxies { networks: networks.iter().map(|network| network.parse().unwrap()).collect(), header }
    }

    #[test]
    fn nobody_is_believed_unless_told() {
        assert_eq!(origin(&Proxies::default(), "127.0.0.1", &["192.0.2.9"]), "127.0.0.1");
        let proxies = believing(&["127.0.0.1"], ProxyHeader::XForwardedFor);
        assert_eq!(origin(&proxies, "198.51.100.1", &["192.0.2.9"]), "198.51.100.1");
    }

    #[test]
    fn the_way_is_followed_back_to_the_first_that_is_no_proxy_of_ours() {
        let proxies = believing(&["127.0.0.1", "10.0.0.0/8", "fd00::/8"], ProxyHeader::XForwardedFor);

        assert_eq!(origin(&proxies, "127.0.0.1", &["192.0.2.9"]), "192.0.2.9");
        assert_eq!(origin(&proxies, "::ffff:127.0.0.1", &["1.1.1.1, 192.0.2.9, 10.2.3.4"]), "192.0.2.9");
        assert_eq!(origin(&proxies, "127.0.0.1", &["1.1.1.1", "192.0.2.9:4711", "fd00::5"]), "192.0.2.9");
        assert_eq!(origin(&proxies, "fd00::1", &["[2001:db8::7]:99"]), "2001:db8::7");
        assert_eq!(origin(&proxies, "127.0.0.1", &["192.0.2.9, unknown"]), "127.0.0.1");
        assert_eq!(origin(&proxies, "127.0.0.1", &["10.0.0.3, 10.0.0.2"]), "10.0.0.3");
        assert_eq!(origin(&proxies, "127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn the_header_of_the_standard_is_understood() {
        let proxies = believing(&["127.0.0.1"], ProxyHeader::Forwarded);

        assert_eq!(origin(&proxies, "127.0.0.1", &["for=192.0.2.60;proto=http;by=203.0.113.43"]), "192.0.2.60");
        assert_eq!(origin(&proxies, "127.0.0.1", &["by=x;For=\"[2001:db8:cafe::17]:4711\""]), "2001:db8:cafe::17");
        assert_eq!(origin(&proxies, "127.0.0.1", &["for=192.0.2.60, for=_hidden"]), "127.0.0.1");
    }

    #[test]
    fn networks_end_where_they_say() {
        let network: Network = "10.1.0.0/16".parse().unwrap();
        assert!(network.contains("10.1.255.255".parse().unwrap()) && !network.contains("10.2.0.0".parse().unwrap()));
        let all: Network = "::/0".parse().unwrap();
        assert!(all.contains("2001:db8::1".parse().unwrap()) && !all.contains("192.0.2.1".parse().unwrap()));
        for wrong in ["", "proxy", "10.0.0.0/33", "10.0.0.0/x", "::/129"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
