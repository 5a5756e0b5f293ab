"""Notices above every page while a state lasts. Parts register them in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass

from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and its link ("" if this person can't open it)."""

    sentence: str
    url: str = ""


Source = Callable[[Actor], Notice | None]
_sources: dict[str, Source] = {}


def come_from(key: str, source: Source) -> None:
    """Register a part's notices. It is called for each page, so it should run one query at most."""
    _sources[key] = source


def seen_by(actor: Actor) -> list[Notice]:
    """Return the notices for this actor."""
    return [notice for source in _sources.values() if (notice := source(actor)) is not None]
