"""Give an answer by its code, from a form or a request body."""

from datetime import datetime
from typing import Any

from amity.conversations.models import PassOn
from amity.conversations.passing import commands
from amity.conversations.passing.changes import InformedFields, KeepBackFields, NotForTeamFields
from amity.conversations.rules import ACKNOWLEDGED, CLIENT_KNOWS, NOT_FOR_TEAM
from amity.shared.actor import Actor


def give(
    by: Actor, passed_id: int, answer: str, now: datetime, *, version: int, how: str = "", because: str = "",
    contact_id: int | None = None,
) -> PassOn:  # fmt: skip
    """Give one of the answers of a direction, with the values it needs."""
    common: dict[str, Any] = {"by": by, "passed_id": passed_id, "version": version, "now": now}
    if answer == ACKNOWLEDGED:
        return commands.acknowledge(**common)
    if answer == NOT_FOR_TEAM:
        return commands.find_not_for_team(**common, fields=NotForTeamFields(because))
    if answer == CLIENT_KNOWS:
        return commands.mark_client_knows(**common, fields=InformedFields(how, contact_id))
    return commands.keep_back(**common, fields=KeepBackFields(because))
