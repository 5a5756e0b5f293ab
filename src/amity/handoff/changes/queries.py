"""What changed since a hand-off was accepted: computed from what stands now, so that no one has to report it."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.handoff import queries
from amity.handoff.models import Acknowledgement, Handoff, Version
from amity.handoff.sources.blocks import gathered
from amity.handoff.versions.rules import Difference, differences


@dataclass(frozen=True, slots=True)
class Changed:
    """A difference from what was accepted; `seen` is who acknowledged it as it is now, if anybody did."""

    what: Difference
    seen: Acknowledgement | None


def since_acceptance(handoff: Handoff) -> list[Difference]:
    """Return everything that differs from the accepted version now."""
    accepted = queries.accepted_version(handoff)
    return differences(accepted.parsed_blocks, gathered(handoff)) if accepted else []


def changes(handoff: Handoff) -> list[Changed]:
    """Return changes with their acknowledgements; those waiting come first."""
    seen = {(one.key, one.digest): one for one in Acknowledgement.objects.filter(handoff=handoff)}
    found = [Changed(one, seen.get((one.key, one.digest))) for one in since_acceptance(handoff)]
    return sorted(found, key=lambda one: one.seen is not None)


def between(then: Version, now: Version) -> Sequence[Difference]:
    """Return what differs between two versions."""
    return differences(then.parsed_blocks, now.parsed_blocks)
