"""REST operation for duties on an account."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path

from amity.accounts.queries import account_seen_by
from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Answered, Id
from amity.charter import holders as duty_holders
from amity.charter.router import router


class DutyShape(Answered):
    """A duty and who holds it: on our team (a role can have several people), shared with whom, and at the client."""

    duty: str
    kind: Literal["distinct", "shared"]
    role: str
    person_ids: list[Id]
    shared_with_ids: list[Id]
    client_role: str
    contact_id: Id | None
    rule: str
    changed: bool


class DutiesShape(Answered):
    """The duties on an account, and the three setup answers they come from."""

    account_id: Id
    preset: str
    writes: str
    extra: str
    duties: list[DutyShape]


@reads(router, "/accounts/{int:account_id}/duties", DutiesShape)
def list_duties(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Return today's duties on an account and who holds them."""
    account = account_seen_by(asker(request), account_id)
    asked = duty_holders.charter_in_force(account).asked
    listed = [_duty(holder) for holder in duty_holders.holders(account).values()]
    return {
        "account_id": account.pk, "preset": asked.preset, "writes": asked.writes, "extra": asked.extra,
        "duties": listed,
    }  # fmt: skip


def _duty(holder: duty_holders.Holder) -> dict[str, Any]:
    return DutyShape.of(
        holder,
        person_ids=[person.pk for person in holder.people],
        shared_with_ids=[person.pk for person in holder.others],
        contact_id=holder.contact.pk if holder.contact else None,
    )
