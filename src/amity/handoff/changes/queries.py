"""Queries for changes since a hand-off was accepted. They are calculated, so that no one has to report them."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.handoff import queries
from amity.handoff.models import Acknowledgement, Handoff, Version
from amity.handoff.sources.blocks import gathered
from amity.handoff.versions.rules import Difference, differences


@dataclass(frozen=True, slots=True)
class Changed:
    """A difference from the accepted version. `seen` is the acknowledgement of its current state, if any."""

    what: Difference
    seen: Acknowledgement | None


def since_acceptance(handoff: Handoff, newest: Version | None = None) -> list[Difference]:
    """Return the current differences from the accepted version, which is the `newest` if that was accepted."""
    accepted = newest if newest and newest.accepted_at else queries.accepted_version(handoff)
    return differences(accepted.parsed_blocks, gathered(handoff)) if accepted else []


def changes(handoff: Handoff, newest: Version | None = None) -> list[Changed]:
    """Return changes with their acknowledgements, unacknowledged ones first. A page has read the `newest` version."""
    seen = {(one.key, one.digest): one for one in Acknowledgement.objects.filter(handoff=handoff)}
    found = [Changed(one, seen.get((one.key, one.digest))) for one in since_acceptance(handoff, newest)]
    return sorted(found, key=lambda one: one.seen is not None)


def open_count(handoff: Handoff) -> int:
    """Return how many current changes its taker can see and hasn't acknowledged."""
    right = handoff.taker.money_right if handoff.taker else 0
    return sum(one.seen is None and one.what.right <= right for one in changes(handoff))


def between(then: Version, now: Version) -> Sequence[Difference]:
    """Return the differences between two versions."""
    return differences(then.parsed_blocks, now.parsed_blocks)
