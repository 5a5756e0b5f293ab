"""Take the words of a person out of every text of their account."""

from collections import defaultdict
from typing import Any

from django.db.models import CharField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from amity.accounts import hooks
from amity.accounts.erasure import columns, rules
from amity.accounts.models import Contact
from amity.people.models import Person
from amity.shared.text.spelled import spelled


def erase(contact: Contact, who: rules.Words) -> dict[type[Model], set[int]]:
    """Replace the words in the rows of the account, and in rows of no account as far as they name no one else.

    Return the ids of the rows that had them, by model.
    """
    changed: defaultdict[type[Model], set[int]] = defaultdict(set)
    nobody_else = only_theirs(contact, who)
    kept = {model: rows() for model, rows in hooks.kept_when_erased.items()}
    for texts in columns.every():
        words = who if texts.way else nobody_else
        if words.every:
            rows = _erase_in(texts, words, contact.account_id, kept.get(texts.model, Q(pk__in=())))
            changed[texts.model] |= rows
    return dict(changed)


def only_theirs(contact: Contact, who: rules.Words) -> rules.Words:
    """Return the words that no other contact and no colleague has, so that a row of no account can't mean them."""
    others = Contact.objects.exclude(pk=contact.pk)
    taken = {
        str(value).casefold()
        for rows in (others.values_list("name", "mail", "phone"), Person.objects.values_list("name", "mail"))
        for row in rows.iterator()
        for value in row
    }
    names = (name for name in who.names if name.casefold() not in taken and " " in name)
    ways = (way for way in who.contacts if way.casefold() not in taken)
    return rules.words(names, ways, who.instead)


def naming(column: str, words: rules.Words, *, is_json: bool) -> Q:
    """Return the condition of a column that may hold one of the words. JSON may have been written with escapes."""
    found = Q()
    for word in words.every:
        for text in spelled(word) if is_json else {word}:
            found |= Q(**{f"{column}__icontains": text})
    return found


def _erase_in(texts: columns.Texts, words: rules.Words, account_id: int, kept: Q) -> set[int]:
    rows = texts.model._base_manager.exclude(kept)
    rows = rows.filter(**{texts.way: account_id}) if texts.way else rows
    as_text = {
        f"text_of_{one.name}": Cast(one.name, TextField()) for one in texts.columns if isinstance(one, JSONField)
    }
    condition = Q()
    for column in texts.columns:
        is_json = isinstance(column, JSONField)
        condition |= naming(f"text_of_{column.name}" if is_json else column.name, words, is_json=is_json)
    found = rows.annotate(**as_text).filter(condition).iterator(chunk_size=200)
    return {row.pk for row in found if _rewrite(row, texts, words)}


def _rewrite(row: Model, texts: columns.Texts, words: rules.Words) -> bool:
    changed: dict[str, Any] = {}
    for column in texts.columns:
        value = getattr(row, column.attname)
        after = rules.without(value, words, column.max_length if isinstance(column, CharField) else None)
        if after != value:
            changed[column.attname] = after
    if changed:
        texts.model._base_manager.filter(pk=row.pk).update(**changed)
    return bool(changed)
