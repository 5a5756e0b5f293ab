"""REST operation for the conditions of an acceptance."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Id, Shape
from amity.handoff.answers.commands import ConditionFields
from amity.handoff.conditions import commands
from amity.handoff.router import SETUP, router


class Done(Shape):
    """Request body without fields."""


class ConditionShape(Answered, value=ConditionFields):
    """A condition of an acceptance."""

    id: Id
    handoff_id: Id
    done_at: datetime | None


@writes(router, "POST", "/handoff-conditions/{int:condition_id}/done", ConditionShape, scope=SETUP)
def finish_condition(request: HttpRequest, condition_id: Path[Id], body: Done) -> dict[str, Any]:
    """Mark a condition as met."""
    done = commands.finish_condition(by=asker(request), condition_id=condition_id, now=timezone.now())
    return ConditionShape.of(done)
