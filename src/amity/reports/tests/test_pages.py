"""The pages answer, with and without time."""

import pytest
from django.test import Client

from tests.builders import make_entry


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


def test_a_team_member_has_no_findings_page(page, tim):
    assert page(tim).status_code == 403
    assert page(tim, "/found/print.pdf").status_code == 403
    assert page(tim, "/questions/").status_code == 403
