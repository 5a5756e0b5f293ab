"""Values of a line that commands take, and the fields that two people's changes are merged by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.models import Service
from amity.briefs.fields import MOST, Words
from amity.shared.errors import Invalid
from amity.shared.values import Minor, Text, Whole, tidied

HOURS_OF: Final = "hours_"
"""Prefix of the field for a discipline's hours, followed by its id."""


@dataclass(frozen=True, slots=True)
class LineFields:
    """The editable fields of a line: seconds by discipline, and a `price` in minor units only if it is fixed."""

    title: Annotated[str, Text(300, needed=lazy("Enter a title."))]
    phase: Annotated[str, Text(120)] = ""
    hours: tuple[tuple[int, int], ...] = ()
    revision_rounds: Annotated[int | None, Whole(0, 99)] = None
    acceptance: Words = ""
    service_id: int | None = None
    price: Annotated[int | None, Minor(MOST)] = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The typed hours of a line, and those shown before, in seconds by discipline.

    `version` is the line's version on the page. A discipline without shown hours counts as changed by both.
    `acceptance` has the typed acceptance criteria and those shown before, None where they weren't asked.
    """

    version: int
    hours: Mapping[int, int]
    seen: Mapping[int, int]
    acceptance: tuple[str, str] | None = None


def fields_of_line(fields: LineFields) -> dict[str, Any]:
    """Return the fields of a line, with one for each discipline, so that two people's changes can be merged."""
    plain = {name: getattr(fields, name) for name in LineFields.__dataclass_fields__ if name != "hours"}
    return plain | {f"{HOURS_OF}{key}": seconds for key, seconds in fields.hours if seconds}


def line_of_fields(values: Mapping[str, Any]) -> LineFields:
    """Return the line with the values of such fields."""
    hours = {int(name.removeprefix(HOURS_OF)): time for name, time in values.items() if name.startswith(HOURS_OF)}
    plain = {name: value for name, value in values.items() if not name.startswith(HOURS_OF)}
    return LineFields(**plain, hours=tuple(sorted((key, seconds) for key, seconds in hours.items() if seconds)))


def checked_line(fields: LineFields) -> LineFields:
    """Return a line with its texts trimmed. Raises `Invalid` for a wrong field, but not for wrong terms."""
    fields = tidied(fields)
    if fields.service_id is not None and not Service.objects.filter(pk=fields.service_id).exists():
        raise Invalid(_("Choose from the list."), "service_id")
    return fields
