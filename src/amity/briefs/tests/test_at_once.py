"""Several processes save one brief or plan the hours of one line at once, and no text is lost."""

from dataclasses import replace
from typing import Any, cast

import pytest
from django.utils import timezone

from amity.briefs import commands
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.fields import BriefFields
from amity.briefs.lines import commands as lines
from amity.briefs.lines.fields import Plan
from amity.briefs.models import Brief, BriefLine
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from amity.people.models import Person
from amity.shared.errors import Stale
from amity.shared.values import value_of
from tests.builders import MONDAY, acting
from tests.rig.at_once import results_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]


def told(act):
    """Return the message a person gets."""
    try:
        act()
    except Stale as fault:
        return fault.sentence
    return "saved"


def saving(number, name):
    """Save one field of the brief as Mara, from the version before all changes."""
    by, brief, now = acting(Person.objects.get(name="Mara")), Brief.objects.get(), timezone.now()
    seen = replace(value_of(brief, BriefFields), audience="", exclusions="", constraints="", measure="")
    said = replace(seen, **cast("dict[str, Any]", {name: f"said by {number}"}))
    return lambda: told(
        lambda: commands.edit_brief(by=by, brief_id=brief.pk, version=1, fields=said, seen=seen, now=now)
    )


def planning(hours, craft):
    """Plan the hours of the line as Mara."""
    by, brief, line = acting(Person.objects.get(name="Mara")), Brief.objects.get(), BriefLine.objects.get()
    plan, now = {line.pk: Plan(1, {craft: hours * HOUR}, {craft: 100 * HOUR})}, timezone.now()
    return lambda: told(lambda: lines.plan_hours(by=by, brief_id=brief.pk, planned=plan, now=now))


@pytest.fixture
def design(mara, osprey):
    """Return a brief with one line of 100 hours of this discipline."""
    craft = make_crafts()["Design"].pk
    make_brief_line(mara, make_brief(mara, osprey), ((craft, 100 * HOUR),))
    return craft


def test_different_fields_saved_at_the_same_moment_all_stand(design):
    fields = ("audience", "exclusions", "constraints", "measure")

    answers = results_at_once(saving, list(enumerate(fields)))

    brief = Brief.objects.get()
    assert answers == ["saved"] * 4
    assert [getattr(brief, name) for name in fields] == [f"said by {number}" for number in range(4)]


def test_the_same_field_saved_at_the_same_moment_is_won_once_and_the_others_are_shown_both(design):
    answers = results_at_once(saving, [(number, "audience") for number in range(4)])

    winner = answers.index("saved")
    assert sorted(answer == "saved" for answer in answers) == [False, False, False, True]
    assert Brief.objects.get().audience == f"said by {winner}"


def test_hours_planned_at_the_same_moment_are_won_once(design):
    answers = results_at_once(planning, [(hours, design) for hours in (60, 70, 80, 90)])

    assert sorted(answer == "saved" for answer in answers) == [False, False, False, True]
    stands = estimate_of(Brief.objects.get(), MONDAY.date()).lines[0].seconds
    assert stands == (60, 70, 80, 90)[answers.index("saved")] * HOUR
    assert BriefLine.objects.get().version == 2
