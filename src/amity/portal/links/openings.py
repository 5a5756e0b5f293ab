"""Which links of an email a client opened, remembered for minutes. Nothing of the item or of the link changes."""

from datetime import datetime
from typing import Final

from django.core.cache import cache

from amity.portal.links import rules
from amity.portal.links.models import AnswerLink

KEPT: Final = int(rules.SUSPECT_FOR.total_seconds())


def note_opened(link: AnswerLink, place: str, client: str, now: datetime) -> None:
    """Remember that a client opened one of the links of an email."""
    cache.set(_key(link, place, client), now.timestamp(), KEPT)


def opened_by(link: AnswerLink, client: str) -> list[tuple[str, datetime]]:
    """Return the links of an email that a client has opened, each with its time."""
    keys = {_key(link, place, client): place for place in rules.PLACES}
    found = cache.get_many(keys)
    zone = link.made_at.tzinfo
    return [(keys[key], datetime.fromtimestamp(at, zone)) for key, at in found.items()]


def _key(link: AnswerLink, place: str, client: str) -> str:
    return f"portal.opened.{link.pk}.{place}.{client}"
