"""The tab *Conversation* of an account: a page of events under their dates, and what is open beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import places
from amity.accounts.models import Account
from amity.accounts.sections import sections
from amity.accounts.timeline import sources
from amity.accounts.timeline.filters import BEFORE, UNHEARD, ConversationFilters
from amity.accounts.timeline.queries import Placed, events_of
from amity.accounts.timeline.rules import Place
from amity.shared.actor import Actor
from amity.ui.links import Link


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the page draws it: the date above it, if it begins one, and the addresses of people and project."""

    placed: Placed
    heading: date | None
    contacts: Sequence[tuple[str, str]]
    project: str


def context(by: Actor, account: Account, form: ConversationFilters, *, whole: bool) -> dict[str, Any]:
    """Return the values of the tab. `whole`: the reader sees the client's people."""
    asked, query = form.asked(), form.query
    events, older = events_of(by, account, asked)
    here = reverse("accounts:conversation", args=[account.pk])
    return {
        "lines": lines(events, asked.before, whole=whole),
        "filters": form,
        "warnings": form.sentences(),
        "narrowed": form.is_narrowed,
        "here": here,
        "before": asked.before,
        "earlier": _address(here, query, before=older) if older else "",
        "newest": _address(here, query, before=None) if asked.before else "",
        "shows": _shows(by, account, here, query, to_pass_on=asked.to_pass_on),
        "beside": sections(places.beside_conversation, by, account),
    }


def lines(events: Sequence[Placed], before: Place | None, *, whole: bool) -> list[Line]:
    """Return the events ready to draw. The first one of a page has no date if the page before ended on the same one."""
    found, day = [], timezone.localdate(before.at) if before else None
    for placed in events:
        contacts = [
            (name, reverse("accounts:contact", args=[pk]) if whole and pk else "") for pk, name in placed.contacts
        ]
        found.append(Line(placed, placed.day if placed.day != day else None, contacts, _project_page(placed)))
        day = placed.day
    return found


def _project_page(placed: Placed) -> str:
    pk = placed.row.project_id
    return next((hook.address(pk) for hook in sources.projects), "") if pk else ""


def _shows(by: Actor, account: Account, here: str, query: QueryDict, *, to_pass_on: bool) -> list[Link]:
    """Return the choice between everything and what still has to be passed on, if any part knows of that."""
    if not sources.to_pass_on:
        return []
    count = sum(rows(by, account.pk).count() for rows in sources.to_pass_on)
    return [
        Link(_("Everything"), _address(here, query, show=""), not to_pass_on),
        Link(_("Not yet passed on"), _address(here, query, show=UNHEARD), to_pass_on, count=count),
    ]


def _address(here: str, query: QueryDict, *, show: str | None = None, before: Place | None = None) -> str:
    """Return the address with the filters asked for, from a place on."""
    asked = query.copy()
    asked.pop(BEFORE, None)
    if show is not None:
        asked["show"] = show
    if before is not None:
        asked[BEFORE] = str(before)
    for name in [name for name, value in asked.items() if not value]:
        del asked[name]
    return f"{here}?{asked.urlencode()}" if asked else here
