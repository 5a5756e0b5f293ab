"""The sentence at the top of the page before a call: the one thing that matters most, and what is behind it."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.conversations.calls import rules
from amity.conversations.calls.call import Call
from amity.conversations.calls.matters import Found, stakes_of
from amity.conversations.calls.sheet import Guest, Matter, Sentence

MOST_NAMES: Final = 4
"""Names in a title: a meeting with more ends with *others*."""


def finding(call: Call, found: Sequence[Found], guests: Sequence[Guest]) -> tuple[Sentence, Sentence | None]:
    """Return the finding, and the sentence behind it if there is more to know."""
    place = rules.first_to_name(stakes_of(found))
    if place is not None:
        stake, matter = found[place]
        return _named(matter, stake.kind), matter.lead
    quiet = next((guest for guest in guests if guest.is_quiet), None)
    if quiet is not None and quiet.quiet_days is not None:
        return _quiet(quiet.name, quiet.quiet_days), None
    return Sentence(_("Nothing is open with %(who)s."), {"who": names_of(call)}), None


def names_of(call: Call) -> str:
    """Return the names of the contacts on a call, or of the account where none is known."""
    names = [*(contact.name for contact in call.contacts), *call.others] or [call.account.name]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], _("others")]
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _named(matter: Matter, kind: str) -> Sentence:
    names = {"what": matter.what, "who": matter.who}
    if kind == rules.PROMISE:
        return _of_promise(matter)
    if kind == rules.BEFORE:
        return Sentence(_("Before this call: %(what)s"), names)
    if kind == rules.CONFLICT:
        return Sentence(_("Settle this conflict: %(what)s"), names)
    if kind == rules.INPUT:
        return _of_input(matter)
    if kind == rules.REQUEST and matter.who:
        return Sentence(_("%(who)s is waiting for an answer: %(what)s"), names)
    if kind == rules.REQUEST:
        return Sentence(_("A request is still open: %(what)s"), names)
    if kind == rules.UNTOLD and matter.who:
        return Sentence(_("%(who)s doesn’t know yet: %(what)s"), names)
    if kind == rules.UNTOLD:
        return Sentence(_("They don’t know yet: %(what)s"), names)
    return Sentence(_("An expectation is at risk: %(what)s"), names)


def _of_promise(matter: Matter) -> Sentence:
    names = {"what": matter.what, "days": matter.days_late}
    if matter.days_late:
        late = ngettext(
            "A promise is %(days)s day late: %(what)s", "A promise is %(days)s days late: %(what)s", matter.days_late
        )
        return Sentence(late, names)
    if matter.due is None:
        return Sentence(_("A promise is at risk: %(what)s"), names)
    return Sentence(_("A promise is due by this call: %(what)s"), names)


def _of_input(matter: Matter) -> Sentence:
    if not matter.days_late:
        return Sentence(_("We haven’t asked them for this yet: %(what)s"), {"what": matter.what})
    late = ngettext(
        "Their input is %(days)s day late: %(what)s", "Their input is %(days)s days late: %(what)s", matter.days_late
    )
    return Sentence(late, {"what": matter.what, "days": matter.days_late})


def _quiet(who: str, days: int) -> Sentence:
    sentence = ngettext("%(who)s has been quiet for %(days)s day.", "%(who)s has been quiet for %(days)s days.", days)
    return Sentence(sentence, {"who": who, "days": days})
