"""The note on a period whose overage is in part deducted from the next."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from amity.retainers.notes.draft import draft
from amity.retainers.page import RetainerPage, retainer_page
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.money import Rate
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_project

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
FIRST_OF_DECEMBER = datetime(2026, 12, 1, 9, tzinfo=UTC)
MORE = "You used 2 hours more than your 10 hours for November."


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        (1_000, f"{MORE} We bill 1 hour for €120 and deduct 1 hour from your next period. You have not used any"),
        (None, f"{MORE} We deduct 2 hours from your next period. You have not used any of your 8 hours"),
    ],
)
def test_the_note_names_what_is_billed_and_what_the_next_period_loses(osprey, mara, piet, tim, cap, words):
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000, starts_on=NOVEMBER
    )
    make_line(agreement, "1")
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    terms = PeriodTerms(NOVEMBER, "hours", 36_000, "deficit", cap, rate=Rate(Decimal(120), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    make_entry(by=tim, project=project, hours="12", on=date(2026, 11, 20))

    other = make_project(osprey, name="Site", team=[tim])
    make_entry(by=tim, project=other, hours="1", on=FIRST_OF_DECEMBER.date())

    with time_machine.travel(FIRST_OF_DECEMBER, tick=False):
        page = retainer_page(acting(mara), agreement.pk, "", FIRST_OF_DECEMBER.date())
        assert isinstance(page, RetainerPage)
        assert words in draft(page, None, "Mara")
