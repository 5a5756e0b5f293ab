"""The person who represents the giving side on a date: a manager, or their stand-in during a cover."""

from collections.abc import Mapping, Sequence
from datetime import date

from amity.accounts.covers.queries import stand_ins_on
from amity.handoff.models import Handoff
from amity.handoff.queries import giver_for
from amity.handoff.rules import OF_WORK
from amity.people.models import Person


def givers_on(handoffs: Sequence[Handoff], day: date) -> Mapping[int, Person | None]:
    """Return the person representing the giving side of each hand-off, by its id."""
    covered = stand_ins_on({one.account_id for one in handoffs if one.account_id}, day)
    return {one.pk: _speaks(one, covered.get(one.account_id or 0)) for one in handoffs}


def giver_on(handoff: Handoff, day: date) -> Person | None:
    """Return the person representing the giving side of a hand-off."""
    return givers_on([handoff], day)[handoff.pk]


def _speaks(handoff: Handoff, stand_in: Person | None) -> Person | None:
    """Return the giver of an account, or the person now responsible for the work, or the account manager's stand-in.

    A taker who is also the stand-in isn't asked about their own hand-off.
    """
    if handoff.kind not in OF_WORK:
        return handoff.giver
    giver = giver_for(handoff.account, handoff.project) or handoff.giver
    is_managers = handoff.account is not None and giver is not None and giver.pk == handoff.account.manager_id
    return stand_in if stand_in is not None and is_managers and stand_in.pk != handoff.taker_id else giver
