"""An account with work under three fee models, everyone who might see it, and one of each object with an id."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import gettext

from amity.accounts.models import Account, Contact, Cover
from amity.agency.models import CardPrice
from amity.agency.rates import commands as rate_commands
from amity.charter.models import Charter, Objective
from amity.expenses import commands as expenses
from amity.expenses.changes import ExpenseChanges
from amity.expenses.receipts import add_receipt
from amity.files.commands import store
from amity.jobs.models import Job
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import Capacity, Discipline, Invitation, Person
from amity.people.queries import token_hash
from amity.people.tokens.commands import make_token
from amity.profitability.closing import commands as month_end
from amity.projects.models import Milestone, Project
from amity.retainers.deliveries.commands import count_delivery
from amity.retainers.top_ups.commands import buy_top_up
from amity.scope.requests.commands import drop_request, log_included_request
from amity.scope.requests.fields import RequestFields
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.timesheets import commands as time
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.models import TimeRules
from amity.ui.lists.saved import keep_view
from tests.builders import (
    MONDAY,
    acting,
    make_account,
    make_agency,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_fact,
    make_item,
    make_line,
    make_person,
    make_project,
)
from tests.matrix.batches import bring_batches
from tests.matrix.briefs import build_briefs
from tests.matrix.client_side import client_side
from tests.matrix.files import FILES
from tests.matrix.handed_over import handed_over
from tests.matrix.making import hooks
from tests.matrix.papers import papers
from tests.matrix.rights import AM, DIRECTOR, OUTSIDER, PM, TEAM
from tests.matrix.snapshot import built_once, number_from_one


@dataclass(frozen=True, slots=True)
class Scene:
    """Viewers, under their role's name, `sees <right>` or `everything`, and the ids that fill URLs and forms."""

    viewers: Mapping[str, Person]
    known: Mapping[str, str]
    files: Mapping[str, str]

    @property
    def people_by_roles(self) -> list[Person]:
        """Return the viewers without those whose money right lies between the least and the most of their roles."""
        between = {f"sees {right.name}" for right in MoneyRight} - {"sees NONE", "sees COST"}
        return [person for name, person in self.viewers.items() if name not in between]

    def upload(self, name: str) -> SimpleUploadedFile:
        """Return a file of the scene as a browser uploads it."""
        return SimpleUploadedFile(name, self.files[name].encode())


TOKEN = "a-link-that-was-sent"


def build(level: str) -> Scene:
    """Build the scene at a cost level, or restore what an earlier test built."""
    # In the pseudo-locale, other words are stored.
    return built_once((level, gettext("Accounts")), partial(_build, level))


def _build(level: str) -> Scene:
    number_from_one()
    make_agency(
        name="Halden", cost_level=level, people_cost=909_090_909, heads=Decimal("25.25"), country_confirmed=True
    )
    viewers = _people()
    account = make_account("Osprey Rail", manager=viewers[AM], director=viewers[DIRECTOR])
    _prices(viewers)
    site = _work(account, viewers)
    known: dict[str, object] = {"account_id": account.pk, "project_id": site.pk, "agreement_id": site.agreement_id}
    known |= _things(account, site, viewers)
    known |= _expenses(account, viewers)
    known |= _retainer(viewers)
    known |= client_side(account, site, viewers)
    known |= papers(account, viewers)
    known |= _asked(account, viewers)
    known |= handed_over(account, viewers)
    known |= build_briefs(account, viewers, int(str(known["retainer_id"])))
    known |= {"month": 202610, "name": "quiet.days", "figure": "agi"}
    # Costs from a file are costs by person, so only the scene at that level has any.
    files = FILES if level == "person" else FILES | {"again.csv": FILES["again.csv"].replace("3939.39,7878.78", ",")}
    known |= {**_traces(site, viewers), **bring_batches(viewers, files)}
    known |= _of_parts(viewers, known)
    return Scene(viewers, {name: str(value) for name, value in known.items()}, files)


def _of_parts(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Return the ids for parts' URLs, by `scene_ids` of their `tests/making.py`, lowest part first."""
    found: dict[str, object] = {}
    for add in hooks("scene_ids"):
        found |= add(viewers, {**known, **found})
    return found


def _people() -> dict[str, Person]:
    found = {role: make_person(role.replace("_", " ").title(), role) for role in roles.ROLES}
    found[OUTSIDER] = make_person("Outsider", AM)
    found["everything"] = make_person("Every Role", *roles.ROLES)
    for right in MoneyRight:
        held = [role for role in roles.ROLES if role not in {roles.ADMINISTRATOR}]
        found[f"sees {right.name}"] = make_person(f"Sees {right.name}", *held, own_money_right=int(right))
    return found


def _prices(viewers: Mapping[str, Person]) -> None:
    crafts = [Discipline.objects.create(name=name) for name in ("Design", "Development")]
    make_cost_rate("3131.31", heads=25)
    for craft, rate in zip(crafts, ("3232.32", "3434.34"), strict=True):
        make_cost_rate(rate, level="discipline", discipline=craft, heads=7)
    for name, rate in ((TEAM, "3535.35"), (PM, "3636.36"), (AM, "3737.37")):
        make_cost_rate(rate, level="person", person=viewers[name], heads=None)
    for sold, rate in zip([None, *crafts], ("8181.81", "8282.82", "8383.83"), strict=True):
        CardPrice.objects.create(discipline=sold, currency="EUR", valid_from=date(2020, 1, 1), per_hour=Decimal(rate))


def _work(account: Account, viewers: Mapping[str, Person]) -> Project:
    """Log time by three people on hourly, fixed and retained work, and some on no quoted line."""
    team, everyone = [viewers[TEAM]], [viewers[TEAM], viewers[PM], viewers[AM]]
    hourly = make_agreement(account, hourly_rate=Decimal("7171.71"), cap=70_707_071)
    site = make_project(account, name="Ticket site", code="SITE", manager=viewers[PM], team=team, agreement=hourly)
    fixed = make_agreement(account, "fixed", fee=80_808_081, discount=1_212_121)
    relaunch = make_project(account, name="Relaunch", manager=viewers[PM], team=team, agreement=fixed)
    retained = make_agreement(
        account, "retainer", fee=60_606_061, included_seconds=36_000, overage_rate=Decimal("7272.72")
    )
    care = make_project(account, name="Care", manager=viewers[PM], team=team, agreement=retained)
    for number, project in enumerate((site, relaunch, care)):
        assert project.agreement is not None
        line = make_line(
            project.agreement, f"A{number}", hours="10", rate=Decimal("7373.73"), quantity=Decimal(10),
            planned_cost=30_303_031 + number * 101_010,
        )  # fmt: skip
        for place, person in enumerate(everyone):
            hours = f"{number + place + 2}:{10 * place + 10}"
            make_entry(by=person, project=project, hours=hours, line_id=line.pk, on=date(2026, 10, 5 + place))
            make_entry(by=person, project=project, hours=f"{place + 1}:20", on=date(2026, 11, 9 + place))
    return site


def _things(account: Account, site: Project, viewers: Mapping[str, Person]) -> dict[str, int]:
    team, finance = viewers[TEAM], viewers[roles.FINANCE]
    contact = Contact.objects.create(account=account, name="Cleo Client", mail="cleo@osprey.example")
    item = make_item(site, "Sketches", hours="4")
    assert site.agreement is not None
    line = make_line(site.agreement, "B1", hours="3")
    milestone = Milestone.objects.create(project=site, name="Launch", due_on=date(2026, 12, 1))
    entry = make_entry(by=team, project=site, hours="1:40", text="Icons", on=date(2026, 11, 20))
    job = Job.objects.create(
        kind="matrix", person_id=finance.pk, person_label=finance.name, heartbeat=MONDAY, created_at=MONDAY
    )
    halted = Job.objects.create(
        kind="matrix", person_id=finance.pk, state="interrupted", heartbeat=MONDAY, created_at=MONDAY
    )
    given_up = Message.objects.create(
        audience="staff", kind="invitation", to="b@halden.example", subject="Hello", body="Hello", state="failed",
        next_try_at=MONDAY, created_at=MONDAY,
    )  # fmt: skip
    file = store(by=acting(finance), name="a.csv", chunks=[b"a,b\n"], limit=1000, now=MONDAY)
    message = Message.objects.create(
        audience="staff", kind="invitation", to="a@halden.example", subject="Hello", body="Hello", state="unknown",
        next_try_at=MONDAY, created_at=MONDAY,
    )  # fmt: skip
    TimeRules.objects.create(pk=1, approval=True)
    sheet = WeekSheet.objects.create(person=team, monday=date(2026, 11, 16), submitted_at=MONDAY)
    view = keep_view(person_id=viewers[AM].pk, list_key="accounts", name="Active", query="status=active", shared=True)
    return {
        "view_id": view.pk, "sheet_id": sheet.pk,
        "contact_id": contact.pk, "item_id": item.pk, "line_id": line.pk, "milestone_id": milestone.pk,
        "entry_id": entry.pk, "job_id": job.pk, "file_id": file.pk, "message_id": message.pk, "thing_id": line.pk,
        "person_id": team.pk, "manager_id": viewers[AM].pk, "deputy_id": viewers["everything"].pk,
        "halted_job_id": halted.pk, "failed_message_id": given_up.pk, "discipline_id": _design().pk,
    }  # fmt: skip


def _expenses(account: Account, viewers: Mapping[str, Person]) -> dict[str, int]:
    """Record a pass-through expense with a receipt, and a delivery expense, both paid by the project manager."""
    by = acting(viewers[PM])
    agreement = make_agreement(account, "fixed", fee=90_909_091)
    project = make_project(account, name="Print run", manager=viewers[PM], team=[viewers[TEAM]], agreement=agreement)
    paid = {"spent_on": date(2026, 10, 14), "currency": "EUR", "supplier": "Printers", "project_id": project.pk}
    passed_on = ExpenseChanges(**paid, amount=9_191_919, billable=True, billed=9_292_929)  # type: ignore[arg-type]
    delivery = ExpenseChanges(**paid, amount=9_393_939, kind="delivery")  # type: ignore[arg-type]
    expense = expenses.log_expense(by=by, changes=passed_on, now=MONDAY)
    expenses.log_expense(by=by, changes=delivery, now=MONDAY)
    receipt = add_receipt(by=by, expense_id=expense.pk, name="till.pdf", chunks=[b"%PDF-1.7 till"], now=MONDAY)
    return {"expense_id": expense.pk, "receipt_id": receipt.pk}


def _retainer(viewers: Mapping[str, Person]) -> dict[str, int]:
    """Add a top-up, requests and a delivery to the retainer."""
    care, by = Project.objects.get(name="Care"), acting(viewers[AM])
    agreement = care.agreement_id or 0
    bought = buy_top_up(
        by=by, agreement_id=agreement, amount=1_800, price=50_505_051, valid_from=date(2026, 11, 2), now=MONDAY
    )
    handed = count_delivery(by=by, agreement_id=agreement, units=3, delivered_on=date(2026, 11, 19), now=MONDAY)
    dropped = log_included_request(
        by=by, agreement_id=agreement, fields=RequestFields("Paper bags", asked_on=date(2026, 11, 9)), now=MONDAY
    )
    drop_request(by=by, request_id=dropped.pk, now=MONDAY)
    asked = log_included_request(
        by=by,
        agreement_id=agreement,
        fields=RequestFields("Size finder", planned_seconds=7_200, asked_on=date(2026, 11, 12)),
        now=MONDAY,
    )
    return {
        "retainer_id": agreement, "care_id": care.pk, "request_id": asked.pk, "dropped_id": dropped.pk,
        "top_up_id": bought.pk, "delivery_id": handed.pk,
    }  # fmt: skip


def _asked(account: Account, viewers: Mapping[str, Person]) -> dict[str, int | str]:
    """Create a question for the team member, an upcoming cover, a duty changed by hand, and objectives with
    a margin.
    """
    due = timezone.localdate() + timedelta(days=30)
    question = make_fact(
        account, "duty.data_access", "ask", owner=viewers[TEAM], due_on=due, asked_by=viewers[AM], asked_at=MONDAY
    )
    cover = Cover.objects.create(
        account=account, stand_in=viewers[roles.LEGAL], starts_on=due, ends_on=due + timedelta(days=5)
    )
    for one in (Charter(account=account), Charter(is_default=True)):
        one.save()
        one.changes.create(duty="complaint", kind="distinct", role="account_manager", rule="the same day")
    goal = Objective.objects.create(
        account=account, kind="client_goal", statement="Tickets in the app", unit="percent", set_at=MONDAY
    )
    margin = Objective.objects.create(
        account=account, kind="margin", statement="What is left", unit="percent", target=Decimal("50"), set_at=MONDAY
    )
    margin.readings.create(value=Decimal("45.67"), read_on=MONDAY.date(), stated_by="Books")
    later = (due + timedelta(days=30)).isoformat()
    return {
        "fact_id": question.pk, "cover_id": cover.pk, "due_on": due.isoformat(), "later": later,
        "objective_id": goal.pk,
    }  # fmt: skip


def _traces(site: Project, viewers: Mapping[str, Person]) -> dict[str, int | str]:
    """Add amounts to the audit log: a deleted entry, a rate, an answer about people cost. Also an open invitation."""
    by, finance = acting(viewers[TEAM]), acting(viewers[roles.FINANCE])
    entry = make_entry(by=viewers[TEAM], project=site, hours="1:10", on=date(2026, 11, 19))
    entry_id = entry.pk
    time.delete_entry(by=by, entry_id=entry_id, version=entry.version, now=MONDAY)
    rate_commands.confirm_cost_rate(
        by=finance, level="average", valid_from=date(2026, 12, 1), per_hour=Decimal("3838.38"), now=MONDAY
    )
    time.lock_month(by=finance, month=202601, now=MONDAY)
    _month_ends(finance, viewers)
    invited = make_person("Nils Next")
    Invitation.objects.create(person=invited, token_hash=token_hash(TOKEN), expires_at=MONDAY + timedelta(days=2))
    own = make_token(by=by, name="Reports", scopes=["read"], days=90, now=MONDAY).token
    return {"deleted_entry_id": entry_id, "token": TOKEN, "token_id": own.pk}


def _month_ends(finance: Actor, viewers: Mapping[str, Person]) -> None:
    """Enter payroll of a month with time and one without, accept a point, and create a person with missing time."""
    Capacity.objects.create(person=viewers[OUTSIDER], weekly_seconds=144_000, valid_from=date(2026, 1, 1))
    month_end.enter_payroll(by=finance, month=202610, amount=515_151_519, now=MONDAY)
    month_end.enter_payroll(by=finance, month=202512, amount=0, now=MONDAY)
    month_end.leave_point(by=finance, month=202610, point="variance", reason="Leave of two people", now=MONDAY)


def _design() -> Discipline:
    return Discipline.objects.get(name="Design")
