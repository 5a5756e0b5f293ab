"""Tabs are the places of a room, a switch is a view of what is shown. A page has at most one of each, in one look."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from amity.people import rules as roles
from amity.ui import slots
from tests.builders import make_person
from tests.test_lists import LISTS
from tests.test_templates import ROOT, TEMPLATES

NAVS = re.compile(r'<nav class="(tabs|seg)"[^>]*>(.*?)</nav>', re.DOTALL)


def navs(page: str) -> list[str]:
    """Return the looks of the tabs and switches of a page. The week draws its tabs for a desk and for a phone."""
    return sorted(look for look, _links in set(NAVS.findall(page)))


def labels(page: str) -> list[str]:
    """Return the labels of a page's tabs."""
    found = [links for look, links in NAVS.findall(page) if look == "tabs"]
    return [label.strip() for label in re.findall(r"<a[^>]*>\s*([^<]+)", found[0])] if found else []


@pytest.fixture
def everyone(client: Client, site) -> Client:
    client.force_login(make_person("Everyone", *roles.ROLES))
    return client


@pytest.mark.django_db
def test_a_page_has_one_row_of_tabs_and_one_switch_at_most(everyone, site):
    account, project = site.account_id, site.pk
    places = {entry.address() for room in slots.rooms for entry in room.entries}
    pages = [
        *sorted({*places, *(address for address, _found in LISTS), "/waiting/", "/going-out/", "/insights/", "/"}),
        *(f"/accounts/{account}/{tab}" for tab in ("", "money/", "work/", "plan/", "people/", "conversation/")),
        *(f"/projects/{project}/{tab}" for tab in ("", "client/", "money/", "facts/")),
    ]

    drawn = {address: everyone.get(address, follow=True) for address in pages}

    assert sum(page.status_code == 200 for page in drawn.values()) > 40
    found = {address: navs(page.text) for address, page in drawn.items() if page.status_code == 200}
    assert {address: looks for address, looks in found.items() if len(looks) != len(set(looks))} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("room", [room.name for room in slots.rooms])
def test_each_place_of_a_room_keeps_the_tabs_of_the_room(everyone, room):
    [places] = [one for one in slots.rooms if one.name == room]
    actor = everyone.get("/", follow=True).wsgi_request.actor
    own = [str(entry.label) for entry in places.seen_by(actor)]

    shown = {
        entry.address(): labels(everyone.get(entry.address(), follow=True).text) for entry in places.seen_by(actor)
    }

    assert len(own) > 3
    assert {address: found for address, found in shown.items() if found != own} == {}


@pytest.mark.django_db
def test_all_emails_keep_the_tabs_of_going_out(everyone):
    own = ["Waiting for you", "All emails", "Not delivered", "My predictions"]

    assert [labels(everyone.get(reverse(f"gate:{name}")).text) for name in ("queue", "items", "beliefs")] == [own] * 3


def test_no_page_is_in_two_rooms():
    addresses = [entry.url for room in (*slots.rooms, slots.settings_pages) for entry in room.entries]
    set_up = {"imports:imports", "reports:found", "reports:questions"}

    assert sorted(one for one in addresses if addresses.count(one) > 1 and one not in set_up) == []


def test_no_template_draws_tabs_or_a_switch_of_its_own():
    drawn = [path for path in TEMPLATES if re.search(r'<nav[^>]*class="(tabs|seg)\b', path.read_text())]

    assert sorted(str(path.relative_to(ROOT)) for path in drawn) == [
        "src/amity/ui/templates/cotton/seg.html", "src/amity/ui/templates/cotton/tabs.html"
    ]  # fmt: skip
