"""REST operations for work at no charge and other extra work."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.queries import account_seen_by
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Asked, Id
from amity.gate.subjects.rest import Outgoing, drafted
from amity.people.queries import person_of
from amity.scope import policy
from amity.scope.courtesy.extra_work import extra_work
from amity.scope.courtesy.queries import courtesy_of, running
from amity.scope.courtesy.sending import KEY
from amity.scope.courtesy.statement import statement_id
from amity.scope.router import SETUP, router
from amity.shared.permission import MoneyRight

Month = Annotated[int, Field(ge=200_001, le=299_912)]


class CourtesyShape(Answered):
    """An agreement's budget at no charge in its current period, in minor units. Null where no fee is known."""

    agreement_id: Id
    first: date
    last: date
    currency: str
    budget: int | None
    used: int
    left: int | None
    used_seconds: int
    unpriced_seconds: int


class CourtesyShapes(Answered):
    """The budgets of an account's signed agreements."""

    items: list[CourtesyShape]


class ExtraWorkShape(Answered):
    """Extra work of a month within an agreement, asked for by a contact where that is known.

    `standard` is its value at the rate card in minor units, null without the right to see fees.
    """

    account_id: Id
    agreement_id: Id
    contact_id: Id | None
    kind: Literal["at_no_charge", "not_quoted"]
    seconds: int
    standard: int | None
    unpriced_seconds: int
    currency: str


class ExtraWorkShapes(Answered):
    """The extra work of a month."""

    items: list[ExtraWorkShape]


class ExtraWorkAsked(Asked):
    """The month (YYYYMM), and an account."""

    month: Month
    account_id: Id | None = None


@reads(router, "/accounts/{int:account_id}/at-no-charge", CourtesyShapes)
def list_courtesy_budgets(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """List what is left at no charge within an account's agreements."""
    by = asker(request)
    account = account_seen_by(by, account_id)
    policy.may_see_courtesy(person_of(by), account).or_refuse()
    found = courtesy_of(running([account.pk]), timezone.localdate()).values()
    return {
        "items": [
            {
                "agreement_id": one.agreement_id, "first": one.first, "last": one.last, "currency": one.currency,
                "budget": one.budget, "used": one.used.standard, "left": one.left, "used_seconds": one.used.seconds,
                "unpriced_seconds": one.used.unpriced_seconds,
            }
            for one in found
        ]
    }  # fmt: skip


@reads(router, "/extra-work", ExtraWorkShapes)
def list_extra_work(request: HttpRequest, asked: Query[ExtraWorkAsked]) -> dict[str, Any]:
    """List time at no charge and on no quoted line in a month, by agreement and contact."""
    person = person_of(asker(request))
    sees_fee = person.money_right >= MoneyRight.FEE
    return {
        "items": [
            {
                "account_id": place.account_id, "agreement_id": place.agreement_id,
                "contact_id": place.contact_id or None, "kind": place.kind, "seconds": given.seconds,
                "standard": given.standard if sees_fee else None, "unpriced_seconds": given.unpriced_seconds,
                "currency": place.currency,
            }
            for place, given in extra_work(person, asked.month, asked.account_id).items()
        ]
    }  # fmt: skip


@writes(
    router, "POST", "/accounts/{int:account_id}/at-no-charge/{int:month}/outgoing", Outgoing, scope=SETUP, status=201
)
def send_courtesy_statement(request: HttpRequest, account_id: Path[Id], month: Path[Month]) -> dict[str, Any]:
    """Draft the email that tells a client what was at no charge in a month. Submit it with `submit_outgoing`."""
    return drafted(request, KEY, statement_id(account_id, month))
