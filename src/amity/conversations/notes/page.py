"""Values of the pages of notes: lines with what they became, and the state of each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.accounts.queries import accounts_seen_by, sees_whole
from amity.conversations import policy, rules
from amity.conversations.emails.models import EmailPoint
from amity.conversations.models import Note, NotePoint
from amity.conversations.notes import queries
from amity.conversations.notes.marks import marked_lines
from amity.conversations.notes.wording import KINDS, MARKS
from amity.conversations.places import acts_of
from amity.conversations.transcripts.queries import transcript_of
from amity.conversations.transcripts.rules import clock
from amity.expectations.queries import SHAPES as EXPECTATION_SHAPES
from amity.expectations.queries import STATES as EXPECTATION_STATES
from amity.monitoring.wording import ENTRY_SHAPES, ENTRY_STATES
from amity.people.queries import person_of
from amity.scope.requests.wording import state_of
from amity.shared.actor import Actor

SELECTED: Final = {
    "e": rules.EXPECTATION, "p": rules.PREFERENCE, "r": rules.REQUEST, "x": rules.RISK, "!": rules.PROMISE,
    "d": rules.DECISION,
}  # fmt: skip
"""The keys of the menu over selected words, and what each makes of them."""
MOST_CHOICES: Final = 200
"""Accounts to choose from. Someone with more goes to the account first."""


@dataclass(frozen=True, slots=True)
class Became:
    """What a line became: its label, the record's state, who it is about, and its page."""

    point: NotePoint | EmailPoint
    label: Any
    state: Any = ""
    shape: str = "none"
    address: str = ""
    who: str = ""
    side: str = "client"
    due: Any = None

    @property
    def time(self) -> str:
        """Return the time in the talk where a transcript has it, else ""."""
        if isinstance(self.point, EmailPoint) or self.point.second is None:
            return ""
        return clock(self.point.second)

    @property
    def is_changed(self) -> bool:
        """Return whether the record now says something else than the line did."""
        record = self.point.expectation or self.point.preference or self.point.action
        return record is not None and str(record) != self.point.text


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line of a note: its number, its mark's character, its words, and what it became."""

    number: int
    mark: str
    text: str
    became: Sequence[Became]

    @property
    def named(self) -> str:
        """Return the part of an address that names the line: by its record, otherwise by its number."""
        return f"point={self.became[0].point.pk}" if self.became else f"line={self.number}"


def address_of(note: Note) -> str:
    """Return the URL of a note's page."""
    return reverse("conversations:note", args=[note.pk])


def crumbs(account: Account) -> tuple[tuple[str, str], ...]:
    """Return the way to an account's pages."""
    here = reverse("accounts:account", args=[account.pk])
    return ((_("Accounts"), reverse("accounts:accounts")), (account.name, here))


def context(by: Actor, note: Note) -> dict[str, Any]:
    """Return the values of a note's page."""
    points, people = queries.points_of(note), queries.people_of(note)
    became = [became_of(point) for point in points]
    lines = lines_with(note.text, became)
    shown = {id(one) for line in lines for one in line.became}
    account = note.account
    return {
        "note": note,
        "account": account,
        "kind_word": KINDS[note.kind],
        "lines": lines,
        "became": became,
        "spoken": [one for one in became if one.time],
        "elsewhere": [one for one in became if id(one) not in shown and not one.time],
        "clients": [one for one in people if one.contact_id and not one.was_absent],
        "team": [one for one in people if one.person_id and not one.was_absent],
        "absent": [one for one in people if one.was_absent],
        "may_change": policy.may_change(person_of(by), note),
        "opens_contacts": sees_whole(by, account),
        "menu": [(key, mark, MARKS[mark]) for key, mark in SELECTED.items()],
        "nonce": uuid4().hex,
        "transcript": transcript_of(note),
        "acts": acts_of(by, note),
    }


def lines_with(text: str, became: Sequence[Became]) -> list[SpokenLine]:
    """Return the lines of a note, each with what it became."""
    marked = {line.number: line for line in marked_lines(text)}
    by_line: dict[int, list[Became]] = {}
    for one in became:
        by_line.setdefault(_line_of(one.point), []).append(one)
    return [
        SpokenLine(
            number,
            rules.MARKS[marked[number].mark] if number in marked else "",
            marked[number].text if number in marked else line,
            by_line.get(number, ()),
        )
        for number, line in enumerate(text.splitlines(), 1)
    ]


def _line_of(point: NotePoint | EmailPoint) -> int:
    return 0 if isinstance(point, EmailPoint) else point.position


def saved_sentence(count: int) -> str:
    """Return the message after a note was saved with this many new records."""
    if not count:
        return _("Note saved.")
    return ngettext(
        "Note saved with %(count)s record.", "Note saved with %(count)s records.", count
    ) % {"count": count}  # fmt: skip


def became_sentence(point: NotePoint | EmailPoint) -> str:
    """Return the message after selected words became a record."""
    return _("%(kind)s recorded: %(text)s") % {"kind": MARKS[point.mark], "text": point.text}


def accounts_to_choose(by: Actor) -> dict[str, Any]:
    """Return the accounts that a new note can be about, the person's own first."""
    own = set(Account.objects.managed_by(person_of(by)).values_list("pk", flat=True))
    found = list(accounts_seen_by(by).exclude(status="closed").order_by("name")[:MOST_CHOICES])
    groups = (
        (_("Your accounts"), [one for one in found if one.pk in own]),
        (_("Other accounts"), [one for one in found if one.pk not in own]),
    )
    return {"groups": [(label, rows) for label, rows in groups if rows]}


def became_of(point: NotePoint | EmailPoint) -> Became:
    label = MARKS[point.mark]
    speaker = point.stated_by.name if point.stated_by else ""
    if expectation := point.expectation:
        address = reverse("expectations:expectation", args=[expectation.pk])
        promised = point.mark == rules.PROMISE and expectation.promised_by
        who = expectation.promised_by.name if promised and expectation.promised_by else speaker
        return Became(
            point, label, EXPECTATION_STATES[expectation.state], EXPECTATION_SHAPES[expectation.state], address, who,
            "agency" if promised else "client", expectation.promised_until,
        )  # fmt: skip
    if preference := point.preference:
        state = _("withdrawn") if preference.withdrawn_at else _("in use")
        plan = reverse("accounts:plan", args=[preference.account_id])
        shape = "none" if preference.withdrawn_at else "well"
        return Became(point, label, state, shape, f"{plan}#preferences", speaker)
    if action := point.action:
        state, shape = (_("done"), "well") if action.done_at else (_("open"), "info")
        owner, side = (action.owner, "agency") if action.owner else (action.contact, "client")
        return Became(point, label, state, shape, "", owner.name if owner else "", side, action.due_on)
    if request := point.request:
        address, shape = reverse("scope:request", args=[request.pk]), "info" if request.is_open else "well"
        again = request.words != point.text
        kind: Any = _("Added to request %(number)s") % {"number": request.pk} if again else label
        return Became(point, kind, state_of(request), shape, address, speaker)
    if entry := point.entry:
        address = reverse("monitoring:entry", args=[entry.pk])
        return Became(point, label, ENTRY_STATES[entry.state], ENTRY_SHAPES[entry.state], address, speaker)
    return Became(point, label, who=speaker)
