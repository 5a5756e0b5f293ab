"""What the lines of a transcript would become: candidates with who said it, who does it and by when."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from amity.accounts.models import Account
from amity.conversations.candidates.recognition import Candidate, candidates_in
from amity.conversations.notes.marks import AGENCY, CLIENT, MarkedLine, Named, Reading
from amity.conversations.notes.proposals import People, Proposal, proposals, reads_month_first
from amity.conversations.rules import ACTION, DECISION, PROMISE
from amity.conversations.transcripts.rules import Cue, speakers_of, turns
from amity.conversations.transcripts.speakers import match_speakers
from amity.shared.actor import Actor

MOST_OFFERED: Final = 80
"""Candidates of one transcript. Those with more reasons come first, and are shown in the order of the talk."""
KEY: Final = 11


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate of a transcript: when and by whom it was said, and what it would become."""

    proposal: Proposal
    candidate: Candidate
    second: int | None
    speaker: str
    who: Named | None


@dataclass(frozen=True, slots=True)
class Offers:
    """The candidates of a transcript, and how many more there are."""

    shown: tuple[Offer, ...]
    left_out: int = 0


def who_spoke(cues: Sequence[Cue], people: People, chosen: Mapping[str, str]) -> dict[str, Named | None]:
    """Return who each speaker is: as chosen, else by their name. `chosen` has "contact-3", "person-4" or "none"."""
    known = {code_of(person): person for person in people.names}
    matched = match_speakers(speakers_of(cues), people.names)
    return {name: known.get(chosen[name]) if name in chosen else person for name, person in matched.items()}


def code_of(person: Named) -> str:
    """Return the code of a person in a select: their side and id."""
    return f"{'contact' if person.side == CLIENT else 'person'}-{person.id}"


def offers_of(
    by: Actor, account: Account, cues: Sequence[Cue], people: People, speakers: Mapping[str, Named | None],
    names: Sequence[str], held_at: datetime, now: datetime, recorded: Collection[tuple[int | None, str]] = (),
) -> Offers:  # fmt: skip
    """Return what could become a record, without what already has. `recorded` are seconds and words."""
    found = [
        one
        for one in _candidates(cues, speakers, names, timezone.localdate(held_at))
        if (one[0], one[2].text) not in recorded
    ]
    best = sorted(range(len(found)), key=lambda at: (-len({each.signal for each in found[at][2].matches}), at))
    shown = [found[at] for at in sorted(best[:MOST_OFFERED])]
    lines = _lines(shown)
    clients = [person for person in people.names if person.side == CLIENT and person.took_part]
    offered = []
    for (second, name, candidate), proposal in zip(
        shown, proposals(by, account, lines, people, held_at, now), strict=True
    ):
        who = speakers.get(name)
        reading = _reading(proposal.reading, candidate, who, clients)
        offered.append(Offer(replace(proposal, reading=reading, second=second), candidate, second, name, who))
    return Offers(tuple(offered), len(found) - len(offered))


def _candidates(
    cues: Sequence[Cue], speakers: Mapping[str, Named | None], names: Sequence[str], talk_on: date
) -> list[tuple[int | None, str, Candidate]]:
    month_first, found = reads_month_first(), []
    for turn in turns(cues):
        who = speakers.get(turn.speaker)
        for one in candidates_in(turn.text, who.side if who else None, talk_on, names=names, month_first=month_first):
            found.append((turn.second_at(one.start), turn.speaker, one))
    return found


def _lines(found: Sequence[tuple[int | None, str, Candidate]]) -> list[MarkedLine]:
    """Return candidates as lines of a note without a number, with keys that stay while their words do."""
    times, lines = Counter[tuple[int | None, str]](), []
    for second, _name, one in found:
        times[second, one.text] += 1
        digest = hashlib.sha256(f"{second}\n{one.text}\n{times[second, one.text]}".encode()).hexdigest()
        lines.append(MarkedLine(0, one.mark, one.text, f"t{digest[:KEY]}"))
    return lines


def _reading(reading: Reading, candidate: Candidate, who: Named | None, clients: Sequence[Named]) -> Reading:
    """Return a reading with the speaker in it. The words stay as they were said."""
    if candidate.mark == ACTION:
        return _action(replace(reading, text=candidate.text), candidate, who, clients)
    if candidate.mark == PROMISE:
        person_id = who.id if who and who.side == AGENCY else reading.person_id
        return replace(reading, text=candidate.text, person_id=person_id, asks=reading.asks - {"person_id"})
    if who and who.side == CLIENT:
        return replace(reading, text=candidate.text, contact_id=who.id, asks=reading.asks - {"contact_id"})
    asks = reading.asks - {"contact_id"} if candidate.mark == DECISION or who else reading.asks
    return replace(reading, text=candidate.text, contact_id=None, asks=asks)


def _action(reading: Reading, candidate: Candidate, who: Named | None, clients: Sequence[Named]) -> Reading:
    """Return an action of who said "I will", or of the only client who was asked. Otherwise its owner is asked."""
    owner = who
    if candidate.asks_other:
        owner = clients[0] if len(clients) == 1 else None
        if reading.contact_id is not None:
            return replace(reading, person_id=None, asks=reading.asks - {"owner"})
    if owner is None:
        return replace(reading, contact_id=None, person_id=None, asks=reading.asks | {"owner"})
    is_client = owner.side == CLIENT
    return replace(
        reading, contact_id=owner.id if is_client else None, person_id=None if is_client else owner.id,
        asks=reading.asks - {"owner"},
    )  # fmt: skip
