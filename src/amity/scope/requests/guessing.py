"""Guess what new words are about: the line they are probably on, and similar requests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from amity.accounts.models import Account
from amity.agreements.lines.queries import placed_lines_seen_by
from amity.agreements.rules import IN_FORCE
from amity.scope.models import Request
from amity.scope.requests import queries
from amity.scope.requests.likeness import alike, line_about
from amity.shared.actor import Actor

MOST_SIMILAR: Final = 3
MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Guess:
    """The line that words are probably about, None if no one can tell, similar requests, the most alike first, and the
    lines to choose from.
    """

    line_id: int | None
    similar: Sequence[Request]
    lines: Sequence[tuple[int, str, str]] = ()


def lines_to_choose(by: Actor, account: Account) -> list[tuple[int, str, str]]:
    """Return the lines of the account's agreements in force: id, number with title, and the agreement."""
    rows = placed_lines_seen_by(by).filter(agreement__account=account, agreement__state=IN_FORCE)
    found = rows.exclude(line__finished_at__isnull=False).order_by("-agreement", "pk")[:MOST_LINES]
    return [(one.line_id, f"{one.number} {one.line.title}".strip(), str(one.agreement)) for one in found]


def labels_of(lines: Iterable[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """Return lines to choose from, each labelled with its agreement."""
    return [(pk, f"{label}, {agreement}") for pk, label, agreement in lines]


def guess(by: Actor, account: Account, words: str, own_id: int = 0) -> Guess:
    """Return what is known about words, by their likeness with lines and with earlier requests than their own."""
    if not words.strip():
        return Guess(None, ())
    rows = queries.requests_seen_by(by).filter(account=account).exclude(pk=own_id).select_related("contact", "item")
    earlier = list(rows.order_by("-asked_on", "-pk")[: queries.MOST_COMPARED])
    known = {one.pk: one for one in earlier}
    lines = lines_to_choose(by, account)
    offered = {line_id for line_id, _label, _agreement in lines}
    placed = [(line, one.words) for one in earlier if (line := line_of(one)) is not None and line in offered]
    similar = alike(words, [(one.pk, one.words) for one in earlier], MOST_SIMILAR)
    titles = [(line_id, label) for line_id, label, _agreement in lines]
    return Guess(line_about(words, titles, placed), [known[pk] for pk in similar], lines)


def line_of(request: Request) -> int | None:
    """Return the line of a request, or of its work item."""
    return request.line_id or (request.item.line_id if request.item else None)
