"""Statuses to answer, and questions that the data raise: for the project manager first, then the account manager."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.any_person import moment_for
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.stand_ins.of_person import ways_managed
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.status import policy
from amity.status.asks.models import Ask
from amity.status.asks.queries import open_asks
from amity.status.contradictions import rules, wording
from amity.status.contradictions.commands import AnswerFields, answer_contradiction
from amity.status.contradictions.models import Contradiction
from amity.status.contradictions.page import address_of
from amity.status.contradictions.queries import ALONG
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, OnePage, Sent, headline_of
from amity.waiting.stakes import Stakes, of_delay, of_money
from amity.waiting.todos import ANSWER

AMBER, EXPLAIN = "amber", "explain"


def register() -> None:
    """Register both kinds."""
    kinds.register(TO_ANSWER)
    kinds.register(CONTRADICTIONS)


def to_amber(by: Actor, contradiction_id: int, sent: Sent, now: datetime) -> None:
    """Change the judgement to amber."""
    _answer(by, contradiction_id, sent, AnswerFields(rules.CHANGED), now)


def explain(by: Actor, contradiction_id: int, sent: Sent, now: datetime) -> None:
    """Explain why the status is right."""
    _answer(by, contradiction_id, sent, AnswerFields(rules.EXPLAINED, words=sent.text), now)


def _answer(by: Actor, contradiction_id: int, sent: Sent, fields: AnswerFields, now: datetime) -> None:
    answer_contradiction(by=by, contradiction_id=contradiction_id, version=sent.version, fields=fields, now=now)


def _to_answer(person: Person, today: date) -> QuerySet[Ask]:
    return open_asks(person)


def _asked(by: Actor, rows: Sequence[Ask], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk, title=row.project.name, headline=_("How is %(project)s doing?") % {"project": row.project.name},
            address=f"{reverse('status:status')}?project={row.project_id}",
            account=named(row.project.account) if row.project.account else None, due=row.round_on,
            days_late=max((today - row.round_on).days, 0), open=_("Answer status"),
            form=reverse("status:answer", args=[row.project_id]),
            stakes=Stakes(client=0, agency=1), cause=f"status {row.project_id}",
        )
        for row in rows
    ]  # fmt: skip


def _several(count: int) -> str:
    """Return how many statuses there are to answer."""
    return ngettext("%(count)s status to answer", "%(count)s statuses to answer", count) % {"count": count}


def _questions(person: Person, today: date) -> QuerySet[Contradiction]:
    """Those of projects that the person manages, and after a working day those of their accounts."""
    mine = (Q(project__account_manager=person), of_handled_accounts(person, "project__account_id"))
    later = (Q(way, seen_from__lte=moment_for(person)) for way in mine)
    rows = any_of(Contradiction.objects.filter(closed_at=None), *ways_managed(person, "project__manager"), *later)
    return rows.select_related(*ALONG).order_by("asked_at", "pk")


def _asking(by: Actor, rows: Sequence[Contradiction], today: date) -> list[Item]:
    person, now = person_of(by), timezone.now()
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=row.project.name,
            address=address_of(by, row.project),
            account=named(row.project.account) if row.project.account else None,
            headline=headline_of(row.project.name, str(wording.KINDS[row.kind])),
            lead=str(wording.KINDS[row.kind]),
            repeats_lead=True,
            notes=[wording.question(row, person, today)],
            since=_("asked %(day)s") % {"day": formats.day(timezone.localdate(row.asked_at), today)},
            acts=(AMBER, EXPLAIN) if policy.may_explain(person, row, now) else (),
            stakes=_stakes(row, today),
            cause=_cause(row),
        )
        for row in rows
    ]


def _cause(row: Contradiction) -> str:
    """Return what the question is a sign of: a conflict, a client input, a promise, or the project itself."""
    return {rules.CONFLICT: f"conflict {row.subject}"}.get(row.kind, f"project {row.project_id}")


def _stakes(row: Contradiction, today: date) -> Stakes:
    """Return what it means: time over budget is the agency's, a delay or a missed expectation the client's."""
    if row.kind == rules.FORECAST:
        known = row.facts
        over = max(known["expected"], known["used"]) - known["budget"]
        return Stakes(client=1, agency=max(2, of_money(max(over, 0), known["budget"])))
    late = (today - date.fromisoformat(row.facts["on"])).days if "on" in row.facts else 0
    if row.kind in {rules.EXPECTATION, rules.CONFLICT}:
        return Stakes(client=4, agency=2)
    if row.kind in {rules.MILESTONE, rules.PROMISE}:
        return Stakes(client=max(2, of_delay(late)), agency=1)
    return Stakes(client=1, agency=max(1, of_delay(late)))


TO_ANSWER = Kind(
    key="status", order=36, todo=ANSWER, icon="checklist", label=lazy("Status to answer"), rows=_to_answer,
    by_roles=True,
    items=_asked, late=lambda today: Q(round_on__lt=today),
    one_page=OnePage(title=_several, open=lazy("Answer statuses"), address=partial(reverse, "status:status")),
)  # fmt: skip
CONTRADICTIONS = Kind(
    key="contradiction", order=31, todo=ANSWER, icon="message-question", label=lazy("The data say otherwise"),
    rows=_questions,
    by_moment=True, items=_asking, holder_of=lambda row: row.project,
    acts={
        AMBER: Act(label=lazy("Change to amber"), run=to_amber, done=lazy("Status changed to amber.")),
        EXPLAIN: Act(
            label=lazy("Explain"), run=explain, done=lazy("Explanation saved."), asks="sentence",
            question=lazy("Why is the status right?"),
        ),
    },
)  # fmt: skip
