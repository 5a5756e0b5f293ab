"""A period of which less than a fifth of the working days has passed says what was used, and projects nothing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from amity.retainers import wording
from amity.retainers.captions import period_captions
from amity.retainers.listing.queries import retainer_list
from amity.retainers.notes.draft import draft
from amity.retainers.pace.rules import is_too_early, once_known, pace
from amity.retainers.page import RetainerPage, retainer_page
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from amity.shared.money import Rate
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project, seconds

DECEMBER = date(2026, 12, 1)  # a Tuesday, the first of 23 weekdays
FIRST_DAY = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gone", "days", "early"), [(0, 21, True), (4, 21, True), (5, 21, False), (4, 20, False), (1, 5, False)]
)
def test_too_early_is_before_a_fifth_of_the_working_days(gone, days, early):
    assert is_too_early(gone, days) is early
    assert (once_known(pace(3_600, gone, days)).expected is None) is early


def test_a_period_without_working_days_is_not_too_early():
    assert not is_too_early(0, 0)


@pytest.fixture
def care(osprey, mara, piet, tim):
    """Return a retainer of 60 hours a month from December, at 120 an hour above."""
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=720_000, included_seconds=seconds("60"), starts_on=DECEMBER
    )
    make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    terms = PeriodTerms(DECEMBER, "hours", seconds("60"), rate=Rate(Decimal(120), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    return agreement


@pytest.fixture
def after(care, mara, tim):
    """Return the page on the first of December, after so many hours on that day."""

    def read(hours):
        for part in range(0, hours, 20):
            worked = str(min(20, hours - part))
            make_entry(by=tim, project=care.projects.get(), hours=worked, on=DECEMBER)
        page = retainer_page(acting(mara), care.pk, "", DECEMBER)
        assert isinstance(page, RetainerPage)
        return page

    return read


def states(person):
    return [row.state for row in retainer_list(acting(person), DECEMBER).rows]


def waits(person):
    return [item.lead for one in waiting_for(acting(person), FIRST_DAY, only="retainer_pace") for item in one.items]


@pytest.mark.django_db
@pytest.mark.parametrize("hours", [1, 10])
def test_the_first_day_leads_nowhere(after, mara, hours):
    page = after(hours)

    assert draft(page, None, "Mara").split("\n\n") == [
        "Hello,", f"You have used {hours} of your 60 hours for December.", "Best regards,\nMara",
    ]  # fmt: skip
    assert wording.title(page) == f"December has {60 - hours} hours left"
    assert period_captions(page, wording.unit_of(page.agreement, page.terms, fee=True)).expected == "Too early to say"
    assert states(mara) == ["early"]
    assert waits(mara) == []


@pytest.mark.django_db
def test_hours_above_those_available_are_over_from_the_first_day(after, mara):
    page = after(70)

    assert "You have already used about 10 hours more than your 60 hours for December" in draft(page, None, "Mara")
    assert "pace" not in draft(page, None, "Mara")
    assert wording.title(page) == "December is 10 hours over"
    assert states(mara) == ["over"]
    assert waits(mara) == ["More used than is available"]


@pytest.mark.django_db
def test_requests_due_that_need_more_than_is_available_are_named_from_the_first_day(after, care, mara):
    fields = RequestFields(
        "Gift guide", planned_seconds=seconds("80"), asked_on=DECEMBER, wanted_on=DECEMBER + timedelta(days=20)
    )
    log_included_request(by=acting(mara), agreement_id=care.pk, fields=fields, now=FIRST_DAY)
    page = after(1)

    assert wording.title(page) == "December is heading for about 21 hours over"
    assert "With all of them, you will use about 21 hours more" in draft(page, None, "Mara")
    assert states(mara) == ["ahead"]


@pytest.mark.django_db
def test_the_list_does_not_say_that_a_retainer_is_on_track(after, client, mara):
    after(1)
    client.force_login(mara)

    with time_machine.travel(FIRST_DAY, tick=False):
        text = client.get("/retainers/").content.decode()

    assert "No retainer is over budget or heading there" in text
    assert "on track" not in text
