"""What a form offers: the work a person may log on, and the lines and items inside it."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.people.models import Person
from amity.projects import queries as projects
from amity.projects.models import Project
from amity.timesheets import policy, typed
from amity.timesheets.models import Entry

Choices = list[tuple[str, str]]
CLOSED = ("closed", "cancelled")


def work(person: Person) -> list[Any]:
    """Projects by account, each account also by itself; first the agency's own time."""
    own: Choices = [("", _("Inside, for no client"))]
    grouped: defaultdict[tuple[str, int], Choices] = defaultdict(list)
    seen = Project.objects.visible_to(person).exclude(status__in=CLOSED).select_related("account")
    for project in seen.order_by("name", "pk"):
        value = (f"p{project.pk}", project.name)
        if project.account is None:
            own.append(value)
        else:
            grouped[project.account.name, project.account.pk].append(value)
    for account in Account.objects.visible_to(person).exclude(status="closed"):
        grouped[account.name, account.pk].append(
            (f"a{account.pk}", _("%(account)s, no project") % {"account": account})
        )
    return [(_("The agency"), own), *((name, offered) for (name, _pk), offered in sorted(grouped.items()))]


def read_work(value: str) -> tuple[int | None, int | None]:
    """Ids of project and account in a choice of `work`."""
    kind, number = value[:1], value[1:]
    if not number.isdigit() or len(number) > 18:
        return None, None
    return (int(number), None) if kind == "p" else (None, int(number))


def inside(person: Person, value: str, *, item: str = "") -> dict[str, Choices]:
    """Lines and open work items of the chosen project, as far as the person sees it; a chosen item stays on offer."""
    project_id = read_work(value)[0]
    project = Project.objects.visible_to(person).filter(pk=project_id).first() if project_id else None
    if project is None:
        return {"line": [], "item": []}
    open_items = Q(finished_at=None) | Q(pk=int(item) if item.isdigit() and len(item) < 19 else None)
    items = project.items.filter(open_items).order_by("title")
    return {
        "line": [(str(line.pk), f"{line.number} {line.title}") for line in projects.lines_of(project)],
        "item": [(str(item.pk), item.title) for item in items],
    }


def whose(person: Person) -> dict[int, str]:
    """Whose time the person may log: their own, or everybody's."""
    if not policy.logs_for_others(person):
        return {person.pk: person.name}
    return dict(Person.objects.filter(is_active=True).order_by("name").values_list("pk", "name"))


def as_typed(entry: Entry) -> dict[str, Any]:
    """An entry as the form shows it."""
    return {
        "version": entry.version,
        "work_date": entry.work_date,
        "work": f"p{entry.project_id}" if entry.project_id else f"a{entry.account_id}" if entry.account_id else "",
        "line": str(entry.line_id or ""),
        "item": str(entry.item_id or ""),
        "hours": typed.spell_time(entry.seconds),
        "text": entry.text,
        "billable": entry.billable,
        "courtesy": entry.courtesy,
    }
