"""Promises and expectations written as notes before become records, and other notes stay notes."""

import pytest

from amity.accounts.models import Contact
from amity.expectations.models import Expectation, ExpectationStep
from amity.handoff.models import Note
from amity.monitoring.models import ProjectExpectation
from tests.builders import MONDAY, make_project
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)
DAY = MONDAY.date()


def handoff(then, **values):
    plain = {"kind": "small", "started_at": MONDAY}
    made = then.get_model("handoff", "Handoff")(**plain | values)
    made.save()
    return made


def note(then, handoff, block, text, **values):
    then.get_model("handoff", "Note")(handoff=handoff, block=block, text=text, written_at=MONDAY, **values).save()


def test_notes_with_words_become_records_and_empty_long_and_unowned_ones_stay_notes(mara, piet, osprey, waiting):
    gwen = Contact.objects.create(account=osprey, name="Gwen Pryce")
    with before(("handoff", "0005_promises_become_records")) as then:
        own = handoff(then, account_id=osprey.pk, project_id=waiting.pk, giver_id=mara.pk, taker_id=piet.pk)
        where = {"said_where": "call " * 30, "said_on": DAY}
        note(then, own, "expectation", "Live  by\nFriday", said_by="Gwen Pryce", **where)
        note(then, own, "promise", "A first look on Wednesday")
        note(then, own, "promise", "A second look", said_by="Piet")
        note(then, own, "want", "One page")
        for text in ("Nothing.", " – ", "x" * 501):
            note(then, own, "expectation", text)
        note(then, handoff(then, account_id=osprey.pk, project_id=make_project().pk), "promise", "Nobody promised it")
        note(then, handoff(then, project_id=make_project().pk), "expectation", "No account")

    rows = {row.statement: row for row in Expectation.objects.all()}
    assert set(rows) == {"Live by Friday", "A first look on Wednesday", "A second look"}
    live, first, second = (rows[name] for name in ("Live by Friday", "A first look on Wednesday", "A second look"))
    assert (live.kind, live.account, live.promised_by) == ("result", osprey, None)
    assert (live.stated_by, live.stated_on) == (gwen, DAY)
    assert live.stated_in == ("call " * 30)[:120]
    assert [(one.kind, one.promised_by) for one in (first, second)] == [("promise", mara), ("promise", piet)]
    assert {row.project for row in ProjectExpectation.objects.all()} == {waiting}
    assert set(ExpectationStep.objects.values_list("statement_after", "by_label")) == {(name, "Mara") for name in rows}
    kept = {one.says: (one.text, one.stated_by, one.expectation) for one in Note.objects.all()}
    assert kept["Live by Friday"] == ("", "", live)
    assert kept["One page"] == ("One page", "", None)
    assert Note.objects.filter(expectation=None).exclude(text="").count() == 6
