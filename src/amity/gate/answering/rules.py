"""Pure rules of answers to items: which choices a kind offers, and where the link stands in the text."""

from typing import Final

from amity.gate import rules

APPROVE: Final = "approve"
CHANGES: Final = "changes"
DECLINE: Final = "decline"
QUESTION: Final = "question"
ANSWER: Final = "answer"
CHOICES: Final = (APPROVE, CHANGES, QUESTION)
SIGNING: Final = (APPROVE, CHANGES, DECLINE, QUESTION)
"""A document is signed as it is, changed first, or not signed at all."""
EVERY_CHOICE: Final = (*SIGNING, ANSWER)
"""Answer: what a client replies to a question of ours."""
DECISIONS: Final = (APPROVE, CHANGES, DECLINE)
"""A question decides nothing."""

LINK: Final = "{link}"
"""The place of the personal link in a frozen text. The outbox fills it in for each recipient."""

WORK: Final = "work"
MONEY: Final = "money"

DECIDED: Final = (
    rules.CONTACT_REPORT, rules.RECOMMENDATION, rules.SHOWING, rules.VERSION, rules.BRIEF, rules.QUOTE, rules.AGREEMENT,
    rules.CHANGE_ORDER,
)  # fmt: skip
"""Kinds that a client always decides about."""


def choices(kind: str, *, asks_approval: bool, asks_question: bool = False) -> tuple[str, ...]:
    """Return what a client can answer to an item. Only a question unless there is something to decide or to answer."""
    if kind in rules.SIGNED:
        return SIGNING
    if asks_approval or kind in DECIDED:
        return CHOICES
    return (ANSWER,) if asks_question and kind != rules.INPUT else (QUESTION,)


def has_link(kind: str, *, asks_approval: bool) -> bool:
    """Return whether an item carries a personal link. A question alone is asked by replying."""
    return APPROVE in choices(kind, asks_approval=asks_approval)


def approves(kind: str, *, names_price: bool) -> str:
    """Return what an approver of an item needs the authority for: work, or money."""
    return MONEY if names_price or kind in rules.BINDING else WORK


def needs_fresh_code(kind: str, *, names_price: bool) -> bool:
    """Return whether each decision needs a fresh code, and can't be given by a reply: a price or a signature."""
    return kind in rules.BINDING or names_price
