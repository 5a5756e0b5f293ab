"""Limits as people read and write them."""

from decimal import Decimal

import pytest

from amity.agency import limit_words, queries, rules
from tests.builders import make_person


def test_every_limit_has_words_and_is_in_one_group():
    assert set(limit_words.LIMITS) == set(rules.LIMITS)
    assert sorted(name for _title, names in limit_words.GROUPS for name in names) == sorted(rules.LIMITS)


@pytest.mark.parametrize(
    ("stored", "unit", "shown"), [(5000, "bp", "50"), (86_400, "seconds", "24"), (21, "days", "21")]
)
def test_a_limit_is_shown_in_a_persons_unit_and_stored_in_its_own(stored, unit, shown):
    assert limit_words.shown(stored, unit) == Decimal(shown)
    assert limit_words.stored(Decimal(shown), unit) == stored


def test_percent_is_given_as_percent(client, agency):
    client.force_login(make_person("Root", "administrator", locale="de_DE"))

    client.post("/settings/limits/target.agency_margin/", {"value": "47,5"})

    assert queries.limit("target.agency_margin") == 4750
    assert "47,5" in client.get("/settings/limits/").content.decode()


def test_nonsense_is_refused_and_changes_nothing(client, agency):
    client.force_login(make_person("Root", "administrator"))

    assert client.post("/settings/limits/quiet.days/", {"value": "soon"}).status_code == 422
    assert queries.limit("quiet.days") == 21
