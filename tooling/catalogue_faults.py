"""Faults of a translation: its placeholders, its plurals, and the spaces of French punctuation."""

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

EMPTY_TRANSLATIONS_ARE_ALLOWED = False
"""Until the German and French translations are complete. Set it to False then."""
# %(name)s, %(share).1f, %s and a doubled %%; {name} of str.format.
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+#0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]|%%|\{\w*\}")

# French separates ; ! ? and the inside of « » by a narrow no-break space. A colon has a full one, because a narrow one
# is hardly seen; inside a word or a time it has none.
_FRENCH_SPACING = re.compile(r"(?<!\u202f)[;!?»]|(?<!\u00a0):(?=\s|$)|\s(?<!\u00a0):|«(?!\u202f)")
# A header as a program sends it is no French sentence.
_HEADER = re.compile(r"Authorization: Bearer")


def faults(template: Catalog, translated: Catalog, *, empty_allowed: bool | None = None) -> Iterator[str]:
    """Yield what is wrong with a catalogue: not up to date, empty, unsure, or with other placeholders."""
    allowed = EMPTY_TRANSLATIONS_ARE_ALLOWED if empty_allowed is None else empty_allowed
    wanted, present = ({_key(one): one for one in book if one.id} for book in (template, translated))
    for key in wanted.keys() - present.keys():
        yield f"missing, run `make messages`: {key}"
    for key in (present.keys() - wanted.keys()) | {_key(one) for one in translated.obsolete.values()}:
        yield f"no longer in the source, run `make messages`: {key}"
    for key in wanted.keys() & present.keys():
        yield from (f"{fault}: {key}" for fault in _faults_of(present[key], translated.num_plurals, allowed))
        if translated.locale and translated.locale.language == "fr" and _has_wrong_spacing(present[key]):
            yield f"; : ! ? « » without their no-break space: {key}"


def is_translated(message: Message) -> bool:
    """Return whether every form of a message has a translation."""
    return all(_forms(message.string))


def _faults_of(message: Message, plurals: int, empty_allowed: bool) -> Iterator[str]:
    forms = _forms(message.string)
    if not all(forms):
        if not empty_allowed or any(forms):
            yield "not translated"
        return
    if message.fuzzy:
        yield "marked as fuzzy"
    originals = _forms(message.id)
    if len(originals) > 1 and len(forms) != plurals:
        yield f"{len(forms)} plural forms instead of {plurals}"
    # A form may spell its number out ("one day"), as one of the originals may.
    allowed = [_placeholders(text) for text in originals]
    for form in forms:
        if (found := _placeholders(form)) not in allowed:
            yield f"placeholders {sorted(found)} instead of {sorted(allowed[-1])}"


def _has_wrong_spacing(message: Message) -> bool:
    return any(_FRENCH_SPACING.search(_HEADER.sub("", form)) for form in _forms(message.string))


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text))


def _key(message: Message) -> str:
    texts = " / ".join(_forms(message.id))
    return f"[{message.context}] {texts}" if message.context else texts
