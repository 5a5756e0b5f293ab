"""Several processes that save one brief, or plan the hours of one line, at the same moment: nobody's words are lost."""

import pytest

from amity.briefs.models import Brief, BriefLine
from amity.briefs.queries.estimate import estimate_of
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from tests.builders import MONDAY
from tests.rig.at_once import told_at_once

ACT = """
import json, sys, time, django
django.setup()
from dataclasses import replace
from django.utils import timezone
from amity.briefs import commands
from amity.briefs.models import Brief, BriefLine
from amity.briefs.said import Plan, said_of
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.errors import Stale

what, number, name, moment = sys.argv[1:]
by = actor_for(Person.objects.get(name="Mara"), "page")
brief, line = Brief.objects.get(), BriefLine.objects.get()
seen = replace(said_of(brief), audience="", exclusions="", constraints="", measure="")
while time.time() < float(moment):
    time.sleep(0.001)
try:
    if what == "hours":
        plan = {line.pk: Plan(1, {int(name): int(number) * 3600}, {int(name): 100 * 3600})}
        commands.plan_hours(by=by, brief_id=brief.pk, planned=plan, now=timezone.now())
    else:
        said = replace(seen, **{name: f"said by {number}"})
        now = timezone.now()
        commands.edit_brief(by=by, brief_id=brief.pk, version=1, said=said, seen=seen, now=now)
    print(json.dumps("saved"))
except Stale as fault:
    print(json.dumps(fault.sentence))
"""


@pytest.fixture
def design(mara, osprey):
    """A brief with one line of 100 hours, of this discipline."""
    craft = make_crafts()["Design"].pk
    make_brief_line(mara, make_brief(mara, osprey), ((craft, 100 * HOUR),))
    return craft


@pytest.mark.django_db(transaction=True)
def test_different_fields_saved_at_the_same_moment_all_stand(tmp_path, design):
    fields = ("audience", "exclusions", "constraints", "measure")

    told = told_at_once(ACT, [("field", str(number), name) for number, name in enumerate(fields)], tmp_path)

    brief = Brief.objects.get()
    assert told == ["saved"] * 4
    assert [getattr(brief, name) for name in fields] == [f"said by {number}" for number in range(4)]


@pytest.mark.django_db(transaction=True)
def test_the_same_field_saved_at_the_same_moment_is_won_once_and_the_others_are_shown_both(tmp_path, design):
    told = told_at_once(ACT, [("field", str(number), "audience") for number in range(4)], tmp_path)

    winner = told.index("saved")
    assert sorted(answer == "saved" for answer in told) == [False, False, False, True]
    assert Brief.objects.get().audience == f"said by {winner}"


@pytest.mark.django_db(transaction=True)
def test_hours_planned_at_the_same_moment_are_won_once(tmp_path, design):
    told = told_at_once(ACT, [("hours", str(number), str(design)) for number in (60, 70, 80, 90)], tmp_path)

    assert sorted(answer == "saved" for answer in told) == [False, False, False, True]
    stands = estimate_of(Brief.objects.get(), MONDAY.date()).lines[0].seconds
    assert stands == (60, 70, 80, 90)[told.index("saved")] * HOUR
    assert BriefLine.objects.get().version == 2
