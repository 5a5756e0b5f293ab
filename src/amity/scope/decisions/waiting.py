"""Work proposed at no charge above the account manager's limit: it waits for the director."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.waiting import named, naming_contact, weight_of
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.scope import rules
from amity.scope.assessments.models import Assessment
from amity.scope.assessments.queries import newest_of
from amity.scope.courtesy.limits import all_above_limit
from amity.scope.decisions.commands import decide_request
from amity.scope.decisions.fields import DecisionFields
from amity.scope.decisions.queries import waits_for_decision
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.shared.rows.among import Among, Ids
from amity.ui import formats
from amity.waiting.kinds import Act, Item, Kind, Sent, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

AGREE: Final = "agree"


def agree(by: Actor, request_id: int, sent: Sent, now: datetime) -> None:
    """Do a request at no charge."""
    fields = DecisionFields(rules.AT_NO_CHARGE)
    decide_request(by=by, request_id=request_id, version=sent.version, fields=fields, now=now)


def with_price(rows: "QuerySet[Request]") -> "QuerySet[Request]":
    """Return requests with the price of their newest assessment."""
    newest = Assessment.objects.filter(request=OuterRef("pk")).order_by("-pk")
    price, currency = (Subquery(newest.values(column)[:1]) for column in ("price", "currency"))
    return rows.annotate(newest_price=price, newest_currency=currency)


def price_of(by: Actor, row: Request) -> Money | None:
    """Return the price of such a request, None where it isn't known or the actor can't see fees."""
    price: int | None = row.newest_price  # type: ignore[attr-defined]  # of the query
    if price is None or person_of(by).money_right < MoneyRight.FEE:
        return None
    return Money(price, row.newest_currency)  # type: ignore[attr-defined]  # of the query


def _proposed(person: Person, today: date) -> "QuerySet[Request]":
    """Return the requests proposed at no charge on the accounts that a director decides for."""
    directed = [Account.objects.filter(director=person)]
    if person.has_role(roles.ACCOUNT_DIRECTOR):
        directed.append(Account.objects.filter(director=None))
    newest = Assessment.objects.filter(request=OuterRef("pk")).order_by("-pk")
    rows = Request.objects.alias(proposal=Subquery(newest.values("proposal")[:1])).filter(proposal=rules.AT_NO_CHARGE)
    return rows.filter(waits_for_decision(today), Among("account_id", Ids(*directed)))


def _above_limit(person: Person, today: date) -> list[Request]:
    rows = with_price(_proposed(person, today)).select_related(
        "account__manager", "contact", "agreement", "project__agreement"
    )
    found = list(rows.order_by("asked_on", "pk"))
    above = all_above_limit(found, newest_of(found), today) if found else set()
    return [one for one in found if one.pk in above]


def _items(by: Actor, rows: Sequence[Request], today: date) -> list[Item]:
    sharing_accounts(rows)
    return [_item(by, row, price_of(by, row), today) for row in rows]


def _item(by: Actor, row: Request, price: Money | None, today: date) -> Item:
    value = _("%(price)s at no charge") % {"price": formats.money(price, cents=False)} if price else ""
    manager = row.account.manager if row.account else None
    asker = _("proposed to %(name)s") % {"name": manager.name} if manager else ""
    return Item(
        id=row.pk,
        version=row.version,
        title=row.words,
        address=reverse("scope:request", args=[row.pk]),
        account=named(row.account),
        lead=naming_contact(by, _("Requested by %(who)s"), row.contact, row.account),
        notes=[note for note in (value, asker, row.project.name if row.project else "") if note],
        since=_("requested %(day)s") % {"day": formats.day(row.asked_on, today)},
        acts=(AGREE,),
        open=_("Open request"),
        stakes=grown(2, 3, weight=weight_of(row.contact), money=price),
    )


ABOVE_LIMIT: Final = Kind(
    key="courtesy", order=29, todo=DECIDE, icon="coins", label=lazy("At no charge, above the limit"), rows=_above_limit,
    candidates=_proposed, items=_items,
    acts={AGREE: Act(label=lazy("Agree at no charge"), run=agree, done=lazy("Agreed at no charge."))},
)  # fmt: skip
