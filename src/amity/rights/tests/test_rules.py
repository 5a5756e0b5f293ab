"""Rules of third-party rights that need no database: valid on a date, and near the end."""

from datetime import date

import pytest

from amity.rights import rules
from amity.rights.rules import Span

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("span", "why"),
    [
        (Span(None, None), ""), (Span(None, TODAY), ""), (Span(None, date(2026, 11, 24)), "expired"),
        (Span(date(2026, 11, 26), None), "not_begun"), (Span(None, None, date(2026, 11, 1)), "expired"),
        (Span(None, date(2027, 1, 1), date(2026, 11, 1)), "expired"),
    ],
)  # fmt: skip
def test_a_right_covers_the_days_it_holds(span, why):
    assert rules.blocks(span, TODAY) == why


def test_a_right_warns_on_after_its_end_until_it_is_let_go():
    ended = Span(None, date(2026, 11, 1))

    assert [one.days for one in [rules.warning(ended, TODAY)] if one] == [-24]
    assert rules.warning(Span(None, date(2026, 11, 1), date(2026, 11, 1)), TODAY) is None
    assert rules.warning(Span(None, None), TODAY) is None
