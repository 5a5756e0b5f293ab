"""Reads of charters, objectives and skipped steps, as seen by somebody."""

from collections.abc import Collection
from datetime import date

from amity.accounts.models import Account
from amity.charter.holders import Holder, Standing, holders, standing
from amity.charter.models import SkippedStep
from amity.people.models import Person
from amity.shared.refs import Ref

__all__ = ["Holder", "Standing", "holder", "holders", "one_hat", "same_person", "skipped_of", "skipped_on", "standing"]


def holder(account: Account, duty: str, *, project_manager: Person | None = None, day: date | None = None) -> Holder:
    """Who holds one duty. Ask `holders` where more than one matters."""
    return holders(account, project_manager=project_manager, day=day)[duty]


def one_hat(
    account: Account, duty: str, other: str, *, project_manager: Person | None = None, day: date | None = None
) -> bool:
    """Whether one and the same person holds both duties: a step between them is skipped."""
    found = holders(account, project_manager=project_manager, day=day)
    return same_person(found[duty].people, found[other].people)


def same_person(some: Collection[Person], others: Collection[Person]) -> bool:
    """Whether two sets of people are one and the same single person."""
    return len(some) == 1 and {one.pk for one in some} == {one.pk for one in others}


def skipped_on(about: Ref) -> list[SkippedStep]:
    """The steps skipped on a thing, oldest first."""
    rows = SkippedStep.objects.filter(about_kind=about.kind, about_id=about.id)
    return list(rows.select_related("person").order_by("at", "pk"))


def skipped_of(account: Account, most: int = 20) -> list[SkippedStep]:
    """The newest steps skipped on an account."""
    return list(account.skipped_steps.select_related("person").order_by("-at", "-pk")[:most])
