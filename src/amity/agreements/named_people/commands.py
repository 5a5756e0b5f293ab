"""Name people in an open agreement: who answers on either side, and who is key."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.agreements.models import Agreement, NamedPerson
from amity.agreements.rules import people
from amity.agreements.transitions import to_change
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.lookup import seen_or_missing
from amity.shared.texts import one_line

MOST_PEOPLE: Final = 100


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody at the client or of the agency: what they do, who, how they are reached; key, and by which rule."""

    side: str
    role: str
    name: str
    reach: str = ""
    is_key: bool = False
    rule: str = ""


@command
def name_person(
    *, by: Actor, agreement_id: int, version: int, named: Named, now: datetime, named_id: int | None = None
) -> NamedPerson:  # fmt: skip
    """Name somebody, or with `named_id` say it anew. Stale when somebody changed the agreement since `version`."""
    agreement = to_change(by, agreement_id, version)
    if named_id is None and agreement.named_people.count() >= MOST_PEOPLE:
        raise Invalid(_("An agreement can name up to %(most)s people.") % {"most": MOST_PEOPLE}, "name")
    row = NamedPerson(agreement=agreement) if named_id is None else _named(agreement, named_id)
    before = {name: getattr(row, name) for name in Named.__dataclass_fields__} if named_id else None
    for name, value in _checked(named).items():
        setattr(row, name, value)
    row.save()
    agreement.save()
    changes = {"before": before, "after": asdict(named)}
    trail.record("agreement.person_named", subject=agreement, by=by, at=now, changes=changes)
    return row


@command
def remove_named(*, by: Actor, agreement_id: int, named_id: int, now: datetime) -> None:
    """Leave somebody out again; the trail keeps who."""
    agreement = to_change(by, agreement_id)
    row = _named(agreement, named_id)
    changes = {"side": row.side, "role": row.role, "name": row.name}
    trail.record("agreement.person_left_out", subject=agreement, by=by, at=now, changes=changes)
    row.delete()
    agreement.version += 1
    agreement.save()


def _named(agreement: Agreement, named_id: int) -> NamedPerson:
    return seen_or_missing(agreement.named_people, named_id, _("Named person not found. They may have been removed."))


def _checked(named: Named) -> dict[str, object]:
    if named.side not in people.SIDES:
        raise Invalid(_("Choose from the list."), "side")
    limits = {"role": 120, "name": 200, "reach": 200}
    said = {name: one_line(getattr(named, name), most, name) for name, most in limits.items()}
    for name in ("role", "name"):
        if not said[name]:
            raise Invalid(_("Enter a name and a role."), name)
    return {**said, "side": named.side, "is_key": named.is_key, "rule": named.rule.strip()}
