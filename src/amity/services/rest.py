"""REST operations for services: the catalogue, who does what for each account, and white space."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_shapes import EvidenceBody
from amity.agency.catalogue import commands as catalogue
from amity.agency.catalogue.commands import ServiceFields
from amity.agency.queries import services as all_services
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import keys_of_page, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.people.queries import person_of
from amity.services import policy
from amity.services.cells import commands
from amity.services.cells.queries import Shown, account_for_cells, all_cells
from amity.services.cells.rules import STATES, CellFields
from amity.services.map.queries import AccountServices, accounts_on_map, services_map
from amity.services.router import SETUP, router
from amity.services.whitespace.queries import Suggestion

if TYPE_CHECKING:
    from amity.people.models import Person

State = Literal["deliver", "competitor", "in_house", "no_one", "not_relevant", "unknown"]
assert set(STATES) == set(State.__args__)  # type: ignore[attr-defined]  # noqa: S101
FROM_ZERO = Annotated[int, Field(ge=0, le=2**31 - 1, description="The version last read, 0 without an entry.")]


class ServiceShape(Answered, value=ServiceFields):
    """A service the agency sells. `helps_with` has words of client goals, separated by commas."""

    id: Id


class NewService(Body, value=ServiceFields):
    """Request body: the service to add."""


class ServiceEdit(Body, value=ServiceFields):
    """Request body: the service as it should be."""


class CellShape(Answered):
    """A service at an account. `is_entry`: someone recorded it. `hours` are of the last twelve months.

    Contradicted entries have `is_disputed`. `spend` is a year's, in minor units of the account's currency. Fields
    about money and hours need their right.
    """

    service_id: Id
    version: int
    state: State
    is_entry: bool
    is_disputed: bool
    competitor: str
    contract_ends_on: date | None
    goal_id: Id | None
    reason: str
    recorded_on: date | None
    last_worked: int | None
    spend: int | None = None
    hours: float | None = None


class WhiteSpaceShape(Answered):
    """A service to offer, the best first. Shares are percentages.

    `says_more`: what the account buys says more than what most clients buy.
    """

    service_id: Id
    state: State
    share: float
    share_of_all: float
    says_more: bool
    goal_id: Id | None


class AccountServicesShape(Answered):
    """The services of an account. While its growth is closed, `white_space` is empty."""

    account_id: Id
    bought: int
    relevant: int
    unknown: int
    growth_is_closed: bool
    cells: list[CellShape]
    white_space: list[WhiteSpaceShape]


class NewCell(EvidenceBody, value=CellFields):
    """Request body: who does the service, and who said so. `version` is 0 where nothing was recorded."""

    version: FROM_ZERO


class Seen(Body):
    """Request body: the version that was read."""

    version: Version


class Dismissal(Body):
    """Request body: why the service isn't relevant."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]


@reads(router, "/services", Page[ServiceShape])
def list_services(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List what the agency sells."""
    person_of(asker(request))
    return page(all_services(), asked, ServiceShape.of)


@writes(router, "POST", "/services", ServiceShape, scope=SETUP, status=201)
def add_service(request: HttpRequest, body: NewService) -> dict[str, Any]:
    """Add a service to what the agency sells, or return the one of that name."""
    fields = body.as_value(ServiceFields)
    made = catalogue.add_service(
        by=asker(request), name=fields.name, family=fields.family, helps_with=fields.helps_with, now=timezone.now()
    )
    return ServiceShape.of(made)


@writes(router, "PATCH", "/services/{int:service_id}", ServiceShape, scope=SETUP)
def edit_service(request: HttpRequest, service_id: Path[Id], body: ServiceEdit) -> dict[str, Any]:
    """Change a service."""
    fields = body.as_value(ServiceFields)
    return ServiceShape.of(
        catalogue.edit_service(by=asker(request), service_id=service_id, fields=fields, now=timezone.now())
    )


@reads(router, "/services-map", Page[AccountServicesShape])
def read_services_map(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Return the services of the accounts to which the caller has full access."""
    by = asker(request)
    policy.may_see_map(person_of(by)).or_refuse()
    on_map = accounts_on_map(by)
    keys, following = keys_of_page(on_map.select_related(None).prefetch_related(None), asked)
    accounts = sorted(on_map.filter(pk__in=keys), key=lambda account: account.pk)
    found = {row.account.pk: row for row in services_map(by, timezone.localdate(), accounts).rows}
    person = person_of(by)
    return {"items": [_account(found[account.pk], person) for account in accounts], "next": following}


@reads(router, "/accounts/{int:account_id}/services", AccountServicesShape)
def read_account_services(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Return who does what for an account, and which services to offer it."""
    by = asker(request)
    account = account_for_cells(by, account_id)
    return _account(services_map(by, timezone.localdate(), [account]).rows[0], person_of(by))


@writes(router, "PATCH", "/accounts/{int:account_id}/services/{int:service_id}", CellShape, scope=SETUP)
def record_account_service(
    request: HttpRequest, account_id: Path[Id], service_id: Path[Id], body: NewCell
) -> dict[str, Any]:  # fmt: skip
    """Record who does a service for an account, with evidence."""
    commands.record_service(
        by=asker(request), account_id=account_id, service_id=service_id, version=body.version,
        fields=body.as_value(CellFields), evidence=body.as_value(Evidence), now=timezone.now(),
    )  # fmt: skip
    return _written(request, account_id, service_id)


@writes(router, "POST", "/accounts/{int:account_id}/services/{int:service_id}/dismiss", CellShape, scope=SETUP)
def dismiss_account_service(
    request: HttpRequest, account_id: Path[Id], service_id: Path[Id], body: Dismissal
) -> dict[str, Any]:  # fmt: skip
    """Record that a service isn't relevant for an account, so that it isn't suggested again."""
    commands.dismiss_service(
        by=asker(request), account_id=account_id, service_id=service_id, reason=body.reason, now=timezone.now()
    )
    return _written(request, account_id, service_id)


@writes(router, "POST", "/accounts/{int:account_id}/services/{int:service_id}/confirm", CellShape, scope=SETUP)
def confirm_account_service(
    request: HttpRequest, account_id: Path[Id], service_id: Path[Id], body: Seen
) -> dict[str, Any]:  # fmt: skip
    """Confirm an entry as of today, against older records."""
    commands.confirm_service(
        by=asker(request), account_id=account_id, service_id=service_id, version=body.version, now=timezone.now()
    )
    return _written(request, account_id, service_id)


@writes(router, "POST", "/accounts/{int:account_id}/services/{int:service_id}/remove", CellShape, scope=SETUP)
def remove_account_service(
    request: HttpRequest, account_id: Path[Id], service_id: Path[Id], body: Seen
) -> dict[str, Any]:  # fmt: skip
    """Remove an entry, so that the service follows from the agency's records."""
    commands.remove_record(
        by=asker(request), account_id=account_id, service_id=service_id, version=body.version, now=timezone.now()
    )
    return _written(request, account_id, service_id)


def _written(request: HttpRequest, account_id: int, service_id: int) -> dict[str, Any]:
    by = asker(request)
    known = all_cells(timezone.localdate())
    service = next(one for one in known.services if one.pk == service_id)
    return _cell(known.shown(account_for_cells(by, account_id).pk, service), person_of(by))


def _account(row: AccountServices, person: "Person") -> dict[str, Any]:
    known = row.penetration
    return {
        "account_id": row.account.pk, "bought": known.bought, "relevant": known.relevant, "unknown": known.unknown,
        "growth_is_closed": row.closed is not None, "cells": [_cell(one, person) for one in row.cells],
        "white_space": [_suggestion(one) for one in row.suggestions],
    }  # fmt: skip


def _cell(shown: Shown, person: "Person") -> dict[str, Any]:
    row, records = shown.row, shown.records
    found = {
        "service_id": shown.service.pk, "version": row.version if row else 0, "state": shown.cell.state,
        "is_entry": row is not None, "is_disputed": shown.cell.is_disputed,
        "competitor": row.competitor if row else "", "contract_ends_on": row.contract_ends_on if row else None,
        "goal_id": row.goal_id if row else None, "reason": row.reason if row else "",
        "recorded_on": row.recorded_on if row else None, "last_worked": records.worked or None,
    }  # fmt: skip
    if policy.sees_spend(person):
        found["spend"] = row.spend if row else None
    if policy.sees_hours(person):
        found["hours"] = round(records.seconds / 3600, 2)
    return found


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "service_id": one.service.pk, "state": one.shown.cell.state,
        "share": round(one.candidate.share * 100, 1), "share_of_all": round(one.candidate.prior * 100, 1),
        "says_more": one.candidate.says_more, "goal_id": one.goal.pk if one.goal else None,
    }  # fmt: skip
