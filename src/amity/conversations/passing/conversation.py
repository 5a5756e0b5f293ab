"""What is passed on, in the conversation of an account: what was said or raised, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source
from amity.conversations import rules
from amity.conversations.models import PassOn, PassOnQuerySet
from amity.conversations.passing.pages import with_words
from amity.conversations.passing.queries import passed_on
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor

DIRECTIONS: Final = {rules.TO_TEAM: FROM_CLIENT, rules.TO_CLIENT: TO_CLIENT}
KINDS: Final = {rules.TO_TEAM: lazy("For the team"), rules.TO_CLIENT: lazy("For the client")}


def register() -> None:
    """Register the source of what is passed on, and what counts as not yet passed on."""
    sources.register(Source(key="passed", order=30, label=lazy("Passed on"), rows=_rows, events=_events))
    sources.to_pass_on.append(_open_on)


def _open_on(by: Actor, account_id: Any) -> PassOnQuerySet:
    return PassOn.objects.visible_to(person_of(by)).filter(account=account_id, state=rules.OPEN)


def _rows(by: Actor, _account: Account) -> Sequence[Rows]:
    seen = PassOn.objects.visible_to(person_of(by))
    columns = Columns(what="direction", title="text", about="pk", colleague="raised_by__name", project="project")
    found = []
    for direction, contact in ((rules.TO_TEAM, "stated_by"), (rules.TO_CLIENT, "contact")):
        of_direction, named = seen.filter(direction=direction), replace(columns, contact=contact)
        for rows, is_open in (
            (of_direction.filter(state=rules.OPEN), True),
            (of_direction.exclude(state=rules.OPEN), False),
        ):
            found.append(
                Rows(
                    rows=rows, direction=DIRECTIONS[direction], at="raised_at", columns=named, open=is_open,
                    of_colleague=_of_colleague,
                )
            )  # fmt: skip
    return found


def _of_colleague(person: Person) -> Q:
    return Q(colleague=person) | Q(raised_by=person)


def _events(by: Actor, account: Account, rows: Sequence[Row]) -> Sequence[Event]:
    passed = {one.pk: one for one in with_words(by, passed_on(account, [row.pk for row in rows]))}
    return [
        Event(
            kind=KINDS[row.what],
            title=row.title,
            address=reverse("conversations:passed", args=[row.pk]),
            template="conversations/passed_across.html",
            value=passed[row.pk],
        )
        for row in rows
    ]
