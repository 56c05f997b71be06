//! Executors on other hosts, by their addresses. Connects to none.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::error::{Error, Result};

/// Executors on other hosts: what `remote(..)` of an IMap takes.
///
/// So far it holds addresses. This version of papy connects to none of them: a pipeline that names a grid starts when a pool is given in
/// its place.
///
/// ```
/// use papy_runtime::imap::Grid;
/// let grid = Grid::hosts(["node1:7400", "192.168.0.7:7400", "[fe80::1]:7400"])?;
/// assert_eq!(grid.addresses().len(), 3);
///
/// let error = Grid::hosts(["node1"]).unwrap_err();
/// assert_eq!(error.to_string(), "`node1` is no address of an executor: the port is missing, as in `node1:7400`");
/// # Ok::<_, papy_runtime::error::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Grid {
    addresses: Vec<String>,
}

/// Bounds of names in the domain name system.
const LABEL_MAX: usize = 63;
const NAME_MAX: usize = 253;

impl Grid {
    /// The executors at these addresses, each `host:port`; the host is a name, an IPv4 address, or an IPv6 address in brackets.
    ///
    /// Names are not looked up, and nothing is connected to.
    ///
    /// # Errors
    ///
    /// [`Error::Address`] with the first that is none, or is written twice. [`Error::Other`] if there are none at all.
    pub fn hosts<A: Into<String>>(addresses: impl IntoIterator<Item = A>) -> Result<Grid> {
        let mut grid = Grid { addresses: Vec::new() };
        for address in addresses {
            let address = address.into();
            let fault = match fault(&address) {
                None if grid.addresses.contains(&address) => Some("it is written twice".to_owned()),
                fault => fault,
            };
            if let Some(reason) = fault {
                return Err(Error::Address { address, reason });
            }
            grid.addresses.push(address);
        }
        if grid.addresses.is_empty() {
            return Err("a grid needs the address of at least one executor".into());
        }
        Ok(grid)
    }

    /// The addresses, as they were given.
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }
}

impl fmt::Debug for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Grid({})", self.addresses.join(", "))
    }
}

/// What is wrong with an address.
fn fault(address: &str) -> Option<String> {
    if let Some(rest) = address.strip_prefix('[') {
        let Some((host, rest)) = rest.split_once(']') else { return Some("`]` is missing".to_owned()) };
        if host.parse::<Ipv6Addr>().is_err() {
            return Some(format!("`{host}` is no IPv6 address"));
        }
        return match rest.strip_prefix(':') {
            Some(port) => fault_of_port(port),
            None => Some(format!("the port is missing, as in `[{host}]:7400`")),
        };
    }
    if address.parse::<Ipv6Addr>().is_ok() {
        return Some(format!("an IPv6 address stands in brackets, as in `[{address}]:7400`"));
    }
    match address.split_once(':') {
        Some((host, port)) => fault_of_host(host).or_else(|| fault_of_port(port)),
        None => fault_of_host(address).or_else(|| Some(format!("the port is missing, as in `{address}:7400`"))),
    }
}

fn fault_of_host(host: &str) -> Option<String> {
    if host.is_empty() {
        return Some("the host is missing, as in `node1:7400`".to_owned());
    }
    let labels = || host.strip_suffix('.').unwrap_or(host).split('.');
    let ends = |label: &str| label.starts_with('-') || label.ends_with('-');
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let is_label = |label: &str| (1..=LABEL_MAX).contains(&label.len()) && !ends(label) && label.chars().all(of_name);
    // A name of which the last label is a number is meant as an address.
    let is_number = labels().next_back().is_some_and(|last| last.chars().all(|letter| letter.is_ascii_digit()));
    let is_host = match is_number {
        true => host.parse::<Ipv4Addr>().is_ok(),
        false => host.len() <= NAME_MAX && labels().all(is_label),
    };
    (!is_host).then(|| format!("`{host}` is no name of a host, and no IP address"))
}

fn fault_of_port(port: &str) -> Option<String> {
    // Parsing alone would take a sign.
    let digits = port.chars().all(|letter| letter.is_ascii_digit());
    match port.parse::<u16>() {
        Ok(1..) if digits => None,
        _ => Some(format!("`{port}` is no port, which is a number from 1 to 65535")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, want: &str) {
        let error = Grid::hosts([address]).expect_err(address);
        assert_eq!(error.to_string(), format!("`{address}` is no address of an executor: {want}"));
    }

    #[test]
    fn names_and_addresses_of_both_kinds_are_taken_as_they_are() {
        let given = ["node1:7400", "gpu-0.lab.example.:1", "a_b:65535", "10.0.0.7:7400", "[::1]:7400", "0xab:7400"];
        let grid = Grid::hosts(given).expect("all are addresses");
        assert_eq!(grid.addresses(), given);
        assert_eq!(format!("{:?}", Grid::hosts(["a:1", "b:2"]).unwrap()), "Grid(a:1, b:2)");
    }

    #[test]
    fn a_wrong_address_is_told_with_what_is_wrong() {
        check("node1", "the port is missing, as in `node1:7400`");
        check("node1:", "`` is no port, which is a number from 1 to 65535");
        check("node1:0", "`0` is no port, which is a number from 1 to 65535");
        check("node1:65536", "`65536` is no port, which is a number from 1 to 65535");
        check("node1:+80", "`+80` is no port, which is a number from 1 to 65535");
        check(":7400", "the host is missing, as in `node1:7400`");
        check("", "the host is missing, as in `node1:7400`");
        check("quic://node1:7400", "`//node1:7400` is no port, which is a number from 1 to 65535");
        for host in ["a b", "-a", "a-", "a..b", "10.0.0", "10.0.0.256", "7", "größe"] {
            check(&format!("{host}:7400"), &format!("`{host}` is no name of a host, and no IP address"));
        }
        check("fe80::1", "an IPv6 address stands in brackets, as in `[fe80::1]:7400`");
        check("[fe80::1]", "the port is missing, as in `[fe80::1]:7400`");
        check("[fe80::1:7400", "`]` is missing");
        check("[node1]:7400", "`node1` is no IPv6 address");
    }

    #[test]
    fn names_are_as_long_as_names_may_be() {
        let label = "a".repeat(LABEL_MAX);
        assert!(Grid::hosts([format!("{label}.b:1")]).is_ok());
        assert!(Grid::hosts([format!("a{label}.b:1")]).is_err());
        let name = [&*label; 4].join(".");
        assert!(Grid::hosts([format!("{}:1", &name[..NAME_MAX])]).is_ok());
        assert!(Grid::hosts([format!("{name}:1")]).is_err());
    }

    #[test]
    fn the_first_wrong_one_of_several_is_told_and_so_is_one_given_twice() {
        let error = |hosts: &[&str]| Grid::hosts(hosts.iter().copied()).unwrap_err().to_string();
        assert!(error(&["a:1", "b", "c"]).starts_with("`b` is no address"));
        assert_eq!(error(&["a:1", "b:1", "a:1"]), "`a:1` is no address of an executor: it is written twice");
        assert_eq!(error(&[]), "a grid needs the address of at least one executor");
    }
}
