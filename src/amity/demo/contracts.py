"""The work of the demo: agreements with their lines, projects with tasks and milestones, and the agency's own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from amity.accounts.models import Account
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.models import Agreement
from amity.demo.book.accounts import BY_NAME
from amity.demo.book.people import DESIGN
from amity.demo.book.quotes import Quote, quotes
from amity.demo.book.works import FIXED, INSIDE, NON_BILLABLE, PREPAID, RETAINER, TIME, UNKNOWN, WORKS, Work
from amity.lines import commands as lines
from amity.projects import commands as projects
from amity.projects.milestones import commands as milestone_commands
from amity.projects.models import Project
from amity.projects.work_items import commands as work_item_commands
from amity.shared.actor import Actor
from amity.shared.stories import DIRECTOR, Calendar, Crew, moment


@dataclass(slots=True)
class Contract:
    """A project with the ids of its lines and tasks by title. `by` is the account manager."""

    work: Work
    project: Project
    by: Actor
    manager: str
    lines: dict[str, int] = field(default_factory=dict)
    tasks: dict[str, int] = field(default_factory=dict)


def sign_all(
    crew: Crew, calendar: Calendar, accounts: dict[str, Account], only: Collection[str] = ()
) -> dict[int, Contract]:
    """Return every project of the story, or those of some accounts, by its place in `WORKS`."""
    count = dict.fromkeys(accounts, 0)
    found = {}
    for place, work in enumerate(WORKS):
        count[work.account] += 1
        if not only or work.account in only:
            found[place] = _sign(crew, calendar, accounts[work.account], work, count[work.account])
    return found


def open_inside(crew: Crew, calendar: Calendar) -> dict[str, Project]:
    """Create the agency's own projects and return them by name."""
    now = moment(calendar.day((1, 1)))
    by = crew.acting(DIRECTOR)
    return {
        name: projects.open_project(
            by=by, fields=projects.ProjectFields(name, name[:3].upper()), account_id=None, is_internal=True, now=now
        )
        for name in INSIDE
    }


def _sign(crew: Crew, calendar: Calendar, account: Account, work: Work, number: int) -> Contract:
    start = calendar.day(work.start)
    signed = start - timedelta(days=9)
    now = moment(signed)
    by = crew.managing(work.account)
    code = "".join(word[0] for word in work.account.split())[:2].upper() + work.account[-1].upper()
    manager = work.manager or BY_NAME[work.account].project_manager
    ahead = calendar.day(work.planned_end) if work.planned_end else None
    agreement = draft_commands.open_agreement(
        by=by, account_id=account.pk, title=calendar.named(work.name), now=now, number=f"{code}-A{number}",
        terms=_terms(work, account.currency, signed, start, calendar.day(work.end), ahead),
    )  # fmt: skip
    project = projects.open_project(
        by=by, account_id=account.pk, now=now, manager_id=crew.id(manager), taken_over=True,
        fields=projects.ProjectFields(
            name=calendar.named(work.name), code=f"{code}-{number:02d}", starts_on=start,
            ends_on=calendar.day(work.end) if work.over else None,
        ),
    )  # fmt: skip
    project = projects.set_agreement(by=by, project_id=project.pk, agreement_id=agreement.pk, now=now)
    contract = Contract(work, project, by, manager)
    if work.model != UNKNOWN:
        _quote(crew, contract, agreement, quotes(work), signed)
    _plan(contract, calendar, signed)
    return contract


def _terms(work: Work, currency: str, signed: date, start: date, end: date, ahead: date | None) -> AgreedTerms:
    fee = None if work.fee is None else work.fee * 100
    common = AgreedTerms(work.model, currency, fee=fee, hourly_rate=work.hourly, signed_on=signed, starts_on=start)
    more: dict[str, dict[str, object]] = {
        FIXED: {"ends_on": ahead or end},
        TIME: {"cap": work.cap * 100 if work.cap else None},
        RETAINER: {"included_seconds": (work.monthly or 0) * 3600, "ends_on": ahead},
        PREPAID: {"bought_seconds": (work.planned or 0) * 3600},
        UNKNOWN: {"signed_on": None},
        NON_BILLABLE: {"ends_on": end},
    }
    return replace(common, **more[work.model])  # type: ignore[arg-type]


def _quote(crew: Crew, contract: Contract, agreement: Agreement, quoted: Iterable[Quote], signed: date) -> None:
    work, now = contract.work, moment(signed)
    for number, quote in enumerate(quoted, 1):
        hours = None if quote.planned is None else Decimal(quote.planned) / 60
        line = line_commands.add_line(
            by=contract.by, agreement_id=agreement.pk, number=str(number), title=quote.title, now=now,
            terms=lines.NewTerms(
                valid_from=signed, signed_on=signed, quantity=hours, rate=work.hourly,
                planned_seconds=None if quote.planned is None else quote.planned * 60,
                planned_cost=_planned_cost(work, hours), discipline_id=crew.discipline(quote.discipline),
                revision_rounds=2 if work.model == FIXED and quote.discipline == DESIGN else None,
                service_id=crew.service(quote.service),
            ),
        )  # fmt: skip
        contract.lines[quote.title] = line.pk


def _planned_cost(work: Work, hours: Decimal | None) -> int | None:
    if hours is None or work.planned_cost is None:
        return None
    return int((hours * work.planned_cost * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def _plan(contract: Contract, calendar: Calendar, signed: date) -> None:
    """Add tasks and milestones, as the account manager plans them at the start."""
    work, now = contract.work, moment(signed, 11)
    wanted: list[tuple[str, str, int | None]] = [
        (step.title, quote.title, step.planned * 60) for quote in quotes(work) for step in quote.steps
    ]
    for task in work.tasks:
        wanted.append((task.title, task.line, task.planned * 3600 if task.planned else None))
    for title, line, planned in wanted:
        item = work_item_commands.add_work_item(
            by=contract.by, project_id=contract.project.pk, now=now,
            fields=work_item_commands.ItemFields(title, contract.lines.get(line), planned),
        )  # fmt: skip
        contract.tasks[title] = item.pk
    for due in work.milestones:
        milestone = milestone_commands.add_milestone(
            by=contract.by, project_id=contract.project.pk, name=due.name, due_on=calendar.day(due.due), now=now
        )  # fmt: skip
        if due.delivered:
            day = calendar.day(due.delivered)
            milestone_commands.deliver_milestone(
                by=contract.by, milestone_id=milestone.pk, delivered_on=day, now=moment(day)
            )
