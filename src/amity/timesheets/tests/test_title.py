"""The list of a project's entries is titled with the project and its hours, also when the filter changes in place."""

import re

import pytest
from django.urls import reverse

from tests.builders import make_entry, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
FRAGMENT = {"HX-Request": "true", "HX-Target": "list-time"}


@pytest.fixture
def entries(client, tim, site):
    """Return a function that reads the list of Tim's entries, as a page or as its fragment."""
    make_entry(by=tim, project=site, hours="12:00")
    make_entry(by=tim, project=make_project(site.account, name="Other", team=[tim]), hours="3:00")
    client.force_login(tim)
    address = reverse("timesheets:entries")
    return lambda query="", **headers: client.get(address + query, headers=headers).content.decode()


def title(page):
    """Return the words of the title of a page."""
    [words] = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return " ".join(words.split())


def test_a_project_s_entries_are_titled_with_its_hours(entries, site):
    assert title(entries()) == "Time"
    assert title(entries(f"?project={site.pk}")) == f"{site.name}: 12 h"


def test_without_entries_the_title_stays(entries, site):
    assert title(entries(f"?project={site.pk}&since=2027-01-01")) == "Time"


def test_a_changed_filter_changes_the_title_in_place(entries, site):
    fragment = entries(f"?project={site.pk}", **FRAGMENT)

    [swapped] = re.findall(r'<div hx-swap-oob="innerHTML:\.page-head h1">(.*?)</div>', fragment)
    assert " ".join(swapped.split()) == f"{site.name}: 12 h"
    assert "hx-swap-oob" not in entries(f"?project={site.pk}")
