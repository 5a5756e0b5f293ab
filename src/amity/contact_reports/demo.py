"""The contact reports of the demo agency."""

from datetime import datetime

from amity.shared.stories import Crew


def story(crew: Crew, *, now: datetime) -> None:
    """Tell the reports."""
