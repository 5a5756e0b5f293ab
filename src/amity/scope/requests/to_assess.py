"""What the page of a request shows until the request is assessed: the form, and what is known for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.utils.functional import Promise

from amity.people.queries import person_of
from amity.scope import policy, rules
from amity.scope.assessments.forms import AssessmentForm, assessment_form
from amity.scope.models import Request
from amity.scope.requests.guessing import labels_of
from amity.scope.requests.while_logging import WhileLogging, while_logging
from amity.scope.requests.wording import STATES
from amity.shared.actor import Actor

MOST_LINES = 15


@dataclass(frozen=True, slots=True)
class ToAssess:
    """The form, None for those who can't assess, and what is known: similar requests, and lines by agreement.
    That of the request's project or line comes first.

    `more_lines` tells how many lines aren't listed.
    """

    form: AssessmentForm | None
    known: WhileLogging
    similar: Sequence[tuple[Request, str | Promise]]
    lines: Sequence[tuple[str, Sequence[str]]]
    likely: str
    more_lines: int


def to_assess(by: Actor, one: Request, now: datetime) -> ToAssess | None:
    """Return what an open request needs that isn't assessed yet, None for another."""
    if one.account is None or one.state != rules.NEW or not one.is_open:
        return None
    known = while_logging(by, one.account, one.words, one.project, now, own=one)
    own = str(known.agreement) if known.agreement else ""
    lines = sorted(known.guess.lines, key=lambda line: line[2] != own)
    may_assess = bool(policy.may_assess(person_of(by), one))
    return ToAssess(
        form=assessment_form(one, known.usual, labels_of(lines)) if may_assess else None,
        known=known,
        similar=[(each, STATES[each.state]) for each in known.guess.similar],
        lines=_by_agreement(lines[:MOST_LINES]),
        likely=next((label for pk, label, _agreement in lines if pk == known.line_id), ""),
        more_lines=max(len(lines) - MOST_LINES, 0),
    )


def _by_agreement(lines: Sequence[tuple[int, str, str]]) -> list[tuple[str, list[str]]]:
    """Return the labels of lines by agreement, in their order."""
    return [
        (agreement, [label for _pk, label, _agreement in rows]) for agreement, rows in groupby(lines, itemgetter(2))
    ]
