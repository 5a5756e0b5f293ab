"""Find what a person can log time to by typed words: recent choices first, then projects, lines, items, accounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, F, Max, Q
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agency.queries import agency_name
from amity.lines.models import Line
from amity.people.models import Person
from amity.projects.models import Project, ProjectQuerySet, WorkItem
from amity.shared.caches.reading import once_a_page
from amity.timesheets.choosing.keys import INSIDE, WorkKey, read_key
from amity.timesheets.models import Entry
from amity.ui.search.words import every_word, holds

CLOSED: Final = ("closed", "cancelled")
MOST: Final = 12
"""Choices shown at once."""
RECENT_DAYS: Final = 60
LONGEST_SEARCH: Final = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """Work to log time to: its client, its project or equivalent, and the line or item."""

    key: WorkKey
    whose: str
    name: str = ""
    inside: str = ""
    lately: bool = False

    @property
    def label(self) -> str:
        """The full label in one line, shown in the field once it is chosen."""
        return " · ".join(part for part in (self.whose, self.name, self.inside) if part)

    @property
    def is_client(self) -> bool:
        """Return whether it belongs to a client."""
        return self.key.account_id is not None

    @property
    def short(self) -> str:
        """A word or two for a button."""
        return self.inside or self.name or self.whose


def find(person: Person, typed: str, *, today: date, projects_only: bool = False) -> list[Choice]:
    """Return at most `MOST` choices with every word typed, or the person's recent work if nothing is typed."""
    words = typed[:LONGEST_SEARCH].replace("·", " ").replace("\x00", " ").split()
    own = Choice(WorkKey(), agency_name(), _("Internal"))
    found = [one for one in _lately(person, today, projects_only) if holds(one.label, words)]
    found += [own] if holds(own.label, words) else []
    if words:
        lines = [] if projects_only else _lines(person, words)
        found += _behind_only_lines(_projects(person, words), lines)
        found += [] if projects_only else [*lines, *_items(person, words)]
        found += _accounts(person, words)
    first: dict[str, Choice] = {}
    for one in sorted(found, key=lambda one: _distance(one, " ".join(words))):
        first.setdefault(str(one.key), one)
    return _with_distinct_labels(list(first.values())[:MOST])


def _behind_only_lines(projects: Sequence[Choice], lines: Sequence[Choice]) -> Iterator[Choice]:
    """Yield the projects, and before one with a single line that line: its time is rarely outside what was quoted."""
    for one in projects:
        inside = [line for line in lines if line.key.project_id == one.key.project_id]
        yield from inside if len(inside) == 1 and len(lines) < MOST else ()
        yield one


def _distance(one: Choice, typed: str) -> int:
    """Return 0 for work with exactly this name, 1 for work inside a project with it, 2 for other work."""
    if typed.casefold() in {one.short.casefold(), one.label.replace("·", " ").casefold()}:
        return 0
    return 1 if typed.casefold() == one.name.casefold() else 2


def named(person: Person, text: str) -> Choice | None:
    """Return the choice with this key, or None if the person can't choose it."""
    key = read_key(text)
    if key is None:
        return None
    if key.project_id is None and key.account_id is None:
        return Choice(key, agency_name(), _("Internal"))
    if key.project_id is None and key.account_id is not None:
        account = Account.objects.visible_to(person).filter(pk=key.account_id).first()
        return of(account, None, None, None) if account else None
    project = Project.objects.visible_to(person).select_related("account").filter(pk=key.project_id or 0).first()
    if project is None:
        return None
    item = WorkItem.objects.filter(pk=key.item_id, project=project).first() if key.item_id else None
    line = (
        Line.objects.filter(pk=key.line_id, placement__agreement=project.agreement_id).first() if key.line_id else None
    )
    if (key.item_id and not item) or (key.line_id and not line):
        return None
    return of(project.account, project, line, item, agency=agency_name() if project.account is None else "")


def of(
    account: Account | None, project: Project | None, line: Line | None, item: WorkItem | None, *, agency: str = ""
) -> Choice:
    """Return the choice for these objects. `agency` is the name shown if there is no account."""
    key = WorkKey(
        account.pk if account else None,
        project.pk if project else None,
        line.pk if line else None,
        item.pk if item else None,
    )
    name = name_of(key, project.name if project else "")
    return Choice(key, account.name if account else agency, name, item.title if item else str(line or ""))


def name_of(key: WorkKey, project: str | None) -> str:
    """Return the name of some work: that of its `project`, or what it is without one."""
    if key.project_id is not None:
        return project or ""
    return _("Account service") if key.account_id is not None else _("Internal")


def _open_projects(person: Person) -> ProjectQuerySet:
    return Project.objects.visible_to(person).exclude(status__in=CLOSED)


def _projects(person: Person, words: Sequence[str]) -> list[Choice]:
    rows = _open_projects(person).filter(every_word(words, "name", "code", "account__name"))
    is_named = ExpressionWrapper(Q(name__iexact=" ".join(words)), output_field=BooleanField())
    found = rows.order_by(is_named.desc(), "name", "pk").values_list("pk", "name", "account_id", "account__name")[:MOST]
    return [Choice(WorkKey(account, pk), whose or agency_name(), name) for pk, name, account, whose in found]


def _lines(person: Person, words: Sequence[str]) -> list[Choice]:
    line = "agreement__agreement_lines__line"
    wanted = every_word(words, "name", "account__name", f"{line}__title", f"{line}__number")
    rows = (
        _open_projects(person)
        .filter(Q(**{f"{line}__isnull": False, f"{line}__finished_at": None}) & wanted)
        .order_by("name", f"{line}__pk")
        .values_list("pk", "name", "account_id", "account__name", f"{line}__pk", f"{line}__number", f"{line}__title")
    )
    return [
        Choice(WorkKey(account, pk, inner), whose or agency_name(), name, f"{number} {title}")
        for pk, name, account, whose, inner, number, title in rows[:MOST]
    ]


def _items(person: Person, words: Sequence[str]) -> list[Choice]:
    wanted = every_word(words, "title", "project__name", "project__account__name")
    rows = WorkItem.objects.filter(wanted, finished_at=None, project__in=_open_projects(person))
    found = rows.select_related("project__account").order_by("project__name", "title", "pk")[:MOST]
    return [
        Choice(
            WorkKey(item.project.account_id, item.project_id, item.line_id, item.pk),
            item.project.account.name if item.project.account else agency_name(),
            item.project.name,
            item.title,
        )
        for item in found
    ]


def _accounts(person: Person, words: Sequence[str]) -> list[Choice]:
    rows = Account.objects.visible_to(person).exclude(status="closed").filter(every_word(words, "name"))
    return [of(account, None, None, None) for account in rows.order_by("name", "pk")[:MOST]]


def _lately(person: Person, today: date, projects_only: bool) -> list[Choice]:
    """Return what the person logged on recently and still can, newest first. The forms of a page read it once."""
    rows: Any = (
        Entry.objects.filter(person=person, work_date__gte=today - timedelta(days=RECENT_DAYS), work_date__lte=today)
        .exclude(project__status__in=CLOSED)
        .filter(Q(item=None) | Q(item__finished_at=None), Q(line=None) | Q(line__finished_at=None))
        .filter(Q(project=None) | Q(project__in=Project.objects.visible_to(person)))
        .filter(Q(project__isnull=False) | Q(account=None) | Q(account__in=Account.objects.visible_to(person)))
        .values_list(
            "account_id", "project_id", *(("line_id", "item_id") if not projects_only else ()),
            "account__name", "project__name",
            *(("line__number", "line__title", "item__title") if not projects_only else ()),
        )
        .annotate(last=Max("work_date"))
        .order_by(F("last").desc(), "project_id", "account_id")[: 2 * MOST]
    )  # fmt: skip
    own, key = agency_name(), ("recent work", person.pk, today, projects_only)
    return [_recent(row, own, projects_only) for row in once_a_page(key, lambda: list(rows))]


def _recent(row: Sequence[Any], own: str, projects_only: bool) -> Choice:
    if projects_only:
        account, project, whose, name, _last = row
        line = item = number = title = task = None
    else:
        account, project, line, item, whose, name, number, title, task, _last = row
    name = name or (_("Account service") if account else _("Internal"))
    inner = task or (f"{number} {title}" if line else "")
    return Choice(WorkKey(account, project, line, item), whose or own, name, inner, lately=True)


def _with_distinct_labels(found: list[Choice]) -> list[Choice]:
    """Return the choices, adding a distinguishing mark to those with the same label."""
    same = {one.label: [other for other in found if other.label == one.label] for one in found}
    return [_marked(one, same[one.label]) if len(same[one.label]) > 1 else one for one in found]


def _marked(one: Choice, same: Sequence[Choice]) -> Choice:
    mark, key = _("no project"), one.key
    if key.item_id:
        mark = _("item %(number)s") % {"number": key.item_id}
    elif key.line_id:
        mark = _("line %(number)s") % {"number": key.line_id}
    elif key.project_id and sum(bool(other.key.project_id) for other in same) == 1:
        mark = _("the project")
    elif key.project_id:
        mark = _("project %(number)s") % {"number": key.project_id}
    if one.inside:
        return replace(one, inside=f"{one.inside} ({mark})")
    return replace(one, name=f"{one.name} ({mark})")


__all__ = ["INSIDE", "MOST", "Choice", "find", "named", "of"]
