"""What the account managers of the demo agency know of services that others do for their clients."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named, contact_named
from amity.accounts.evidence import Evidence
from amity.agency.models import Service
from amity.services.cells.commands import record_service
from amity.services.cells.rules import CellFields
from amity.shared.stories import Crew, ago, coming, rows

TABLE: Final = Path(__file__).with_suffix(".csv")


@dataclass(frozen=True, slots=True)
class Known:
    """Who does a service for an account, with its spend in whole units, as someone there said some days ago."""

    account: str
    service: str
    state: str
    days_ago: int
    competitor: str = ""
    spend: int | None = None
    contract_ends_in: int | None = None
    who: str = ""
    where: str = ""
    reason: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Record what is known, the oldest first."""
    services = dict(Service.objects.values_list("name", "pk"))
    for one in sorted(rows(TABLE, Known), key=lambda one: -one.days_ago):
        account, at = account_named(one.account), ago(now, one.days_ago)
        fields = CellFields(
            one.state, one.competitor, None if one.spend is None else one.spend * 100,
            None if one.contract_ends_in is None else coming(now, one.contract_ends_in), reason=one.reason,
        )  # fmt: skip
        record_service(
            by=crew.managing(one.account), account_id=account.pk, service_id=services[one.service], fields=fields,
            evidence=_evidence(one, at), now=at,
        )  # fmt: skip


def _evidence(one: Known, at: datetime) -> Evidence:
    if not one.who:
        return Evidence()
    return Evidence(contact_named(one.who), (at - timedelta(hours=1)).date(), one.where)
