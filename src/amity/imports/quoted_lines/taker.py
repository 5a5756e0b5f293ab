"""Import quoted lines from a table into a project's agreement, and assign imported time to the lines it names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from amity.agency.queries import agency_day
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.lines import commands as line_commands
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.imports.entries.applier import storable
from amity.imports.line_codes.finder import waiting_for_a_line
from amity.imports.models import Batch, Change, HeldRow, Made
from amity.imports.pace import Pace, paced
from amity.imports.quoted_lines.rules import ScopeLine, decimal_mark, line_columns, lines_in
from amity.imports.readers.limited import open_table
from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason
from amity.imports.time_rows.rules.canonical import SourceRow
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.lines import commands as lines
from amity.lines import queries as line_queries
from amity.projects import commands as projects
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import written
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.timesheets import months, snapshots
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.sums import rollups


@contextmanager
def lines_of(path: Path, limits: Limits) -> Iterator[Iterator[ScopeLine | Rejected]]:
    """Yield the lines of a file in order. Raises `Unreadable` where columns are missing."""
    with open_table(path, limits) as table:
        columns = line_columns(table.headers)
        yield lines_in(columns, table.records(), decimal_mark(columns, table.records()))


@dataclass
class LineTaker:
    """Imports one file's lines into a project, in chunks. Running it again continues."""

    by: Actor
    batch: Batch
    now: datetime
    code: str

    def take(self, rows: Iterator[ScopeLine | Rejected]) -> FileResult:
        """Create what is missing, add terms where the hours differ, then assign imported time to its lines."""
        taken = FileResult()
        self._agreement = self._ready(taken)
        self._known = {
            placed.number.upper(): placed for placed in AgreementLine.objects.filter(agreement=self._agreement)
        }
        absent = set(self._known)
        for chunk in paced(rows, pace := Pace(10, 100)):
            with pace:
                part, self._known = self._chunk(chunk, self._known)
            taken.add(part)
            absent -= {row.code for row in chunk if isinstance(row, ScopeLine)}
        taken.gone = len(absent)
        self._attach(taken)
        return taken

    @command
    def _ready(self, taken: FileResult) -> Agreement:
        """Return the project's agreement. A missing project or agreement is created, as the person asked."""
        project = find_project(self.code)
        if project is None:
            project = projects.open_project(
                by=self.by, fields=projects.ProjectFields(self.code, self.code), account_id=None, taken_over=True,
                now=self.now,
            )  # fmt: skip
            self._made("project", project.pk)
            taken.warnings.append(_("Project %(code)s didn’t exist, so it was created.") % {"code": self.code})
        self._project = project
        if project.agreement is not None:
            return project.agreement
        title = _("%(project)s, not agreed yet") % {"project": project.name}
        agreement = draft_commands.open_agreement(by=self.by, account_id=project.account_id, title=title, now=self.now)
        self._made("agreement", agreement.pk)
        projects.set_agreement(by=self.by, project_id=project.pk, agreement_id=agreement.pk, now=self.now)
        taken.warnings.append(_("The project had no agreement, so one was created. Add what was agreed."))
        return agreement

    @command
    def _chunk(
        self, rows: list[ScopeLine | Rejected], known: Mapping[str, AgreementLine]
    ) -> tuple[FileResult, dict[str, AgreementLine]]:
        part, known = FileResult(rows=len(rows)), dict(known)
        there = [known[row.code].line_id for row in rows if isinstance(row, ScopeLine) and row.code in known]
        terms = line_queries.terms_of(there, agency_day(self.now))
        for row in rows:
            if isinstance(row, Rejected):
                part.refuse(row.number, row.reasons)
            elif row.code not in known:
                known[row.code] = self._opened(row)
                part.created += 1
            elif self._corrected(row, known[row.code].line_id, terms):
                part.updated += 1
            else:
                part.unchanged += 1
        return part, known

    def _corrected(self, row: ScopeLine, line: int, terms: Mapping[int, line_queries.LineTerms]) -> bool:
        """Add terms where the file plans other hours than the newest ones, and return whether it did."""
        every = terms.get(line, line_queries.NO_TERMS).every
        last = every[-1] if every else None
        if last and (last.planned_seconds or 0) == row.seconds:
            return False
        since = max(last.valid_from, agency_day(self.now)) if last else agency_day(self.now)
        new = self._terms(row, since, last.pk if last else None)
        self._made("terms", lines.set_terms(by=self.by, line_id=line, terms=new, now=self.now).pk)
        return True

    def _opened(self, row: ScopeLine) -> AgreementLine:
        agreement = self._agreement
        since = agreement.signed_on or agreement.starts_on or agency_day(self.now)
        line = line_commands.add_line(
            by=self.by,
            agreement_id=agreement.pk,
            number=row.code,
            title=row.name,
            phase=row.phase,
            terms=self._terms(row, since, None),
            now=self.now,
        )
        self._made("line", line.pk)
        return AgreementLine.objects.get(line=line)

    def _terms(self, row: ScopeLine, since: date, replaces: int | None) -> lines.NewTerms:
        return lines.NewTerms(
            valid_from=since,
            signed_on=self._agreement.signed_on,
            currency=self._agreement.currency,
            planned_seconds=row.seconds,
            source_label=self.batch.file_name[:200],
            replaces_id=replaces,
        )

    def _made(self, kind: str, thing: int) -> None:
        Made.objects.create(batch=self.batch, kind=kind, made_id=thing)

    def _attach(self, taken: FileResult) -> None:
        """Assign the project's imported time to the lines its rows name, unless it was assigned or edited since."""
        waiting = waiting_for_a_line(entry__project=self._project)
        ids = [held for held, code in waiting if code.upper() in self._known]
        for chunk in paced(iter(ids), pace := Pace(250, 1000)):
            with pace:
                done, closed = self._attach_chunk(chunk)
            taken.attached += done
            for month in sorted(closed):
                reason = Reason("month_locked", month=written(month))
                taken.refuse(0, [("date", reason)])

    @command
    def _attach_chunk(self, ids: list[int]) -> tuple[int, frozenset[int]]:
        rows = list(HeldRow.objects.filter(pk__in=ids).order_by("pk"))
        closed = months.hold(*(row.work_date for row in rows))
        locked = (
            Entry.objects.filter(pk__in=[row.entry_id for row in rows]).order_by("pk").select_for_update(of=("self",))
        )
        entries = {entry.pk: entry for entry in locked}
        prices, changed, held, unchanged = PriceList(), [], [], set()
        for row in rows:
            entry = entries.get(row.entry_id or 0)
            if entry is None or entry.line_id or entry.version != row.entry_version:
                continue
            month = row.work_date.year * 100 + row.work_date.month
            if month in closed:
                unchanged.add(month)
                continue
            before = rollups.measures(entry)
            Change.objects.create(
                batch=self.batch, held=row, body_before=row.body, entry_before=storable(snapshots.of(entry))
            )
            entry.line_id = self._known[SourceRow.from_text(row.body).line.upper()].line_id
            prices.put_value_on(entry)
            entry.version += 1
            row.entry_version = entry.version
            changed.append((before, entry))
            held.append(row)
        bulk.write_entries(None, changed=changed)
        HeldRow.objects.bulk_update(held, ["entry_version"], batch_size=500)
        detail = {"entries": [entry.pk for _before, entry in changed]}
        trail.record("import.time_put_on_lines", subject=Ref.to(self.batch), by=self.by, at=self.now, changes=detail)
        return len(changed), frozenset(unchanged)


def find_project(code: str) -> Project | None:
    """Return the project with a code, or with a name that is unique.

    Raises `Invalid` for a missing name, `Refused` if several projects have it.
    """
    if not code.strip():
        raise Invalid(_("Enter the project these lines belong to."), "project")
    projects_found = Project.objects.select_related("agreement", "account__manager")
    by_code = projects_found.filter(code__iexact=code.strip()).first()
    if by_code is not None:
        return by_code
    named = list(projects_found.filter(name__iexact=code.strip())[:2])
    if len(named) > 1:
        raise Refused(_("Several projects are called “%(name)s”. Give the code.") % {"name": code})
    return named[0] if named else None
