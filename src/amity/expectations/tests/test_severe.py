"""A conflict is severe to the gate while it has no answer, or one that hurts the client."""

from datetime import date, timedelta

import pytest

from amity.expectations.conflicts import commands
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.expectations.conflicts.severe import severe_conflicts
from amity.expectations.tests.test_conflicts import NOW, found, welsh  # noqa: F401 - a fixture
from amity.gate import hooks
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import read, submitted
from tests.builders import acting

pytestmark = pytest.mark.django_db
HURTING = ConflictFields("English only", (OptionFields("decline", -4, 3), OptionFields("absorb", 3, -4)))


def answer(person, one, code):
    fields = ConflictAnswerFields(code, "As agreed", speak_by=date(2026, 11, 27))
    commands.answer_conflict(by=acting(person), conflict_id=one.pk, version=one.version, fields=fields, now=NOW)


def test_it_is_severe_without_an_answer_and_with_one_that_hurts(mara, welsh):  # noqa: F811
    assert not severe_conflicts([welsh.account_id])
    one = found(mara, welsh, HURTING)

    assert hooks.conflict_with(welsh.account_id) == hooks.Conflict(
        "The app comes in Welsh", NOW, f"/expectations/{welsh.pk}/"
    )
    answer(mara, one, "decline")
    assert severe_conflicts([welsh.account_id])


def test_an_answer_that_helps_the_client_ends_it(mara, welsh):  # noqa: F811
    answer(mara, found(mara, welsh, HURTING), "absorb")

    assert not severe_conflicts([welsh.account_id])


def test_one_found_after_clearing_stops_what_goes_unprompted(mara, osprey, welsh):  # noqa: F811
    status = submitted(osprey, mara, now=NOW - timedelta(hours=1), kind="status", send_at=NOW + timedelta(hours=1))
    assert status.state == "cleared"
    found(mara, welsh, HURTING)

    assert release_due(lambda: NOW + timedelta(hours=1)) == 0
    assert (read(status).state, read(status).decided_by) == ("held", mara)
