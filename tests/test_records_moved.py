"""Promises written as notes of a hand-off, and conflicts on either side, become records. Other notes stay notes.

Both migrations are one test, since the way back and forth takes as long as many others. Conflicts have an account of
their own.
"""

from datetime import timedelta

import pytest

from amity.accounts.models import Account, Contact
from amity.expectations.models import Conflict, Expectation, ExpectationStep
from amity.handoff.models import Note
from amity.monitoring.models import ProjectExpectation, RegisterEntry, RegisterStep
from amity.projects.models import Project
from tests.builders import MONDAY, make_account, make_project
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)
DAY = MONDAY.date()
LATER = MONDAY + timedelta(days=3)
MIGRATIONS = (("handoff", "0005_promises_become_records"), ("monitoring", "0003_one_record_for_a_conflict"))


@pytest.fixture
def gwen(osprey: Account) -> Contact:
    return Contact.objects.create(account=osprey, name="Gwen Pryce")


@pytest.fixture
def heron(agency) -> Account:
    return make_account("Heron Works")


@pytest.fixture
def shop(heron: Account) -> Project:
    return make_project(heron, name="Shop")


def test_former_notes_and_conflicts_become_records(mara, piet, osprey, site, gwen, heron, shop):
    rail = make_project(is_internal=True)
    with before(*MIGRATIONS) as then:
        write_notes(then, mara, piet, osprey, site)
        write_conflicts(then, mara, heron, shop, rail)

    notes_with_words_became_records(mara, piet, osprey, site, gwen, Expectation.objects.exclude(account=heron))
    empty_long_and_unowned_ones_stayed_notes()
    rows = {entry.title: entry for entry in RegisterEntry.objects.select_related("conflict__expectation__account")}
    assert Conflict.objects.filter(entry=None).count() == 0
    rows_got_an_expectation(rows, mara, heron, shop)
    conflicts_got_a_row(rows, mara, heron, shop)


def handoff(then, **values):
    plain = {"kind": "small", "started_at": MONDAY}
    made = then.get_model("handoff", "Handoff")(**plain | values)
    made.save()
    return made


def note(then, handoff, block, text, **values):
    then.get_model("handoff", "Note")(handoff=handoff, block=block, text=text, written_at=MONDAY, **values).save()


def write_notes(then, mara, piet, osprey, site):
    own = handoff(then, account_id=osprey.pk, project_id=site.pk, giver_id=mara.pk, taker_id=piet.pk)
    where = {"said_where": "call " * 30, "said_on": DAY}
    note(then, own, "expectation", "Live  by\nFriday", said_by="Gwen Pryce", **where)
    note(then, own, "promise", "A first look on Wednesday")
    note(then, own, "promise", "A second look", said_by="Piet")
    note(then, own, "want", "One page")
    for text in ("Nothing.", " – ", "x" * 501):
        note(then, own, "expectation", text)
    note(then, handoff(then, account_id=osprey.pk, project_id=make_project().pk), "promise", "Nobody promised it")
    note(then, handoff(then, project_id=make_project().pk), "expectation", "No account")


def notes_with_words_became_records(mara, piet, osprey, site, gwen, found):
    rows = {row.statement: row for row in found}
    assert set(rows) == {"Live by Friday", "A first look on Wednesday", "A second look"}
    live, first, second = (rows[name] for name in ("Live by Friday", "A first look on Wednesday", "A second look"))
    assert (live.kind, live.account, live.promised_by) == ("result", osprey, None)
    assert (live.stated_by, live.stated_on) == (gwen, DAY)
    assert live.stated_in == ("call " * 30)[:120]
    assert [(one.kind, one.promised_by) for one in (first, second)] == [("promise", mara), ("promise", piet)]
    assert {one.project for one in ProjectExpectation.objects.filter(expectation__in=found)} == {site}
    steps = ExpectationStep.objects.filter(expectation__in=found)
    assert set(steps.values_list("statement_after", "by_label")) == {(name, "Mara") for name in rows}
    kept = {one.says: (one.text, one.stated_by, one.expectation) for one in Note.objects.all()}
    assert kept["Live by Friday"] == ("", "", live)
    assert kept["One page"] == ("One page", "", None)


def empty_long_and_unowned_ones_stayed_notes():
    assert Note.objects.filter(expectation=None).exclude(text="").count() == 6


def row(then, title, **values):
    """Return a former conflict of the register."""
    plain = {"kind": "conflict", "side": "both", "severity": 1, "state": "open", "raised_on": DAY}
    entry = then.get_model("monitoring", "RegisterEntry")(
        title=title, added_at=MONDAY, changed_at=LATER, **plain | values
    )
    entry.save()
    return entry


def conflict(then, account_id, title, options, **values):
    """Return a former conflict of an expectation."""
    expectation = then.get_model("expectations", "Expectation")(
        account_id=account_id, kind="scope", statement=title, state="at_risk", added_at=MONDAY, changed_at=MONDAY
    )
    expectation.save()
    made = then.get_model("expectations", "Conflict")(
        expectation=expectation, believed=title, agreed="English", found_at=MONDAY, found_by="Mara", **values
    )
    made.save()
    for answer, client, agency in options:
        then.get_model("expectations", "ConflictOption")(
            conflict=made, answer=answer, client_effect=client, agency_effect=agency
        ).save()
    return expectation


def write_conflicts(then, mara, heron, shop, rail):
    ways = (("change_order", 2, -1), ("decline", -4, -4))
    row(then, "Open", account_id=heron.pk, project_id=shop.pk, response="Talk", owner_id=mara.pk, due_on=DAY)
    entry = row(then, "Closed", account_id=heron.pk, state="closed", outcome="They agreed", detail="English")
    then.get_model("monitoring", "RegisterStep")(entry=entry, at=MONDAY, by_label="Piet", after="open").save()
    row(then, "No client", project_id=rail.pk)
    open_one = conflict(then, heron.pk, "Welsh", ways)
    then.get_model("monitoring", "ProjectExpectation")(expectation=open_one, project_id=shop.pk).save()
    conflict(then, heron.pk, "Fonts", ways, answer="change_order", answered_at=LATER, speaker_id=mara.pk)
    conflict(then, heron.pk, "Logo", (), closed_at=LATER, outcome="Kept", why="Too late")


def rows_got_an_expectation(rows, mara, heron, shop):
    going, over = rows["Open"].conflict, rows["Closed"].conflict
    assert going
    assert over
    assert (going.why, going.speaker, going.speak_by, going.closed_at) == ("Talk", mara, DAY, None)
    assert ProjectExpectation.objects.get(expectation=going.expectation).project == shop
    assert (over.agreed, over.found_by, over.outcome, over.closed_at) == ("English", "Piet", "They agreed", LATER)
    about = over.expectation
    assert (about.account, about.statement, about.state) == (heron, "Closed", "at_risk")
    assert ExpectationStep.objects.get(expectation=about).by_label == "Piet"
    assert (rows["No client"].kind, rows["No client"].conflict) == ("issue", None)


def conflicts_got_a_row(rows, mara, heron, shop):
    own = [rows[title] for title in ("Welsh", "Fonts", "Logo")]
    told = {one.title: (one.state, one.client_effect, one.agency_effect, one.severity) for one in own}
    assert told == {"Welsh": ("open", 4, 4, 3), "Fonts": ("responding", 0, 1, 1), "Logo": ("closed", 0, 0, 1)}
    assert (rows["Welsh"].project, rows["Welsh"].account, rows["Welsh"].raised_on) == (shop, heron, DAY)
    assert (rows["Fonts"].owner, rows["Fonts"].changed_at) == (mara, LATER)
    assert (rows["Logo"].outcome, rows["Logo"].response) == ("Kept", "Too late")
    assert set(RegisterStep.objects.filter(entry__in=own).values_list("by_label", flat=True)) == {"Mara"}
