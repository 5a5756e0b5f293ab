"""Older conflicts on either side become one record each. Those without a client become issues."""

from datetime import timedelta

import pytest

from amity.expectations.models import Conflict, ExpectationStep
from amity.monitoring.models import ProjectExpectation, RegisterEntry, RegisterStep
from tests.builders import MONDAY, make_project
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)
DAY = MONDAY.date()
LATER = MONDAY + timedelta(days=3)


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


def test_rows_of_the_register_and_conflicts_of_expectations_become_one_record_each(mara, osprey, site):
    rail = make_project(is_internal=True)
    ways = (("change_order", 2, -1), ("decline", -4, -4))
    with before(("monitoring", "0003_one_record_for_a_conflict")) as then:
        row(then, "Open", account_id=osprey.pk, project_id=site.pk, response="Talk", owner_id=mara.pk, due_on=DAY)
        entry = row(then, "Closed", account_id=osprey.pk, state="closed", outcome="They agreed", detail="English")
        then.get_model("monitoring", "RegisterStep")(entry=entry, at=MONDAY, by_label="Piet", after="open").save()
        row(then, "No client", project_id=rail.pk)
        open_one = conflict(then, osprey.pk, "Welsh", ways)
        then.get_model("monitoring", "ProjectExpectation")(expectation=open_one, project_id=site.pk).save()
        conflict(then, osprey.pk, "Fonts", ways, answer="change_order", answered_at=LATER, speaker_id=mara.pk)
        conflict(then, osprey.pk, "Logo", (), closed_at=LATER, outcome="Kept", why="Too late")

    rows = {entry.title: entry for entry in RegisterEntry.objects.select_related("conflict__expectation__account")}
    assert Conflict.objects.filter(entry=None).count() == 0
    rows_got_an_expectation(rows, mara, osprey, site)
    conflicts_got_a_row(rows, mara, osprey, site)


def rows_got_an_expectation(rows, mara, osprey, site):
    going, over = rows["Open"].conflict, rows["Closed"].conflict
    assert going
    assert over
    assert (going.why, going.speaker, going.speak_by, going.closed_at) == ("Talk", mara, DAY, None)
    assert ProjectExpectation.objects.get(expectation=going.expectation).project == site
    assert (over.agreed, over.found_by, over.outcome, over.closed_at) == ("English", "Piet", "They agreed", LATER)
    about = over.expectation
    assert (about.account, about.statement, about.state) == (osprey, "Closed", "at_risk")
    assert ExpectationStep.objects.get(expectation=about).by_label == "Piet"
    assert (rows["No client"].kind, rows["No client"].conflict) == ("issue", None)


def conflicts_got_a_row(rows, mara, osprey, site):
    own = [rows[title] for title in ("Welsh", "Fonts", "Logo")]
    told = {one.title: (one.state, one.client_effect, one.agency_effect, one.severity) for one in own}
    assert told == {"Welsh": ("open", 4, 4, 3), "Fonts": ("responding", 0, 1, 1), "Logo": ("closed", 0, 0, 1)}
    assert (rows["Welsh"].project, rows["Welsh"].account, rows["Welsh"].raised_on) == (site, osprey, DAY)
    assert (rows["Fonts"].owner, rows["Fonts"].changed_at) == (mara, LATER)
    assert (rows["Logo"].outcome, rows["Logo"].response) == ("Kept", "Too late")
    assert set(RegisterStep.objects.filter(entry__in=own).values_list("by_label", flat=True)) == {"Mara"}
