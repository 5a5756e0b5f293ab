"""Queries for client input."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Count, Exists, Max, OuterRef
from django.utils.translation import gettext as _

from amity.gate import rules as gate
from amity.gate.models import Item
from amity.monitoring import policy, rules
from amity.monitoring.models import ClientInput, InputChase, InputFile, InputQuerySet, InputStep
from amity.monitoring.wording import CHANNELS, INPUT_SHAPES, INPUT_STATES, NOT_ASKED, RECORDED
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.queries import PROJECT
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Prepared

INPUT: Final = "input"
"""The key of client input among what is sent to clients."""


def inputs_seen_by(by: Actor) -> InputQuerySet:
    """Return the client inputs the actor can see, with related objects and the number of reminders."""
    return _with_reminders(ClientInput.objects.visible_to(person_of(by)))


def _with_reminders(seen: InputQuerySet) -> InputQuerySet:
    named = seen.select_related("account", "project", "milestone", "line", "contact", "owner")
    return named.annotate(chase_count=Count("chases"), chased_last=Max("chases__chased_on"))


def input_seen_by(by: Actor, input_id: int, *, lock: bool = False) -> ClientInput:
    """Return one client input, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    found = ClientInput.objects.visible_to(person_of(by))
    found = found.select_related("account__manager", "project__account__manager", "milestone", "line", "contact")
    found = found.annotate(is_on_client_pages=is_on_client_pages())
    return seen_or_missing(
        found, input_id, _("Client input not found. It may have been deleted, or you don’t have access."), lock=lock
    )


def is_on_client_pages() -> Exists:
    """Return whether a request or a reminder was released: only then do the client's pages show the input."""
    released = Item.objects.filter(state__in=(gate.RELEASED, *gate.GONE), released_at__isnull=False, kind=gate.INPUT)
    return Exists(released.filter(subject_kind=INPUT, subject_id=OuterRef("pk")))


def inputs_on(project: Project, today: date) -> list[ClientInput]:
    """Return the client inputs of a project, outstanding ones first, by due date.

    The caller has looked the project up as the actor sees it: who sees a project sees its inputs.
    """
    return worded(OF_PROJECT.rows({"project": project.pk}), today)


OF_PROJECT: Final = Prepared(lambda: _with_reminders(ClientInput.objects.filter(project=PROJECT)))


def steps_of(row: ClientInput) -> list[InputStep]:
    """Return every step of an input, newest first, with labels."""
    steps = list(row.steps.order_by("-at", "-pk"))
    for step in steps:
        word = INPUT_STATES[step.after] if step.before else RECORDED
        step.word, step.shape = word, INPUT_SHAPES[step.after]  # type: ignore[attr-defined]
    return steps


def chases_of(row: ClientInput) -> list[InputChase]:
    """Return the reminders for an input, newest first."""
    chases = list(row.chases.order_by("-chased_on", "-pk"))
    for chase in chases:
        chase.channel_word = CHANNELS[chase.channel]  # type: ignore[attr-defined]
    return chases


def files_of(row: ClientInput) -> list[InputFile]:
    """Return the files that contacts sent for an input, newest first."""
    return list(row.files.select_related("file", "contact").order_by("-added_at", "-pk"))


def may_change(by: Actor, row: ClientInput) -> bool:
    """Return whether the actor can change an input."""
    return bool(policy.may_change_input(person_of(by), row))


def worded(found: Iterable[ClientInput], today: date) -> list[ClientInput]:
    """Add labels for a template to inputs, and return outstanding ones first, by due date."""
    rows = sorted(found, key=lambda row: (row.state not in rules.WAITED_FOR, row.due_on, row.pk))
    for row in rows:
        with_words(row, today)
    return rows


def with_words(row: ClientInput, today: date) -> ClientInput:
    """Return one input with labels, and the days it is or was late.

    One that is late now says so, whether or not its status is: that needs someone to name the cause.
    """
    row.days_late = row.late_on(today)  # type: ignore[attr-defined]
    row.waited_for = row.state in rules.WAITED_FOR  # type: ignore[attr-defined]
    state = rules.LATE if row.waited_for and row.days_late else row.state  # type: ignore[attr-defined]
    row.word, row.shape = INPUT_STATES[state], INPUT_SHAPES[state]  # type: ignore[attr-defined]
    if row.is_to_ask:
        row.word, row.shape = NOT_ASKED, "watch" if row.due_on < today else "none"  # type: ignore[attr-defined]
    return row
