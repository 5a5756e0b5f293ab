"""Services with what was recorded and delivered, for tests, the permission matrix and the query counts."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from amity.accounts.models import Account
from amity.agency.models import Service
from amity.health.models import AccountHealth
from amity.people.models import Person
from amity.services.cells.commands import record_service
from amity.services.cells.rules import COMPETITOR, CellFields
from amity.services.models import Cell
from tests.builders import MONDAY, acting, make_account, make_agreement, make_entry, make_line, make_project
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

LAST_DAY = MONDAY.date()


def make_service(name: str, family: str = "", **values: str) -> Service:
    """Create a service of the catalogue."""
    return Service.objects.create(name=name, family=family, **values)


def deliver(by: Person, account: Account, *services: Service, on: date = LAST_DAY, hours: str = "21") -> None:
    """Log time for an account on a signed line of each service."""
    agreement = make_agreement(account)
    project = make_project(account, agreement=agreement, manager=by)
    for service in services:
        line = make_line(agreement, service=service)
        make_entry(by=by, hours=hours, project=project, line_id=line.pk, on=on)


def record(by: Person, account: Account, service: Service, state: str, version: int = 0, **fields: object) -> Cell:
    """Record who does a service for an account."""
    given = CellFields(state, **fields)  # type: ignore[arg-type]
    return record_service(
        by=acting(by), account_id=account.pk, service_id=service.pk, fields=given, version=version, now=MONDAY
    )


def set_health(account: Account, score: int | None, *, has_open_issue: bool = False) -> None:
    """Store the newest health of an account."""
    band = "unknown" if score is None else "well" if score >= 75 else "watch" if score >= 60 else "unwell"
    AccountHealth.objects.update_or_create(
        account=account,
        defaults={
            "score": score, "band": band, "confidence": 85, "weighted": score, "at": MONDAY,
            "evidence": {"open_issue": has_open_issue},
        },
    )  # fmt: skip


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a service without an entry, and one of which a competitor's spend is known."""
    account = Account.objects.get(pk=int(str(known["account_id"])))
    app, film = make_service("Ticket apps", "Digital"), make_service("Film", "Content")
    record(viewers[AM], account, film, COMPETITOR, competitor="Northword", spend=4_848_484)
    return {"service_id": app.pk, "recorded_service_id": film.pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add services that accounts buy, with entries and accounts, for the query counts."""
    account, by = Account.objects.get(pk=int(scene.known["account_id"])), scene.viewers[AM]
    for number in range(rows):
        offset = Service.objects.count()
        made = make_service(f"Service {offset}", f"Family {number % 3}")
        record(by, account, made, COMPETITOR, competitor="Northword")
        other = make_account(f"Client {offset} of services", manager=by)
        deliver(by, other, made)
