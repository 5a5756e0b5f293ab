"""Overage is decided next to its price: what is billed and what is written off, as the quantity is typed."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from amity.retainers.overage import waiting
from amity.retainers.overage.commands import decide_over
from amity.retainers.pace import waiting as pace
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.money import Rate
from amity.waiting.queries import items_of, waiting_for
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def care(osprey, mara, piet, tim):
    """Return a retainer of ten hours at 120 an hour above, of which 27.55 were worked in October."""
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000, starts_on=OCTOBER
    )
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    terms = PeriodTerms(OCTOBER, "hours", 36_000, rate=Rate(Decimal(120), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    for day in (19, 20, 21):
        make_entry(by=tim, project=project, hours="9:11", on=date(2026, 10, day))
    make_entry(by=tim, project=project, hours="1:00", on=date(2026, 11, 20))
    return agreement


@pytest.fixture
def page(client, mara, care):
    """Return a function that reads a page about October's overage, in words."""
    client.force_login(mara)

    def read(name, **asked):
        answer = client.get(reverse(f"retainers:{name}", args=[care.pk, OCTOBER.isoformat()]), asked)
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    return read


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("0", "Billed 17.55 h = €2,106 Written off 0.00 h = €0 Bill €2,106"),
        ("5", "Billed 12.55 h = €1,506 Written off 5.00 h = €600 Bill €1,506, write off €600"),
        ("17.55", "Billed 0.00 h = €0 Written off 17.55 h = €2,106 Write off €2,106"),
        ("18", "Save decision"),
        ("", "Save decision"),
        ("much", "Save decision"),
    ],
)
def test_both_shares_and_the_button_follow_what_is_typed(page, given, shown):
    assert page("show_shares", given=given) == shown


def test_the_form_starts_without_shares_and_then_with_those_decided(page, mara, care):
    before = page("decide_over")
    assert ("Written off 5" in before, "Save decision" in before) == (False, True)

    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=5 * 3_600, now=MONDAY)

    after = page("decide_over")
    assert "Billed 12.55 h = €1,506 Written off 5.00 h = €600" in after
    assert "Bill €1,506, write off €600" in after


def test_the_list_names_the_hours_of_the_form_in_whole_hours(page, mara):
    [item] = [item for kind, item in items_of(waiting_for(acting(mara), MONDAY)) if kind.key == "overage"]

    assert "18 hours" in item.headline
    assert item.stakes
    assert (item.due, item.days_late) == (date(2026, 11, 1), (MONDAY.date() - date(2026, 11, 1)).days)
    assert (item.stakes.client, item.stakes.agency) == pace.EFFECTS["over"], "an overage weighs no less once it is real"
    assert "17.55" in page("decide_over")


def test_an_overage_below_the_limit_of_over_servicing_weighs_less(mara, care, monkeypatch):
    monkeypatch.setattr(waiting, "limit", lambda name: {"over_service.notice": 17_600}[name])

    [item] = [item for kind, item in items_of(waiting_for(acting(mara), MONDAY)) if kind.key == "overage"]

    assert item.stakes
    assert (item.stakes.client, item.stakes.agency) == (1, 2), "17.55 of 10 hours are 175.5%"
