"""The statement: at most two accessible pages whatever was done, entered text as text, no amount without the right."""

import json
from datetime import date

import pytest
import typst

from amity.agreements.models import Agreement
from amity.reports.period_statements import document
from amity.reports.period_statements.queries import Done, LineDone
from amity.retainers.pace.rules import pace
from amity.retainers.page import RetainerPage, Rights
from amity.retainers.periods.ledger_to_date import LedgerToDate, Periods
from amity.retainers.periods.rules import reckoned
from amity.retainers.terms.rules import NO_FACTS, Agreed, PeriodTerms
from amity.shared import typesetting
from amity.timesheets.rules import Measures

START = date(2026, 10, 1)


def made(*, fee=True, name="App care"):
    """Return a page of a retainer of 10 h for 1,234.56 with 12 h used in October."""
    terms = PeriodTerms(START, "hours", 36_000)
    agreed = Agreed("EUR", START, None, terms)
    periods = reckoned(agreed, {202610: Measures(seconds=43_200)}, {}, {}, date(2026, 11, 2))
    agreement = Agreement(pk=1, currency="EUR", fee=123_456, fee_model="retainer", account=None, title=name)
    ledger = LedgerToDate(agreement, (1,), agreed, NO_FACTS, Periods(periods))
    rights = Rights(fee, agree=False, work=False)
    return RetainerPage(
        agreement, rights, ledger, periods[0], date(2026, 11, 2), date(2026, 11, 2), None,  # type: ignore[arg-type]
        pace(43_200, 22, 22), (), (), under_served=False,
    )  # fmt: skip


def done(rows, text="Screens"):
    """Return a line with this many rows of work."""
    return [LineDone("1", "Design", tuple(Done(START, f"{text} {n}", 600) for n in range(rows)))]


@pytest.fixture(autouse=True)
def nameless(monkeypatch):
    """Set a fixed agency name, so that nothing is read from a database."""
    monkeypatch.setattr(document, "agency_name", lambda: "Halden")


@pytest.mark.parametrize("rows", [0, 3, 400])
def test_it_is_two_pages_at_most_and_accessible(monkeypatch, rows):
    monkeypatch.setattr(document, "done_in", lambda page: done(rows, "A long account of what was done " * 3))

    pdf = document.pdf(made())

    assert 1 <= typesetting.page_count(pdf) <= 2
    assert b"pdfuaid:part" in pdf


def test_what_was_left_out_is_counted_with_its_time():
    (line,) = document.content(made(), done(100), 60)["lines"]

    assert (len(line["rows"]), line["more"]) == (60, "and 40 more, 6.67\u00a0h")


def test_what_was_typed_is_text_and_never_source():
    content = document.content(made(name="#panic() $x$"), done(1, "#panic()"), 60)

    typst.compile(str(document.SOURCE), root=str(document.SOURCE.parent), sys_inputs={"data": json.dumps(content)})


def test_who_sees_no_fees_gets_hours_and_no_amount():
    shown, hidden = (json.dumps(document.content(made(fee=fee), done(1), 60)) for fee in (True, False))

    assert "1,235" in shown
    assert "1,235" not in hidden
    assert r"12\u00a0h" in hidden
