"""Record who does a service for an account, confirm it again, or go back to what our records have."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import NO_EVIDENCE, Evidence, put_evidence
from amity.accounts.models import Account
from amity.accounts.queries import account_to_change
from amity.agency.queries import service as service_named
from amity.audit import trail
from amity.people.queries import person_of
from amity.services import policy
from amity.services.cells import rules
from amity.services.cells.rules import CellFields
from amity.services.models import Cell
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Stale
from amity.shared.values import tidied, value_of, write
from amity.strategy.goals.queries import goal_of_account


@command
def record_service(
    *, by: Actor, account_id: int, service_id: int, fields: CellFields, now: datetime, version: int = 0,
    evidence: Evidence = NO_EVIDENCE,
) -> Cell:  # fmt: skip
    """Record who does a service for an account, with evidence. `version` is 0 where nothing was recorded before."""
    account, cell = _cell(by, account_id, service_id, version)
    clean = _checked(by, account, fields)
    before = _image(cell) if cell.pk else None
    write(clean, cell)
    put_evidence(cell, account, evidence, today=timezone.localdate(now))
    _date(cell, by, now)
    cell.save()
    changes = {"service": cell.service.name, "before": before, "after": _image(cell), **_spend(cell, account)}
    trail.record("cell.recorded", subject=cell, by=by, at=now, changes=changes, money=("spend",))
    return cell


@command
def dismiss_service(*, by: Actor, account_id: int, service_id: int, reason: str, now: datetime) -> Cell:
    """Record that a service isn't relevant for an account, with the reason. It is suggested no longer."""
    if not reason.strip():
        raise Invalid(_("Choose a reason."), "reason")
    _account, cell = _cell(by, account_id, service_id, None)
    fields = CellFields(rules.NOT_RELEVANT, reason=reason)
    return record_service(
        by=by, account_id=account_id, service_id=service_id, fields=fields, version=cell.version if cell.pk else 0,
        now=now,
    )  # fmt: skip


@command
def confirm_service(*, by: Actor, account_id: int, service_id: int, version: int, now: datetime) -> Cell:
    """Confirm as of today what was recorded, against our own records of before."""
    _account, cell = _known(by, account_id, service_id, version)
    before = str(cell.recorded_on)
    _date(cell, by, now, today=True)
    cell.save()
    changes = {"service": cell.service.name, "before": before, "after": str(cell.recorded_on)}
    trail.record("cell.confirmed", subject=cell, by=by, at=now, changes=changes)
    return cell


@command
def remove_record(*, by: Actor, account_id: int, service_id: int, version: int, now: datetime) -> None:
    """Remove what was recorded, so that the cell follows from our records. The audit log has its values."""
    account, cell = _known(by, account_id, service_id, version)
    changes = {"service": cell.service.name, "before": _image(cell), **_spend(cell, account)}
    trail.record("cell.removed", subject=account, by=by, at=now, changes=changes, money=("spend",))
    cell.delete()


def _known(by: Actor, account_id: int, service_id: int, version: int) -> tuple[Account, Cell]:
    account, cell = _cell(by, account_id, service_id, version)
    if cell.pk is None:
        raise NotSeen(_("Nothing was recorded for this service. Someone may have removed it."))
    return account, cell


def _cell(by: Actor, account_id: int, service_id: int, version: int | None) -> tuple[Account, Cell]:
    """Return a cell to change, a new one if nothing was recorded. The account's row is locked, and lets one in."""
    account = account_to_change(by, account_id)
    policy.may_record(person_of(by), account).or_refuse()
    service = service_named(service_id)
    cell = Cell.objects.select_for_update(of=("self",)).filter(account=account, service=service).first()
    if cell is None:
        return account, Cell(account=account, service=service, version=1)
    if version == 0:
        raise Stale(
            _("Someone else changed this first. Your text is still here. Compare the two and save again."), current=cell
        )
    if version is not None:
        cell.expect(version)
    return account, cell


def _date(cell: Cell, by: Actor, now: datetime, *, today: bool = False) -> None:
    """Date the record by what the client said, if that is known, otherwise by today."""
    cell.recorded_at, cell.by_label = now, by.label
    cell.recorded_on = timezone.localdate(now) if today or cell.stated_on is None else cell.stated_on


def _checked(by: Actor, account: Account, fields: CellFields) -> CellFields:
    clean = tidied(fields)
    if clean.state == rules.NOT_RELEVANT and not clean.reason:
        raise Invalid(_("Enter why it isn’t relevant for them."), "reason")
    if clean.state != rules.COMPETITOR and clean.competitor:
        raise Invalid(_("Leave this blank, or choose that a competitor does it."), "competitor")
    goal_of_account(by, account.pk, clean.goal_id or 0)
    return clean


def _image(cell: Cell) -> dict[str, Any]:
    """Return a cell as the audit log stores it. Spend is a field of its own, which needs a money right."""
    known = asdict(value_of(cell, CellFields)) | asdict(value_of(cell, Evidence))
    dates = {name: str(known[name] or "") for name in ("contract_ends_on", "stated_on")}
    del known["spend"]
    return {**known, **dates, "recorded_on": str(cell.recorded_on)}


def _spend(cell: Cell, account: Account) -> dict[str, Any]:
    return {} if cell.spend is None else {"spend": {"minor": cell.spend, "currency": account.currency}}
