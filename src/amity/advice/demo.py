"""Tell the demo's advice."""

from datetime import datetime

from amity.shared.stories import Crew


def story(crew: Crew, *, now: datetime) -> None:
    """Write nothing yet."""
