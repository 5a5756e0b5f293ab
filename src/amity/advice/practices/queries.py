"""Queries for practices and their records."""

from collections.abc import Collection, Mapping

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from amity.advice import policy, rules
from amity.advice.models import Practice, Recommendation
from amity.advice.rules import Record
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing

RECORD = {
    "recommended": Q(recommendations__state__in=rules.MADE),
    **{state: Q(recommendations__state=state) for state in rules.ANSWERS},
    **{outcome: Q(recommendations__outcome=outcome) for outcome in rules.OUTCOMES},
}
"""What a record counts, by its field."""


def practices() -> "QuerySet[Practice]":
    """Return all practices. Everyone in the agency can read them."""
    return Practice.objects.all()


def with_records(rows: "QuerySet[Practice]") -> "QuerySet[Practice]":
    """Return practices with the figures of their records as attributes."""
    return rows.annotate(**{name: Count("recommendations", filter=which) for name, which in RECORD.items()})


def practice_seen_by(by: Actor, practice_id: int, *, lock: bool = False) -> Practice:
    """Return one practice, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    return seen_or_missing(practices(), practice_id, _("Practice not found. It may have been deleted."), lock=lock)


def record_of(practice_id: int) -> Record:
    """Return the record of a practice over all clients."""
    return records_of([practice_id]).get(practice_id, Record())


def records_of(practice_ids: Collection[int]) -> Mapping[int, Record]:
    """Return the records of some practices, by id."""
    rows = with_records(practices().filter(pk__in=practice_ids)).values_list("pk", *RECORD)
    return {pk: Record(**dict(zip(RECORD, figures, strict=True))) for pk, *figures in rows}


def recommendations_from(by: Actor, practice: Practice) -> list[Recommendation]:
    """Return the recommendations made from a practice that the actor can see, the newest first."""
    rows = Recommendation.objects.visible_to(person_of(by)).filter(practice=practice)
    return list(rows.select_related("account", "goal").order_by("-added_at", "-pk"))


def may_keep_library(by: Actor) -> bool:
    """Return whether the actor can write practices."""
    return bool(policy.may_keep_library(person_of(by)))
