"""What the demo's clients asked for recently: the words of three briefs, and the lines that are to answer them."""

from dataclasses import dataclass
from typing import Final

from amity.demo.staff.cast import CONTENT, DESIGN, DEVELOPMENT, PROJECT, STRATEGY


@dataclass(frozen=True, slots=True)
class Planned:
    """A line: hours by discipline, rounds of revision, and when it is accepted."""

    title: str
    hours: tuple[tuple[str, int], ...]
    rounds: int | None = None
    accepted: str = ""
    phase: str = ""


PROMOTION: Final = (
    Planned("Message and recipe idea", ((STRATEGY, 28),), 1, "Ferdia Nolan has chosen one idea", "Idea"),
    Planned("Pages and recipe cards", ((DESIGN, 96),), 2, "Twelve cards and five pages approved", "Making"),
    Planned("Twelve recipes, edited", ((CONTENT, 60),), 2, "Twelve texts cleared by the range manager", "Making"),
    Planned(
        "Build and shop links", ((DEVELOPMENT, 104), (DESIGN, 12)), None, "Every link leads to a product page", "Making"
    ),
    Planned("Project management", ((PROJECT, 34),), None, "", "Making"),
)
"""Larkfield's promotion: more than three hundred hours, so a full brief."""
TIMETABLE: Final = (
    Planned("Winter timetable, pages", ((DESIGN, 42),), 1, "All forty stations shown", "Pages"),
    Planned(
        "Import of the timetable", ((DEVELOPMENT, 58),), None, "The December file imports without manual work", "Build"
    ),
    Planned("Test with three stations", ((PROJECT, 12),), None, "Three stations sign it off", "Build"),
)
"""Osprey's timetable: confirmed, and now an agreement and a project that waits for its hand-off."""
LETTERS: Final = (
    Planned("Letters in plain English", ((CONTENT, 46),), 2, "Five savers understand it without asking", "Words"),
    Planned("Layout of six letters", ((DESIGN, 38),), 1, "Approved on the bank’s letterhead", "Words"),
)
"""Tessel’s letters to savers: a short brief that lies with the client."""
LETTERS_TITLE: Final = "Letters savers understand"
TIMETABLE_TITLE: Final = "Winter timetable on the web"
PROMOTION_TITLE: Final = "Spring promotion"
BANNER_TITLE: Final = "Banners for the January sale"
