"""Several processes answer one offer or log the last hours at once: one wins, and the others get the reason."""

import pytest
from django.utils import timezone

from amity.audit import trail
from amity.handoff import queries
from amity.handoff.answers import commands
from amity.handoff.models import Handoff
from amity.handoff.tests.making import make_waiting, offered
from amity.people.models import Person
from amity.shared.errors import Refused
from amity.timesheets import commands as timesheets
from amity.timesheets.changes import EntryChanges
from tests.builders import acting
from tests.rig.at_once import results_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]


def told(act):
    """Return the message a person gets."""
    try:
        act()
    except Refused as fault:
        return fault.sentence
    return "won"


def accepting(handoff_id):
    """Accept as Piet."""
    by, now = acting(Person.objects.get(name="Piet")), timezone.now()
    return lambda: told(lambda: commands.got_it(by=by, handoff_id=handoff_id, number=1, sentence="One page.", now=now))


def logging(project_id):
    """Log three hours as Piet."""
    by, now = acting(Person.objects.get(name="Piet")), timezone.now()
    changes = EntryChanges(now.date(), 3 * 3600, project_id=project_id)
    return lambda: told(lambda: timesheets.log_entry(by=by, changes=changes, now=now))


def test_accepting_at_the_same_moment_is_won_once_and_the_others_are_refused(mara, osprey, piet):
    one = offered(mara, make_waiting(osprey, piet))

    answers = results_at_once(accepting, [(one.pk,)] * 4)

    assert sorted(answer == "won" for answer in answers) == [False, False, False, True]
    assert all("Piet has already answered" in answer for answer in answers if answer != "won")
    assert Handoff.objects.get(pk=one.pk).state == "accepted"
    assert trail.actions_on(one).count("handoff.accepted") == 1


def test_the_cap_holds_against_who_logs_at_the_same_moment(osprey, piet):
    waiting = make_waiting(osprey, piet)

    answers = results_at_once(logging, [(waiting.pk,)] * 4)

    assert sorted(answer == "won" for answer in answers) == [False, False, True, True]
    assert queries.room_of(waiting).room.worked == 6 * 3600
