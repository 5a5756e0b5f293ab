"""REST operations that change an open decision, its options and its facts."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id, merged
from amity.decisions import commands, queries
from amity.decisions.router import SETUP, router
from amity.decisions.rules import DecisionFields, FactLine, OptionFields
from amity.decisions.shapes import (
    DecisionEdit,
    DecisionFactEdit,
    DecisionFactShape,
    DecisionOptionEdit,
    DecisionOptionShape,
    DecisionShape,
)
from amity.shared.values import value_of


@writes(router, "PATCH", "/decisions/{int:decision_id}", DecisionShape, scope=SETUP)
def edit_decision(request: HttpRequest, decision_id: Path[Id], body: DecisionEdit) -> dict[str, Any]:
    """Change the question, its deadline or its review date."""
    by = asker(request)
    current = value_of(queries.decision_seen_by(by, decision_id), DecisionFields)
    edited = commands.edit_decision(
        by=by, decision_id=decision_id, version=body.version, fields=merged(current, body), now=timezone.now()
    )
    return DecisionShape.of(edited)


@writes(router, "PATCH", "/decisions/{int:decision_id}/options/{int:option_id}", DecisionOptionShape, scope=SETUP)
def edit_decision_option(
    request: HttpRequest, decision_id: Path[Id], option_id: Path[Id], body: DecisionOptionEdit
) -> dict[str, Any]:  # fmt: skip
    """Change an option."""
    by = asker(request)
    option = queries.option_of(queries.decision_seen_by(by, decision_id), option_id)
    fields = merged(value_of(option, OptionFields), body)
    edited = commands.edit_option(
        by=by, decision_id=decision_id, option_id=option_id, fields=fields, now=timezone.now()
    )
    return DecisionOptionShape.of(edited)


@writes(router, "DELETE", "/decisions/{int:decision_id}/options/{int:option_id}", None, scope=SETUP, status=204)
def remove_decision_option(request: HttpRequest, decision_id: Path[Id], option_id: Path[Id]) -> None:
    """Remove an option."""
    commands.remove_option(by=asker(request), decision_id=decision_id, option_id=option_id, now=timezone.now())


@writes(router, "PATCH", "/decisions/{int:decision_id}/facts/{int:fact_id}", DecisionFactShape, scope=SETUP)
def edit_decision_fact(
    request: HttpRequest, decision_id: Path[Id], fact_id: Path[Id], body: DecisionFactEdit
) -> dict[str, Any]:  # fmt: skip
    """Change a fact, for example once it was found out."""
    by = asker(request)
    row = commands.fact_of(queries.decision_seen_by(by, decision_id), fact_id)
    fact = merged(value_of(row, FactLine), body)
    edited = commands.edit_fact(by=by, decision_id=decision_id, fact_id=fact_id, fact=fact, now=timezone.now())
    return DecisionFactShape.of(edited)


@writes(router, "DELETE", "/decisions/{int:decision_id}/facts/{int:fact_id}", None, scope=SETUP, status=204)
def remove_decision_fact(request: HttpRequest, decision_id: Path[Id], fact_id: Path[Id]) -> None:
    """Remove a fact."""
    commands.remove_fact(by=asker(request), decision_id=decision_id, fact_id=fact_id, now=timezone.now())
