"""`make eval-growth`: rank what real customers don't own, and rewrite the table of docs/growth.md.

README.md has the protocol, which was committed before the ranking was written.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from whitespace.data import (
    CATEGORY,
    DEPARTMENT,
    FIRST_WEEKS,
    Customers,
    Purchase,
    caravan,
    complete_journey,
    customers,
    owned_by,
)  # fmt: skip
from whitespace.measures import Hits, bought_later, gain, hidden_product, lines

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "growth.md"
BEGIN: Final = "<!-- measured: written by make eval-growth -->"
END: Final = "<!-- end of measured -->"
WEEKS: Final = range(1, 54)
AIM: Final = 10
"""Points of hit@1 above most popular that Caravan must show."""


def main() -> int:
    """Measure, and write and print the table."""
    text = "\n".join(_table())
    before, _mark, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
    print(text)
    return 0


def _table() -> Iterator[str]:
    yield "| question | households | measure | Amity | most popular | random | Amity above popular, points |"
    yield "| --- | ---: | --- | ---: | ---: | ---: | ---: |"
    found: dict[str, Sequence[Hits]] = {}
    for name, measured in _questions():
        found[name] = measured
        yield from lines(name, measured)
    yield ""
    yield from _aims(found)


def _questions() -> Iterator[tuple[str, Sequence[Hits]]]:
    yield "Caravan, hidden product", hidden_product(caravan())
    purchases = complete_journey()
    whole = customers(owned_by(purchases, DEPARTMENT, WEEKS))
    yield "Complete Journey, hidden department", hidden_product(whole)
    yield "Complete Journey, department bought later", bought_later(*_halves(purchases, DEPARTMENT))
    yield "Complete Journey, category bought later", bought_later(*_halves(purchases, CATEGORY))


def _halves(purchases: list[Purchase], level: str) -> tuple[Customers, list[frozenset[int]]]:
    """Return what households bought in the first weeks, and in the later ones, of the same products."""
    first = owned_by(purchases, level, range(1, FIRST_WEEKS + 1))
    later = owned_by(purchases, level, range(FIRST_WEEKS + 1, WEEKS.stop))
    everyone = sorted({*first, *later})
    names = tuple(sorted({name for half in (first, later) for one in half.values() for name in one}))
    places = {name: place for place, name in enumerate(names)}
    owned, then = (
        [frozenset(places[name] for name in half.get(one, ())) for one in everyone] for half in (first, later)
    )
    return Customers(names, tuple(owned)), then


def _aims(found: dict[str, Sequence[Hits]]) -> Iterator[str]:
    points = gain(found["Caravan, hidden product"], 1).mean * 100
    yield f"- Caravan, hit@1 at least {AIM} points above most popular: {_met(points >= AIM)} ({points:+.1f})."
    below = [
        f"{name}, hit@{places} ({better.mean * 100:+.2f}, {better.low * 100:+.2f} to {better.high * 100:+.2f})"
        for name, measured in found.items()
        for places in (1, 3)
        if (better := gain(measured, places)).mean < 0
    ]
    yield f"- Nowhere below most popular: {_met(not below)}{': ' if below else ''}{'; '.join(below)}."


def _met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


if __name__ == "__main__":
    raise SystemExit(main())
