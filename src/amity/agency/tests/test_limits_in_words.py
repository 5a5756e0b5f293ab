"""Limits as people read and write them."""

import re
from decimal import Decimal

import pytest

from amity.agency import commands, limit_words, queries, rules
from amity.agency.models import Limit
from amity.audit import trail
from tests.builders import MONDAY, acting, make_person


def test_every_limit_has_words_and_is_in_one_group():
    assert set(limit_words.LIMITS) == set(rules.LIMITS)
    assert sorted(name for _title, names in limit_words.GROUPS for name in names) == sorted(rules.LIMITS)


@pytest.mark.parametrize(
    ("stored", "unit", "shown"), [(5000, "bp", "50"), (86_400, "seconds", "24"), (21, "days", "21")]
)
def test_a_limit_is_shown_in_a_persons_unit_and_stored_in_its_own(stored, unit, shown):
    assert limit_words.shown(stored, unit) == Decimal(shown)
    assert limit_words.stored(Decimal(shown), unit) == stored


ADDRESS = "/settings/limits/"


@pytest.fixture
def roots(client, agency):
    """Sign an administrator in who reads in German."""
    client.force_login(make_person("Root", "administrator", locale="de_DE"))
    return client


def as_read(client):
    """Return the fields of the page as a browser would send them."""
    form = client.get(ADDRESS).context["form"]
    return {one.html_name: one.value() or "" for one in form}


def test_percent_is_given_as_percent(roots):
    roots.post(ADDRESS, as_read(roots) | {"target.agency_margin": "47,5"})

    assert queries.limit("target.agency_margin") == 4750
    assert "47,5" in roots.get(ADDRESS).content.decode()


def test_only_what_was_typed_is_saved_and_a_blank_field_is_the_default(roots):
    commands.set_limit(by=acting(make_person("Ada A", "administrator")), name="quiet.days", value=30, now=MONDAY)
    roots.post(ADDRESS, as_read(roots) | {"quiet.days": "", "account.quiet_days": "40"})

    assert Limit.objects.get().name == "account.quiet_days"
    assert trail.actions_on(queries.agency())[-2:] == ["agency.limit_reset", "agency.limit_set"]


def test_nonsense_is_refused_at_its_field_saves_nothing_and_keeps_what_was_typed(roots):
    answer = roots.post(ADDRESS, as_read(roots) | {"quiet.days": "soon", "day.warning": "-1", "growth.spotted": "15"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert list(answer.context["form"].errors) == ["quiet.days", "day.warning"]
    assert answer.context["form"]["growth.spotted"].value() == "15"
    focused = re.findall(r"<input[^>]* autofocus[^>]*>", page)
    assert len(focused) == 1
    assert 'aria-describedby="id_quiet.days_error"' in focused[0]
    assert not Limit.objects.exists()


def test_two_people_who_change_different_limits_keep_both(roots):
    Limit.objects.create(name="quiet.days", value=25)
    read = as_read(roots)
    roots.post(ADDRESS, read | {"quiet.days": "30"})
    roots.post(ADDRESS, read | {"account.quiet_days": "40"})

    assert (queries.limit("quiet.days"), queries.limit("account.quiet_days")) == (30, 40)


def test_two_people_who_change_the_same_limit_are_asked_and_the_second_can_replace_the_first(roots):
    read = as_read(roots)
    roots.post(ADDRESS, read | {"quiet.days": "30"})
    answer = roots.post(ADDRESS, read | {"quiet.days": "35", "growth.spotted": "15"})
    again = {one.html_name: one.value() or "" for one in answer.context["form"]}

    assert list(answer.context["form"].errors) == ["quiet.days"]
    assert (queries.limit("quiet.days"), queries.limit("growth.spotted")) == (30, 1000)
    roots.post(ADDRESS, again)
    assert (queries.limit("quiet.days"), queries.limit("growth.spotted")) == (35, 1500)
