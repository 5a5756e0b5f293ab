"""Several people on one item at the same moment: one wins, and the others are told what happened."""

import time
from contextlib import suppress
from datetime import timedelta
from threading import BrokenBarrierError

import pytest
from django.db import connection
from django.utils import timezone

from amity.audit import trail
from amity.gate import moves
from amity.gate.answering.texts import whole_text
from amity.gate.decisions import commands as decisions
from amity.gate.edits.commands import Wording
from amity.gate.edits.models import Edit
from amity.gate.items import commands as items
from amity.gate.models import Item, LaneSetting
from amity.gate.releases import commands as releases
from amity.gate.tests.making import read, submitted
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.errors import Refusal
from tests.builders import acting, make_person
from tests.rig.at_once import results_at_once
from tests.rig.forks import CONTEXT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]


def answered(act):
    """Return the message a person gets."""
    try:
        act()
    except Refusal as fault:
        return fault.sentence
    return "won"


class Meeting:
    """Where acts wait for each other between reading an item and changing it, so that each has read the same.

    With SQLite only one of them gets that far. It waits for a moment, and the others read what it left.
    """

    def __init__(self, parties):
        self.barrier = CONTEXT.Barrier(parties)

    def arrange(self, place):
        """Let this process wait there, and then let those before it go first."""
        move = moves.move

        def meet_and_move(*args, **values):
            with suppress(BrokenBarrierError):
                self.barrier.wait(2)
                time.sleep(place * 0.2)
            return move(*args, **values)

        moves.move = meet_and_move


def acting_on(item_id, digest, name, verb):
    """Return an act of a person on an item, as they read it."""
    by, now = acting(Person.objects.get(name=name)), timezone.now()
    one = {"by": by, "item_id": item_id, "now": now}
    acts = {
        "clear": lambda: decisions.clear(**one, digest=digest),
        "reword": lambda: decisions.clear(**one, digest=digest, wording=Wording("Banner", "The banner is blue.")),
        "hold": lambda: decisions.hold(**one, digest=digest),
        "revise": lambda: items.revise(**one),
        "withdraw": lambda: items.withdraw(**one),
        "pull_back": lambda: decisions.pull_back(**one),
    }
    return lambda: answered(acts[verb])


def releasing(item_id, *_rest):
    """Release an item as a worker does."""
    now = timezone.now()
    return lambda: "won" if releases.release(item_id=item_id, now=now) else "lost"


def either(item_id, digest, name, verb, meeting, place):
    """Return the worker's act, or a person's. Both read the item before one of them changes it."""
    meeting.arrange(place)
    return releasing(item_id) if verb == "release" else acting_on(item_id, digest, name, verb)


@pytest.fixture
def item(mara, ada, osprey):
    lars = make_person("Lars", roles.FINANCE)
    return submitted(osprey, lars, now=timezone.now())


def calls(item, *acts):
    return [(item.pk, item.digest, name, verb) for name, verb in acts]


def met(item, *acts):
    """Run acts that have all read the item before the first of them changes it."""
    meeting = Meeting(len(acts))
    return results_at_once(either, [(*call, meeting, place) for place, call in enumerate(calls(item, *acts))])


def test_two_people_clearing_at_once_clear_once(item):
    answers = results_at_once(acting_on, calls(item, ("Mara", "clear"), ("Ada", "clear"), ("Mara", "clear")))

    assert sorted(answers) == ["This was already cleared. Nothing was changed."] * 2 + ["won"]
    assert trail.actions_on(item).count("outgoing.cleared") == 1
    assert item.steps.filter(verb="clear").count() == 1


@pytest.mark.parametrize("late", ["hold", "revise", "withdraw"])
def test_clearing_against_a_late_stop_or_edit_is_one_or_the_other(item, late):
    name = "Ada" if late == "hold" else "Lars"

    answers = results_at_once(acting_on, calls(item, ("Mara", "clear"), (name, late), ("Mara", "clear"), (name, late)))

    state = read(item).state
    if late == "hold":  # what was held can still be cleared
        assert state in {"held", "cleared"}
        assert answers.count("won") in {1, 2}
    else:
        assert answers.count("won") in {1, 2}, "what was cleared can be withdrawn before it leaves"
        assert state in {"cleared", {"revise": "draft", "withdraw": "withdrawn"}[late]}
    last = item.steps.order_by("-pk").first()
    assert last.state == state


GONE = "This has already left. Nothing was changed."


@pytest.fixture(params=["release", "person"])
def first(request):
    """Return who is a moment earlier. On a busy machine it may still be the other one."""
    return request.param


def at_release(item, first, name, verb):
    """Return what a person gets who acts at the moment of release, and what two workers get."""
    acts = [(name, verb), ("", "release"), ("", "release")]
    if first == "release":
        acts = [*acts[1:], acts[0]]
    answers = met(item, *acts)
    return answers.pop(-1 if first == "release" else 0), sorted(answers)


@pytest.mark.parametrize("late", ["pull_back", "withdraw"])
def test_a_stop_at_the_moment_of_release_is_one_or_the_other(item, settings, late, first):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    decisions.clear(by=acting(Person.objects.get(name="Mara")), item_id=item.pk, digest=item.digest, now=timezone.now())

    answer, workers = at_release(item, first, "Lars", late)

    if answer == "won":
        assert workers == ["lost", "lost"]
        assert read(item).state == {"pull_back": "held", "withdraw": "withdrawn"}[late]
        assert not Message.objects.exists()
    else:
        assert (answer, workers) == (GONE, ["lost", "won"])
        assert (read(item).state, Message.objects.count()) == ("released", 1)


@pytest.fixture
def scheduled(item):
    """Return an email that is about to go because no one has stopped it."""
    LaneSetting.objects.create(kind="email", author="others", lane="unless")
    made = submitted(item.account, item.author, now=timezone.now())
    assert made.state == "scheduled"
    Item.objects.filter(pk=made.pk).update(goes_at=timezone.now())
    return made


def test_its_author_edits_at_the_moment_of_release_or_is_told_that_it_has_left(scheduled, settings, first):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    answer, workers = at_release(scheduled, first, "Lars", "revise")

    if answer == "won":
        assert workers == ["lost", "lost"]
        assert (read(scheduled).state, Message.objects.count()) == ("draft", 0)
    else:
        assert (answer, workers) == (GONE, ["lost", "won"])
        assert (read(scheduled).state, Message.objects.get().body) == ("released", whole_text(scheduled))


def test_a_clearer_edits_at_the_moment_of_release_or_is_told_that_it_has_left(scheduled, settings, first):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    answer, workers = at_release(scheduled, first, "Mara", "reword")
    releases.release(item_id=scheduled.pk, now=timezone.now() + timedelta(minutes=1))

    [message], changed = Message.objects.all(), Edit.objects.count()
    if answer == "won":
        assert "won" not in workers or connection.vendor == "sqlite", "what was read before the edit doesn’t go"
        assert ("The banner is blue." in message.body, changed) == (True, 1)
    else:
        assert (answer, workers) == (GONE, ["lost", "won"])
        assert ("The banner is blue." in message.body, changed) == (False, 0), "a lost edit leaves nothing"
    assert read(scheduled).state == "released"
