"""A month of the outlook names its kinds of agreements so that they fit what they are summed under."""

from datetime import date

import pytest
import time_machine

from amity.profitability.tests.asking import seen_by
from tests.builders import make_agreement

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-25 12:00", tick=False)
def test_every_kind_under_signed_says_what_it_is(osprey, fina):
    make_agreement(osprey, "retainer", fee=115_000, starts_on=date(2026, 1, 1))
    make_agreement(osprey, "retainer", fee=20_000, starts_on=date(2026, 1, 1), ends_on=date(2027, 6, 30))
    page = seen_by(fina, "/money/ahead/why/2026-12/")
    bands = page.partition("<tfoot>")[2]

    for label in ("Retainers with an end date", "Retainers without an end date", "all kinds above"):
        assert label in bands
    assert "ontinues unless ended" not in page
