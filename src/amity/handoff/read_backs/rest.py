"""REST operations for read-backs."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Id, Version
from amity.handoff.read_backs import commands
from amity.handoff.router import SETUP, Key, Text, router


class ReadBackBody(Body):
    """Request body: an item of the offered version in the taker's own words. `version` is 0 for a first read-back."""

    key: Key
    version: Version
    words: Text


class ReadBackDecision(Body):
    """Request body: whether the read-back is right, or what needs correcting."""

    key: Key
    version: Version
    verdict: Literal["agreed", "differs"]
    remark: Annotated[str, Field(max_length=2000)] = ""


class ReadBackShape(Answered):
    """A read-back of an item, and the giver's answer. The answer is "" until the giver sends one."""

    handoff_id: Id
    key: str
    version: int
    words: str
    stated_by: str
    stated_at: datetime
    verdict: Literal["", "agreed", "differs"]
    remark: str
    judged_by: str


@writes(router, "POST", "/handoffs/{int:handoff_id}/read-back", ReadBackShape, scope=SETUP)
def add_read_back(request: HttpRequest, handoff_id: Path[Id], body: ReadBackBody) -> dict[str, Any]:
    """Read back an item of the offered version in your own words."""
    saved = commands.read_back(by=asker(request), handoff_id=handoff_id, now=timezone.now(), **body.model_dump())
    return ReadBackShape.of(saved)


@writes(router, "POST", "/handoffs/{int:handoff_id}/read-back/decision", ReadBackShape, scope=SETUP)
def decide_read_back(request: HttpRequest, handoff_id: Path[Id], body: ReadBackDecision) -> dict[str, Any]:
    """Confirm a read-back, or state what needs correcting."""
    judged = commands.judge_read_back(
        by=asker(request), handoff_id=handoff_id, now=timezone.now(), **body.model_dump()
    )  # fmt: skip
    return ReadBackShape.of(judged)
