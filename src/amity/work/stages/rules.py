"""The stage of a job, derived from the states of its brief, its agreement and its project."""

from typing import Final

from amity.agreements.rules import OFFERED
from amity.briefs.moves import rules as briefs
from amity.handoff.rules import RETAINED
from amity.projects import rules as projects

BRIEF: Final = "brief"
ESTIMATE: Final = "estimate"
AGREEMENT: Final = "agreement"
HANDOFF: Final = "handoff"
NOT_STARTED: Final = "not_started"
HANDED_OFF: Final = "handed_off"
ACTIVE: Final = "active"
RUNNING: Final = "running"
PAUSED: Final = "paused"
DELIVERED: Final = "delivered"
CLOSED: Final = "closed"
CANCELLED: Final = "cancelled"
DROPPED: Final = "dropped"

STAGES: Final = (
    BRIEF, ESTIMATE, AGREEMENT, HANDOFF, NOT_STARTED, HANDED_OFF, ACTIVE, RUNNING, PAUSED, DELIVERED, CLOSED,
    CANCELLED, DROPPED,
)  # fmt: skip
"""Every stage, in the order in which a job goes through them."""
OVER: Final = (CLOSED, CANCELLED, DROPPED)
"""Stages in which nothing happens any more."""
BEFORE_HANDOFF: Final = (BRIEF, ESTIMATE, AGREEMENT, HANDOFF)
"""Stages of a job that no project manager has taken yet."""
BEFORE_START: Final = (*BEFORE_HANDOFF, NOT_STARTED, HANDED_OFF)
"""Stages before the work begins: a margin can only be estimated."""
GOING: Final = (ACTIVE, RUNNING)
"""Stages in which the team works."""

_OF_BRIEF: Final = {
    briefs.DRAFT: BRIEF,
    briefs.WITH_CLIENT: ESTIMATE,
    briefs.CONFIRMED: AGREEMENT,
    briefs.CONVERTED: AGREEMENT,
    briefs.DROPPED: DROPPED,
}
_OF_PROJECT: Final = {
    projects.HANDED_OFF: HANDED_OFF,
    projects.PAUSED: PAUSED,
    projects.DELIVERED: DELIVERED,
    projects.CLOSED: CLOSED,
    projects.CANCELLED: CANCELLED,
}


def stage_of_brief(state: str) -> str:
    """Return the stage of a brief that is no project yet: confirmed, it waits for its agreement."""
    return _OF_BRIEF[state]


def stage_of_project(status: str, *, needs_handoff: bool, agreement_state: str, fee_model: str) -> str:
    """Return the stage of a project. "" stands for no agreement.

    Before it begins, the agreement comes first and the hand-off second. Retainers and blocks run; other work is active.
    """
    if status == projects.INITIATING:
        if agreement_state in OFFERED:
            return AGREEMENT
        return HANDOFF if needs_handoff else NOT_STARTED
    if status == projects.ACTIVE:
        return RUNNING if fee_model in RETAINED else ACTIVE
    return _OF_PROJECT[status]


def is_over(stage: str) -> bool:
    """Return whether nothing happens in a stage any more."""
    return stage in OVER
