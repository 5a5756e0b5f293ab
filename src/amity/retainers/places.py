"""The slot on a retainer's page that parts above fill, in `AppConfig.ready`: actions next to its title."""

from collections.abc import Callable
from typing import Any, Final

from amity.ui.slots import Slot

acts = Slot("retainer.acts")
"""Actions next to the title. Order: statement 10."""

printers: Final[list[Callable[[Any], bytes]]] = []
"""Hook of the part that prints statements: the page of a retainer's period as PDF."""
