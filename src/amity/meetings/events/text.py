"""Texts of events: tidied, within their columns, and the link to join a call."""

import re
from collections.abc import Iterable
from typing import Any, Final

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]+")
_SPACES: Final = re.compile(r"\s+")
_LINK: Final = re.compile(r"https://[^\s<>\"'\\]{4,900}")
LONGEST_LINK: Final = 1_000
JOIN_PROPERTIES: Final = (
    "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)  # fmt: skip
JOIN_HOSTS: Final = (
    "teams.microsoft.com", "teams.live.com", "zoom.us", "zoom.com", "meet.google.com", "webex.com", "whereby.com",
    "meet.jit.si", "gotomeeting.com", "gotomeet.me", "bluejeans.com", "chime.aws", "meet.goto.com",
)  # fmt: skip


def stated(component: Any, name: str) -> Any:
    """Return a property of an event, or None without one that can be read."""
    from icalendar.prop.broken import vBroken  # noqa: PLC0415 - see feeds/calendar.py

    value = component.get(name)
    if isinstance(value, list):
        return [one for one in value if not isinstance(one, vBroken)] or None
    return None if isinstance(value, vBroken) else value


def tidy(value: Any, most: int) -> str:
    """Return a text on one line, without control characters, of at most so many characters."""
    text = _SPACES.sub(" ", _CONTROLS.sub(" ", str(value or ""))).strip()
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def join_link(component: Any) -> str:
    """Return the address under which one joins the call of an event, or ""."""
    for name in JOIN_PROPERTIES:
        for value in _all(stated(component, name)):
            if (found := _LINK.match(str(value).strip())) is not None:
                return found[0][:LONGEST_LINK]
    for name in ("LOCATION", "URL", "DESCRIPTION"):
        for value in _all(stated(component, name)):
            for found in _LINK.finditer(str(value)[:20_000]):
                if _joins(found[0]):
                    return found[0].rstrip(".,;)>")[:LONGEST_LINK]
    return ""


def place(component: Any) -> str:
    """Return where an event is, "" for an address under which one joins a call."""
    found = tidy(stated(component, "LOCATION"), 300)
    return "" if _LINK.fullmatch(found) and _joins(found) else found


def _joins(link: str) -> bool:
    host = link.removeprefix("https://").partition("/")[0].partition(":")[0].rpartition("@")[2].lower()
    return any(host == one or host.endswith(f".{one}") for one in JOIN_HOSTS)


def _all(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []
