"""Open a brief, change what it says, and say who plays which part in the work."""

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.briefs import hooks, policy
from amity.briefs.commands.knowing import Basis, tell
from amity.briefs.commands.merging import taken
from amity.briefs.commands.sizing import resize
from amity.briefs.models import Brief, Role
from amity.briefs.queries.seen import brief_seen_by
from amity.briefs.said import MONEY, NAMES, BriefSaid, put, said_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.texts import one_line

ASSUMED: Final = Basis()


@command
def open_brief(
    *, by: Actor, account_id: int, said: BriefSaid, now: datetime, basis: Basis = ASSUMED
) -> Brief:  # fmt: skip
    """Open a brief of an account. Who is not named on our side is taken from the account and its usual work."""
    account = account_seen_by(by, account_id)
    policy.may_open(person_of(by), account).or_refuse()
    brief = Brief(account=account, currency=account.currency, opened_at=now, changed_at=now)
    put(brief, said)
    if brief.account_manager_id is None:
        brief.account_manager_id = account.manager_id
    if brief.manager_id is None:
        usual = (find(account.pk, brief.retainer_id) for find in hooks.usual_manager)
        brief.manager_id = next((one for one in usual if one is not None), None)
    brief.save(force_insert=True)
    resize(brief, now)
    changes = {"account_id": account_id, **asdict(said_of(brief)), "size": brief.size}
    trail.record("brief.opened", subject=brief, by=by, at=now, changes=changes, money=MONEY)
    tell(by=by, brief=brief, changed=NAMES, basis=basis, now=now)
    return brief


@command
def edit_brief(
    *, by: Actor, brief_id: int, version: int, said: BriefSaid, now: datetime, seen: BriefSaid | None = None,
    basis: Basis = ASSUMED,
) -> Brief:  # fmt: skip
    """Change what a draft says. With `seen`, what was on the page, only what was changed there counts.

    Then two people who changed different fields both keep theirs; where they changed the same one it is stale. `basis`
    says how what changed is known.
    """
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    before = asdict(said_of(brief))
    put(brief, BriefSaid(**taken(brief, version, asdict(said), before, asdict(seen) if seen else None)))
    after = asdict(said_of(brief))
    changed = [name for name in NAMES if before[name] != after[name]]
    if not changed:
        return brief
    brief.version += 1
    resize(brief, now)
    changes = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
    trail.record("brief.edited", subject=brief, by=by, at=now, changes=changes, money=MONEY)
    tell(by=by, brief=brief, changed=changed, basis=basis, now=now)
    return brief


@command
def add_role(
    *, by: Actor, brief_id: int, part: str, now: datetime, contact_id: int | None = None, person_id: int | None = None
) -> Role:  # fmt: skip
    """Say who plays a part in the work: somebody at the client, or one of us."""
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
    said = {"part": part, "contact_id": contact_id, "person_id": person_id}
    trail.record("brief.role_added", subject=brief, by=by, at=now, changes=said)
    return role


@command
def remove_role(*, by: Actor, brief_id: int, role_id: int, now: datetime) -> None:
    """Take a part back; the trail keeps who had it."""
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    role = brief.roles.filter(pk=role_id).first()
    if role is None:
        return
    said = {"part": role.part, "contact_id": role.contact_id, "person_id": role.person_id}
    role.delete()
    trail.record("brief.role_removed", subject=brief, by=by, at=now, changes=said)
