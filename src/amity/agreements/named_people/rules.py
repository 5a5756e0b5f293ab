"""The sides of an agreement on which it names people."""

from typing import Final

CLIENT: Final = "client"

AGENCY: Final = "agency"

SIDES: Final = (CLIENT, AGENCY)
