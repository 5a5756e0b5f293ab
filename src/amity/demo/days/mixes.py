"""What kinds of work consist of: lines by discipline with their share of the hours, and the tasks under them."""

from dataclasses import dataclass
from typing import Final

from amity.demo.staff.cast import ACCOUNT, CONTENT, DESIGN, DEVELOPMENT, MOTION, PROJECT, STRATEGY


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a kind of work: its share of the planned hours in percent."""

    title: str
    discipline: str
    share: int


MIXES: Final[dict[str, tuple[Part, ...]]] = {
    "site": (
        Part("Structure and concept", STRATEGY, 9),
        Part("Page design", DESIGN, 28),
        Part("Build", DEVELOPMENT, 37),
        Part("Texts", CONTENT, 13),
        Part("Project management", PROJECT, 9),
        Part("Account lead", ACCOUNT, 4),
    ),
    "app": (
        Part("Research", STRATEGY, 8),
        Part("Journeys and screens", DESIGN, 27),
        Part("App build", DEVELOPMENT, 46),
        Part("Texts in the app", CONTENT, 6),
        Part("Project management", PROJECT, 9),
        Part("Account lead", ACCOUNT, 4),
    ),
    "campaign": (
        Part("Idea and plan", STRATEGY, 14),
        Part("Key visual and layouts", DESIGN, 32),
        Part("Film and motion", MOTION, 9),
        Part("Landing page", DEVELOPMENT, 11),
        Part("Headlines and copy", CONTENT, 18),
        Part("Project management", PROJECT, 9),
        Part("Account lead", ACCOUNT, 7),
    ),
    "service": (
        Part("Interviews and map", STRATEGY, 30),
        Part("Service blueprint", DESIGN, 28),
        Part("Working prototype", DEVELOPMENT, 21),
        Part("Handbook", CONTENT, 9),
        Part("Project management", PROJECT, 12),
    ),
    "brand": (
        Part("Positioning", STRATEGY, 13),
        Part("Range design", DESIGN, 45),
        Part("Names and texts", CONTENT, 25),
        Part("Project management", PROJECT, 9),
        Part("Account lead", ACCOUNT, 8),
    ),
    "care": (
        Part("Account lead", ACCOUNT, 9),
        Part("Design", DESIGN, 26),
        Part("Content", CONTENT, 17),
        Part("Upkeep", DEVELOPMENT, 41),
        Part("Coordination", PROJECT, 7),
    ),
}

TASKS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    STRATEGY: (("Talks with users", 40), ("Goals and audience", 25), ("Concept", 35)),
    DESIGN: (("Moodboards", 15), ("First layouts", 30), ("Second round", 30), ("Final artwork", 25)),
    MOTION: (("Storyboard", 40), ("Edit and sound", 60)),
    DEVELOPMENT: (("Groundwork", 20), ("Templates", 30), ("Forms and search", 30), ("Tests and launch", 20)),
    CONTENT: (("Tone and headlines", 35), ("Main texts", 45), ("Proofreading", 20)),
}
"""Tasks of a line by discipline with their share of its plan in percent. Managing runs through and has none."""

PHASE: Final[dict[str, tuple[float, float]]] = {
    STRATEGY: (0.0, 0.40),
    DESIGN: (0.08, 0.80),
    MOTION: (0.35, 0.95),
    DEVELOPMENT: (0.25, 1.0),
    CONTENT: (0.25, 1.0),
}
"""Which part of a project's days a discipline works in; those not named from the first to the last."""

PACE: Final[dict[str, float]] = {STRATEGY: 1.8, DESIGN: 1.25, MOTION: 0.7, DEVELOPMENT: 0.85, CONTENT: 0.8}
"""How far ahead of the whole a discipline is while a project runs."""
