"""Lists of the risks and blockers and the client input of all accounts."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_managed_accounts
from amity.accounts.pages import list_links
from amity.monitoring import rules
from amity.monitoring.filters import InputFilters, RegisterFilters
from amity.monitoring.inputs import queries as input_queries
from amity.monitoring.models import ClientInput, InputQuerySet, RegisterEntry, RegisterQuerySet, is_late
from amity.monitoring.risks import queries as risk_queries
from amity.monitoring.wording import NOT_ASKED
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab

WEEK: Final = timedelta(days=7)
WHOSE: Final = (_("My accounts, projects and tasks"), _("Everyone’s"))


def _own(actor: Actor) -> Q:
    """Rows the person owns, of projects they run, or of accounts they answer for."""
    return Q(owner=actor.person_id) | Q(project__manager=actor.person_id) | of_managed_accounts(person_of(actor))


def _place(row: Any) -> str:
    return " · ".join(str(one.name) for one in (row.account, row.project) if one)


def _effects(row: Any) -> str:
    """Return the effects on the client and on us, those of a conflict with their sign."""
    if row.effects is None:
        return str(_("unknown"))
    written = (f"{effect:+d}" if row.signed and effect else str(effect) for effect in row.effects)
    return " / ".join(written).replace("-", "−")


class RegisterList(ScopedList):
    """The risks, issues, blockers and conflicts the person can see: theirs, open, most severe first."""

    key = "register"
    title = _("Risks and blockers")
    place = "accounts"
    order = Order("severity", descending=True)
    filters = RegisterFilters
    whose = WHOSE
    over = Q(state=rules.CLOSED)
    tabs = (
        Tab(key="overdue", label=_("Past due date"), passes=lambda today: Q(due_on__lt=today)),
        Tab(key="conflicts", label=_("Conflicts"), passes=lambda today: Q(kind=rules.CONFLICT)),
        Tab(key="risks", label=_("Risks"), passes=lambda today: Q(kind=rules.RISK)),
        Tab(key="unowned", label=_("No owner"), passes=lambda today: Q(owner=None)),
    )
    empty = (
        _("No risks or blockers"),
        _("Raise risks, issues, blockers and conflicts on a project page or an account’s Plan."),
    )
    columns = (
        Column(
            key="title", label=_("What"), template="monitoring/cells/title.html",
            link=lambda row: reverse("monitoring:entry", args=[row.pk]),
        ),
        Column(
            key="kind", label=label_of(RegisterEntry, "kind"), value=lambda row: capfirst(row.kind_word), aside=True
        ),
        Column(
            key="severity", label=label_of(RegisterEntry, "severity"), sort="severity",
            template="monitoring/cells/severity.html", value=lambda row: str(row.severity_word),
        ),
        Column(
            key="effects", label=_("Effects"), sort=f"{CALCULATED}effects", template="monitoring/cells/effects.html",
            value=_effects,
        ),
        Column(key="place", label=_("Where"), value=_place, aside=True),
        Column(key="raised_on", label=_("Raised"), kind="day", sort="raised_on", aside=True),
        Column(key="waiting", label=label_of(RegisterEntry, "waiting"), template="monitoring/cells/waiting.html"),
        Column(
            key="owner", label=label_of(RegisterEntry, "owner"), template="monitoring/cells/owner.html",
            value=lambda row: row.owner.name if row.owner else "",
        ),
        Column(key="due_on", label=label_of(RegisterEntry, "due_on"), kind="day", sort="due_on"),
        Column(
            key="state", label=label_of(RegisterEntry, "state"), kind="state", shape=lambda row: row.shape,
            value=lambda row: str(row.word)
        ),
    )  # fmt: skip

    def rows(self, actor: Actor) -> RegisterQuerySet:
        """Return the entries the actor can see."""
        return risk_queries.entries_seen_by(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the entries the person owns or answers for."""
        return _own(actor)

    def calculated(self, name: str, rows: Any) -> Mapping[int, Any]:
        """Return the sum of the effects on both sides, by entry."""
        columns = rows.values_list("pk", "client_effect", "agency_effect")
        return {key: client + agency for key, client, agency in columns}

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add labels to each row."""
        risk_queries.with_words(rows)

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts."""
        return {"lists": list_links(self._actor, self.key)}


class InputList(ScopedList):
    """The client input the person can see: theirs, outstanding, by due date."""

    key = "inputs"
    title = _("Client input")
    place = "accounts"
    order = Order("due_on")
    filters = InputFilters
    whose = WHOSE
    over = ~Q(state__in=rules.WAITED_FOR)
    over_label = _("Received or waived")
    open_label = _("Outstanding")
    tabs = (
        Tab(key="late", label=_("Late"), passes=is_late),
        Tab(key="week", label=_("Due in 7 days"), passes=lambda today: Q(due_on__range=(today, today + WEEK))),
        Tab(key="to_ask", label=NOT_ASKED, passes=lambda today: Q(asked_on=None)),
        Tab(key="unasked", label=_("Never chased"), passes=lambda today: Q(asked_on__isnull=False, chases=None)),
    )
    empty = (
        _("No client input requested yet"),
        _("Request what you need from a client, from whom and by when, on a project page."),
    )
    columns = (
        Column(
            key="what", label=label_of(ClientInput, "what"), template="monitoring/cells/what.html",
            link=lambda row: reverse("monitoring:client_input", args=[row.pk]),
        ),
        Column(
            key="contact", label=label_of(ClientInput, "contact"), template="monitoring/cells/contact.html",
            value=lambda row: row.contact.name if row.contact else "",
        ),
        Column(key="place", label=_("Where"), value=_place, aside=True),
        Column(key="due_on", label=label_of(ClientInput, "due_on"), kind="day", sort="due_on"),
        Column(key="promised_on", label=_("Promised date"), kind="day", sort="promised_on", aside=True),
        Column(key="days_late", label=_("Days late"), kind="number", sort=f"{CALCULATED}days_late",
            template="monitoring/cells/late.html"),
        Column(
            key="holds_up", label=_("Holds up"), template="monitoring/cells/holds_up.html",
            value=lambda row: str(row.milestone or row.line or ""),
        ),
        Column(key="chase_count", label=_("Reminders"), kind="number", sort="chase_count",
            template="monitoring/cells/chased.html"),
        Column(
            key="state", label=label_of(ClientInput, "state"), kind="state", shape=lambda row: row.shape,
            value=lambda row: str(row.word)
        ),
    )  # fmt: skip

    def rows(self, actor: Actor) -> InputQuerySet:
        """Return the inputs the actor can see."""
        return input_queries.inputs_seen_by(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the inputs the person follows up or answers for."""
        return _own(actor)

    def calculated(self, name: str, rows: Any) -> Mapping[int, Any]:
        """Return the days by which inputs are or were late, by input."""
        columns = rows.values_list("pk", "state", "asked_on", "due_on", "received_on")
        return {
            key: rules.days_late(state, asked_on, due_on, received_on, self.today)
            for key, state, asked_on, due_on, received_on in columns
        }

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add labels to each row, and the days it is late."""
        today = timezone.localdate()
        for row in rows:
            input_queries.with_words(row, today)

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts."""
        return {"lists": list_links(self._actor, self.key)}
