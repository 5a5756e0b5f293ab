"""Labelled rows of the list of retainers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.retainers.listing.queries import Listed
from amity.retainers.periods.rules import Period
from amity.retainers.terms.summary import included
from amity.retainers.wording import Unit, named, unit_of
from amity.shared.money import Money
from amity.ui.lists import exact

LISTED: Final[dict[str, tuple[str, str | Promise]]] = {
    "over": ("unwell", lazy("Over")), "ahead": ("watch", lazy("Heading over")),
    "under": ("watch", lazy("Barely used")), "below": ("watch", lazy("Below pace")),
    "on_pace": ("well", lazy("On pace")), "early": ("none", lazy("Too early to say")),
    "access": ("none", lazy("Access")), "none": ("none", lazy("No period yet")),
    "ended": ("none", lazy("Ended")),
}  # fmt: skip
TROUBLE: Final = ("over", "ahead")
"""The states of a retainer whose current period is, or is expected to be, beyond what is available."""
TO_DECIDE: Final = ("watch", lazy("Overage to decide"))
"""The state of one whose current period is calm, and that has overage of an ended one."""
PACED: Final = ("expected", "overage")


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of the list: its state's label, and the unit of its quantities, or None if it has none.

    `undecided` are the ended periods whose overage waits for a decision, which the reader may take if `may_decide`.
    """

    listed: Listed
    state: str
    word: str | Promise
    fee: bool = False
    unit: Unit | None = None
    undecided: Sequence[Period] = ()
    may_decide: bool = False

    @property
    def key(self) -> str:
        """The id that tells rows apart."""
        return str(self.listed.agreement.pk)

    @property
    def bar(self) -> str:
        """The CSS class of the bar of its share: amber while it is heading over, red once it is."""
        return {"ahead": "w", "over": "o"}.get(self.listed.state, "i")

    @property
    def terms(self) -> str:
        """What is included, or "" before the first period."""
        period = self.listed.period
        return included(self.listed.agreement, period.terms, fee=self.fee) if period else ""

    @property
    def account(self) -> str:
        """The name of the account, or ""."""
        account = self.listed.agreement.account
        return account.name if account else ""

    def over_in(self, period: Period) -> str:
        """Return a period and how far it is over, in the unit it had: November, 75.05 h, or 9 units."""
        unit = unit_of(self.listed.agreement, period.terms, fee=self.fee)
        return f"{named(period.span)}, {unit.with_unit(period.row.over)}"

    def quantity(self, name: str) -> int | None:
        """Return a figure of the current period in the retainer's unit, None if it has none or it is hidden."""
        if self.listed.period is None or self.unit is None or (self.unit.kind == "value" and not self.unit.fee):
            return None
        found: int | None = getattr(self.listed if name in PACED else self.listed.period.row, name)
        return found

    def exact(self, name: str) -> Decimal | int | None:
        """Return a figure for a file: hours, major units of money, or units."""
        found = self.quantity(name)
        if found is None or self.unit is None or self.unit.kind == "units":
            return found
        if self.unit.kind == "value":
            return Money(found, self.unit.currency).major
        return Decimal(exact.hours(found))


def list_row(listed: Listed, *, fee: bool, undecided: Sequence[Period] = ()) -> ListRow:
    """Return one retainer as a row of a list."""
    is_calm = listed.state not in TROUBLE
    state, word = TO_DECIDE if undecided and is_calm else LISTED[listed.state]
    terms = listed.period.terms if listed.period else None
    unit = unit_of(listed.agreement, terms, fee=fee) if terms and terms.kind != "access" else None
    return ListRow(listed, state, word, fee, unit, undecided)
