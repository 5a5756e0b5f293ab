"""The title of a retainer's page: how the period ends, in whole words, without decimals or clock times."""

from datetime import date

import pytest

from amity.retainers import wording
from amity.retainers.page import RetainerPage, retainer_page
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from amity.ui.reader_format import in_locale
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def title(mara, osprey, piet, tim):
    def of(fee_model, hours, **bought):
        agreement = make_agreement(osprey, fee_model, fee=720_000, starts_on=OCTOBER, **bought)
        project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
        make_entry(by=tim, project=project, hours=hours, on=date(2026, 10, 5))
        if fee_model == "retainer":
            make_entry(by=tim, project=project, hours="0:15", on=date(2026, 11, 2))  # the data reach beyond October
        page = retainer_page(acting(mara), agreement.pk, OCTOBER.isoformat(), date(2026, 11, 2))
        assert isinstance(page, RetainerPage)
        return wording.title(page)

    return of


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("7:24", "October ended with 3 hours left"),
        ("10:00", "October ended with nothing left"),
        ("17:36", "October ended 8 hours over"),
    ],
)
def test_a_retainers_period_ends_in_whole_hours(title, hours, said):
    assert title("retainer", hours, included_seconds=36_000) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("4:24", "6 hours left of the amount bought"),
        ("10:00", "Nothing left of the amount bought"),
        ("11:10", "70 minutes used beyond the amount bought"),
    ],
)
def test_a_blocks_rest_is_in_whole_hours(title, hours, said):
    assert title("prepaid", hours, bought_seconds=36_000) == said


@pytest.fixture
def month(mara, osprey, piet, tim):
    """Return the page of a month of ten hours, all used on its last working day."""
    agreement = make_agreement(osprey, "retainer", fee=720_000, starts_on=OCTOBER, included_seconds=36_000)
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    last = date(2026, 10, 31)
    make_entry(by=tim, project=project, hours="10:00", on=last)
    fields = RequestFields("Fix it", planned_seconds=14_400, asked_on=OCTOBER, wanted_on=last)
    log_included_request(by=acting(mara), agreement_id=agreement.pk, fields=fields, now=MONDAY)
    return lambda today: retainer_page(acting(mara), agreement.pk, OCTOBER.isoformat(), today)


def test_a_month_has_not_ended_while_its_last_day_runs(month):
    page = month(date(2026, 10, 31))
    assert page.period.open
    assert wording.title(page) == "October is heading for about 4 hours over"
    assert page.planned == sum(line.to_go for line in page.lines) == 14_400


def test_a_month_that_has_ended_plans_nothing_on_any_line(month):
    page = month(date(2026, 11, 2))
    assert page.planned == sum(line.to_go for line in page.lines) == 0


def test_a_title_begins_with_a_capital_in_a_language_whose_months_do_not(title):
    with in_locale("fr_FR"):
        assert title("retainer", "17:36", included_seconds=36_000).startswith("Octobre")
