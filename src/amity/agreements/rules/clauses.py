"""The sections an agreement can have, in the order the paper prints them."""

from typing import Final

BACKGROUND: Final = "background"
NEED: Final = "need"
SCOPE: Final = "scope"
EXCLUSIONS: Final = "exclusions"
ASSUMPTIONS: Final = "assumptions"
PEOPLE: Final = "people"
WORKING: Final = "working"
QUALITY: Final = "quality"
ACCEPTANCE: Final = "acceptance"
PAYMENT: Final = "payment"
TRANSITION: Final = "transition"
OTHER: Final = "other"
KINDS: Final = (
    BACKGROUND, NEED, SCOPE, EXCLUSIONS, ASSUMPTIONS, PEOPLE, WORKING, QUALITY, ACCEPTANCE, PAYMENT, TRANSITION, OTHER,
)  # fmt: skip
LONGEST: Final = 40_000
"""Characters of one section."""
