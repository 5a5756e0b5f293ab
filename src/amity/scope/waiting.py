"""Open requests of clients: they wait for the account manager."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named, naming_contact, weight_of
from amity.agency.queries import agency_day
from amity.people.models import Person
from amity.people.queries import person_of
from amity.scope import policy, rules
from amity.scope.assessments.queries import ways_to_assess
from amity.scope.decisions.queries import waits_for_decision
from amity.scope.decisions.waiting import ABOVE_LIMIT, price_of, with_price
from amity.scope.models import Request
from amity.scope.requests import queries
from amity.scope.requests.commands import close_request, reopen_request
from amity.scope.requests.fields import ClosingFields
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.rows.among import any_of
from amity.shared.text import phrases
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, Together, days_late, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import ANSWER, DECIDE

CLOSED = "closed"


def register() -> None:
    """Register open requests, and those on which the director decides."""
    kinds.register(TO_ASSESS)
    kinds.register(TO_CONFIRM)
    kinds.register(ABOVE_LIMIT)
    kinds.register(REQUESTS)


def close(by: Actor, request_id: int, sent: Sent, now: datetime) -> None:
    """Close a request with what became of it."""
    close_request(by=by, request_id=request_id, version=sent.version, fields=ClosingFields(sent.text), now=now)


def reopen(by: Actor, request_id: int, now: datetime) -> None:
    """Take that back."""
    seen = queries.request_seen_by(by, request_id)
    reopen_request(by=by, request_id=request_id, version=seen.version, now=now)


def _open() -> QuerySet[Request]:
    rows = Request.objects.filter(closed_at=None, item=None).select_related("account__manager", "contact", "project")
    return rows.prefetch_related(covers_along("account")).order_by("asked_on", "pk")


def _rows(person: Person, today: date) -> QuerySet[Request]:
    return _open().exclude(waits_for_decision(today)).filter(of_handled_accounts(person))


def _to_assess(person: Person, today: date) -> QuerySet[Request]:
    return any_of(_open().filter(state=rules.NEW), *ways_to_assess(person))


def _to_confirm(person: Person, today: date) -> QuerySet[Request]:
    return with_price(_open().filter(waits_for_decision(today), of_handled_accounts(person)))


def _assessing(by: Actor, rows: Sequence[Request], today: date) -> list[Item]:
    return [_assessable(by, row, address_with("scope:assess", row.pk), today) for row in rows]


def _confirming(by: Actor, rows: Sequence[Request], today: date) -> list[Item]:
    return [_to_decide(by, row, price_of(by, row), today) for row in rows]


def _to_decide(by: Actor, row: Request, price: Money | None, today: date) -> Item:
    item = _dated(by, row, f"{reverse('scope:confirm')}?request={row.pk}", today)
    notes = [*item.notes, *([formats.money(price, cents=False)] if price else [])]
    stakes = grown(2, 2, weight=weight_of(row.contact), money=price)
    return replace(item, due=None, days_late=0, notes=notes, open=_("Decide"), stakes=stakes)


def _assessable(by: Actor, row: Request, form: str, today: date) -> Item:
    return replace(_dated(by, row, form, today), form=form)


def _dated(by: Actor, row: Request, address: str, today: date) -> Item:
    """Return a request with the day by which it is to be assessed."""
    due = agency_day(row.assess_by) if row.assess_by else None
    late = days_late(due, today)
    return Item(
        id=row.pk, title=row.words, address=address, account=named(row.account),
        lead=naming_contact(by, _("Requested by %(who)s"), row.contact, row.account),
        notes=[note for note in (row.project.name if row.project else "", phrases.shown(row.source)) if note],
        due=due, days_late=late, since=_("requested %(day)s") % {"day": formats.day(row.asked_on, today)},
        open=_("Assess"), stakes=grown(2, 2, days_late=late, weight=weight_of(row.contact)),
    )  # fmt: skip


def _on_account(by: Actor, account_id: int, today: date) -> QuerySet[Request]:
    return _open().filter(account=account_id, pk__in=queries.requests_seen_by(by).values("pk"))


def _both_on(by: Actor, account_id: int, today: date) -> QuerySet[Request]:
    """Open requests by date, and those in retainers that are late or due soon by due date."""
    due = Q(state=rules.INCLUDED, item__isnull=False, wanted_on__lte=today + timedelta(days=rules.SOON_DAYS))
    rows = Request.objects.filter(Q(item=None) | due, account=account_id, closed_at=None)
    rows = rows.filter(pk__in=queries.requests_seen_by(by).values("pk"))
    rows = rows.select_related("account__manager", "contact", "project", "item__project", "agreement")
    return rows.prefetch_related(covers_along("account")).order_by(
        Case(When(item=None, then=F("asked_on")), default=F("wanted_on")), "pk"
    )


def _items(by: Actor, rows: Sequence[Request], today: date) -> list[Item]:
    sharing_accounts(rows)
    person = person_of(by)
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=row.words,
            address=address_with("scope:request", row.pk),
            account=named(row.account),
            lead=naming_contact(by, _("Requested by %(who)s"), row.contact, row.account),
            notes=[note for note in (row.project.name if row.project else "", phrases.shown(row.source)) if note],
            since=_("requested %(day)s") % {"day": formats.day(row.asked_on, today)},
            acts=(CLOSED,) if policy.may_change(person, row) else (),
            open=_("Open request"),
            stakes=grown(2, 1, weight=weight_of(row.contact)),
        )
        for row in rows
    ]


def _all_open(account_id: int) -> str:
    return f"{reverse('scope:requests')}?account={account_id}&whose=all"


TOGETHER = Together(rows=_both_on, key_of=lambda row: "client_request" if row.item_id is None else "request")
"""With the requests in retainers, a kind of the part above."""
TO_ASSESS = Kind(
    key="request_to_assess", order=32, todo=ANSWER, icon="message-question", label=lazy("Requests to assess"),
    rows=_to_assess, by_roles=True, items=_assessing,
)  # fmt: skip
TO_CONFIRM = Kind(
    key="request_to_confirm", order=33, todo=DECIDE, icon="message-question", label=lazy("Requests to confirm"),
    rows=_to_confirm, by_roles=True, items=_confirming,
)  # fmt: skip
REQUESTS = Kind(
    key="client_request", order=34, todo=ANSWER, icon="message-question", label=lazy("Requests"),
    label_contact=lazy("%(name)s requested"), only_names_contact=True,
    rows=_rows, by_roles=True, on_account=_on_account, together=TOGETHER, contact="contact", items=_items, most_open=5,
    all_open=_all_open,
    acts={
        CLOSED: Act(
            label=lazy("Close request"), run=close, undo=reopen, done=lazy("Request closed."), asks="sentence",
            question=lazy("What became of it?"), is_last=True,
        )
    },
)  # fmt: skip
