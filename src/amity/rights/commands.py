"""Record third-party rights: what is used, on which lines, and until when."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated, Final

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.audit import trail
from amity.lines.models import Line
from amity.people.queries import person_of
from amity.rights import policy, queries, rules
from amity.rights.licences import LICENCES
from amity.rights.models import Right, RightOnLine, RightsSwitch
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import OneOf, Text, tidied, value_of, write

AGENCY: Final = Ref("agency.agency", 1)
"""The switch applies to the agency as a whole."""


@dataclass(frozen=True, slots=True)
class RightFields:
    """A right: its holder, territory and media, and from when until when it is valid (None: no end).

    `wanted`: it still has to be obtained, and work that uses it can't be released before.
    """

    kind: Annotated[str, OneOf(rules.KINDS)]
    title: Annotated[str, Text(200, needed=True)]
    holder: Annotated[str, Text(200, needed=True)]
    territory: Annotated[str, Text(200, needed=True)]
    media: Annotated[str, Text(200, needed=True)]
    starts_on: date | None = None
    until: date | None = None
    wanted: bool = False
    note: Annotated[str, Text(2000, lines=True)] = ""


@command
def register_right(
    *, by: Actor, account_id: int, fields: RightFields, line_ids: Iterable[int], now: datetime,
    file_id: int | None = None,
) -> Right:  # fmt: skip
    """Record a right of an account, bound to the lines whose work uses it."""
    account = seen_or_missing(
        Account.objects.visible_to(person_of(by)).select_related("manager"),
        account_id,
        _("Account not found. It may have been deleted, or you don’t have access."),
    )
    if not queries.are_rights_on():
        raise Refused(
            _("Third-party rights are switched off. A director or an administrator can switch them on in Settings.")
        )
    policy.may_keep_rights(person_of(by), account).or_refuse()
    right = Right(account=account)
    return _write(right, fields, line_ids, file_id, "right.registered", by, now)


@command
def change_right(
    *, by: Actor, right_id: int, version: int, fields: RightFields, line_ids: Iterable[int], now: datetime,
    file_id: int | None = None,
) -> Right:  # fmt: skip
    """Replace the fields of a right, for example after an extension, and the lines that use it."""
    right = _to_change(by, right_id, version)
    return _write(right, fields, line_ids, file_id, "right.changed", by, now)


@command
def let_right_go(*, by: Actor, right_id: int, version: int, on: date, now: datetime) -> Right:
    """Set the last day on which work uses a right. Reminders stop, and later releases are blocked."""
    right = _to_change(by, right_id, version)
    right.let_go_on = on
    right.save()
    trail.record("right.let_go", subject=right, by=by, at=now, changes={"on": on})
    return right


@command
def switch_rights(*, by: Actor, is_on: bool, version: int, now: datetime) -> RightsSwitch:
    """Switch third-party rights on or off. Recorded rights are saved, but hidden while it is off."""
    policy.may_switch_rights(person_of(by)).or_refuse()
    switch = RightsSwitch.objects.select_for_update().filter(pk=1).first() or RightsSwitch(pk=1, version=0)
    if version != switch.version:
        raise Stale(
            _("Someone else changed this first. Your text is still here. Compare the two and save again."),
            current=switch,
        )
    switch.is_on, switch.version = is_on, switch.version + 1
    switch.save()
    trail.record("agreement.register_switched", subject=AGENCY, by=by, at=now, changes={"is_on": is_on})
    return switch


def _to_change(by: Actor, right_id: int, version: int) -> Right:
    right = queries.right_seen_by(by, right_id, lock=True)
    policy.may_keep_rights(person_of(by), right.account).or_refuse()
    right.expect(version)
    return right


def _write(
    right: Right,
    fields: RightFields,
    line_ids: Iterable[int],
    file_id: int | None,
    action: str,
    by: Actor,
    now: datetime,
) -> Right:
    fields = tidied(fields)
    if fields.starts_on and fields.until and fields.until < fields.starts_on:
        raise Invalid(_("The end date must be on or after the start date."), "until")
    wanted = set(line_ids)
    found = set(Line.objects.filter(pk__in=wanted, account=right.account_id).values_list("pk", flat=True))
    if found != wanted:
        raise Invalid(_("Choose lines from this account."), "line_ids")
    before = asdict(value_of(right, RightFields)) if right.pk else None
    write(fields, right)
    if file_id is not None:
        right.file = LICENCES.to_attach(by, file_id)
    right.save()
    right.uses.exclude(line__in=wanted).delete()
    for line_id in sorted(wanted - set(right.uses.values_list("line_id", flat=True))):
        RightOnLine.objects.create(right=right, line_id=line_id)
    changes = {"before": before, "after": asdict(fields), "lines": sorted(wanted)}
    trail.record(action, subject=right, by=by, at=now, changes=changes)
    return right
