"""REST operations for *How are we doing?*: the switch of an account, and what its contacts answered."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.portal.pulse import commands, queries
from amity.portal.router import SETUP, router

if TYPE_CHECKING:
    from amity.portal.pulse.models import Pulse


class PulseSettingShape(Answered):
    """Whether the contacts of an account are asked. `version` is 0 before it is set."""

    account_id: Id
    is_on: bool
    version: int


class PulseSwitch(Body):
    """Request body: whether to ask."""

    version: int
    is_on: bool


class PulseShape(Answered):
    """What a contact answered in a quarter: 20264 is the last one of 2026."""

    id: Id
    account_id: Id
    contact_id: Id
    quarter: int
    work: str
    contact_amount: str
    to_director: bool
    sent_at: datetime


class PulsesAsked(Asked):
    """Filters for the list of answers."""

    account_id: Id | None = None
    contact_id: Id | None = None
    quarter: int | None = None


@reads(router, "/accounts/{int:account_id}/how-are-we-doing", PulseSettingShape)
def read_pulse_setting(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Return whether the contacts of an account are asked how we are doing."""
    return PulseSettingShape.of(queries.setting_of(asker(request), account_id))


@writes(router, "PATCH", "/accounts/{int:account_id}/how-are-we-doing", PulseSettingShape, scope=SETUP)
def edit_pulse_setting(request: HttpRequest, account_id: Path[Id], body: PulseSwitch) -> dict[str, Any]:
    """Ask the contacts of an account how we are doing, or stop asking."""
    return PulseSettingShape.of(
        commands.set_pulse(
            by=asker(request), account_id=account_id, version=body.version, is_on=body.is_on, now=timezone.now()
        )
    )


@reads(router, "/how-are-we-doing", Page[PulseShape])
def list_pulses(request: HttpRequest, asked: Query[PulsesAsked]) -> dict[str, Any]:
    """List what contacts answered, as far as the caller may read it."""
    rows = queries.pulses_seen_by(asker(request))
    return page(narrowed(rows, asked, "account_id", "contact_id", "quarter"), asked, _shaped)


def _shaped(pulse: "Pulse") -> dict[str, Any]:
    return PulseShape.of(pulse)
