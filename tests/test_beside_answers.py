"""No email, no job and no PDF holds an amount above the right of whoever reads it: the matrix searches the answers."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from amity.shared.permission import MoneyRight
from tests.builders import MONDAY
from tests.matrix import amounts
from tests.matrix.leavings import Leaving
from tests.matrix.machines import Machine, operations
from tests.matrix.machines import stated as machine_rows
from tests.matrix.scene import build
from tests.matrix.walk import FIRST, Walker, addresses, stated

pytestmark = pytest.mark.django_db
PAPERS = {"reports:agreement_file", "reports:print_found", "reports:statement_file"}
LADDER = ("sees NONE", "sees HOURS", "sees FEE", "sees TARGET", "sees MARGIN", "sees COST")
LEFT = {
    "mail handoff", "mail hours_answered", "mail question", "mail rights_changed", "mail single_link",
    "mail week_returned",
}  # fmt: skip
"""Emails that acts of the scene write, among others."""


at_average = pytest.mark.parametrize("level", ["average"], indirect=True, scope="module")


@pytest.fixture(scope="module", params=["average", "person"])
def level(request: pytest.FixtureRequest) -> str:
    """What an hour costs by."""
    return str(request.param)


@pytest.fixture(scope="module")
def walker(level: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walker]:
    """Walks through the scene of a cost level."""
    with django_db_blocker.unblock(), time_machine.travel(MONDAY), transaction.atomic():
        yield Walker(build(level))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def left(walker: Walker) -> set[Leaving]:
    """What every act leaves, done once on its page and once by a machine, by somebody who may."""
    rows = [(name, row) for name, several in stated().items() for row in several if row.post]
    routes, machine, told = dict(addresses()), Machine(walker.scene), machine_rows()
    by_page = [walker.post(may(row.post), routes[name], row, watch=True) for name, row in rows]
    writing = [(one, told[one.name]) for one in operations() if one.method != "GET"]
    by_machine = [machine.ask(may(row.may), one, row, watch=True) for one, row in writing]
    return {one for answers in (by_page, by_machine) for answer in answers for one in answer.left}


def may(viewers: frozenset[str]) -> str:
    """Return the first of those who may."""
    return next(one for one in FIRST if one in viewers)


@at_average
def test_no_email_and_no_job_holds_an_amount(left, level):
    """Whoever looks after the instance reads all emails, with or without a money right: at no cost level an amount."""
    digits = amounts.sentinels(level)
    found = [(one.name, amounts.above(one.text, MoneyRight.NONE, digits) + amounts.priced(one.text)) for one in left]

    assert [(name, leaks) for name, leaks in found if leaks] == []
    assert LEFT - {one.name for one in left} == set()
    assert any(one.name.startswith("job ") for one in left)


def test_no_pdf_holds_an_amount_above_the_right_of_its_reader(walker, level):
    """The last line shows that amounts are found. What we found names none at the level of persons."""
    digits, routes, rows = amounts.sentinels(level), dict(addresses()), stated()
    texts = {
        (name, viewer): walker.get(viewer, routes[name], row).text
        for name in PAPERS for row in rows[name] for viewer in LADDER
    }  # fmt: skip
    leaks = {key: above for key, text in texts.items() if (above := amounts.above(text, walker.right(key[1]), digits))}

    assert leaks == {}
    assert {name for (name, _viewer), text in texts.items() if amounts.above(text, MoneyRight.NONE, digits)} >= (
        PAPERS if level == "average" else PAPERS - {"reports:print_found"}
    )
