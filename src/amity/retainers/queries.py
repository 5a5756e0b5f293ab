"""Queries for retainers and prepaid blocks the actor can see."""

from collections.abc import Collection
from typing import Final, TypeAlias

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.agreements import policy as agreement_policy
from amity.agreements.models import Agreement
from amity.agreements.queries import agreement_seen_by, agreements_seen_by
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.retainers import policy
from amity.shared.actor import Actor
from amity.shared.caches.reading import already_read, is_still, once_a_page
from amity.shared.errors import NotSeen

MODELS = ("retainer", "prepaid")
_PROJECTS: Final = "projects of retainers"
Retainer: TypeAlias = Agreement
"""A retainer or block is an agreement of one of these fee models."""


def retainers_seen_by(by: Actor) -> QuerySet[Agreement]:
    """Return the retainers and blocks the actor can see. Raise `Refused` for those who can't see any."""
    policy.may_see(by).or_refuse()
    return agreements_seen_by(by).filter(fee_model__in=MODELS)


def retainer_seen_by(by: Actor, agreement_id: int, *, lock: bool = False) -> Agreement:
    """Return one retainer or block, or raise `NotSeen`."""
    agreement = agreement_seen_by(by, agreement_id, lock=lock)
    if agreement.fee_model not in MODELS:
        raise NotSeen(_("This agreement isn’t a retainer or a prepaid block."))
    policy.may_see(by).or_refuse()
    return agreement


def retainer_to_change(by: Actor, agreement_id: int) -> Agreement:
    """Return one retainer or block, locked, if the actor can change its terms."""
    agreement = retainer_seen_by(by, agreement_id, lock=True)
    agreement_policy.may_write(person_of(by), agreement).or_refuse()
    return agreement


def retainer_to_work(by: Actor, agreement_id: int) -> Agreement:
    """Return one retainer or block, locked, if the actor can log requests and deliveries."""
    agreement = retainer_seen_by(by, agreement_id, lock=True)
    policy.may_work(by, projects_of(agreement)).or_refuse()
    return agreement


def projects_of(agreement: Agreement) -> list[Project]:
    """Return every project pooled under an agreement, the oldest first."""
    return projects_of_each([agreement.pk])[agreement.pk]


def projects_of_each(agreement_ids: Collection[int]) -> dict[int, list[Project]]:
    """Return every project pooled under each agreement, the oldest first. A page reads those of an agreement once."""
    known: dict[int, list[Project]] = once_a_page(_PROJECTS, dict)
    missing = {pk: list[Project]() for pk in agreement_ids if pk not in known}
    if missing:
        for one in Project.objects.filter(agreement__in=missing).select_related("account__manager").order_by("id"):
            missing[one.agreement_id or 0].append(one)
        known |= missing
    return {pk: known[pk] for pk in agreement_ids}


def projects_read(agreement_ids: Collection[int]) -> dict[int, list[Project]] | None:
    """Return what `projects_of_each` does if the page has read all of it, or None."""
    known: dict[int, list[Project]] = (already_read(_PROJECTS) if is_still() else None) or {}
    return {pk: known[pk] for pk in agreement_ids} if known.keys() >= set(agreement_ids) else None
