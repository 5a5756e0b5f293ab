"""The register of rights: what our work uses of others, what ends soon, and what holds up a release."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements.models import Agreement, Right, RightOnLine, RightsRegister
from amity.agreements.rules import rights
from amity.agreements.rules.dates import Warned
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen


def register_on() -> bool:
    """Whether the agency keeps a register of rights."""
    return RightsRegister.objects.filter(pk=1, is_on=True).exists()


def rights_seen_by(by: Actor) -> QuerySet[Right]:
    """The rights of accounts the actor may know of; none while the register is off."""
    if not register_on():
        return Right.objects.none()
    seen = Account.objects.visible_to(person_of(by)).order_by().values("pk")
    return Right.objects.filter(account__in=seen).select_related("account__manager", "file")


def right_seen_by(by: Actor, right_id: int, *, lock: bool = False) -> Right:
    """One right, or `NotSeen`."""
    found = rights_seen_by(by)
    if lock:
        found = found.select_for_update(of=("self",))
    right = found.filter(pk=right_id).first()
    if right is None:
        raise NotSeen(_("There is no such right, or you do not work on its account."))
    return right


@dataclass(frozen=True, slots=True)
class RightBlock:
    """A right that does not cover a release: which one, and why: `not_begun` or `expired`."""

    right: Right
    why: str

    @property
    def sentence(self) -> str:
        """Why, as a person reads it."""
        said = {"right": self.right.title, "holder": self.right.holder}
        if self.why == rights.NOT_BEGUN:
            return _("“%(right)s” of %(holder)s may not be used yet.") % said
        return _("The right “%(right)s” of %(holder)s has ended.") % said


def rights_blocking(line_id: int, on: date) -> list[RightBlock]:
    """The rights that hold up the release of a line's work on a day; none while the register is off."""
    if not register_on():
        return []
    used = Right.objects.filter(uses__line=line_id).order_by("until", "pk")
    return [RightBlock(right, why) for right in used if (why := rights.blocks(span_of(right), on))]


def rights_ending(by: Actor, today: date) -> list[tuple[Right, Warned]]:
    """The rights the actor sees whose end is near or past, the earliest first."""
    near = [(one, rights.warning(span_of(one), today)) for one in rights_seen_by(by).exclude(until=None)]
    return sorted(((one, warned) for one, warned in near if warned), key=lambda pair: pair[1].on)


def has_rights(agreement: Agreement) -> bool:
    """Whether lines of an agreement use rights of others."""
    return register_on() and RightOnLine.objects.filter(line__placement__agreement=agreement).exists()


def span_of(right: Right) -> rights.Span:
    """From when to when it holds."""
    return rights.Span(right.starts_on, right.until, right.let_go_on)
