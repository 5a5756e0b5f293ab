"""The values of an answer."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.answering.registry import asks_signature, choices_of, is_offer
from amity.gate.models import Item
from amity.portal.answers import rules
from amity.shared.errors import Invalid
from amity.shared.values import OneOf, Text, tidied


@dataclass(frozen=True, slots=True)
class Given:
    """What a contact answers: their choice, words, and their name or initials."""

    choice: Annotated[str, OneOf(rules.EVERY_CHOICE)]
    words: Annotated[str, Text(rules.WORDS_MOST, lines=True)] = ""
    name: Annotated[str, Text(rules.NAME_MOST, needed=lazy("Enter your name or initials."))] = ""


def checked(given: Given, item: Item) -> Given:
    """Return an answer that the item offers, with the words it needs. Raises `Invalid`."""
    if given.choice not in choices_of(item):
        raise Invalid(_("Choose an answer."), "choice")
    clean = tidied(given)
    if not clean.words and (clean.choice == rules.DECLINE or (clean.choice == rules.CHANGES and is_offer(item))):
        raise Invalid(_("Enter why you decline, in a few words."), "words")
    if clean.choice == rules.CHANGES and not clean.words:
        raise Invalid(_("Enter what you would like to change."), "words")
    if clean.choice == rules.QUESTION and not clean.words:
        raise Invalid(_("Enter your question."), "words")
    if clean.choice == rules.ANSWER and not clean.words:
        raise Invalid(_("Enter your answer."), "words")
    if clean.choice == rules.APPROVE and asks_signature(item) and not rules.is_whole_name(clean.name):
        raise Invalid(_("Enter your full name to sign."), "name")
    return clean
