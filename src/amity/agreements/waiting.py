"""Reviews to give, agreements that others are reviewing, and those cleared that their drafter can send."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named
from amity.agreements import policy, rules, wording
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.coming.waiting import COMING
from amity.agreements.contract import values_of
from amity.agreements.models import Agreement
from amity.agreements.orders.waiting import UNSIGNED
from amity.agreements.queries import agreements_seen, agreements_seen_by
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review
from amity.gate import rules as items
from amity.gate.models import Item as Outgoing
from amity.people.any_person import NOW
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui import formats
from amity.waiting import dates, kinds
from amity.waiting.dates import AccountRows, NextDate, soonest
from amity.waiting.kinds import Awaited, Item, Kind, days_late, headline_of, naming
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE, TALK


def register() -> None:
    """Register reviews, agreements to send, to be signed and to renew, and last days to give notice."""
    kinds.register(REVIEWS)
    kinds.register(TO_SEND)
    kinds.register(UNSIGNED)
    kinds.register(COMING)
    dates.register_rows_on_account("notice", AccountRows(rows=_last_days_for_notice, shown=_shown))


def _last_days_for_notice(
    by: Actor, account_id: int, today: date, most: int
) -> list[tuple[QuerySet[Any, Any], tuple[Any, ...]]]:
    """Last days to give notice of the agreements in force."""
    rows = agreements_seen_by(by).filter(account=account_id, state=rules.IN_FORCE, notice_on__gte=today)
    called = Concat("number", Value(" "), "title", output_field=CharField())
    return [(soonest(rows.order_by("notice_on", "pk"), most), ("notice_on", Value(""), called, "pk"))]


def _shown(on: date, _title: str, called: str, agreement_id: int) -> NextDate:
    address = reverse("agreements:agreement", args=[agreement_id])
    return NextDate(on=on, title=_("Last day to give notice"), whose=called.strip(), address=address)


def _to_give(person: Person, today: date) -> "QuerySet[Review]":
    """Reviews of the person's roles, but for agreements that they drafted or sent."""
    roles = [role for role in reviews.ROLES if person.has_role(role)]
    rows = _open_reviews().filter(role__in=roles)
    rows = rows.exclude(version__frozen_by_id=person.pk).exclude(version__agreement__drafted_by=person)
    return rows.order_by("due_at", "pk")


def count_to_give(by: Actor) -> tuple[int, bool]:
    """Return how many reviews wait for the actor's roles, and whether one is late."""
    rows, late = _to_give(person_of(by), timezone.localdate()), Q(due_at__lt=timezone.now())
    counted = rows.order_by().aggregate(open=Count("pk"), late=Count("pk", filter=late))
    return counted["open"], counted["late"] > 0


def _open_reviews() -> "QuerySet[Review]":
    rows = Review.objects.filter(verdict="", version__agreement__state=rules.IN_REVIEW)
    return rows.select_related("version__agreement__account", "version__agreement__drafted_by")


def _items(by: Actor, rows: Sequence[Review], today: date) -> list[Item]:
    person = person_of(by)
    return [_item(person, row, today) for row in rows]


def _item(person: Person, row: Review, today: date) -> Item:
    agreement, due = row.version.agreement, person.day_of(row.due_at)
    drafter = agreement.drafted_by
    return Item(
        id=row.pk,
        title=str(agreement),
        headline=_("Review: %(what)s") % {"what": agreement},
        address=reverse("agreements:review", args=[row.pk]),
        leads_back=True,
        account=named(agreement.account),
        lead=naming(_("Drafted by %(who)s"), drafter.name) if drafter else "",
        notes=[str(wording.KINDS[agreement.kind]), str(wording.ROLES[row.role])],
        due=due,
        days_late=days_late(due, today),
        since=_("sent %(day)s") % {"day": formats.day(person.day_of(row.asked_at), today)},
        open=_("Review"),
        stakes=grown(2, 3, days_late=days_late(due, today)),
        cause=f"agreement {agreement.pk}",
    )


def _awaited_rows(person: Person, today: date) -> "QuerySet[Review]":
    rows = any_of(_open_reviews(), Q(version__frozen_by_id=person.pk), Q(version__agreement__drafted_by=person))
    return rows.order_by("due_at", "pk")


def _awaited(person: Person, rows: Sequence[Review]) -> list[Awaited]:
    return [
        Awaited(
            title=_("Review: %(what)s") % {"what": row.version.agreement},
            who=capfirst(str(wording.ROLES[row.role])),
            subject=row.version.agreement.account.name if row.version.agreement.account else "",
            address=reverse("agreements:agreement", args=[row.version.agreement_id]),
            due=person.day_of(row.due_at),
        )
        for row in rows
    ]


def _to_send(person: Person, today: date) -> "QuerySet[Agreement]":
    """Cleared agreements that the person drafted, and that no one has submitted to the client yet."""
    submitted = Outgoing.objects.filter(
        subject_kind=AGREEMENT, subject_id=OuterRef("pk"), state__in=(*items.WAITING, *items.GOING)
    )
    rows = agreements_seen(person).filter(state=rules.CLEARED, drafted_by=person)
    return rows.exclude(Exists(submitted)).order_by("pk")


def _items_to_send(by: Actor, rows: Sequence[Agreement], today: date) -> list[Item]:
    values = values_of(rows) if rows and policy.sees_fee(person_of(by)) else {}
    return [
        Item(
            id=row.pk,
            title=str(row),
            address=reverse("agreements:agreement", args=[row.pk]),
            account=named(row.account),
            headline=headline_of(str(row), _("Cleared, ready for the client")),
            lead=_("Cleared, ready for the client"),
            repeats_lead=True,
            notes=[capfirst(str(wording.KINDS[row.kind]))],
            open=_("Open agreement"),
            stakes=grown(2, 3, money=values.get(row.pk)),
            cause=f"agreement {row.pk}",
        )
        for row in rows
    ]


REVIEWS = Kind(
    key="review", order=70, todo=DECIDE, icon="file-check", label=lazy("Reviews"),
    words=lazy("approve clear review agreement"),
    rows=_to_give, by_roles=True, late=lambda today: Q(due_at__lt=NOW), items=_items,
    awaited_rows=_awaited_rows, awaited=_awaited,
)  # fmt: skip
TO_SEND = Kind(
    key="send",
    order=72,
    todo=TALK,
    icon="file-check",
    label=lazy("Agreements to send"),
    rows=_to_send,
    by_roles=True,
    items=_items_to_send,
)
