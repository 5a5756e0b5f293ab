"""Queries for the briefs that an actor can see, and a lock on one for a change."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.agency.editions.by_roles import row_by_roles
from amity.agreements.models import Agreement
from amity.briefs.models import Brief, BriefQuerySet, Role
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import already_read, once_a_page
from amity.strategy.links.registry import Serving
from amity.strategy.models import Goal

BESIDE = (
    "account__manager", "account__director", "goal__stated_by", "approver", "stated_by", "account_manager", "manager",
)  # fmt: skip


def approver_of_agreement(agreement: Agreement) -> str:
    """Return who approves at the client, from the brief that an agreement came from, or ""."""
    found = Brief.objects.filter(agreement=agreement.pk).values_list("approver__name", flat=True).first()
    return found or ""


def briefs_seen_by(by: Actor) -> BriefQuerySet:
    """Return the briefs the actor can see, with the people on them."""
    return Brief.objects.visible_to(person_of(by)).select_related(*BESIDE)


def brief_seen_by(by: Actor, brief_id: int, *, lock: bool = False, **also: Exists) -> Brief:
    """Return one brief, or raise `NotSeen`. `lock` locks its row until the transaction ends.

    `also` is read with it: columns that are the same for each brief and reader.
    """
    gone = _("Brief not found. It may have been deleted, or you don’t have access to its account.")
    name = "brief", *sorted(also)
    found: Brief = row_by_roles(
        name, by, brief_id, gone, lambda anyone: _with_covers(anyone).annotate(**also), lock=lock
    )
    return once_a_page(_shown(brief_id), lambda: found)


def _with_covers(by: Actor) -> BriefQuerySet:
    return briefs_seen_by(by).select_related("agreement").prefetch_related(covers_along("account"))


def briefs_by_id(ids: Collection[int]) -> dict[int, Brief]:
    """Return briefs, whoever sees them. One that the page shows isn't read again."""
    found = {pk: brief for pk in ids if (brief := already_read(_shown(pk))) is not None}
    missing = [pk for pk in ids if pk not in found]
    return found | Brief.objects.in_bulk(missing)


def _shown(brief_id: int) -> tuple[str, int]:
    return "brief shown", brief_id


def seen_ids(by: Actor, ids: Collection[int]) -> set[int]:
    """Return those of some briefs that the actor can see."""
    return set(Brief.objects.visible_to(person_of(by)).filter(pk__in=ids).values_list("pk", flat=True))


def briefs_of_goal(by: Actor, goal: Goal) -> list[Serving]:
    """Return the briefs that serve a goal, as far as the actor can see them, newest first."""
    rows = Brief.objects.visible_to(person_of(by)).filter(goal=goal).order_by("-pk").values_list("pk", "title")
    return [Serving(pk, title, reverse("briefs:brief", args=[pk])) for pk, title in rows]


def roles_of(brief: Brief) -> list[Role]:
    """Return who has which part in a brief, read once for a page."""
    rows = brief.roles.select_related("contact", "person").order_by("pk")
    return once_a_page(("roles of a brief", brief.pk), lambda: list(rows))


def source_of(brief: Brief) -> dict[str, Any]:
    """Return the source of a brief, by the names of a form's fields. It is most often that of its items too."""
    if brief.stated_by is None:
        return {}
    found = {"stated_by": brief.stated_by.name, "stated_in": brief.stated_in, "stated_on": brief.stated_on}
    return {name: value for name, value in found.items() if value}
