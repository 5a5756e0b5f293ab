"""Values of hand-off pages: blocks with their items, what blocks acceptance, and who has to act."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.text import capfirst

from amity.agreements.library import rules as library
from amity.agreements.library.queries import library_terms
from amity.facts.models import Fact
from amity.handoff import policy, rules, wording
from amity.handoff.changes import queries as changes_since
from amity.handoff.conditions.queries import conditions_shown
from amity.handoff.models import Handoff, Note, ReadBack, Version
from amity.handoff.offers.reach import out_of_reach
from amity.handoff.queries import notes_of
from amity.handoff.read_backs import queries as read_backs
from amity.handoff.repeats import Once, once_each
from amity.handoff.sources.blocks import gathered
from amity.handoff.versions import rules as block_rules
from amity.handoff.viewer import rights
from amity.handoff.work_at_risk import page as work_at_risk
from amity.monitoring.risks.queries import entries_from
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.refs import Ref

SHORT_VALUE = 48
"""The longest value, in characters, that is shown next to others."""
NUMBER_OF_LINE = re.compile(r"^\d+ ")
"""The number before the title of a line: the page numbers its items itself."""
CARD = "card."
"""The key of what a strategy card refuses begins with this."""
AGREED = "agreed."
"""The keys of the terms of an agreement begin with this."""


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item as text. `note` is set where the viewer can change it, `back` where it is read back.

    `hint` says which of two amounts the project may spend, `also` where else the same is recorded.
    """

    key: str
    number: int
    label: str
    text: str
    more: Sequence[tuple[str, str]]
    item: block_rules.Item
    day: date | None
    note: Note | None = None
    back: ReadBack | None = None
    reads_back: bool = False
    hint: str = ""
    also: Sequence[tuple[str, "ItemShown"]] = ()
    is_standard: bool = False

    @property
    def is_strategy(self) -> bool:
        """Return whether it comes from the strategy card."""
        return self.key.startswith(CARD)

    @property
    def is_pair(self) -> bool:
        """Return whether it is a label with a short value."""
        return bool(self.label) and len(self.text) <= SHORT_VALUE and "\n" not in self.text


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block with its heading and frozen digest. It is `missing` where it is required but empty."""

    key: str
    label: str
    items: Sequence[ItemShown]
    needed: bool
    is_read_back: bool = False
    digest: str = ""

    @property
    def is_table(self) -> bool:
        """Return whether its items are facts, one row each. Others are what someone said."""
        return self.key in rules.FACTS

    @property
    def rows(self) -> list[ItemShown]:
        """Return the facts that take a row each."""
        return [row for row in self.items if not row.is_pair and not row.is_standard]

    @property
    def pairs(self) -> list[ItemShown]:
        """Return the facts that are a label with a value, and fit several in a row."""
        return [row for row in self.items if row.is_pair and not row.is_standard]

    @property
    def standard(self) -> list[ItemShown]:
        """Return the terms of the agreement that are standard."""
        return [row for row in self.items if row.is_standard]

    @property
    def missing(self) -> bool:
        """Return whether the block is required but empty."""
        return self.needed and not self.items

    @property
    def nothing(self) -> str:
        """Return the label of the answer that there is nothing, or "" where none is needed or another one is."""
        return wording.nothing_labels().get(self.key, "") if self.missing else ""

    @property
    def nonce(self) -> str:
        """Return a nonce for the form with that answer."""
        return uuid4().hex


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change since acceptance, as text."""

    change: changes_since.Changed
    block: str
    verdict: str
    then: ItemShown | None
    now: ItemShown | None


def blocks(handoff: Handoff, read: read_backs.Read, person: Person, *, write: bool) -> list[BlockShown]:
    """Return the blocks the viewer can see: the frozen version while offered, the current items during preparation."""
    found, digest = blocks_for(handoff, read.version, person)
    notes = {f"note.{one.pk}": one for one in notes_of(handoff)} if write and not digest else {}
    if handoff.kind not in rules.READ_BACK:
        return shown(handoff.kind, found, notes, read.read_backs)
    once = once_each(found)
    return compact(shown(handoff.kind, once.blocks, notes, read.read_backs), once, handoff.kind)


def compact(found: Sequence[BlockShown], once: Once, kind: str) -> list[BlockShown]:
    """Return blocks with what each item repeats, which amount may be spent, and the standard terms marked."""
    labels, standard = wording.block_labels(kind), _standard_terms(found)
    hints = wording.spending_hints([row.key for block in found for row in block.items])

    def item(row: ItemShown) -> ItemShown:
        also = [(labels[block], item_shown(one)) for block, one in once.also.get(row.key, ())]
        return replace(row, also=also, hint=hints.get(row.key, ""), is_standard=row.key in standard)

    return numbered([replace(block, items=[item(row) for row in block.items]) for block in found])


def numbered(found: Sequence[BlockShown]) -> list[BlockShown]:
    """Return blocks with their items in the order in which the page shows them, numbered throughout.

    Standard terms are folded, so they have the last numbers: those in sight have no gap.
    """
    in_order = [[*block.rows, *block.pairs, *block.standard] if block.is_table else block.items for block in found]
    every = [row.key for rows in in_order for row in rows if not row.is_standard]
    every += [row.key for rows in in_order for row in rows if row.is_standard]
    numbers = dict(zip(every, count(1), strict=False))
    return [
        replace(block, items=[replace(row, number=numbers[row.key]) for row in rows])
        for block, rows in zip(found, in_order, strict=True)
    ]


def _standard_terms(found: Sequence[BlockShown]) -> set[str]:
    """Return the keys of the agreement's terms that have the standard value of the library."""
    rows = [row for block in found for row in block.items if row.key.startswith(AGREED)]
    values = {row.key.removeprefix(AGREED): row.item.text for row in rows}
    terms = [one for one in library_terms() if one.key in values] if values else []
    return {AGREED + one.key for one in terms if library.compliance(one, values[one.key]) == library.STANDARD}


def blocks_for(handoff: Handoff, version: Version | None, person: Person) -> tuple[list[block_rules.Block], str]:
    """Return the blocks someone can see, and the digest of their version, or "" during preparation."""
    if handoff.state in rules.WRITTEN or version is None:
        return block_rules.cut(gathered(handoff), int(person.money_right)), ""
    return block_rules.cut(version.parsed_blocks, int(person.money_right)), version.digest


def shown(
    kind: str, found: Sequence[block_rules.Block], notes: dict[str, Note], backs: Mapping[str, ReadBack] | None = None
) -> list[BlockShown]:  # fmt: skip
    """Return the blocks as text, those that are read back first, with their items numbered throughout."""
    labels, number, result = wording.block_labels(kind), 0, []
    reads_back = kind in rules.READ_BACK
    for block in sorted(found, key=lambda block: reads_back and block.key not in read_backs.READ_BACK_BLOCKS):
        items = []
        is_read_back = reads_back and block.key in read_backs.READ_BACK_BLOCKS
        for item in block.items:
            number += 1
            back = (backs or {}).get(item.key)
            items.append(item_shown(item, number, notes.get(item.key), back, reads_back=is_read_back))
        result.append(BlockShown(block.key, labels[block.key], items, block.key in rules.NEEDED[kind], is_read_back))
    return result


def item_shown(
    item: block_rules.Item, number: int = 0, note: Note | None = None, back: ReadBack | None = None, *,
    reads_back: bool = False,
) -> ItemShown:  # fmt: skip
    """Return one item as text."""
    parts = wording.part_labels()
    values: dict[str, list[str]] = {}
    for name, *part in item.more:
        values.setdefault(parts.get(name, name), []).append(wording.part_value(item, *part))
    more = [(label, ", ".join(texts)) for label, texts in values.items()]
    day = date.fromisoformat(item.on) if item.on else None
    text = wording.item_value(item.text, item.unit)
    if item.key.startswith(block_rules.LINE):
        text = NUMBER_OF_LINE.sub("", text)
    return ItemShown(item.key, number, wording.label_of(item), text, more, item, day, note, back, reads_back)


def changes(handoff: Handoff, person: Person, newest: Version | None = None) -> list[ChangeShown]:
    """Return the changes since acceptance that the viewer can see."""
    labels, verdicts = wording.block_labels(handoff.kind), wording.verdict_labels()
    return [
        ChangeShown(
            one, labels[one.what.block], verdicts[one.what.verdict],
            item_shown(one.what.then) if one.what.then else None, item_shown(one.what.now) if one.what.now else None,
        )
        for one in changes_since.changes(handoff, newest)
        if one.what.right <= person.money_right
    ]  # fmt: skip


def questions(asked: Sequence[Fact], person: Person, *, gives: bool) -> list[tuple[Fact, bool]]:
    """Return the taker's questions, each with whether the viewer can answer it."""
    return [(fact, fact.owner_id is not None and (gives or fact.owner_id == person.pk)) for fact in asked]


def context(by: Actor, handoff: Handoff, now: datetime) -> dict[str, Any]:
    """Return the context of a hand-off's page."""
    person, read = person_of(by), read_backs.read(handoff)
    allowed, takes = rights(by, handoff, read), bool(policy.may_take(person, handoff))
    found = blocks(handoff, read, person, write=allowed.write)
    return {
        "handoff": handoff,
        "rights": allowed,
        "blocks": found,
        "missing": [block for block in found if block.missing] if handoff.state in rules.WRITTEN else [],
        "silent": [one for one in found if not one.items and not one.is_read_back],
        "stages": wording.stages(handoff),
        "reads_back": handoff.kind in rules.READ_BACK,
        "kind": capfirst(wording.kind_labels()[handoff.kind]),
        "kinds": list(wording.kind_labels().values()),
        "needs_table": wording.needs_table(),
        "version": read.version,
        "questions": questions(read.questions, person, gives=allowed.gives),
        "unread": out_of_reach(by, handoff) if allowed.gives else None,
        "conditions": conditions_shown(handoff, person, timezone.localdate(now)),
        "changes": changes(handoff, person, read.version) if handoff.is_taken else [],
        "at_risk": work_at_risk.of(by, handoff.project) if handoff.project else None,
        "seen_risks": entries_from(Ref.to(handoff)),
        "may_see_risk": takes and handoff.state != rules.PREPARING,
        "may_acknowledge": takes,
    }
