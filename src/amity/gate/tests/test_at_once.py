"""Several people on one item at the same moment: one wins, and the others are told what happened."""

import pytest
from django.utils import timezone

from amity.audit import trail
from amity.gate.decisions import commands as decisions
from amity.gate.items import commands as items
from amity.gate.models import Item
from amity.gate.releases import commands as releases
from amity.gate.tests.making import read, submitted
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.errors import Refusal
from tests.builders import acting, make_person
from tests.rig.at_once import results_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]


def answered(act):
    """Return the message a person gets."""
    try:
        act()
    except Refusal as fault:
        return fault.sentence
    return "won"


def acting_on(item_id, digest, name, verb):
    """Return an act of a person on an item, as they read it."""
    by, now = acting(Person.objects.get(name=name)), timezone.now()
    one = {"by": by, "item_id": item_id, "now": now}
    acts = {
        "clear": lambda: decisions.clear(**one, digest=digest),
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


def either(item_id, digest, name, verb):
    """Return the worker's act, or a person's."""
    return releasing(item_id) if verb == "release" else acting_on(item_id, digest, name, verb)


@pytest.fixture
def item(mara, ada, osprey):
    lars = make_person("Lars", roles.FINANCE)
    return submitted(osprey, lars, now=timezone.now())


def calls(item, *acts):
    return [(item.pk, item.digest, name, verb) for name, verb in acts]


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


def test_a_stop_at_the_moment_of_release_is_one_or_the_other(item, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    decisions.clear(by=acting(Person.objects.get(name="Mara")), item_id=item.pk, digest=item.digest, now=timezone.now())

    answers = results_at_once(
        either, calls(item, ("", "release"), ("Lars", "pull_back"), ("", "release"), ("Lars", "withdraw"))
    )

    released = answers.count("won") == 1 and "won" in (answers[0], answers[2])
    assert Message.objects.count() == (1 if released else 0)
    assert Item.objects.get(pk=item.pk).state == "released" if released else "won" in (answers[1], answers[3])
