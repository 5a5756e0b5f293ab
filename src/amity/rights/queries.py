"""Queries for third-party rights: those our work uses, that end soon, and that block a release."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.agency.editions.keeping import kept, kept_for_each
from amity.lines import placements
from amity.lines.models import Line
from amity.lines.placements import Placement
from amity.people.queries import person_of
from amity.rights import policy, rules, wording
from amity.rights.models import Right, RightOnLine, RightsSwitch
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_for_each
from amity.shared.dates.upcoming_dates import UpcomingDate
from amity.shared.errors import NotSeen
from amity.shared.permission import YES, Answer, no
from amity.shared.rows.lookup import seen_or_missing


def are_rights_on() -> bool:
    """Return whether the agency tracks third-party rights."""
    return kept("third-party rights", RightsSwitch.objects.filter(pk=1, is_on=True).exists)


def rights_switch() -> RightsSwitch:
    """Return the switch, with version 0 if no one has used it."""
    return RightsSwitch.objects.filter(pk=1).first() or RightsSwitch(pk=1, version=0)


def rights_seen_by(by: Actor) -> QuerySet[Right]:
    """Return the rights of accounts the actor can see, none while the module is off."""
    if not are_rights_on():
        return Right.objects.none()
    seen = Account.objects.visible_to(person_of(by)).order_by().values("pk")
    return Right.objects.filter(account__in=seen).select_related("account__manager", "file")


def rights_in_list(by: Actor) -> QuerySet[Right]:
    """Return the rights the actor can see. Raise `NotSeen` while the module is off."""
    if not are_rights_on():
        raise NotSeen(_("Third-party rights are switched off."))
    return rights_seen_by(by)


def lines_using(right_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return names of the lines that use some rights, by right, in one query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    uses = RightOnLine.objects.filter(right__in=list(right_ids)).select_related("line").order_by("line__number")
    for use in uses:
        found[use.right_id].append(str(use.line))
    return found


def rights_with_labels(rights_: Sequence[Right], today: date) -> Sequence[Right]:
    """Add to each right its kind's label, its lines, and its upcoming end, in one query."""
    bound = lines_using([one.pk for one in rights_])
    for one in rights_:
        one.kind_word = wording.KINDS[one.kind]  # type: ignore[attr-defined]
        one.used_by = bound.get(one.pk, [])  # type: ignore[attr-defined]
        one.warned = rules.warning(span_of(one), today)  # type: ignore[attr-defined]
    return rights_


@dataclass(frozen=True, slots=True)
class RightsCard:
    """The rights of one account, on its page."""

    rights: Sequence[Right]
    may_register: bool


def rights_card(by: Actor, account: Account, today: date) -> RightsCard | None:
    """Return the rights of an account, the soonest to end first, or None while the module is off."""
    if not are_rights_on():
        return None
    found = rights_with_labels(rows_on_account(by, account.pk, _on_account), today)
    return RightsCard(found, bool(policy.may_keep_rights(person_of(by), account)))


def _on_account(by: Actor) -> QuerySet[Right]:
    return rights_seen_by(by).filter(account=ACCOUNT).order_by(F("until").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class RightPage:
    """A right on its page: the lines that use it, whether it is valid today, and whether the actor can change it.

    `uses` are lines in an agreement, `bare` the others.
    """

    right: Right
    warned: UpcomingDate | None
    uses: Sequence[Placement]
    bare: Sequence[Line]
    why_not: str
    may_keep: Answer


def right_page(by: Actor, right_id: int, today: date) -> RightPage:
    """Return one right, for those who can see its account."""
    right = right_seen_by(by, right_id)
    bound = list(Line.objects.filter(rights_used__right=right).order_by("number", "pk"))
    uses, why = placements.placements(by, [line.pk for line in bound]), rules.blocks(span_of(right), today)
    return RightPage(
        right=right,
        warned=rules.warning(span_of(right), today),
        uses=uses,
        bare=[line for line in bound if line.pk not in {use.line_id for use in uses}],
        why_not=RightBlock(right, why).sentence if why else "",
        may_keep=policy.may_keep_rights(person_of(by), right.account),
    )


def right_seen_by(by: Actor, right_id: int, *, lock: bool = False) -> Right:
    """Return one right, or raise `NotSeen`."""
    found = rights_seen_by(by)
    return seen_or_missing(
        found,
        right_id,
        _("Right not found. It may have been deleted, or you don’t have access to its account."),
        lock=lock,
    )


@dataclass(frozen=True, slots=True)
class RightBlock:
    """A right that blocks a release, and the reason: `missing`, `not_begun` or `expired`."""

    right: Right
    why: str

    @property
    def sentence(self) -> str:
        """The reason as a sentence."""
        names = {"right": self.right.title, "holder": self.right.holder}
        if self.why == rules.MISSING:
            return _("The rights to %(right)s from %(holder)s still have to be obtained.") % names
        if self.why == rules.NOT_BEGUN:
            return _("The rights to %(right)s from %(holder)s can’t be used yet.") % names
        return _("The rights to %(right)s from %(holder)s have ended.") % names


def rights_blocking(line_id: int, on: date) -> list[RightBlock]:
    """Return the rights that block the release of a line's work on a date, none while the module is off."""
    return blocks_on([line_id], on)


def blocks_on(line_ids: Iterable[int], on: date) -> list[RightBlock]:
    """Return the rights that block the release of several lines' work on a date."""
    return blocks_among([right for rights in rights_used(line_ids).values() for right in rights], on)


def rights_used(line_ids: Iterable[int]) -> Mapping[int, Sequence[Right]]:
    """Return the rights that each line uses, nothing while the module is off. A page reads each line's once."""
    return once_for_each("rights of lines", list(line_ids), _rights_used) if are_rights_on() else {}


def _rights_used(line_ids: Collection[int]) -> dict[int, list[Right]]:
    ids = kept_for_each("rights on lines", line_ids, _right_ids)
    used = {pk for some in ids.values() for pk in some}
    rights = Right.objects.in_bulk(used) if used else {}
    return {line: [rights[pk] for pk in some if pk in rights] for line, some in ids.items()}


def _right_ids(line_ids: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {pk: [] for pk in line_ids}
    for line, right in RightOnLine.objects.filter(line__in=line_ids).values_list("line_id", "right_id"):
        found[line].append(right)
    return found


def blocks_among(rights: Iterable[Right], on: date) -> list[RightBlock]:
    """Return which rights block a release on a date, each once, the first to end first."""
    each = {right.pk: right for right in rights}.values()
    ordered = sorted(each, key=lambda right: (right.until is None, right.until or on, right.pk))
    return [RightBlock(right, why) for right in ordered if (why := rules.blocks(span_of(right), on))]


@dataclass(frozen=True, slots=True)
class RightRow:
    """A right's effect on a line today: it blocks the release, or it ends soon."""

    sentence: str
    blocks: bool


def right_rows_by_line(line_ids: Iterable[int], today: date) -> dict[int, list[RightRow]]:
    """Return by line the rights to clear or watch before its work is released, nothing while the module is off."""
    found: defaultdict[int, list[RightRow]] = defaultdict(list)
    is_on = Exists(RightsSwitch.objects.filter(pk=1, is_on=True))
    uses = RightOnLine.objects.filter(is_on, line__in=list(line_ids)).select_related("right")
    for use in uses.order_by("right__until", "pk"):
        right, why = use.right, rules.blocks(span_of(use.right), today)
        near = rules.warning(span_of(right), today)
        if why:
            found[use.line_id].append(RightRow(RightBlock(right, why).sentence, True))
        elif near:
            names = {"right": right.title, "ahead": wording.end_ahead(near.days)}
            found[use.line_id].append(RightRow(_("%(right)s: %(ahead)s.") % names, False))
    return dict(found)


def may_release(line_id: int, on: date) -> Answer:
    """Return whether a line's deliverable can go to the client on a date, or which right prevents it."""
    blocks = rights_blocking(line_id, on)
    return (
        no(_("Can’t go to the client: %(why)s") % {"why": " ".join(one.sentence for one in blocks)}) if blocks else YES
    )


def rights_ending(by: Actor, today: date) -> list[tuple[Right, UpcomingDate]]:
    """Return the rights the actor can see that end soon or have ended, earliest first."""
    near = [(one, rules.warning(span_of(one), today)) for one in rights_seen_by(by).exclude(until=None)]
    return sorted(((one, warned) for one, warned in near if warned), key=lambda pair: pair[1].on)


def span_of(right: Right) -> rules.Span:
    """Return the dates on which a right is valid."""
    return rules.Span(right.starts_on, right.until, right.let_go_on, right.wanted)


def right_to_change(by: Actor, right_id: int) -> Right:
    """Return a right the actor can change. Refused with the reason."""
    right = right_seen_by(by, right_id)
    policy.may_keep_rights(person_of(by), right.account).or_refuse()
    return right


def may_register(by: Actor, account: Account) -> Answer:
    """Return whether the actor can record rights of an account."""
    if not are_rights_on():
        return no(
            _("Third-party rights are switched off. A director or an administrator can switch them on in Settings.")
        )
    return policy.may_keep_rights(person_of(by), account)


def lines_of_account(account: Account, right: Right | None = None) -> Sequence[tuple[int, str]]:
    """Return the lines of an account to choose from: of agreements that haven't ended, and those that use the right."""
    return placements.choices(account, right.uses.values_list("line_id", flat=True) if right else ())
