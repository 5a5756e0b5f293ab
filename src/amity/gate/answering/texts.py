"""The text of an item as it is sent: the author's words, and below them a link to what it shows."""

from collections.abc import Iterable

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Contact
from amity.gate import rules
from amity.gate.answering import registry
from amity.gate.models import Item
from amity.ui.reader_format import in_language


def closing_of(item: Item, people: Iterable[tuple[Contact, str]] | None = None) -> str:
    """Return what follows the text of an item, in its first recipient's language."""
    given = [(one.contact, one.way) for one in item.recipients.all()] if people is None else people
    first = next((contact for contact, way in given if way == rules.TO), None)
    with in_language(language_for(first)):
        return "\n\n".join(text for write in registry.closings if (text := write(item)))


def whole_text(item: Item) -> str:
    """Return the whole text of an item as it was frozen, with the place of the personal link."""
    return "\n\n".join(text for text in (item.body, item.closing) if text)
