"""Each source of the conversation has a place in two tables, so that a new one is thought of in both.

What a client said can show their mood, which the status of a project prefills (`status.hooks.heard`), and it can be why
a goal is revised (`strategy.goals.causes`).
"""

from amity.accounts.timeline.sources import sources
from amity.status import hooks
from amity.strategy.goals import causes

MOODS = {"conflicts"}
"""Sources whose words suggest a mood: a conflict that the client raised."""
NO_MOODS = {
    "agreements", "answers", "briefs", "comments", "contact_reports", "emails", "expectations", "handoffs", "inputs",
    "meetings", "notes", "outgoing", "passed", "preferences", "retainer_notes",
}  # fmt: skip
"""Sources without a recorded judgement: a mood would be guessed from their words."""
CAUSES = {"contact_reports": "contact_reports.contactreport"}
"""Sources that can be named as the cause of a revised goal, with the kind of their record."""
NO_CAUSES = {
    "agreements", "answers", "briefs", "comments", "conflicts", "emails", "expectations", "handoffs", "inputs",
    "meetings", "notes", "outgoing", "passed", "preferences", "retainer_notes",
}  # fmt: skip
"""Sources that a revision quotes in the client's words, or that say nothing of a goal."""


def keys() -> set[str]:
    """Return the keys of all sources."""
    return {source.key for source in sources()}


def test_every_source_of_the_conversation_suggests_a_mood_or_is_known_to_suggest_none():
    assert keys() == MOODS | NO_MOODS
    assert not MOODS & NO_MOODS


def test_every_source_of_the_conversation_can_cause_a_revision_or_is_known_not_to():
    assert keys() == set(CAUSES) | NO_CAUSES
    assert not set(CAUSES) & NO_CAUSES
    assert set(CAUSES.values()) <= causes.kinds()


def test_parts_above_give_their_evidence_of_moods():
    """A source of moods without a place in the conversation is registered here too, or its status never hears it."""
    assert {one.__module__ for one in hooks.heard} == {"amity.portal.pulse.moods", "amity.insights.shares.moods"}
