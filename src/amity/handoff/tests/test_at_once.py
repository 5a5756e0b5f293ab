"""Several processes that answer one offer, or log the last hours, at the same moment: one wins, the others are told."""

import pytest

from amity.audit import trail
from amity.handoff import queries
from amity.handoff.models import Handoff
from amity.handoff.tests.making import make_waiting, offered
from tests.rig.at_once import told_at_once

ACT = """
import json, sys, time, django
django.setup()
from django.utils import timezone
from amity.handoff import commands
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.errors import Refused
from amity.timesheets import commands as timesheets
from amity.timesheets.changes import EntryChanges

what, number, name, moment = sys.argv[1:]
by = actor_for(Person.objects.get(name=name), "page")
while time.time() < float(moment):
    time.sleep(0.001)
try:
    if what == "accept":
        commands.got_it(by=by, handoff_id=int(number), number=1, sentence="One page.", now=timezone.now())
    else:
        now = timezone.now()
        timesheets.log_entry(by=by, changes=EntryChanges(now.date(), 3 * 3600, project_id=int(number)), now=now)
    print(json.dumps("won"))
except Refused as fault:
    print(json.dumps(fault.sentence))
"""


@pytest.mark.django_db(transaction=True)
def test_accepting_at_the_same_moment_is_won_once_and_the_others_are_told(tmp_path, mara, osprey, piet):
    one = offered(mara, make_waiting(osprey, piet))

    told = told_at_once(ACT, [("accept", str(one.pk), "Piet")] * 4, tmp_path)

    assert sorted(answer == "won" for answer in told) == [False, False, False, True]
    assert all("is accepted already, by Piet." in answer for answer in told if answer != "won")
    assert Handoff.objects.get(pk=one.pk).state == "accepted"
    assert trail.actions_on(one).count("handoff.accepted") == 1


@pytest.mark.django_db(transaction=True)
def test_the_cap_holds_against_who_logs_at_the_same_moment(tmp_path, osprey, piet):
    waiting = make_waiting(osprey, piet)

    told = told_at_once(ACT, [("log", str(waiting.pk), "Piet")] * 4, tmp_path)

    assert sorted(answer == "won" for answer in told) == [False, False, True, True]
    assert queries.room_of(waiting).room.worked == 6 * 3600
