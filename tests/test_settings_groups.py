"""Settings list every page a person can open by its group, with the current one marked."""

import re

import pytest
from django.urls import reverse

from amity.ui.slots import SETTINGS_GROUPS, settings_pages
from tests.builders import make_person

pytestmark = pytest.mark.django_db


def test_every_settings_page_has_a_group():
    assert {entry.key for entry in settings_pages.entries if entry.group not in SETTINGS_GROUPS} == set()


def test_no_group_has_more_than_seven_pages():
    groups = [entry.group for entry in settings_pages.entries]
    assert max(map(groups.count, groups)) <= 7


@pytest.mark.parametrize("url", ["people:people", "agency:limits", "audit:trail"])
def test_a_page_lists_all_settings_once_and_marks_itself(client, agency, url):
    client.force_login(make_person("Gus", "administrator"))
    address = reverse(url)
    page = client.get(address).content.decode()
    nav = page.partition('<nav aria-label="Settings">')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]+)"( aria-current="page")?>', nav)

    offered = re.findall(r"<p[^>]*>([^<]+)", nav)
    assert [label for label in map(str, SETTINGS_GROUPS.values()) if label in offered] == offered
    assert len(links) == len(dict(links)) > 10
    assert [url for url, current in links if current] == [address]
    for other, _current in links:
        assert client.get(other).status_code == 200


@pytest.mark.parametrize("role", ["account_manager", "administrator", "team_member"])
def test_settings_open_on_those_of_the_person(client, agency, role):
    client.force_login(make_person("", role))
    home = client.get(reverse("people:own")).content.decode()
    rail = home.partition('<nav class="rail"')[2].partition("</nav>")[0]

    assert re.findall(r'<a class="go wide" href="(/settings/[^"]*)" aria-current="page">', rail) == ["/settings/me/"]
    nav = home.partition('<nav aria-label="Settings">')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)"', nav)[0] == "/settings/me/"
    assert "Checks" in nav
