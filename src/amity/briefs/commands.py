"""Create a brief, change its fields, and assign the roles in the work."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.utils import timezone

from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.briefs import hooks, policy
from amity.briefs.fields import MONEY, NAMES, BriefFields, put
from amity.briefs.items.commands import Basis, tell
from amity.briefs.merges.fields import taken
from amity.briefs.merges.rules import same
from amity.briefs.models import Brief
from amity.briefs.queries import brief_seen_by
from amity.briefs.sizes.commands import resize
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.values import value_of

ASSUMED: Final = Basis()


@command
def open_brief(
    *, by: Actor, account_id: int, fields: BriefFields, now: datetime, basis: Basis = ASSUMED,
    confirmed: Collection[str] | None = None,
) -> Brief:  # fmt: skip
    """Create a brief of an account. Unnamed people on our team are taken from the account and its usual work.

    `basis` is how certain its items are. With `confirmed`, it is the basis of these only, and the others are assumed.
    """
    account = account_seen_by(by, account_id)
    policy.may_open(person_of(by), account).or_refuse()
    brief = Brief(account=account, currency=account.currency, opened_at=now, changed_at=now)
    put(brief, fields, timezone.localdate(now))
    if brief.account_manager_id is None:
        brief.account_manager_id = account.manager_id
    if brief.manager_id is None:
        usual = (find(account.pk, brief.retainer_id) for find in hooks.usual_manager)
        brief.manager_id = next((one for one in usual if one is not None), None)
    brief.save(force_insert=True)
    resize(brief, now)
    changes = {"account_id": account_id, **asdict(value_of(brief, BriefFields)), "size": brief.size}
    trail.record("brief.opened", subject=brief, by=by, at=now, changes=changes, money=MONEY)
    tell(by=by, brief=brief, changed=NAMES, basis=basis, confirmed=confirmed, now=now)
    return brief


@command
def edit_brief(
    *, by: Actor, brief_id: int, version: int, fields: BriefFields, now: datetime, seen: BriefFields | None = None,
    basis: Basis = ASSUMED,
) -> Brief:  # fmt: skip
    """Change the fields of a draft. With `seen`, the values shown on the page, only fields changed there are saved.

    Changes of two people to different fields are then both saved; a change to the same field is stale. `basis` is how
    certain the changes are.
    """
    brief = brief_seen_by(by, brief_id, lock=True)
    policy.may_edit(person_of(by), brief).or_refuse()
    before = asdict(value_of(brief, BriefFields))
    merged = taken(brief, version, asdict(fields), before, asdict(seen) if seen else None)
    put(brief, BriefFields(**merged), timezone.localdate(now))
    after = asdict(value_of(brief, BriefFields))
    changed = [name for name in NAMES if not same(before[name], after[name])]
    if not changed:
        return brief
    brief.version += 1
    resize(brief, now)
    changes = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
    trail.record("brief.edited", subject=brief, by=by, at=now, changes=changes, money=MONEY)
    tell(by=by, brief=brief, changed=changed, basis=basis, now=now)
    return brief
