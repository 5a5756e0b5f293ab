"""Pure rules for expenses that look like existing ones, from another file or entered by hand.

Date, amount and currency are equal, and so are person, account and project as far as both sides know them. The words of
one side (supplier and text) are among those of the other. If only one side names a supplier, person and project decide
as far as both know them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Spent:
    """One expense with its date and amount.

    `key` is a row's number or an expense's id, and 0 is an unknown reference.
    """

    key: int
    person: int
    account: int
    project: int
    supplier: str
    text: str

    @property
    def words(self) -> frozenset[str]:
        """The words of supplier and text, without case."""
        return frozenset(_WORD.findall(f"{self.supplier} {self.text}".casefold()))


def pair_expenses(rows: Sequence[Spent], here: Sequence[Spent]) -> Iterator[tuple[Spent, Spent]]:
    """Pair rows of one date and amount with expenses that may be the same, equal words first.

    Each is used at most once.
    """
    for same_words in (True, False):
        rest = []
        for row in rows:
            twin = next((one for one in here if _fits(row, one, same_words=same_words)), None)
            if twin is None:
                rest.append(row)
                continue
            here = [one for one in here if one is not twin]
            yield row, twin
        rows = rest


def _fits(row: Spent, one: Spent, *, same_words: bool) -> bool:
    if not all(_agree(*pair) for pair in ((row.person, one.person), (row.account, one.account))):
        return False
    if not _agree(row.project, one.project):
        return False
    if same_words:
        return row.words == one.words
    if row.words <= one.words or one.words <= row.words:
        return True
    known = row.person and one.person and row.project and one.project
    return bool(known) and bool(row.supplier) is not bool(one.supplier)


def _agree(one: int, other: int) -> bool:
    return one == other or not (one and other)
