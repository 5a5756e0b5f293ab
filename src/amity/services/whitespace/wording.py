"""Why a service is suggested, in sentences, and why an account gets no suggestions."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.health.models import AccountHealth
from amity.health.rules import UNKNOWN, WATCH_FROM
from amity.services.cells import rules as cells
from amity.services.whitespace.queries import Suggestion
from amity.services.whitespace.rules import Because


def reasons(one: Suggestion, names: Mapping[int, str]) -> list[str]:
    """Return why a service is suggested: the goal it fits, and what similar clients buy."""
    found = [_("Fits their goal “%(goal)s”.") % {"goal": one.goal.title}] if one.goal else []
    if not one.others:
        return [*found, _("No other client buys anything from us yet, so there’s nothing to compare with.")]
    because = one.candidate.because
    if not because:
        found.append(_("They don’t buy anything from us yet."))
    elif one.candidate.says_more and because[0].also:
        return [*found, similar(because[0], names)]
    else:
        found.append(_("What they buy tells us no more than the average client."))
    return [*found, everyone(one)]


def similar(line: Because, names: Mapping[int, str]) -> str:
    """Return how many of the other clients with one service also buy the suggested one."""
    given = {"service": names[line.service], "also": line.also, "owners": line.owners}
    if line.also == line.owners:
        return (
            ngettext(
                "The other client who buys %(service)s from us also buys this.",
                "All %(owners)s other clients who buy %(service)s from us also buy this.",
                line.owners,
            )
            % given
        )
    return (
        ngettext(
            "%(also)s of %(owners)s other clients who buy %(service)s from us also buys this.",
            "%(also)s of %(owners)s other clients who buy %(service)s from us also buy this.",
            line.also,
        )
        % given
    )


def everyone(one: Suggestion) -> str:
    """Return how many of all other clients buy a service."""
    return _("%(owners)s of %(others)s other clients buy it.") % {"owners": one.owners, "others": one.others}


def who_does_it(one: Suggestion) -> str:
    """Return who does the service today, in a sentence."""
    state, row = one.shown.cell.state, one.shown.row
    if state == cells.COMPETITOR and row is not None and row.competitor:
        return _("%(competitor)s does it today.") % {"competitor": row.competitor}
    return {
        cells.COMPETITOR: _("A competitor does it today."),
        cells.IN_HOUSE: _("They do it in-house."),
        cells.NO_ONE: _("No one does it today."),
    }.get(state, _("We don’t know who does it."))


def closed(account: str, health: AccountHealth) -> str:
    """Return why nothing is suggested for an account."""
    if health.band == UNKNOWN:
        sentence = _("%(account)s has an open issue and its health is unknown, so nothing is suggested.")
        return sentence % {"account": account}
    sentence = _("%(account)s has a health of %(score)s, so nothing is suggested until it is %(least)s or more.")
    return sentence % {"account": account, "score": health.score, "least": WATCH_FROM}


def closed_briefly(health: AccountHealth) -> str:
    """Return in few words until when growth is closed."""
    if health.band == UNKNOWN:
        return _("Closed while an issue is open")
    return _("Closed until health is %(least)s") % {"least": WATCH_FROM}
