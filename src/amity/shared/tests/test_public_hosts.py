"""Which addresses count as public, in every spelling, and what an allowed host may be."""

from dataclasses import replace

import pytest

from amity.shared.public_hosts import ForbiddenHost, UnknownHost, checked_addresses, host_name, is_public

PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
INSIDE = [
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.9.10", "169.254.169.254", "172.16.0.1",
    "192.168.1.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::a00:1",
    "64:ff9b::a9fe:a9fe", "2002:101:101::1", "2002:a00:1::1", "2002:7f00:1::1", "2001:db8::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_a_network_are_not_public_in_any_spelling(address):
    assert not is_public(address)


def test_one_address_inside_a_network_among_public_ones_refuses_the_host():
    with pytest.raises(ForbiddenHost):
        checked_addresses("two.example", 443, resolve=lambda _name, _port: ["1.1.1.1", "10.0.0.1"])


def test_a_public_host_has_its_checked_addresses():
    found = checked_addresses(
        "Two.Example.", 443, resolve=lambda name, _port: ["1.1.1.1"] if name == "two.example" else []
    )

    assert found == ["1.1.1.1"]


def test_a_name_without_address_is_unknown():
    with pytest.raises(UnknownHost):
        checked_addresses("none.example", 443, resolve=lambda _name, _port: [])


@pytest.mark.parametrize("spelling", ["0x7f.1", "2130706433", "017700000001", "127.1", "localhost", "[::1]"])
def test_this_machine_is_refused_in_every_spelling_that_the_system_understands(spelling):
    with pytest.raises((ForbiddenHost, UnknownHost)):
        checked_addresses(spelling, 80)


@pytest.mark.parametrize("name", ["", ".", "a b", "a/b", "a@b", "a%b", "x" * 300, "a\0b"])
def test_what_is_no_host_name_is_refused(name):
    with pytest.raises(ForbiddenHost):
        host_name(name)


def test_a_host_the_operator_names_may_be_inside_the_network_but_not_link_local(settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, internal_hosts=frozenset({"calendar.agency.example"}))
    at = {"calendar.agency.example": "10.1.2.3", "other.agency.example": "10.1.2.3"}

    assert checked_addresses("calendar.agency.example", 443, resolve=lambda name, _port: [at[name]]) == ["10.1.2.3"]
    with pytest.raises(ForbiddenHost):
        checked_addresses("other.agency.example", 443, resolve=lambda name, _port: [at[name]])
    for address in ("169.254.169.254", "fe80::1", "::", "::ffff:169.254.169.254"):
        at["calendar.agency.example"] = address
        with pytest.raises(ForbiddenHost):
            checked_addresses("calendar.agency.example", 443, resolve=lambda name, _port: [at[name]])
