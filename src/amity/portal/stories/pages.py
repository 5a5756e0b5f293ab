"""A story on the page of its email: what the client can answer to it."""

from dataclasses import dataclass
from datetime import datetime

from amity.gate.models import Item
from amity.insights.shares.from_client import keep_read, received_by
from amity.insights.shares.rules import STORY_SHARE
from amity.portal.pages import Reader
from amity.portal.stories.forms import StoryForm


@dataclass(frozen=True, slots=True)
class StoryPage:
    """What a client can answer to a story, and what they answered."""

    outcome: str
    form: StoryForm


def story_page(item: Item, reader: Reader, now: datetime) -> StoryPage | None:
    """Return the answer form of a story that the reader got, None for other emails. Record the first reading."""
    if item.subject_kind != STORY_SHARE:
        return None
    received = received_by(item.subject_id or 0, reader.contacts)
    if received is None:
        return None
    if received.read_at is None and not reader.is_preview:
        keep_read(received_id=received.pk, now=now)
    return StoryPage(received.outcome, StoryForm())
