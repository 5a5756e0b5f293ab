"""The morning email: with cards, and on a Friday with the kinds that moved to the digest alone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Final

from django.db import transaction

from amity.people.models import Person
from amity.today.letters.commands import send_morning
from amity.today.shown.queries import state_to_change
from amity.today.shown.rules import moved_by_hand
from amity.waiting.kinds import kinds
from tooling.texts.stage import NOW, Stage

MANAGER: Final = "Nadia Ferrer"
FRIDAY: Final = NOW + timedelta(days=(4 - NOW.weekday()) % 7)


def today_emails(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the email of a morning, and that of a Friday with nothing but the digest."""
    yield "morning", lambda: send_morning(stage.person(MANAGER), NOW)
    yield "morning, digest", partial(_digest, stage.person(MANAGER))


def _digest(person: Person) -> None:
    with transaction.atomic():
        state = state_to_change(person)
        for kind in kinds():
            state.counts = moved_by_hand(state.counts, kind.key)
        state.save(update_fields=["counts"])
    send_morning(person, FRIDAY)
