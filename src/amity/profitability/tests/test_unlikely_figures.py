"""Figures hard to believe, and much missing time, ask finance before a month is frozen."""

from datetime import date

import pytest
from django.test import Client

from amity.profitability.tests.test_month_end import PAGE, close, left, state_of
from amity.shared.errors import Refused
from tests.builders import make_cost_rate, make_entry


@pytest.mark.parametrize(("cost", "asked"), [("151", True), ("150", False), ("5", False), ("4.90", True)])
def test_a_margin_hard_to_believe_asks_before_it_is_frozen(fina, site, tim, cost, asked):
    make_cost_rate(cost)
    make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
    left(fina, "payroll")

    assert (state_of(fina, "figures") == "todo") is asked
    if not asked:
        close(fina)
        return
    with pytest.raises(Refused, match="figures look unlikely"):
        close(fina)
    browser = Client()
    browser.force_login(fina)
    point = browser.get(PAGE).content.decode().split('id="point-figures"', 1)[1].split("</li>", 1)[0]
    assert "Are these figures right?" in point
    assert "Osprey Rail" in point
    browser.post(f"{PAGE}leave/figures/", {"reason": ""})
    page = browser.get(PAGE).content.decode()
    assert "Confirmed." in page
    assert 'Reopen point<span class="visually-hidden">: Are these figures right?</span>' in page
    close(fina)


def test_much_missing_time_asks_although_enough_is_logged(fina, site, tim):
    make_cost_rate("50")
    tim.weekly_seconds = 40 * 3600
    tim.save()
    for day, hours in (
        (5, "24:00"),
        (6, "24:00"),
        (7, "24:00"),
        (8, "24:00"),
        (9, "24:00"),
        (12, "24:00"),
        (13, "12:00"),
    ):
        make_entry(by=tim, project=site, hours=hours, on=date(2026, 10, day))
    assert (state_of(fina, "time"), state_of(fina, "figures")) == ("done", "todo")

    make_entry(by=tim, project=site, hours="10:00", on=date(2026, 10, 14))

    assert state_of(fina, "figures") == "done"
