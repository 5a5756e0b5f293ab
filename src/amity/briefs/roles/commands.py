"""Add and remove roles in the work."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.briefs import policy
from amity.briefs.models import Role
from amity.briefs.queries import brief_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.text.texts import one_line


@command
def add_role(
    *, by: Actor, brief_id: int, part: str, now: datetime, contact_id: int | None = None, person_id: int | None = None
) -> Role:  # fmt: skip
    """Add a role in the work for a contact or a colleague."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    part = one_line(part, 120, "part")
    if not part:
        raise Invalid(_("Enter their role."), "part")
    if (contact_id is None) == (person_id is None):
        raise Invalid(_("Choose one person, at the client or on our team."), "who")
    if contact_id is not None and not brief.account.contacts.filter(pk=contact_id).exists():
        raise Invalid(_("Choose a contact of this client."), "who")
    role = Role(brief=brief, part=part, contact_id=contact_id, person_id=person_id)
    role.save(force_insert=True)
    changes = {"part": part, "contact_id": contact_id, "person_id": person_id}
    trail.record("brief.role_added", subject=brief, by=by, at=now, changes=changes)
    return role


@command
def remove_role(*, by: Actor, brief_id: int, role_id: int, now: datetime) -> None:
    """Remove a role. The audit log still has its holder."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    role = brief.roles.filter(pk=role_id).first()
    if role is None:
        return
    changes = {"part": role.part, "contact_id": role.contact_id, "person_id": role.person_id}
    role.delete()
    trail.record("brief.role_removed", subject=brief, by=by, at=now, changes=changes)
