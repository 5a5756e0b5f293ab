"""Amounts on the pages of the outlook."""

from datetime import date

import time_machine

from amity.profitability.tests.asking import seen_by
from tests.builders import make_agreement


@time_machine.travel("2026-11-25 12:00", tick=False)
def test_all_amounts_of_a_month_are_whole_whatever_their_size(osprey, fina):
    for fee in (500_000, 67_369):
        make_agreement(
            osprey, "fixed", title=f"Fee {fee}", fee=fee, starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 30)
        )

    text = seen_by(fina, "/money/ahead/why/2026-11/", "/money/ahead/")

    assert "</span>674<" in text
    assert "673.69" not in text
