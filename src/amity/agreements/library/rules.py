"""Terms as fields, judged against the agency's library: standard, fallback, or outside both."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from amity.agreements.rules import CHANGE_ORDER, KINDS, MSA, NDA, RETAINER, SOW

TEXT: Final = "text"
NUMBER: Final = "number"
SHAPES: Final = (TEXT, NUMBER)
LOWER: Final = "lower"
HIGHER: Final = "higher"
WAYS: Final = ("", LOWER, HIGHER)

UNSTATED: Final = "unstated"
STANDARD: Final = "standard"
FALLBACK: Final = "fallback"
OUTSIDE: Final = "outside"
COMPLIANCE: Final = (STANDARD, FALLBACK, OUTSIDE, UNSTATED)

_WORK: Final = frozenset({MSA, SOW, RETAINER})
_FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the library. A number is in `unit`; `better` is the direction that is better for the agency.

    `fallbacks` are values the agency accepts; for a number, all up to the furthest of them. `synonyms` are other
    wordings of the standard: in another language, or from an earlier library.
    """

    key: str
    shape: str
    standard: str
    fallbacks: tuple[str, ...] = ()
    unit: str = ""
    better: str = ""
    kinds: frozenset[str] = _WORK
    asks_director: bool = False
    is_on: bool = True
    synonyms: tuple[str, ...] = ()


LIABILITY: Final = "liability"
SILENCE: Final = "silence"
BROUGHT: Final = (
    Term(LIABILITY, NUMBER, "1", ("2",), "times_fee", LOWER, asks_director=True),
    Term("payment", NUMBER, "30", ("45",), "days", LOWER),
    Term("late_payment", NUMBER, "8", ("5",), "percent", HIGHER, frozenset({MSA})),
    Term("rights_pass", TEXT, "on payment of the last invoice", ("in stages, as each part is paid",)),
    Term("notice", NUMBER, "30", ("14",), "days", HIGHER),
    Term("confidentiality", NUMBER, "3", ("5",), "years", LOWER, frozenset({MSA, NDA})),
    Term("revision_rounds", NUMBER, "2", ("3",), "rounds", LOWER),
    Term("acceptance", TEXT, "in writing, by the approver", ("in writing, by anyone the client names",)),
    Term(SILENCE, NUMBER, "2", ("3",), "working_days", LOWER),
    Term("warranty", NUMBER, "30", ("90",), "days", LOWER),
    Term(
        "expenses", TEXT, "at cost with receipts, agreed in advance", ("a lump sum, stated here",),
        synonyms=("at cost with receipts, agreed before",),
    ),
    Term("no_poaching", NUMBER, "12", ("6",), "months", HIGHER, frozenset({MSA})),
    Term(
        "references", TEXT, "the agency may name the client as a reference",
        ("only with the client’s written consent",),
        kinds=frozenset({MSA}), synonyms=("the client may be named",),
    ),
    Term(
        "law", TEXT, "law and courts at the agency’s registered office",
        ("law and courts at the client’s registered office",),
        kinds=frozenset({MSA, NDA}), synonyms=("of the agency’s seat",),
    ),
)  # fmt: skip
"""Amity's default terms, until the agency changes them. `wording.STANDARDS` has their texts for the catalogues."""


def figure(value: str) -> Decimal | None:
    """Return the number at the start of a value, such as 45 of "45 days", or None for "unlimited"."""
    found = _FIGURE.match(value.strip())
    return Decimal(found[0].replace(",", ".")) if found else None


def compliance(term: Term, value: str) -> str:
    """Compare a value with the library and return `STANDARD`, `FALLBACK`, `OUTSIDE`, or `UNSTATED` for no value.

    A number on the better side of the standard is standard. Between the standard and the furthest fallback it is a
    fallback.
    """
    if not value.strip():
        return UNSTATED
    if term.shape == NUMBER:
        return _number_compliance(term, figure(value))
    if any(_same(value, one) for one in (term.standard, *term.synonyms)):
        return STANDARD
    return FALLBACK if any(_same(value, one) for one in term.fallbacks) else OUTSIDE


def _number_compliance(term: Term, number: Decimal | None) -> str:
    standard = figure(term.standard)
    if number is None or standard is None:
        return OUTSIDE
    further = [one for one in map(figure, term.fallbacks) if one is not None]
    if _at_least_as_good(term, number, standard):
        return STANDARD
    return FALLBACK if any(_at_least_as_good(term, number, one) for one in further) else OUTSIDE


def _at_least_as_good(term: Term, number: Decimal, limit: Decimal) -> bool:
    if term.better == LOWER:
        return number <= limit
    if term.better == HIGHER:
        return number >= limit
    return number == limit


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


@dataclass(frozen=True, slots=True)
class Judged:
    """A term with the agreement's value and how that compares with the standard."""

    term: Term
    value: str
    compliance: str


def judged(library: Iterable[Term], values: Mapping[str, str], kind: str) -> list[Judged]:
    """Return the terms of an agreement of a kind, compared, in library order.

    Disabled terms appear only with a value.
    """
    return [
        Judged(term, value, compliance(term, value))
        for term in library
        if (term.is_on and kind in term.kinds) or values.get(term.key)
        for value in [values.get(term.key, "")]
    ]


def faults_of(term: Term) -> Sequence[tuple[str, str]]:
    """Return what is wrong with a term of the library: pairs of field and code."""
    found = []
    if not term.standard.strip():
        found.append(("standard", "needed"))
    if term.shape not in SHAPES:
        found.append(("shape", "choice"))
    if term.better not in WAYS:
        found.append(("better", "choice"))
    if not term.kinds or not term.kinds <= frozenset(KINDS) - {CHANGE_ORDER}:
        found.append(("kinds", "choice"))
    if term.shape == NUMBER:
        found += [
            (field, "number")
            for field, values in (("standard", (term.standard,)), ("fallbacks", term.fallbacks))
            if any(figure(one) is None for one in values)
        ]
    return found
