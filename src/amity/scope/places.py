"""Slots on the page of a request that parts above fill in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from amity.ui.slots import Entry, Slot

LIST: Final = "scope:requests"


def address_of(request: Any) -> str:
    """Return the address of a request's page."""
    return reverse("scope:request", args=[request.pk])


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSection(Entry):
    """A section of a request's page, drawn with `one` and `loaded`, which `of` loads."""

    of: Callable[[Any, Any], Any]


sections = Slot("request.sections")
"""`RequestSection`s: where it comes from 10."""
included_acts = Slot("request.included")
"""Actions on an open request within a retainer, each posted to a URL with its id. Order: hand off 10."""
acts = Slot("request.acts")
"""Buttons of an open request, drawn with `one`: make it a decision 10."""
