"""What someone may do on the page of a hand-off."""

from dataclasses import dataclass

from amity.handoff import policy, rules
from amity.handoff.models import Handoff
from amity.handoff.read_backs import queries as read_backs
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer


@dataclass(frozen=True, slots=True)
class Rights:
    """The viewer's permissions on a hand-off now."""

    write: bool
    offer: bool
    take: bool
    gives: bool
    accept: Answer
    conditions: Answer
    offer_again: bool


def rights(by: Actor, handoff: Handoff, read: read_backs.Read) -> Rights:
    """Return the viewer's permissions, from policy and read-backs, checked once per page."""
    person = person_of(by)
    takes = bool(policy.may_take(person, handoff)) and handoff.state == rules.OFFERED
    gives = policy.gives(person, handoff)
    return Rights(
        write=bool(policy.may_write(person, handoff)),
        offer=bool(policy.may_offer(person, handoff)) and handoff.state in rules.WRITTEN,
        take=takes,
        gives=gives,
        accept=read.may_accept(),
        conditions=read.may_accept_with_conditions(),
        offer_again=gives
        and (handoff.state == rules.OFFERED or (handoff.is_taken and policy.is_run_by_another(handoff))),
    )
