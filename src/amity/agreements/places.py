"""Places on an agreement's page that other parts fill in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from amity.audit.words import Named
from amity.ui.slots import Slot

acts = Slot("agreement.acts")
"""Actions next to the title: the retainer's page 10, the printed document 20."""


@dataclass(frozen=True, slots=True)
class Work(Named):
    """A project under an agreement. It may wait for its hand-off to `taker`, which a post to `step` starts.

    One that was started is at `step`, and `opens` is the label of the way there.
    """

    waits_for_handoff: bool = False
    taker: str = ""
    step: str = ""
    opens: str = ""


work = Slot("agreement.work")
"""The work under an agreement, beside its title: `loader` gives its `Work` by the agreement's id."""
project_openers: Final[list[Callable[[Any, Any], str]]] = []
"""Hook of the part that has projects: the address that creates one for an actor and an agreement, or ""."""
reviews = Slot("agreement.reviews")
"""Cards next to a review, each drawn by its `template` with `it`, loaded by `loader` for the agreement's id."""

Printer = Callable[[Any, Any], bytes]
printers: Final[list[Printer]] = []
"""Hook of the part that prints agreements: an agreement and one of its frozen versions as PDF."""

approver: Final[list[Callable[[Any], str]]] = []
"""Hook of the part that knows who approves an agreement at the client: a contact's name, or ""."""

cards = Slot("agreement.cards")
"""Cards next to the text. Each is drawn by its `template` with `it`, loaded by `loader` for the agreement's id."""
