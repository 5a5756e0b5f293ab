"""The pages answer, with and without time."""

from datetime import date

import pytest
from django.test import Client

from amity.reports.overview import rules
from tests.builders import make_account, make_entry, make_project


@pytest.fixture
def page(client: Client):
    def open_as(person, path: str = "/found/"):
        client.force_login(person)
        return client.get(path)

    return open_as


@pytest.mark.parametrize("path", ["/found/", "/questions/"])
def test_without_time_a_page_says_what_to_bring(page, fina, path):
    answer = page(fina, path)

    assert answer.status_code == 200
    assert "time export" in answer.content.decode()


def test_the_title_is_the_first_finding(page, ada, site, tim):
    make_entry(by=tim, project=site, hours="3:20")

    text = page(ada).content.decode()

    assert "<h1>Hourly cost is unknown: all 3\u00a0h have no cost</h1>" in text
    assert "<b>3.33\u00a0h</b>" in text


def test_findings_beyond_the_first_are_shown_when_asked(page, ada, site, tim, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 1)
    for name in ("Zephyr", "Marlow"):
        other = make_project(make_account(name), name=f"Site of {name}", team=[tim])
        make_entry(by=tim, project=other, hours="11:40", on=date(2026, 5, 4))
    make_entry(by=tim, project=site, hours="4:10")

    short, whole = page(ada).content.decode(), page(ada, "/found/?all=1").content.decode()

    assert 'href="?all=1#findings-h"' in short
    assert '<h2 id="findings-h">One finding</h2>' in short
    assert '<h2 id="findings-h">Two findings</h2>' in whole
    assert "smaller or less certain" not in whole


def test_a_team_member_has_no_findings_page(page, tim):
    assert page(tim).status_code == 403
    assert page(tim, "/found/print.pdf").status_code == 403
    assert page(tim, "/questions/").status_code == 403
