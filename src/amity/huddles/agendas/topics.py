"""The kinds of open things that an agenda takes up, and who is proposed to take them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.huddles.rules import ADDED, HEAR

Side = Literal["manager", "partner", ""]


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind as an agenda heads it. `taker` is who usually takes it, "" for the one it waits for.

    With `if_due`, only what is due before the next huddle comes up.
    """

    label: str | Promise
    taker: Side = ""
    if_due: bool = False


TOPICS: Final[Mapping[str, Topic]] = {
    "contradiction": Topic(_("The data say otherwise"), "partner"),
    "conflict": Topic(_("Conflict")),
    "passed": Topic(_("Feedback not acknowledged")),
    "tell": Topic(_("Should the client hear this?"), "manager"),
    HEAR: Topic(_("Should the client hear this?"), "manager"),
    "request_to_assess": Topic(_("Request to assess"), "partner"),
    "request_to_confirm": Topic(_("Request to confirm"), "manager"),
    "promise": Topic(_("Promise"), if_due=True),
    "input": Topic(_("Client input late")),
    ADDED: Topic(_("Added by hand")),
}
"""By the key of a kind in the registry of what waits. `hear` is found here."""

WAITING: Final = frozenset(TOPICS) - {HEAR, ADDED}
"""Kinds that come from the registry of what waits."""

NOT_BETWEEN_THEM: Final = frozenset(
    {
        # One of the two acts alone, on a page of their own.
        "action", "begin", "close_day", "condition", "decision_answers", "estimate", "finished", "follow_up",
        "forecast", "handoff", "meeting_note", "milestone", "project_to_create", "question", "read-back", "request",
        "risk", "status",
        # The account manager looks after the client.
        "account_reviews", "agreement_date", "answers", "away", "cadence", "client_action", "client_request",
        "contract_ending",
        "decisions_due", "decisions_to_review", "expectation_at_risk", "feed", "goal_readings", "goals_off_track",
        "invoice_overdue", "opportunity_steps", "overage",
        "pulse", "quiet_account", "recommendation_outcomes", "report_corrected", "report_nearly_basis",
        "report_to_draft", "report_to_send",
        "retainer_pace", "rollover", "single_contact", "sponsor_left", "suspected_preference", "suspected_promise",
        "suspected_request",
        # What goes out, and what others decide.
        "change_order", "courtesy", "lane_offer", "outgoing", "outgoing_lost", "outgoing_returned",
        "outgoing_watched", "review", "right", "send", "watch",
        # The agency's own.
        "approval", "calendar", "import", "mailbox", "month", "split", "time", "uncosted",
    }
)  # fmt: skip
"""Kinds that no agenda takes up. A test fails on a kind that is in neither table."""


def label_of(kind: str) -> str | Promise:
    """Return what an agenda writes above a point of a kind."""
    return TOPICS[kind].label if kind in TOPICS else ""
