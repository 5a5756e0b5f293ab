"""REST router of hand-offs, to which each noun adds its operations."""

from amity.handoff import listing
from amity.handoff.account_handovers import rest as account_rest
from amity.handoff.answers import rest as answer_rest
from amity.handoff.changes import rest as change_rest
from amity.handoff.conditions import rest as condition_rest
from amity.handoff.notes import rest as note_rest
from amity.handoff.offers import rest as offer_rest
from amity.handoff.preparation import rest as preparation_rest
from amity.handoff.read_backs import rest as read_back_rest
from amity.handoff.router import router
from amity.handoff.small_jobs import rest as small_job_rest
from amity.handoff.work_at_risk import rest as cap_rest

OPERATIONS = (
    listing, preparation_rest, account_rest, note_rest, offer_rest, read_back_rest, answer_rest, change_rest,
    condition_rest, cap_rest, small_job_rest,
)  # fmt: skip
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
