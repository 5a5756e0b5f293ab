"""Read-backs over REST."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Id, Said, Version
from amity.handoff.read_backs import commands
from amity.handoff.router import SETUP, Key, Text, router


class ReadBackSaid(Said):
    """An item of the offered version in the taker's own words; `version` 0 where nothing was said yet."""

    key: Key
    version: Version
    words: Text


class Judged(Said):
    """What the giver says to the words: right, or what is different about them."""

    key: Key
    version: Version
    verdict: Literal["agreed", "differs"]
    remark: Annotated[str, Field(max_length=2000)] = ""


class ReadBackShape(Answered):
    """How an item was read back, and what was said to it; "" while nobody answered."""

    handoff_id: Id
    key: str
    version: int
    words: str
    said_by: str
    said_at: datetime
    verdict: Literal["", "agreed", "differs"]
    remark: str
    judged_by: str


@writes(router, "POST", "/handoffs/{int:handoff_id}/read-back", ReadBackShape, scope=SETUP)
def read_back(request: HttpRequest, handoff_id: Path[Id], said: ReadBackSaid) -> dict[str, Any]:
    """Say an item of the offered version in one's own words."""
    return _back(commands.read_back(by=asker(request), handoff_id=handoff_id, now=timezone.now(), **said.model_dump()))


@writes(router, "POST", "/handoffs/{int:handoff_id}/judge", ReadBackShape, scope=SETUP)
def judge_read_back(request: HttpRequest, handoff_id: Path[Id], said: Judged) -> dict[str, Any]:
    """Say that the words are right, or what is different."""
    judged = commands.judge_read_back(
        by=asker(request), handoff_id=handoff_id, now=timezone.now(), **said.model_dump()
    )  # fmt: skip
    return _back(judged)


def _back(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ReadBackShape.model_fields}
