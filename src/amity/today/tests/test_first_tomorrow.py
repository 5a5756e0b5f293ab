"""What comes first tomorrow, when the day is closed: ranked as Today ranks it, without what was set aside."""

from datetime import timedelta

import pytest

from amity.conversations.closings.queries import evening, first_tomorrow
from amity.people.models import Person
from amity.today.asides import commands
from amity.today.asides.fields import EffectFields, LetPassFields, NotNowFields
from amity.today.tests.making import make_promise
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def first(person: Person) -> list[str]:
    """Return the titles of what comes first tomorrow."""
    by = acting(person)
    return [item.title for _kind, item in first_tomorrow(by, evening(by, MONDAY))]


def test_what_was_let_pass_or_can_wait_longer_is_not_among_tomorrows_first(mara, osprey):
    late, waits, back = (make_promise(osprey, mara, title, -8) for title in ("Late", "Waits", "Back"))
    make_promise(osprey, mara, "Free", -7)
    by, today = acting(mara), MONDAY.date()
    commands.let_pass(by=by, card_key=f"promise-{late.pk}", fields=LetPassFields("timing"), now=MONDAY)
    for promise, days in ((waits, 7), (back, 1)):
        fields = NotNowFields(today + timedelta(days=days))
        commands.not_now(by=by, card_key=f"promise-{promise.pk}", fields=fields, now=MONDAY)

    assert first(mara) == ["Back", "Free"]


def test_tomorrows_first_are_in_the_order_of_todays_ranks(mara, osprey):
    make_promise(osprey, mara, "Late", -1)
    severe = make_promise(osprey, mara, "Severe", 1)
    fields = EffectFields(5, 5)
    commands.correct_effects(by=acting(mara), card_key=f"promise-{severe.pk}", fields=fields, now=MONDAY)

    assert first(mara) == ["Severe", "Late"]
