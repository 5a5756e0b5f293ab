"""Limits on failed sign-ins, so that guessing is hopeless and no stranger can lock anyone out.

A browser the person has signed in from is counted separately. All others are counted by address, by address and name,
and by name alone only after many more tries.
"""

from typing import Final

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from amity.people import queries
from amity.people.models import Person
from amity.people.sign_in.known_browsers import browser_known_to
from amity.shared.addresses import client_address
from amity.shared.errors import Invalid, Unavailable

KNOWN_BROWSER: Final = "10/5m/key"
ADDRESS_AND_NAME: Final = "10/m/ip,5/5m/key"
NAME: Final = "100/h/key"
CODE: Final = "5/5m/key"
CODES: Final = "30/h/key"
"""Codes for one person from anywhere. Whoever gets this far knows the password."""


def count_try(request: HttpRequest, name: str) -> ratelimit.RateLimitUsage | None:
    """Count one try to sign in. Return None if there were too many. Raise `Unavailable` if tries can't be counted."""
    person = queries.person_by_mail(name)
    mark = browser_known_to(request, person) if person else ""
    name = name.strip().lower()
    if mark:
        counted = _consumed(request, [(KNOWN_BROWSER, f"{mark} {name}")])
    else:
        counted = _consumed(request, [(ADDRESS_AND_NAME, f"{client_address(request)} {name}"), (NAME, name)])
    if counted is None and not _can_count():
        raise Unavailable(_("Nothing can be saved at the moment. Wait a minute and try again."))
    return counted


def _consumed(request: HttpRequest, rates: list[tuple[str, str]]) -> ratelimit.RateLimitUsage | None:
    counted = ratelimit.RateLimitUsage(usage=[])
    for rate, key in rates:
        one = ratelimit.consume(request, app="amity.people", action="sign_in", config={"sign_in": rate}, key=key)
        if one is None:
            return None
        counted.usage.extend(one.usage)
    return counted


def _can_count() -> bool:
    """Return whether the counter's cache accepts writes. It hides a full disk and a locked database."""
    return bool(cache.add(f"sign-in-probe:{get_random_string(12)}", 1, timeout=1))


def expect_code_try(request: HttpRequest, person: Person) -> ratelimit.RateLimitUsage:
    """Count one try to enter a code for a person. Roll it back if the code is right. Raise `Invalid` after too many."""
    mark = browser_known_to(request, person)
    own = (KNOWN_BROWSER, f"code {mark} {person.pk}") if mark else (CODE, f"code {client_address(request)} {person.pk}")
    counted = _consumed(request, [own, (CODES, f"code {person.pk}")])
    if counted is None:
        if not _can_count():
            raise Unavailable(_("Nothing can be saved at the moment. Wait a minute and try again."))
        raise Invalid(_("Too many attempts. Wait five minutes."), field="code")
    return counted
