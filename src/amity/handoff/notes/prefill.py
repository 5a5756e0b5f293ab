"""Initial values of a small hand-off's form, so that existing text needn't be typed again."""

from collections.abc import Sequence
from dataclasses import dataclass

from amity.handoff import wording
from amity.handoff.models import Handoff
from amity.handoff.rules import MONEY_AND_DATE, WANT
from amity.handoff.sources.small import known_of
from amity.handoff.versions.rules import Item
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The initial value of a prompt. A `live` one, if unchanged, stays the brief's and isn't saved again."""

    text: str = ""
    who: str = ""
    where: str = ""
    live: bool = False


def prefilled(by: Actor, handoff: Handoff) -> dict[str, Prefilled]:
    """Return what is known for each prompt, as far as the person can see it."""
    right = int(person_of(by).money_right)
    found = {
        block: _joined([item for item in items if item.right <= right]) for block, items in known_of(handoff).items()
    }
    return _requested(handoff) | {block: one for block, one in found.items() if one.text}


def _joined(items: Sequence[Item]) -> Prefilled:
    texts = []
    for item in (item for item in items if item.unit != "field"):
        label, text = wording.label_of(item), wording.item_value(item.text, item.unit)
        texts.append(f"{label}: {text}" if label and item.unit else text)
    sourced = next((item for item in items if item.who), None)
    return Prefilled("\n".join(texts), sourced.who if sourced else "", sourced.where if sourced else "", live=True)


def _requested(handoff: Handoff) -> dict[str, Prefilled]:
    """Return what is known of a retainer request: who asked and when, its hours, and the requested date."""
    asked = Request.objects.select_related("contact", "item").filter(item=handoff.item_id).first()
    if asked is None or handoff.item is None:
        return {}
    planned, wanted = handoff.item.planned_seconds, asked.wanted_on
    parts = [formats.hours(planned, "prose") if planned else "", formats.dated(wanted) if wanted else ""]
    who = asked.contact.name if asked.contact else ""
    return {
        WANT: Prefilled(who=who, where=formats.dated(asked.asked_on)),
        MONEY_AND_DATE: Prefilled(", ".join(part for part in parts if part), who),
    }
