"""What parts register as bound: of what an item is about, and of its account."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.utils import translation

from amity.gate.bound.rules import Bound
from amity.gate.checks.registry import Letter, read_once
from amity.shared.actor import Actor
from amity.shared.money import Money


@dataclass(frozen=True, slots=True)
class Known:
    """A bound value, with its page if every author can open it.

    One of the subject `is_binding`: a text about it can't state another value. Only those it `opens` for read the value
    and open the page.
    """

    bound: Bound
    address: str = ""
    is_binding: bool = True
    opens: Callable[[Actor], bool] = lambda _by: True


Source = Callable[[Letter], Iterable[Known]]
"""What a part knows that one letter may state."""

sources: Final[list[Callable[[Sequence[Letter]], Source]]] = []
"""Hook: each part reads at once what it knows about some letters, and returns what one of them may state."""


def known_of(letters: Sequence[Letter]) -> Callable[[Letter], Sequence[Known]]:
    """Return what reads the values that parts know of each of some letters, once for all checks."""

    def prepared() -> Callable[[Letter], Sequence[Known]]:
        read, found = [source(letters) for source in sources], dict[int, Sequence[Known]]()

        def of(letter: Letter) -> Sequence[Known]:
            if id(letter) not in found:
                found[id(letter)] = [one for source in read for one in source(letter)]
            return found[id(letter)]

        return of

    return read_once("bound", prepared)


def priced(labels: Iterable[str], price: Money | None) -> Bound:
    """Return an amount of money under its names. None is never bound."""
    amount, currency = (price.major, price.currency) if price is not None else (None, "")
    return Bound(tuple(labels), amount=amount, currency=currency)


def dated(labels: Iterable[str], day: date | None) -> Bound:
    """Return a date under its names. None is never bound. Without a name, it is only known not to be a promise."""
    return Bound(tuple(labels), day=day)


def in_every_language(sentence: Callable[[], str], *, with_colon: bool = False) -> tuple[str, ...]:
    """Return the name that a sentence such as "Total: " has in each language.

    `with_colon`: the name is also a common word, and is looked for only as written there.
    """
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(sentence().strip() if with_colon else sentence().strip(" :\u00a0\u202f"))
    return tuple(dict.fromkeys(found))
