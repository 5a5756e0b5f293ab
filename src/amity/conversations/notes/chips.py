"""Chips beside a note: what each marked line becomes, with keep or drop, and the answers that can be corrected.

A chip's inputs are named by the key of its line. It posts what was proposed along with what was chosen, so that an
answer no one touched follows the words when these or the people change.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.accounts.preferences.queries import ATTITUDES, SCOPES
from amity.conversations import rules
from amity.conversations.notes.fields import PointFields
from amity.conversations.notes.marks import AGENCY, CLIENT
from amity.conversations.notes.proposals import People, Proposal
from amity.conversations.notes.wording import MARKS
from amity.people.rules import OWNER, TAKES_PART
from amity.ui.asked import SHORT, Asked

KEEP: Final = "keep"
DROP: Final = "drop"
NONE: Final = "none"
"""The answer of someone who was asked between two people: neither."""
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    rules.PROMISE: ("person_id", "contact_id", "due_on"),
    rules.REQUEST: ("contact_id", "request_id"),
    rules.EXPECTATION: ("contact_id",),
    rules.PREFERENCE: ("contact_id", "attitude", "scope"),
    rules.DECISION: ("contact_id",),
    rules.ACTION: ("owner", "due_on"),
}
"""What each record asks, in order."""


@dataclass(frozen=True, slots=True)
class Question:
    """One answer of a chip: its name and label, what is chosen, and the choices in groups; a date has none."""

    field: str
    name: str
    label: str
    value: str
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
    is_asked: bool = False


@dataclass(slots=True)
class Chip:
    """A marked line beside the note. `is_new` was not shown yet."""

    proposal: Proposal
    people: People
    sent: Mapping[str, str]
    is_new: bool
    is_kept: bool
    error: str = ""
    error_field: str = ""
    asked_words: str = field(init=False, default="")

    def __post_init__(self) -> None:
        due = self.proposal.reading.due
        self.asked_words = due.words if due.words and not self.answers.get("due_on") else ""

    @property
    def key(self) -> str:
        """Return the key of the line."""
        return self.proposal.line.key

    @property
    def label(self) -> Any:
        """Return what the line becomes."""
        return MARKS[self.proposal.line.mark]

    @property
    def mark(self) -> str:
        """Return the character that the line begins with."""
        return rules.MARKS[self.proposal.line.mark]

    @property
    def answers(self) -> Mapping[str, str]:
        """Return what each of its fields has now."""
        return {name: self.sent.get(name, "") for name in FIELDS[self.proposal.line.mark]}

    @property
    def proposed(self) -> str:
        """Return what was proposed, to be sent along."""
        return ";".join(f"{name}={value}" for name, value in proposed(self.proposal).items())

    def questions(self) -> Iterator[Question]:
        """Yield its fields with their choices."""
        for name, value in self.answers.items():
            if name == "request_id":
                continue
            asked = name in self.proposal.reading.asks and not value
            yield Question(
                name, f"{self.key}-{name}", self._label(name), value, self._groups(name, is_asked=asked), asked
            )

    def ways(self) -> Sequence[tuple[str, str, bool]]:
        """Return where a line goes that asks for what is already an open request: there, or to one of its own."""
        before, chosen = self.proposal.asked_before, self.answers.get("request_id", "")
        if before is None:
            return ()
        there = _("Add to request %(number)s") % {"number": before.pk}
        return (("", _("New request"), not chosen), (str(before.pk), there, bool(chosen)))

    def unanswered(self) -> str:
        """Return the field that still has to be chosen between several answers, or ""."""
        asks = self.proposal.reading.asks - {"due_on"}
        return next((name for name in self.answers if name in asks and not self.answers[name]), "")

    def point(self) -> PointFields:
        """Return the value that makes the record."""
        given: dict[str, Any] = {}
        for name, value in self.answers.items():
            if name == "owner":
                side, _dash, number = value.partition("-")
                given |= {f"{kind}_id": int(number) if side == kind else None for kind in ("contact", "person")}
            elif name == "due_on":
                given[name] = _day(value)
            elif name in ("contact_id", "person_id", "request_id"):
                given[name] = int(value) if value not in ("", NONE) else None
            else:
                given[name] = value
        return self.proposal.point(given)

    def _label(self, name: str) -> str:
        if name == "contact_id" and self.proposal.line.mark == rules.PROMISE:
            return _("Promised to")
        return {
            "contact_id": _("Who said so"), "person_id": _("Promised by"), "owner": _("Owner"), "due_on": _("Due date"),
            "attitude": _("Attitude"), "scope": _("About"),
        }[name]  # fmt: skip

    def _groups(self, name: str, *, is_asked: bool) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        ask = [("", [("", _("Choose…"))])] if is_asked or self.proposal.reading.asks & {name} else []
        if name == "due_on":
            return ()
        if name == "owner":
            ours = self.people.who_can(TAKES_PART, self.proposal.reading.person_id)
            sides = ((_("Our team"), "person", ours), (_("Client"), "contact", self.people.of(CLIENT)))
            return [*ask, *((label, [(f"{kind}-{pk}", who) for pk, who in people]) for label, kind, people in sides)]
        if name == "attitude":
            return [*ask, ("", [(code, str(word)) for code, word in ATTITUDES.items()])]
        if name == "scope":
            return [("", [(code, str(word)) for code, word in SCOPES.items()])]
        if name == "person_id":
            ours = self.people.who_can(OWNER, self.proposal.reading.person_id)
            return [*ask, ("", [(str(pk), who) for pk, who in ours])]
        theirs = [(str(pk), who) for pk, who in self.people.of(CLIENT)]
        return [*ask, ("", [*theirs, (NONE if ask else "", _("No one named"))])]


def chips_of(
    found: Sequence[Proposal], people: People, asked: Asked, dropped: Collection[str] = ()
) -> list[Chip]:  # fmt: skip
    """Return the chips of a note's lines with what was chosen. `dropped` are keys of lines dropped before."""
    return [_chip(proposal, people, asked, is_dropped=proposal.line.key in dropped) for proposal in found]


def proposed(proposal: Proposal) -> dict[str, str]:
    """Return what a line's own words answer, by field."""
    point = proposal.fields
    owner = (
        f"contact-{point.contact_id}" if point.contact_id else f"person-{point.person_id}" if point.person_id else ""
    )
    values: dict[str, Any] = {
        "contact_id": point.contact_id, "person_id": point.person_id, "owner": owner, "due_on": point.due_on,
        "attitude": point.attitude, "scope": point.scope, "request_id": point.request_id,
    }  # fmt: skip
    return {name: str(values[name] or "") for name in FIELDS[point.mark]}


def _chip(proposal: Proposal, people: People, asked: Asked, *, is_dropped: bool) -> Chip:
    key = proposal.line.key
    choice = asked.choice(f"{key}-choice", (KEEP, DROP))
    before = dict(part.partition("=")[::2] for part in asked.search(f"{key}-proposed")[:SHORT].split(";"))
    answers = proposed(proposal)
    for name in answers:
        if asked.has(f"{key}-{name}"):
            sent = asked.search(f"{key}-{name}")[:SHORT]
            if sent != before.get(name, "") and _is_valid(name, sent, people, proposal):
                answers[name] = sent
    is_kept = choice == KEEP if choice else not is_dropped
    return Chip(proposal, people, answers, not choice and not is_dropped, is_kept)


def _is_valid(name: str, sent: str, people: People, proposal: Proposal) -> bool:
    """Return whether an answer is one of those offered."""
    if name == "request_id":
        return proposal.asked_before is not None and sent == str(proposal.asked_before.pk)
    if name == "due_on":
        return not sent or _day(sent) is not None
    if name in ("attitude", "scope"):
        return sent in (ATTITUDES if name == "attitude" else SCOPES)
    contacts, colleagues = ({str(pk) for pk, _who in people.of(side)} for side in (CLIENT, AGENCY))
    if name == "owner":
        side, _dash, number = sent.partition("-")
        return number in (contacts if side == "contact" else colleagues if side == "person" else ())
    return sent in (colleagues if name == "person_id" else contacts | {"", NONE})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
