"""Briefs as the subject of facts and questions."""

from collections.abc import Collection, Mapping
from typing import Final

from amity.audit.words import Text
from amity.briefs import policy, wording
from amity.briefs.items import rules as items
from amity.briefs.items.commands import take_answer
from amity.briefs.queries import brief_seen_by, seen_ids
from amity.facts.subjects import Subject
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer


def may_state(by: Actor, brief_id: int) -> Answer:
    """Return whether the actor can record facts and ask questions: those who write the brief, while it is open."""
    return policy.may_say(person_of(by), brief_seen_by(by, brief_id))


def field_words(ids: Collection[int]) -> Mapping[int, Mapping[str, Text]]:
    """Return the items of each brief that can be asked about, with their labels."""
    return {pk: {item: wording.ITEMS[item] for item in items.FACTS} for pk in ids}


SUBJECT: Final = Subject(
    seen=seen_ids,
    may_state=may_state,
    field_words=field_words,
    priced=lambda field: field == "budget",
    answered=take_answer,
)
