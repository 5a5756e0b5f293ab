"""The list of requests, declared."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_handled_accounts
from amity.people.queries import person_of
from amity.scope import rules
from amity.scope.assessments.queries import assessed_by, newest_of, seconds_by_request
from amity.scope.courtesy import page as courtesy
from amity.scope.decisions.queries import to_confirm
from amity.scope.models import Request, RequestQuerySet
from amity.scope.requests import queries
from amity.scope.requests.filters import RequestFilters
from amity.scope.requests.wording import CHANNELS, OUTCOMES, STATES
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab


def _line(row: Request) -> str:
    line = row.item.line if row.item else row.line
    return line.title if line else ""


def _explained(row: Any) -> str:
    """Return the part of a request's page that has its hours: the assessment, or what its work item plans."""
    return f"{reverse('scope:request', args=[row.pk])}#{'assessments-h' if row.is_assessed else 'facts-h'}"


def _late(today: date) -> Q:
    return Q(closed_at=None, wanted_on__lt=today)


class RequestList(ScopedList):
    """The requests the person can see: those of their clients and projects, open, the earliest due date first."""

    key = "requests"
    title = _("Requests")
    template = "scope/requests.html"
    place = "work"
    table_class = "two"
    order = Order("wanted_on")
    filters = RequestFilters
    whose = (_("Of my clients and projects"), _("Everyone’s"))
    over = Q(closed_at__isnull=False)
    states = ("outcome",)
    open_label = _("All open")
    tabs = (
        Tab(key="late", label=_("Late"), passes=_late),
        Tab(key="confirm", label=_("To confirm"), passes=lambda today: Q(state=rules.ASSESSED)),
        Tab(key="assess", label=_("Being assessed"), passes=lambda today: Q(state=rules.NEW)),
        Tab(key="decided", label=_("Decided"), passes=lambda today: Q(state__in=rules.DECISIONS)),
    )
    empty = (_("No requests yet"), _("Log what a client asks for, in their words. It takes ten seconds."))
    columns = (
        Column(
            key="words", label=label_of(Request, "words"), template="scope/cells/words.html",
            link=lambda row: reverse("scope:request", args=[row.pk]),
        ),
        Column(
            key="account", label=label_of(Request, "account"), template="scope/cells/account.html",
            value=lambda row: row.account.name if row.account else "",
        ),
        Column(
            key="assessed", label=_("Assessed"), kind="hours", right=MoneyRight.HOURS, sort=f"{CALCULATED}assessed",
            value=lambda row: row.assessed_seconds, link=_explained,
        ),
        Column(
            key="state", label=label_of(Request, "state"), template="scope/cells/state.html",
            value=lambda row: str(STATES[row.state]),
        ),
        Column(
            key="assessor", label=label_of(Request, "assessor"), aside=True,
            value=lambda row: row.assessed_by.name if row.assessed_by else "",
        ),
        Column(
            key="wanted_on", label=label_of(Request, "wanted_on"), kind="day", sort="wanted_on",
            shape=lambda row: "unwell" if row.is_late else "",
        ),
        Column(key="asked_on", label=label_of(Request, "asked_on"), kind="day", sort="asked_on", aside=True),
        Column(
            key="contact", label=label_of(Request, "contact"), aside=True,
            value=lambda row: row.contact.name if row.contact else "",
        ),
        Column(
            key="through", label=label_of(Request, "through"), aside=True, value=lambda row: str(CHANNELS[row.through])
        ),
        Column(key="line", label=label_of(Request, "line"), aside=True, value=_line),
        Column(
            key="project", label=label_of(Request, "project"), aside=True,
            value=lambda row: row.project.name if row.project else "",
        ),
        Column(
            key="agreement", label=label_of(Request, "agreement"), aside=True,
            value=lambda row: str(row.agreement) if row.agreement else "",
        ),
        Column(
            key="outcome", label=label_of(Request, "outcome"), aside=True,
            value=lambda row: str(OUTCOMES[row.outcome]) if row.outcome else "",
        ),
        Column(key="closed_at", label=_("Closed"), kind="day", aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> RequestQuerySet:
        """Return the requests the actor can see."""
        rows = queries.requests_seen_by(actor)
        return rows.select_related(
            "account", "contact", "project__manager", "agreement", "line", "item__line", "assessor"
        )

    def calculated(self, name: str, rows: Any) -> Mapping[int, Any]:
        """Return the assessed hours of every request, else the planned ones of its work item, by request."""
        planned = dict(rows.values_list("pk", "item__planned_seconds"))
        return planned | seconds_by_request(planned)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each row the word for its channel, its hours, the proposed decision, and whether it is late."""
        found = newest_of(rows)
        for row in rows:
            assessment = found.get(row.pk)
            row.is_assessed = assessment is not None
            row.assessed_seconds = assessment.seconds if assessment else row.planned_seconds
            proposed = assessment is not None and row.state == rules.ASSESSED
            row.proposal = STATES[assessment.proposal] if assessment and proposed else ""
            row.channel_word = CHANNELS[row.through]
            row.is_late = row.is_open and row.wanted_on is not None and row.wanted_on < self.today

    def extra(self) -> dict[str, Any]:
        """Return how many requests wait for the person, and what accounts had at no charge this month."""
        return {
            "courtesy": courtesy.card(self._actor, self.today),
            "waits": to_confirm(self._actor, self.today).count(),
        }

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the requests of clients the person answers for, and of projects they run."""
        person = person_of(actor)
        run = assessed_by(person) | Q(project__manager=person) | Q(item__project__manager=person)
        return Q(of_handled_accounts(person)) | run
