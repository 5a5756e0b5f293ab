"""Write and verify the audit log.

The digest covers the record and the digest of its payload, so either can be checked.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from amity.audit import hooks, rows, words
from amity.audit.models import Payload, Record
from amity.shared.actor import Actor
from amity.shared.refs import Ref


def record(
    action: str,
    *,
    subject: Model | Ref,
    by: Actor,
    at: datetime,
    changes: Any = None,
    money: Iterable[str] = (),
) -> Record:
    """Record an action with its payload. `money` names the payload fields that need a money right to be read."""
    ref = subject if isinstance(subject, Ref) else Ref.to(subject)
    body = json.loads(json.dumps(_plain(changes), cls=DjangoJSONEncoder))
    salt = secrets.token_hex(16)
    entry = Record(
        action=action,
        subject_kind=ref.kind,
        subject_id=ref.id,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label,
        on_behalf_of=by.on_behalf_of,
        through=by.through,
        at=at,
    )
    entry.digest = digest(entry, payload_digest(salt, body))
    rows.insert(entry, Payload(salt=salt, body=body, money_fields=sorted(money)))
    for follow in hooks.on_record:
        follow(entry, by)
    return entry


def payload_digest(salt: str, body: Any) -> str:
    """Return SHA-256 of the salted payload, as hex."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def digest(entry: Record, of_payload: str) -> str:
    """Return SHA-256 over the record's fields and its payload's digest, as hex."""
    fields = [
        entry.action,
        entry.subject_kind,
        str(entry.subject_id),
        entry.actor_kind,
        str(entry.actor_id),
        entry.actor_label,
        str(entry.on_behalf_of or ""),
        entry.through,
        str(int(entry.at.timestamp() * 1_000_000)),
        of_payload,
    ]
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()


def tampered() -> list[int]:
    """Return ids of records whose fields or payload no longer match their digest."""
    found = []
    for payload in Payload.objects.select_related("record").order_by("record_id").iterator(chunk_size=2000):
        if digest(payload.record, payload_digest(payload.salt, payload.body)) != payload.record.digest:
            found.append(payload.record_id)
    return found


def actions_on(subject: Model | Ref) -> list[str]:
    """Return the actions recorded on an object, oldest first."""
    ref = subject if isinstance(subject, Ref) else Ref.to(subject)
    records = Record.objects.filter(subject_kind__in=words.kinds_recorded(ref.kind), subject_id=ref.id).order_by("id")
    return list(records.values_list("action", flat=True))


def _plain(changes: Any) -> Any:
    if changes is None:
        return {}
    if is_dataclass(changes) and not isinstance(changes, type):
        return asdict(changes)
    return dict(changes) if isinstance(changes, Mapping) else changes
