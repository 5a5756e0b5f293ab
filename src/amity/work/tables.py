"""The list of jobs, declared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amity.audit.actor_rights import actor_of
from amity.briefs.models import Brief
from amity.handoff.project_section import may_see_list
from amity.people.queries import person_of
from amity.people.rules import ACCOUNT_DIRECTOR, ACCOUNT_MANAGER, PROJECT_MANAGER
from amity.projects import queries as projects
from amity.projects.models import Project
from amity.projects.team.queries import teams_found
from amity.shared.permission import MoneyRight
from amity.ui.asked import queried
from amity.ui.field_words import label_of
from amity.ui.links import Link
from amity.ui.lists import Column
from amity.ui.lists.computed import ComputedList
from amity.ui.lists.keyset import Order
from amity.ui.search.words import words_of
from amity.work import queries, rules, wording
from amity.work.filters import JobFilter
from amity.work.forms import EVERYONE, MINE, JobFilters
from amity.work.queries import JobsAsked
from amity.work.rules import OPEN, VIEWS, Job
from amity.work.stages.rules import OVER
from amity.work.templatetags.jobs import job_url, margin_url, stage_label

FINISHED: Final = "finished"


COLUMNS: Final = (
    Column(key="job", label=_("Job"), sort="order_name", value=lambda row: row.name, link=job_url,
           template="work/cells/job.html"),
    Column(key="account", label=label_of(Project, "account"), sort="order_account", aside=True,
           value=lambda row: row.account.name if row.account else ""),
    Column(key="stage", label=_("Stage"), sort="order_stage", value=stage_label, template="work/cells/stage.html",
           wide=True),
    Column(key="used", label=_("Budget used"), kind="percent", sort="order_used", right=MoneyRight.HOURS,
           value=lambda row: row.use.share if row.use else None, leading=True,
           template="work/cells/used.html", link=job_url),
    Column(key="used_time", label=_("Time used"), kind="hours", sort="order_used_time",
           right=MoneyRight.HOURS, aside=True,
           value=lambda row: row.order_used_time, link=job_url),
    Column(key="planned_time", label=_("Time budget"), kind="hours", sort="order_planned_time",
           right=MoneyRight.HOURS, aside=True,
           value=lambda row: row.order_planned_time, link=job_url),
    Column(key="margin", label=_("Margin against target"), kind="percent", sort="order_margin",
           right=MoneyRight.TARGET, value=lambda row: row.margin.known_share if row.margin else None,
           template="work/cells/margin.html", why=margin_url, link=job_url),
    Column(key="target", label=_("Target margin"), kind="percent", sort="order_target",
           right=MoneyRight.TARGET, aside=True,
           value=lambda row: row.margin.target if row.margin else None),
    Column(key="band", label=_("Target reached"), right=MoneyRight.TARGET, aside=True,
           value=lambda row: wording.band_text(row.margin) if row.margin else ""),
    Column(key="next", label=_("Next date"), kind="day", sort="order_next",
           value=lambda row: row.next.on if row.next else None, template="work/cells/next.html"),
    Column(key="next_what", label=_("Next due"), aside=True,
           value=lambda row: wording.date_text(row.next) if row.next else ""),
    Column(key="blocker", label=pgettext_lazy("of a job", "Blocker"), sort="order_blocker",
           value=lambda row: wording.blocker_text(row.blocker, 0) if row.blocker else "",
           template="work/cells/blocker.html", aside=True),
    Column(key="manager", label=label_of(Project, "manager"), sort="order_manager", aside=True,
           value=lambda row: row.manager.name if row.manager else ""),
    Column(key="code", label=label_of(Project, "code"), sort="code", aside=True),
    Column(key="size", label=label_of(Brief, "size"), sort="size", aside=True,
           value=lambda row: str(wording.SIZES[row.size]) if row.size else ""),
    Column(key="budget", label=_("Client’s budget up to"), kind="money", sort="order_budget", right=MoneyRight.FEE,
           aside=True),
    Column(key="ends_on", label=_("Ends or wanted by"), kind="day", sort="ends_on", aside=True),
    Column(key="created_at", label=_("Created"), kind="day", sort="created_at", aside=True),
)  # fmt: skip
NARROWS: Final = ("find", "account", "stage", "manager", "size")
"""The filters that narrow the jobs in scope."""


class WorkList(ComputedList):
    """Every job the person sees: mine, open, worst first."""

    key = "work"
    title = _("Work")
    template = fragment = "work/work.html"
    table_class = "two jobs"
    legend = "work/legend.html"
    order = Order("worst")
    filter_class = JobFilters
    columns: ClassVar[Sequence[Column]] = COLUMNS
    empty = (
        _("No jobs yet"),
        _("A job begins as a brief or a project. Create a brief from an account, or import a time export."),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Leave out the columns the person may not see, so that the page has no holes."""
        super().setup(request, *args, **kwargs)
        self.today: date = timezone.localdate()
        self._finished: Mapping[int, tuple[int, int]] = {}
        if getattr(request, "actor", None) is not None:
            finished = Column(key=FINISHED, label=_("Finished items"), aside=True, value=self._finished_text)
            seen = [self._with_blocker(column) for column in COLUMNS if self.may_see(column)]
            self.columns = (*seen, finished)  # type: ignore[misc]

    def _with_blocker(self, column: Column) -> Column:
        """Name the column of the next date after the blocker as well, where the page shows both in one."""
        is_both = column.key == "next" and not self.shows_blocker and not queried(self.request).has("export")
        return replace(column, label=_("Next date and blocker")) if is_both else column

    @cached_property
    def shows_blocker(self) -> bool:
        """Return whether blockers are in a column of their own."""
        return "blocker" in self._asked

    @cached_property
    def scope(self) -> JobsAsked:
        """Return which jobs the filters are applied to."""
        asked = queried(self.request)
        over = set(asked.search("stage").split(",")) & set(OVER)
        own = queries.has_own_jobs(person_of(actor_of(self.request)))
        whose = asked.choice("whose", (MINE, EVERYONE), MINE if own else EVERYONE)
        closed, internal = (asked.search(name) not in ("", "False") for name in ("closed", "internal"))
        return JobsAsked(mine=whose == MINE, closed=closed or bool(over), internal=internal)

    @cached_property
    def jobs(self) -> Sequence[Job]:
        """Return the jobs in scope, worst first."""
        return queries.jobs(actor_of(self.request), self.scope, self.today)

    def offer(self, form: JobFilters) -> None:
        """Offer the accounts and project managers of the jobs in scope."""
        form.offer(self.jobs, actor_of(self.request))
        if "whose" not in form.data:
            form.fields["whose"].choices = self._whose()  # type: ignore[attr-defined]

    def _whose(self) -> list[tuple[str, Any]]:
        """Return the two choices with the one in use first, as a select shows the first where nothing was asked."""
        offered = list(JobFilters.base_fields["whose"].choices)  # type: ignore[attr-defined]
        return offered if self.scope.mine else offered[::-1]

    @cached_property
    def passed(self) -> list[Job]:
        """Return the jobs in scope that pass the filters, of every view."""
        asked = self.filter_form.asked  # type: ignore[attr-defined]
        teams = teams_found(words_of(asked("find")))
        return JobFilter(**{name: asked(name) for name in NARROWS}).passed(self.jobs, teams)

    @property
    def view(self) -> str:
        """Return the view asked for."""
        return queried(self.request).choice("view", VIEWS, OPEN)

    def calculated(self) -> list[Job]:
        """Return the jobs of the view."""
        return [job for job in self.passed if rules.in_view(job, self.view, self.today)]

    def prepare(self, rows: Sequence[Any]) -> None:
        """Count the finished items of these rows, where they are asked for."""
        exporting = queried(self.request).has("export")
        if exporting or any(column.key == FINISHED for column in self.shown):
            self._finished = projects.finished_counts([row.id for row in rows if row.kind == "project"])

    def extra(self) -> dict[str, Any]:
        """Return the findings above the list, its views as tabs, and the ways on."""
        actor = actor_of(self.request)
        may_open = projects.may_open(actor, None)
        return {
            "title": self._title(),
            "sub": wording.summary(self.passed),
            "tabs": [*self._tabs(), *(Link(view.name, view.url, view.current) for view in self.views)],
            "today": self.today,
            "may_open": may_open,
            "accounts": queries.accounts_to_brief(person_of(actor)),
            "sees_handoffs": may_see_list(actor, None),
            "reports_status": (reports := person_of(actor).has_role(PROJECT_MANAGER)),
            "reads_status": not reports and person_of(actor).has_role(ACCOUNT_MANAGER, ACCOUNT_DIRECTOR),
            "everyone_url": self._url(whose=EVERYONE, after=None) if self.scope.mine else "",
            "first_steps": [(_("Create the first project"), reverse("projects:open_project"))] if may_open else [],
        }

    def _title(self) -> str:
        asked = self.filter_form.asked  # type: ignore[attr-defined]
        filtered = any(asked(name) for name in NARROWS)
        return wording.title(self.passed, mine=self.scope.mine, find=asked("find"), filtered=filtered)

    def shows(self, key: str) -> bool:
        """Return whether a column is on the page."""
        return any(column.key == key for column in self.shown)

    @property
    def shows_margin(self) -> bool:
        """Return whether margins are on the page."""
        return self.shows("margin")

    @property
    def shows_use(self) -> bool:
        """Return whether budgets are on the page."""
        return self.shows("used")

    def _tabs(self) -> list[Link]:
        counts, saved = rules.counts(self.passed, self.today), any(view.current for view in self.views)
        labels = {**wording.VIEW_LABELS, **({OPEN: wording.MINE_LABEL} if self.scope.mine else {})}
        return [
            Link(
                str(labels[view]), self._url(view=view, after=None), view == self.view and not saved, count=counts[view]
            )
            for view in VIEWS
        ]

    def _finished_text(self, row: Job) -> str:
        done, count = self._finished.get(row.id, (0, 0)) if row.kind == "project" else (0, 0)
        return _("%(done)s of %(count)s") % {"done": done, "count": count} if count else ""
