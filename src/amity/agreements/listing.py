"""REST operations to list agreements and read one."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import Field

from amity.agreements import contract, policy, queries
from amity.agreements.drafts.commands import Particulars
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.router import Kind, State, router
from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Amount, Answered, Asked, HourlyRate, Id, Page, amount, hourly
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money, Rate


class DetailsShape(Answered, value=Particulars, without=("reason",)):
    """The details of an agreement, and its dates."""


class AgreementShape(DetailsShape, value=AgreedTerms):
    """An agreement with a client, and its fee terms. Amounts need the right to see fees.

    `value` is the total value: the fee, the monthly fees or the cap, otherwise the sum of its lines, less the discount.
    """

    id: Id
    version: int
    account_id: Id | None
    kind: str
    state: str
    pre_existing: bool
    ends_changed: date | None
    fee: Amount | None = None
    discount: Amount | None = None
    cap: Amount | None = None
    unit_price: Amount | None = None
    hourly_rate: HourlyRate | None = None
    overage_rate: HourlyRate | None = None
    price_change: Amount | None = None
    value: Amount | None = None


class AgreementsAsked(Asked):
    """Filters for the list of agreements."""

    account_id: Id | None = None
    fee_model: Annotated[str, Field(max_length=20)] | None = None
    kind: Kind | None = None
    state: State | None = None


@reads(router, "/agreements", Page[AgreementShape])
def list_agreements(request: HttpRequest, asked: Query[AgreementsAsked]) -> dict[str, Any]:
    """List the agreements the caller can see."""
    by = asker(request)
    fee = policy.sees_fee(person_of(by))
    rows = queries.agreements_seen_by(by).select_related(None)
    rows = narrowed(rows, asked, "account_id", "fee_model", "kind", "state")
    found = page(rows, asked, lambda one: {"row": one})
    listed = [one["row"] for one in found["items"]]
    worth = contract.values_of(listed) if fee else {}
    return found | {"items": [_agreed(one, fee, worth.get(one.pk)) for one in listed]}


@reads(router, "/agreements/{int:agreement_id}", AgreementShape)
def read_agreement(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """Return one agreement."""
    by = asker(request)
    return to_payload(queries.agreement_seen_by(by, agreement_id), by)


def to_payload(agreement: Any, by: Actor) -> dict[str, Any]:
    """Return an agreement as JSON, with its amounts and total value where the actor sees fees."""
    fee = policy.sees_fee(person_of(by))
    return _agreed(agreement, fee, contract.value_of(agreement) if fee else None)


def _agreed(one: Any, fee: bool, worth: Money | None) -> dict[str, Any]:
    payload: dict[str, Any] = {name: getattr(one, name) for name in PLAIN} | {"pre_existing": one.taken_over}
    if fee:
        for name in ("fee", "discount", "cap", "unit_price", "price_change"):
            minor = getattr(one, name)
            payload[name] = None if minor is None else amount(Money(minor, one.currency))
        for name in ("hourly_rate", "overage_rate"):
            rate = getattr(one, name)
            payload[name] = None if rate is None else hourly(Rate(rate, one.currency))
        payload["value"] = None if worth is None else amount(worth)
    return payload


PLAIN = tuple(
    name for name, field in AgreementShape.model_fields.items() if field.is_required() and name != "pre_existing"
)
