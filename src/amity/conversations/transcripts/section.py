"""The transcript on the form of a note: its speakers, its candidates as chips, and what becomes of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.conversations.notes.chips import DROP, KEEP, Chip, Question, chips_of
from amity.conversations.notes.marks import AGENCY, CLIENT, Named
from amity.conversations.notes.proposals import People
from amity.conversations.transcripts.models import Transcript
from amity.conversations.transcripts.offers import Offer, Offers, code_of, who_spoke
from amity.conversations.transcripts.rules import Cue, clock, minutes_of, speakers_of
from amity.conversations.transcripts.wording import REMARKS
from amity.ui.asked import SHORT, Asked

NO_ONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a candidate, and whether they are why it is one."""

    text: str
    is_match: bool = False


@dataclass(frozen=True, slots=True)
class SpokenChip:
    """A candidate on the form. Without a choice it is neither kept nor dropped, and saving leaves it out."""

    chip: Chip
    offer: Offer
    choice: str

    @property
    def time(self) -> str:
        """Return its time stamp, "" where the file has none."""
        return "" if self.offer.second is None else clock(self.offer.second)

    @property
    def side(self) -> str:
        """Return the side of its speaker, "" where that isn't known."""
        return self.offer.who.side if self.offer.who else ""

    @property
    def speaker(self) -> str:
        """Return who said it: by their own name where they are known."""
        return self.offer.who.name if self.offer.who else self.offer.speaker

    def pieces(self) -> list[Piece]:
        """Return its words, those that matched apart from the others."""
        text, at, found = self.offer.candidate.text, 0, []
        for match in self.offer.candidate.matches:
            if match.start < at:
                continue
            found += [Piece(text[at : match.start]), Piece(text[match.start : match.end], is_match=True)]
            at = match.end
        return [piece for piece in (*found, Piece(text[at:])) if piece.text]


class Section:
    """A transcript read for a note that is being written."""

    def __init__(self, transcript: Transcript, people: People, asked: Asked) -> None:
        self.transcript, self.people, self.asked = transcript, people, asked
        self.cues: Sequence[Cue] = transcript.cues
        self.names = speakers_of(self.cues)
        self.chosen = self._chosen()
        self.speakers = who_spoke(self.cues, people, self.chosen)
        self.chips: list[SpokenChip] = []
        self.left_out = 0

    def read(self, offers: Offers) -> None:
        """Take the candidates with what was chosen for them."""
        found = [offer.proposal for offer in offers.shown]
        chips = chips_of(found, self.people, self.asked, [proposal.line.key for proposal in found])
        self.left_out = offers.left_out
        self.chips = [
            SpokenChip(chip, offer, self.asked.choice(f"{chip.key}-choice", (KEEP, DROP)))
            for chip, offer in zip(chips, offers.shown, strict=True)
        ]

    def kept(self) -> list[Chip]:
        """Return the chips that someone chose to keep."""
        return [one.chip for one in self.chips if one.choice == KEEP and not one.chip.proposal.refusal]

    def took_part(self) -> list[Named]:
        """Return the contacts and colleagues among the speakers."""
        return [person for person in self.speakers.values() if person is not None]

    def unmatched(self) -> Iterator[Question]:
        """Yield a select for each speaker whose name matches no one, or several people."""
        groups = [
            ("", [("", _("Choose…")), (NO_ONE, _("Someone else"))]),
            (_("Client"), [(f"contact-{pk}", who) for pk, who in self.people.of(CLIENT)]),
            (_("Our team"), [(f"person-{pk}", who) for pk, who in self.people.of(AGENCY)]),
        ]
        for number, name in enumerate(self.names):
            if name in self.chosen or self.speakers[name] is None:
                yield Question(name, _field(number), name, self.chosen.get(name, ""), groups)

    def codes(self) -> Mapping[str, str]:
        """Return who the speakers are, to be stored with the transcript."""
        return {name: code_of(person) for name, person in self.speakers.items() if person is not None}

    def found_sentence(self) -> str:
        """Return how many lines are offered, and of how many."""
        count = len(self.chips)
        if not count:
            return _("No line names a date, an amount or a request.")
        return _("%(count)s of %(lines)s lines may be worth a record.") % {"count": count, "lines": len(self.cues)}

    def about(self) -> str:
        """Return the name of the file and its length."""
        minutes = minutes_of(self.transcript.seconds)
        if minutes is None:
            return str(self.transcript)
        return ngettext(
            "%(name)s, %(count)s minute", "%(name)s, %(count)s minutes", minutes
        ) % {"name": self.transcript, "count": minutes}  # fmt: skip

    def remarks(self) -> list[Any]:
        """Return what could only be read in part."""
        return [REMARKS[code] for code in self.transcript.remarks if code in REMARKS]

    def _chosen(self) -> dict[str, str]:
        codes = {NO_ONE, *(code_of(person) for person in self.people.names)}
        sent = {name: self.asked.search(_field(number))[:SHORT] for number, name in enumerate(self.names)}
        return {name: code for name, code in sent.items() if code in codes}


def _field(number: int) -> str:
    return f"speaker-{number}"
