"""Queries for charters, objectives and skipped steps the actor can see."""

from collections.abc import Collection
from datetime import date

from amity.accounts.models import Account
from amity.audit.words import Named
from amity.charter import hooks, policy
from amity.charter.holders import Holder, holders
from amity.charter.models import SkippedStep
from amity.facts import subjects
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import Answer, no
from amity.shared.refs import Ref


def holder(account: Account, duty: str, *, project_manager: Person | None = None, day: date | None = None) -> Holder:
    """Return the holder of one duty. Call `holders` for several."""
    return holders(account, project_manager=project_manager, day=day)[duty]


def one_hat(
    account: Account, duty: str, other: str, *, project_manager: Person | None = None, day: date | None = None
) -> bool:
    """Return whether one person holds both duties, so that a step between them is skipped."""
    found = holders(account, project_manager=project_manager, day=day)
    return same_person(found[duty].people, found[other].people)


def shared_with_oneself(account: Account, duty: str) -> bool:
    """Return whether a duty is shared between two roles of the same person."""
    found = holder(account, duty)
    return same_person(found.people, found.others)


def same_person(some: Collection[Person], others: Collection[Person]) -> bool:
    """Return whether two groups are the same single person."""
    return len(some) == 1 and {one.pk for one in some} == {one.pk for one in others}


def skipped_on(about: Ref) -> list[SkippedStep]:
    """Return the steps skipped on an object, oldest first."""
    rows = SkippedStep.objects.filter(about_kind=about.kind, about_id=about.id)
    return list(rows.select_related("person").order_by("at", "pk"))


def skipped_of(account: Account, most: int = 20) -> list[tuple[SkippedStep, str, Named]]:
    """Return the newest steps skipped on an account, each with its label and the object it belongs to."""
    rows = list(account.skipped_steps.select_related("person").order_by("-at", "-pk")[:most])
    named = subjects.names({row.about for row in rows})
    return [(row, str(hooks.steps.get(row.step, row.step)), named[row.about]) for row in rows]


def may_change(by: Actor, account: Account | None) -> Answer:
    """Return whether the actor can change duties, for an account or for the agency."""
    try:
        person = person_of(by)
    except Refused as refusal:
        return no(refusal.sentence)
    return policy.may_change(person, account) if account else policy.may_set_default(person)
