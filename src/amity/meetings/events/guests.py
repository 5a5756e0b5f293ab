"""Who is in an event, with their answers."""

from typing import Any, Final

from amity.meetings.events.text import stated, tidy
from amity.meetings.events.values import Guest
from amity.meetings.rules import ACCEPTED, DECLINED, NONE, TENTATIVE

MOST_GUESTS: Final = 300
LONGEST_MAIL: Final = 254
ANSWERS: Final = {"ACCEPTED": ACCEPTED, "DECLINED": DECLINED, "TENTATIVE": TENTATIVE}
THINGS: Final = {"ROOM", "RESOURCE"}


def guests_of(component: Any) -> tuple[Guest, ...]:
    """Return the people in an event once each, the organiser first. Rooms and other things are left out."""
    organizer = _all(stated(component, "ORGANIZER"))[:1]
    found: dict[str, Guest] = {}
    for address in organizer:
        if mail := _mail(address):
            found[mail] = Guest(mail=mail, name=_name(address, mail), answer=ACCEPTED, is_organizer=True)
    for address in _all(stated(component, "ATTENDEE"))[:MOST_GUESTS]:
        params = getattr(address, "params", {})
        mail = _mail(address)
        if not mail or str(params.get("CUTYPE", "")).upper() in THINGS:
            continue
        answer = ANSWERS.get(str(params.get("PARTSTAT", "")).upper(), NONE)
        before = found.get(mail)
        is_organizer = before is not None and before.is_organizer
        if is_organizer and answer == NONE:
            answer = ACCEPTED
        found[mail] = Guest(mail=mail, name=_name(address, mail), answer=answer, is_organizer=is_organizer)
    return tuple(found.values())


def _mail(address: Any) -> str:
    """Return the email address in small letters, or "" for what is none."""
    named = str(address).strip()
    text = named[7:] if named.lower().startswith("mailto:") else str(getattr(address, "params", {}).get("EMAIL", named))
    mail = tidy(text, LONGEST_MAIL + 1).lower().removeprefix("mailto:")
    local, at, domain = mail.rpartition("@")
    is_mail = at and local and "." in domain and len(mail) <= LONGEST_MAIL and not any(sign in mail for sign in " <>,;")
    return mail if is_mail else ""


def _name(address: Any, mail: str) -> str:
    name = tidy(str(getattr(address, "params", {}).get("CN", "")).strip("'\""), 200)
    return "" if name.lower() == mail else name


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []
