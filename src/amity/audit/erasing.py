"""Erase a person's words from the audit log: payloads go, and the records with their digests stay."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast

from amity.audit.models import Payload, Record
from amity.shared.refs import Ref
from amity.shared.text.spelled import spelled


def values_of(subject: Model, names: Collection[str]) -> dict[str, set[str]]:
    """Return the texts that the payloads of an object hold for some fields, before and after."""
    ref, found = Ref.to(subject), {name: set[str]() for name in names}
    bodies = Payload.objects.filter(record__subject_kind=ref.kind, record__subject_id=ref.id)
    for body in bodies.values_list("body", flat=True):
        for values in (body, body.get("before"), body.get("after")):
            for name in names:
                if isinstance(values, dict) and isinstance(values.get(name), str):
                    found[name].add(values[name])
    return found


def erase(subject: Model, words: Sequence[str], *, instead: str) -> None:
    """Delete the payloads about a person, by them, and with their words. Their own records lose their name."""
    ref = Ref.to(subject)
    about = Q(record__subject_kind=ref.kind, record__subject_id=ref.id)
    theirs: dict[str, Any] = {"actor_kind": "contact", "actor_id": ref.id}
    condition = about | Q(**{f"record__{name}": value for name, value in theirs.items()})
    for word in words:
        for text in spelled(word):
            condition |= Q(text__icontains=text)
    found = Payload.objects.annotate(text=Cast("body", TextField())).filter(condition)
    Payload.objects.filter(pk__in=list(found.values_list("pk", flat=True))).delete()
    Record.objects.filter(**theirs).update(actor_label=instead)
