"""The page Calendars: a person's calendars with their state, and the forms that add one."""

from dataclasses import dataclass
from typing import Any

from amity.meetings import rules
from amity.meetings.calendars import queries, wording
from amity.meetings.calendars.forms import AddressForm, CalDavForm, UploadForm
from amity.meetings.models import Calendar
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """A calendar as the page shows it: never its address, user or password."""

    calendar: Calendar
    kind: str
    meetings: int
    trouble: str
    skipped: str

    @property
    def reaches_out(self) -> bool:
        """Whether it is read from a server."""
        return self.calendar.kind != rules.UPLOAD


def calendars_page(by: Actor, **forms: Any) -> dict[str, Any]:
    """Return what the page shows. `forms` replace the empty ones: upload, address, server."""
    rows = [
        Row(
            calendar=one,
            kind=str(wording.KINDS[one.kind]),
            meetings=getattr(one, "meetings", 0),
            trouble=wording.trouble(one.trouble) if not one.is_paused else "",
            skipped=wording.skipped(one.skipped),
        )
        for one in queries.calendars_of(by)
    ]
    empty = {
        "upload": UploadForm(auto_id="upload_%s"),
        "address": AddressForm(auto_id="address_%s"),
        "server": CalDavForm(auto_id="server_%s"),
    }
    return {"rows": rows, **empty, **forms}
