"""Which addresses Amity may connect to when a person names a host: public ones, and those of hosts the operator named.

A host is resolved once, every address it has is checked, and the connection goes to a checked address. So neither a
second answer of DNS nor another spelling of an address reaches the agency's own network.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence
from typing import Final

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
LONGEST_NAME: Final = 253


class ForbiddenHost(OSError):
    """A host that Amity may not reach: it has an address inside a network, or its name can't be one."""


class UnknownHost(OSError):
    """A name without an address."""


def internal_hosts() -> Collection[str]:
    """Return the hosts inside the agency's network that the operator allows."""
    named: Collection[str] = settings.ENVIRONMENT.internal_hosts
    return named


def is_internal(host: str) -> bool:
    """Return whether the operator allows this host by its name or address."""
    return host_name(host) in internal_hosts()


def host_name(host: str) -> str:
    """Return a host in the one spelling by which hosts are compared. Raise `ForbiddenHost` if it can't be one."""
    name = host.strip().rstrip(".").lower().removeprefix("[").removesuffix("]")
    try:
        plain = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        raise ForbiddenHost("not a host name") from None
    if not plain or len(plain) > LONGEST_NAME or any(sign in plain for sign in " /\\@%?#\0"):
        raise ForbiddenHost("not a host name")
    return plain


def is_public(address: str) -> bool:
    """Return whether an address is one of the public internet, also within an IPv6 address that carries an IPv4 one."""
    return all(_is_public(one) for one in _carried(ipaddress.ip_address(address)))


def may_be_internal(address: str) -> bool:
    """Return whether an allowed host may have this address: any, but those that clouds and routers use themselves."""
    carried = _carried(ipaddress.ip_address(address))
    return not any(one.is_link_local or one.is_multicast or one.is_unspecified for one in carried)


def checked_addresses(host: str, port: int, *, resolve: Resolver | None = None) -> list[str]:
    """Return the addresses of a host to connect to, in the resolver's order.

    Raise `UnknownHost` if it has none, and `ForbiddenHost` if any of them isn't allowed. The resolver of the system
    decides how long it takes.
    """
    name = host_name(host)
    found = list(dict.fromkeys((resolve or _resolved)(name, port)))
    if not found:
        raise UnknownHost(f"{name} has no address")
    passes = may_be_internal if name in internal_hosts() else is_public
    if not all(passes(address) for address in found):
        raise ForbiddenHost(f"{name} is inside a network")
    return found


def _is_public(one: Address) -> bool:
    """Return whether this very address is public. 6to4 isn't: no network has to carry it, and newer Pythons agree."""
    special = one.is_multicast or one.is_reserved or getattr(one, "is_site_local", False)
    return one.is_global and not special and getattr(one, "sixtofour", None) is None


def _carried(address: Address) -> list[Address]:
    """Return the address, or the IPv4 addresses that it stands for, with itself where it is also one of its own."""
    if not isinstance(address, ipaddress.IPv6Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    inner: list[Address] = [address]
    if address.sixtofour is not None:
        inner.append(address.sixtofour)
    return inner


def _resolved(name: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnknownHost(f"{name} was not found") from None
    # A zone (fe80::1%eth0) is dropped: addresses with one are link-local and refused.
    return [str(place[0]).partition("%")[0] for _family, _kind, _protocol, _canonical, place in found]
