"""Write the register of rights: what is used of others, on which lines, and until when."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import policy
from amity.agreements.documents.commands import PURPOSE, is_kept
from amity.agreements.models import Right, RightOnLine
from amity.agreements.rights import queries
from amity.agreements.rules import rights
from amity.audit import trail
from amity.files.models import StoredFile
from amity.lines.models import Line
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class SaidRight:
    """A right: whose it is, where and in which media it holds, from when, and until when (None: without end).

    `wanted`: it still has to be got, and nothing that uses it is released before.
    """

    kind: str
    title: str
    holder: str
    territory: str
    media: str
    starts_on: date | None = None
    until: date | None = None
    note: str = ""
    wanted: bool = False


@command
def register_right(
    *, by: Actor, account_id: int, said: SaidRight, line_ids: Iterable[int], now: datetime,
    file_id: int | None = None,
) -> Right:  # fmt: skip
    """Put a right into the register of an account, bound to the lines whose work uses it."""
    account = seen_or_missing(
        Account.objects.visible_to(person_of(by)).select_related("manager"),
        account_id,
        _("Account not found. It may have been deleted, or you don’t have access."),
    )
    if not queries.register_on():
        raise Refused(
            _("Third-party rights are switched off. A director or an administrator can switch them on in Settings.")
        )
    policy.may_keep_rights(person_of(by), account).or_refuse()
    right = Right(account=account)
    return _write(right, said, line_ids, file_id, "right.registered", by, now)


@command
def change_right(
    *, by: Actor, right_id: int, version: int, said: SaidRight, line_ids: Iterable[int], now: datetime,
    file_id: int | None = None,
) -> Right:  # fmt: skip
    """Say a right anew, as when it was prolonged, and the lines it is bound to."""
    right = _to_change(by, right_id, version)
    return _write(right, said, line_ids, file_id, "right.changed", by, now)


@command
def let_right_go(*, by: Actor, right_id: int, version: int, on: date, now: datetime) -> Right:
    """Say that work uses a right up to a day and no longer: it stops warning, and a later release is held up."""
    right = _to_change(by, right_id, version)
    right.let_go_on = on
    right.save()
    trail.record("right.let_go", subject=right, by=by, at=now, changes={"on": on})
    return right


def _to_change(by: Actor, right_id: int, version: int) -> Right:
    right = queries.right_seen_by(by, right_id, lock=True)
    policy.may_keep_rights(person_of(by), right.account).or_refuse()
    right.expect(version)
    return right


def _write(
    right: Right, said: SaidRight, line_ids: Iterable[int], file_id: int | None, action: str, by: Actor, now: datetime
) -> Right:
    _check(said)
    wanted = set(line_ids)
    found = set(Line.objects.filter(pk__in=wanted, account=right.account_id).values_list("pk", flat=True))
    if found != wanted:
        raise Invalid(_("Choose lines from this account."), "line_ids")
    before = {name: getattr(right, name) for name in SaidRight.__dataclass_fields__} if right.pk else None
    for name, value in asdict(said).items():
        setattr(right, name, value.strip() if isinstance(value, str) else value)
    if file_id is not None:
        mine, gone = StoredFile.objects.filter(purpose=PURPOSE, owner_id=by.person_id), _("File not found.")
        file = seen_or_missing(mine, file_id, gone)
        if is_kept(file):
            raise NotSeen(gone)
        right.file = file
    right.save()
    right.uses.exclude(line__in=wanted).delete()
    for line_id in sorted(wanted - set(right.uses.values_list("line_id", flat=True))):
        RightOnLine.objects.create(right=right, line_id=line_id)
    changes = {"before": before, "after": asdict(said), "lines": sorted(wanted)}
    trail.record(action, subject=right, by=by, at=now, changes=changes)
    return right


def _check(said: SaidRight) -> None:
    if said.kind not in rights.KINDS:
        raise Invalid(_("Choose from the list."), "kind")
    for field in ("title", "holder", "territory", "media"):
        if not getattr(said, field).strip():
            raise Invalid(_("This field is required."), field)
    if said.starts_on and said.until and said.until < said.starts_on:
        raise Invalid(_("The end date must be on or after the start date."), "until")
