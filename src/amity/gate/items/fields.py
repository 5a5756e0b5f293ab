"""The values that the commands on items take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Final

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.gate import rules
from amity.gate.answering.registry import names_price
from amity.gate.items.rules import plain
from amity.gate.models import Item
from amity.shared.errors import Invalid
from amity.shared.text.texts import one_line
from amity.shared.values import Text, tidied

Answers = Mapping[str, str]
"""Answers to findings, by their key: a chip, or typed words."""
NONE: Final[Answers] = {}


@dataclass(frozen=True, slots=True)
class ItemFields:
    """What is written: recipients, subject, text, and when it should go. A draft may lack any of them."""

    subject: Annotated[str, Text(rules.SUBJECT_MOST)] = ""
    body: Annotated[str, Text(rules.BODY_MOST, lines=True)] = ""
    to_ids: tuple[int, ...] = ()
    cc_ids: tuple[int, ...] = ()
    send_at: datetime | None = None
    asks_approval: bool = False
    asks_question: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an item is returned: one ground, with words and the id of the record that it is about.

    `contact_id` is whom a belief is about. None means everyone at the client.
    """

    ground: str
    words: str = ""
    preference_id: int | None = None
    standard_id: int | None = None
    expectation_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What an item is about, for parts above: a reference with the version that was shown."""

    kind: str = ""
    id: int | None = None
    version: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def put(item: Item, fields: ItemFields) -> list[tuple[Contact, str]]:
    """Copy the fields to an item, and return its recipients with their way. Raises `Invalid` for a wrong one."""
    clean = tidied(fields)
    item.subject, item.body, item.send_at = clean.subject, plain(clean.body), clean.send_at
    item.asks_approval, item.asks_question = clean.asks_approval, clean.asks_question
    item.names_price = names_price(item)
    ways = {**dict.fromkeys(clean.cc_ids, rules.COPY), **dict.fromkeys(clean.to_ids, rules.TO)}
    if len(ways) > rules.PEOPLE_MOST:
        sentence = _("An email can have up to %(most)s recipients.")
        raise Invalid(sentence % {"most": rules.PEOPLE_MOST}, "to_ids")
    known = Contact.objects.filter(account=item.account_id).in_bulk(list(ways))
    if missing := set(ways) - set(known):
        field_name = "to_ids" if missing & set(clean.to_ids) else "cc_ids"
        raise Invalid(_("Choose a contact of this account."), field_name)
    return [(known[pk], way) for pk, way in ways.items()]


def answers_in(answers: Answers) -> dict[str, tuple[str, str]]:
    """Return answers by finding, each as a chip and its words. Raises `Invalid` for words that are too long."""
    return {
        key: (text, "") if text in rules.CHIPS else (rules.TYPED, one_line(text, rules.WORDS_MOST, "answers"))
        for key, text in answers.items()
        if text.strip()
    }
