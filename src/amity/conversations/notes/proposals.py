"""What the marked lines of a note would become: read from their words, to be kept, dropped or corrected."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.candidates import SHARED, colleagues_by_role, contacts_for
from amity.accounts.models import Account
from amity.conversations import rules
from amity.conversations.notes.fields import MOST_POINT, PointFields
from amity.conversations.notes.marks import AGENCY, CLIENT, MOST_READ, MarkedLine, Named, Reading, read_line
from amity.conversations.notes.points import MOST_OF
from amity.people.candidates import ANYONE
from amity.people.queries import person_of
from amity.scope.requests.likeness import most_alike
from amity.scope.requests.queries import asked_before
from amity.shared.actor import Actor
from amity.ui.reader_format import babel_locale, ways

if TYPE_CHECKING:
    from amity.scope.models import Request

NEED_A_RIGHT: Final = frozenset({rules.PROMISE, rules.EXPECTATION, rules.PREFERENCE})
"""What only those who record what the client wants can make."""


@dataclass(frozen=True, slots=True)
class People:
    """The names that a note about an account can contain, and who of them took part.

    `able` are the ids of the colleagues who can take each of some roles, such as to make a promise.
    """

    names: tuple[Named, ...]
    author_id: int
    able: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def of(self, side: str) -> list[tuple[int, str]]:
        """Return the people of one side, those who took part first."""
        found = [person for person in self.names if person.side == side]
        return [(person.id, person.name) for person in sorted(found, key=lambda person: not person.took_part)]

    def who_can(self, role: str, current: int | None = None) -> list[tuple[int, str]]:
        """Return the colleagues who can take a role, and the `current` one."""
        able = {*self.able[role], current}
        return [pair for pair in self.of(AGENCY) if pair[0] in able]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A marked line and what it would become. With a `refusal` it can't, for that reason.

    `asked_before` is an open request with similar words, to which the line can be added.
    `second` is set for words of a transcript, which have no line in the note.
    """

    line: MarkedLine
    reading: Reading
    refusal: str = ""
    asked_before: "Request | None" = None
    second: int | None = None

    @property
    def fields(self) -> PointFields:
        """Return the value that makes the record."""
        reading = self.reading
        return PointFields(
            mark=self.line.mark, text=reading.text, line=self.line.number, contact_id=reading.contact_id,
            person_id=reading.person_id, due_on=reading.due.day, attitude=reading.attitude, second=self.second,
        )  # fmt: skip

    def point(self, given: Mapping[str, Any]) -> PointFields:
        """Return that value with what the person chose instead."""
        return replace(self.fields, **given)


def people_around(account: Account, by: Actor, contact_ids: Collection[int], person_ids: Collection[int]) -> People:
    """Return the contacts and colleagues of an account, and whether they took part, in two queries."""
    contacts = [Named(CLIENT, one.pk, one.name, one.pk in contact_ids) for one in contacts_for(account)]
    by_role = colleagues_by_role(account, SHARED)
    found = by_role[ANYONE]
    likely = {pk: place for place, pk in enumerate(found.likely)}
    pairs = sorted(found.pairs, key=lambda pair: likely.get(pair[0], len(likely)))
    colleagues = [Named(AGENCY, pk, name, pk in person_ids) for pk, name in pairs]
    able = {role: frozenset(pk for pk, _name in by_role[role].pairs) for role in SHARED}
    return People((*contacts, *colleagues), by.person_id, able)


def proposals(
    by: Actor, account: Account, lines: Sequence[MarkedLine], people: People, held_at: datetime, now: datetime
) -> list[Proposal]:
    """Return what lines would become. A record that the actor can't make has the reason."""
    if not lines:
        return []
    day, right = timezone.localdate(held_at), accounts.may_keep(person_of(by), account)
    month_first, found = reads_month_first(), []
    before = _asked_before(by, account, lines)
    for line in lines:
        reading = read_line(line.mark, line.text, people.names, people.author_id, day, month_first=month_first)
        refusal = "" if right or line.mark not in NEED_A_RIGHT else right.sentence
        if held_at > now:
            refusal = _("This talk is in the future. Its lines can become records once it has taken place.")
        most = MOST_OF.get(line.mark, MOST_POINT)
        if not refusal and len(line.text) > most:
            refusal = _("Shorten this line to %(most)s characters.") % {"most": most}
            reading = replace(reading, text=reading.text[:most])
        found.append(Proposal(line, reading, refusal, before.get(line.key)))
    return found


def _asked_before(by: Actor, account: Account, lines: Sequence[MarkedLine]) -> "Mapping[str, Request]":
    """Return the open request with similar words for each line that asks for something, by the key of the line."""
    asking = [line for line in lines if line.mark == rules.REQUEST]
    known = {one.pk: one for one in asked_before(by, account)} if asking else {}
    texts = [(pk, one.words) for pk, one in known.items()]
    found = {line.key: most_alike(line.text[:MOST_READ], texts) for line in asking}
    return {key: known[pk] for key, pk in found.items() if pk is not None}


def reads_month_first() -> bool:
    """Return whether the reader writes 11/30 for 30 November."""
    return str(babel_locale(ways().locale).date_formats["short"]).startswith("M")
