"""Registry of figures for monitoring. A part registers what it knows, and `/metrics` reads them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

Value = float | Mapping[str, float] | None
"""One figure, figures by label, or None while there is nothing to measure."""
Read = Callable[[datetime], Value]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: its name without the prefix `amity_`, what it means, its label if it has one, and how it is read."""

    name: str
    meaning: str
    label: str
    read: Read


measures: dict[str, Measure] = {}


def measure(name: str, meaning: str, *, label: str = "") -> Callable[[Read], Read]:
    """Register a function that reads a figure from the database. It gets the present moment."""

    def register(read: Read) -> Read:
        measures[name] = Measure(name, meaning, label, read)
        return read

    return register
