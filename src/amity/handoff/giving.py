"""Who speaks for the giving side on a day: the giver, or while a cover runs the stand-in of the account's manager."""

from collections.abc import Mapping, Sequence
from datetime import date

from amity.accounts.covers import stand_ins_on
from amity.handoff.models import Handoff
from amity.handoff.rules.needs import OF_WORK
from amity.people.models import Person


def givers_on(handoffs: Sequence[Handoff], day: date) -> Mapping[int, Person | None]:
    """Whose turn it is on the giving side of each hand-off, by its id; one query."""
    covered = stand_ins_on({one.account_id for one in handoffs if one.account_id}, day)
    return {one.pk: _speaks(one, covered.get(one.account_id or 0)) for one in handoffs}


def giver_on(handoff: Handoff, day: date) -> Person | None:
    """Whose turn it is on the giving side of one."""
    return givers_on([handoff], day)[handoff.pk]


def _speaks(handoff: Handoff, stand_in: Person | None) -> Person | None:
    """A stand-in speaks for the account's manager about work; an account is given by who has it. Nobody asks
    themselves."""
    account = handoff.account
    if stand_in is None or account is None or handoff.kind not in OF_WORK or stand_in.pk == handoff.taker_id:
        return handoff.giver
    return stand_in if handoff.giver_id == account.manager_id else handoff.giver
