"""REST operations for decisions: the same commands, and the same refusals, as the pages."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.accounts.evidence import Evidence
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page
from amity.decisions import commands, edits_rest, from_conflict, from_request, queries, rules
from amity.decisions.consultations import commands as consultations
from amity.decisions.router import SETUP, router
from amity.decisions.rules import Asked as AskedFields
from amity.decisions.rules import Choice, DecisionFields, FactLine, OptionFields, Outcome
from amity.decisions.shapes import (
    ConsultationShape,
    DecisionConfirmed,
    DecisionFactShape,
    DecisionInformed,
    DecisionInFull,
    DecisionMade,
    DecisionOptionShape,
    DecisionReviewed,
    DecisionsAsked,
    DecisionShape,
    DecisionToMake,
    NewAdvice,
    NewDecisionFact,
    NewDecisionOption,
    NewDecisionQuestion,
)

OPERATIONS = (edits_rest,)
"""The modules that add operations to the router when they are imported."""


@reads(router, "/decisions", Page[DecisionShape])
def list_decisions(request: HttpRequest, asked: Query[DecisionsAsked]) -> dict[str, Any]:
    """List the decisions the caller can see."""
    rows = queries.decisions_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state"), asked, DecisionShape.of)


@reads(router, "/decisions/{int:decision_id}", DecisionInFull)
def read_decision(request: HttpRequest, decision_id: Path[Id]) -> dict[str, Any]:
    """Return one decision, with what is missing before each option."""
    whole = queries.whole_of(queries.decision_seen_by(asker(request), decision_id), timezone.localdate())
    is_open = whole.decision.state == rules.OPEN
    return DecisionShape.of(whole.decision) | {
        "options": [
            DecisionOptionShape.of(option) | {"missing": whole.missing(option) if is_open else []}
            for option in whole.options
        ],
        "facts": [DecisionFactShape.of(fact) for fact in whole.facts],
        "consultations": [ConsultationShape.of(one) for one in whole.consultations],
    }


@writes(router, "POST", "/decisions", DecisionShape, scope=SETUP, status=201)
def open_decision(request: HttpRequest, body: DecisionToMake) -> dict[str, Any]:
    """Open a decision on an account."""
    made = commands.open_decision(
        by=asker(request), account_id=body.account_id, fields=body.as_value(DecisionFields), now=timezone.now()
    )
    return DecisionShape.of(made)


@writes(router, "POST", "/conflicts/{int:conflict_id}/decision", DecisionShape, scope=SETUP, status=201)
def decide_conflict(request: HttpRequest, conflict_id: Path[Id]) -> dict[str, Any]:
    """Open the decision on a conflict, with its evidence and its options."""
    made = from_conflict.decide_conflict(by=asker(request), conflict_id=conflict_id, now=timezone.now())
    return DecisionShape.of(made)


@writes(router, "POST", "/requests/{int:request_id}/decision", DecisionShape, scope=SETUP, status=201)
def open_request_decision(request: HttpRequest, request_id: Path[Id]) -> dict[str, Any]:
    """Open the decision on a client's request, with what it would take and its price."""
    made = from_request.decide_request(by=asker(request), request_id=request_id, now=timezone.now())
    return DecisionShape.of(made)


@writes(router, "POST", "/decisions/{int:decision_id}/options", DecisionOptionShape, scope=SETUP, status=201)
def add_decision_option(request: HttpRequest, decision_id: Path[Id], body: NewDecisionOption) -> dict[str, Any]:
    """Add an option."""
    fields = body.as_value(OptionFields)
    made = commands.add_option(by=asker(request), decision_id=decision_id, fields=fields, now=timezone.now())
    return DecisionOptionShape.of(made)


@writes(router, "POST", "/decisions/{int:decision_id}/facts", DecisionFactShape, scope=SETUP, status=201)
def add_decision_fact(request: HttpRequest, decision_id: Path[Id], body: NewDecisionFact) -> dict[str, Any]:
    """Add a fact: known, assumed or to find out."""
    fact = body.as_value(FactLine)
    return DecisionFactShape.of(
        commands.add_fact(by=asker(request), decision_id=decision_id, fact=fact, now=timezone.now())
    )


@writes(router, "POST", "/decisions/{int:decision_id}/questions", ConsultationShape, scope=SETUP, status=201)
def ask_about_decision(request: HttpRequest, decision_id: Path[Id], body: NewDecisionQuestion) -> dict[str, Any]:
    """Ask a colleague about a decision, and email them."""
    asked = body.as_value(AskedFields)
    made = consultations.ask_colleague(by=asker(request), decision_id=decision_id, asked=asked, now=timezone.now())
    return ConsultationShape.of(made)


@writes(router, "POST", "/decisions/questions/{int:consultation_id}/answer", ConsultationShape, scope=SETUP)
def answer_about_decision(request: HttpRequest, consultation_id: Path[Id], body: NewAdvice) -> dict[str, Any]:
    """Answer as the colleague asked."""
    answered = consultations.answer(
        by=asker(request), consultation_id=consultation_id, now=timezone.now(), **body.model_dump()
    )
    return ConsultationShape.of(answered)


@writes(router, "POST", "/decisions/{int:decision_id}/confirm", DecisionShape, scope=SETUP)
def confirm_decision(request: HttpRequest, decision_id: Path[Id], body: DecisionConfirmed) -> dict[str, Any]:
    """Record that the client confirmed."""
    confirmed = commands.confirm_by_client(
        by=asker(request), decision_id=decision_id, version=body.version, evidence=body.as_value(Evidence),
        now=timezone.now(),
    )  # fmt: skip
    return DecisionShape.of(confirmed)


@writes(router, "POST", "/decisions/{int:decision_id}/decide", DecisionShape, scope=SETUP)
def decide(request: HttpRequest, decision_id: Path[Id], body: DecisionMade) -> dict[str, Any]:
    """Choose an option. Refused with the reason where it needs advice, a confirmation or an explanation first."""
    decided = commands.decide(
        by=asker(request), decision_id=decision_id, version=body.version, choice=body.as_value(Choice),
        now=timezone.now(),
    )  # fmt: skip
    return DecisionShape.of(decided)


@writes(router, "POST", "/decisions/{int:decision_id}/inform", DecisionShape, scope=SETUP)
def inform_about_decision(request: HttpRequest, decision_id: Path[Id], body: DecisionInformed) -> dict[str, Any]:
    """Record who was informed another way than by email."""
    informed = commands.inform(by=asker(request), decision_id=decision_id, now=timezone.now(), **body.model_dump())
    return DecisionShape.of(informed)


@writes(router, "POST", "/decisions/{int:decision_id}/review", DecisionShape, scope=SETUP)
def review_decision(request: HttpRequest, decision_id: Path[Id], body: DecisionReviewed) -> dict[str, Any]:
    """Record how a decision turned out."""
    reviewed = commands.review(
        by=asker(request), decision_id=decision_id, version=body.version, outcome=body.as_value(Outcome),
        now=timezone.now(),
    )  # fmt: skip
    return DecisionShape.of(reviewed)
