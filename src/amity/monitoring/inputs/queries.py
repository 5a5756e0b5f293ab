"""Reads of client inputs."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.monitoring import policy, rules
from amity.monitoring.models import ClientInput, InputChase, InputQuerySet, InputStep
from amity.monitoring.wording import CHANNELS, INPUT_SHAPES, INPUT_STATES
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.lookup import seen_or_missing


def inputs_seen_by(by: Actor) -> InputQuerySet:
    """Return the client inputs the actor can see, with related objects and the number of reminders."""
    seen = ClientInput.objects.visible_to(person_of(by))
    named = seen.select_related("account", "project", "milestone", "line", "contact", "owner")
    return named.annotate(chase_count=Count("chases"), chased_last=Max("chases__chased_on"))


def input_seen_by(by: Actor, input_id: int, *, lock: bool = False) -> ClientInput:
    """One client input, or `NotSeen`. `lock` holds its row until the transaction ends."""
    found = ClientInput.objects.visible_to(person_of(by))
    found = found.select_related("account__manager", "project__account__manager", "milestone", "line", "contact")
    return seen_or_missing(
        found, input_id, _("Client input not found. It may have been deleted, or you don’t have access."), lock=lock
    )


def inputs_of(by: Actor, project: Project, today: date) -> list[ClientInput]:
    """The client inputs of a project, those we wait for first, and among them the latest."""
    return worded(inputs_seen_by(by).filter(project=project), today)


def inputs_of_account(by: Actor, account: Account, today: date) -> list[ClientInput]:
    """The client inputs of an account and of its projects, in the same order."""
    return worded(inputs_seen_by(by).filter(account=account), today)


def steps_of(one: ClientInput) -> list[InputStep]:
    """Every step of an input, newest first, in words."""
    steps = list(one.steps.order_by("-at", "-pk"))
    for step in steps:
        step.word, step.shape = INPUT_STATES[step.after], INPUT_SHAPES[step.after]  # type: ignore[attr-defined]
    return steps


def chases_of(one: ClientInput) -> list[InputChase]:
    """When someone was asked again, newest first."""
    chases = list(one.chases.order_by("-chased_on", "-pk"))
    for chase in chases:
        chase.channel_word = CHANNELS[chase.channel]  # type: ignore[attr-defined]
    return chases


def may_change(by: Actor, one: ClientInput) -> bool:
    """Whether the actor can change an input."""
    return bool(policy.may_change_input(person_of(by), one))


def worded(found: Iterable[ClientInput], today: date) -> list[ClientInput]:
    """Inputs with words for a template: those we wait for first, by the day they are due."""
    rows = sorted(found, key=lambda one: (one.state not in rules.WAITED_FOR, one.due_on, one.pk))
    for one in rows:
        with_words(one, today)
    return rows


def with_words(one: ClientInput, today: date) -> ClientInput:
    """One input with words, and the days it is or was late."""
    one.word, one.shape = INPUT_STATES[one.state], INPUT_SHAPES[one.state]  # type: ignore[attr-defined]
    one.days_late = rules.days_late(one.state, one.due_on, one.received_on, today)  # type: ignore[attr-defined]
    one.waited_for = one.state in rules.WAITED_FOR  # type: ignore[attr-defined]
    if one.waited_for and one.days_late and one.state != rules.LATE:  # type: ignore[attr-defined]
        one.shape = "watch"  # type: ignore[attr-defined]
    return one
