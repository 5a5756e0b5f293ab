"""Import the deals of a CRM as opportunities in one go. It recognises earlier ones, and can be undone.

A deal is recognised by its id in its CRM, or by its name, company and date where the file has no ids, so that the same
file changes nothing and a newer one corrects what changed there. An opportunity that was changed here stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.growth import bulk
from amity.growth.models import Opportunity
from amity.growth.wording import STAGES
from amity.imports.cells.rules.dates import DateOrder
from amity.imports.cells.rules.numbers import DecimalMark
from amity.imports.crm.people import People
from amity.imports.crm.rules.columns import crm_of, deal_columns
from amity.imports.crm.rules.rows import DealRow, closed_on, deals_in, surveyed
from amity.imports.models import Batch, Made, Source
from amity.imports.pace import Pace, paced
from amity.imports.readers.limited import LimitedTable, open_table
from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason
from amity.imports.source_file.options import Options
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.money import Money
from amity.shared.refs import Ref

MADE = "deal"
CORRECTED = "redeal"
WORDS_NAMED = 5


@dataclass(frozen=True, slots=True)
class DealFile:
    """The deals of a file, and the CRM whose ids they have."""

    crm: str
    rows: list[DealRow | Rejected]


@contextmanager
def deals_of(path: Path, limits: Limits, options: Options) -> Iterator[DealFile]:
    """Yield the deals of a file. Raises `Unreadable` where a column is missing, or the date order is open."""
    with open_table(path, limits, encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet) as table:
        yield _read(table, options)


def _read(table: LimitedTable, options: Options) -> DealFile:
    places = deal_columns(table.headers, options.columns)
    records = list(table.records())
    layout = surveyed(
        table.headers, places, records, currency=options.currency or agency().currency,
        date_order=DateOrder(options.date_order) if options.date_order else None,
        mark=DecimalMark(options.mark) if options.mark else None,
    )  # fmt: skip
    return DealFile(crm_of(table.headers), list(deals_in(layout, records)))


@dataclass
class DealTaker:
    """Imports one file's deals in chunks. Run again, it adds only deals that are missing."""

    by: Actor
    batch: Batch
    now: datetime
    options: Options
    dry_run: bool = False
    _people: People = field(init=False)
    _held: dict[str, Made] = field(init=False)
    _versions: dict[int, int] = field(init=False)

    def take(self, file: DealFile) -> FileResult:
        """Import every deal, or only report what would happen."""
        taken = FileResult(rows=len(file.rows))
        for one in file.rows:
            if isinstance(one, Rejected):
                taken.refuse(one.number, one.reasons)
        rows = [one for one in file.rows if isinstance(one, DealRow)]
        source = self._source(file.crm)
        self._people = People()
        self._held = held_deals(source)
        held = [one.made_id for one in self._held.values()]
        self._versions = dict(Opportunity.objects.filter(pk__in=held).values_list("pk", "version"))
        for chunk in paced(iter(rows), pace := Pace(200, 2_000)):
            with pace:
                taken.add(self._look_at(chunk) if self.dry_run else self._chunk(chunk))
        taken.rejected.sort()
        taken.warnings += _unknown_stages(rows)
        return taken

    @command
    def _chunk(self, rows: list[DealRow]) -> FileResult:
        return self._look_at(rows)

    def _look_at(self, rows: list[DealRow]) -> FileResult:
        part, new = FileResult(), list[DealRow]()
        for row in rows:
            fate = self._fate(row, part)
            if not fate:
                continue
            part.count(fate)
            amount = None if row.value is None else Money(row.value, row.currency)
            part.tell(fate, MADE, row.title, row.company, amount)
            if fate == "created":
                new.append(row)
        if not self.dry_run:
            self._write(new)
        return part

    def _fate(self, row: DealRow, part: FileResult) -> str:
        """Return what becomes of a row, and correct what changed. A row that is left out has its reason in `part`."""
        held = self._held.get(row.key)
        if held is None:
            return "created"
        if held.detail["body"] == row.as_json():
            return "unchanged"
        version = self._versions.get(held.made_id)
        if version != held.detail["version"]:
            code = "changed_on_both_sides" if version else "deleted_here_changed_there"
            part.refuse(row.number, [("", Reason(code, fields="value"))])
            return ""
        if not self.dry_run:
            self._correct(row, held)
        return "updated"

    def _write(self, rows: list[DealRow]) -> None:
        values = [self._values(row) for row in rows]
        made = bulk.import_opportunities(by=self.by, batch=Ref.to(self.batch), rows=values, now=self.now)
        kept = [
            Made(
                batch=self.batch, kind=MADE, made_id=one.pk,
                detail={"key": row.key, "body": row.as_json(), "version": one.version},
            )
            for row, one in zip(rows, made, strict=True)
        ]  # fmt: skip
        self._held |= dict(zip((row.key for row in rows), Made.objects.bulk_create(kept, batch_size=200), strict=True))
        self._versions |= {one.pk: one.version for one in made}

    def _correct(self, row: DealRow, held: Made) -> None:
        before = bulk.image_of(Opportunity.objects.get(pk=held.made_id))
        one = bulk.correct_imported(by=self.by, opportunity_id=held.made_id, values=self._values(row), now=self.now)
        detail: dict[str, Any] = {"key": row.key, "body": row.as_json(), "version": one.version}
        detail |= {"before": _plain(before), "body_before": held.detail["body"]}
        self._held[row.key] = Made.objects.create(batch=self.batch, kind=CORRECTED, made_id=one.pk, detail=detail)
        self._versions[one.pk] = one.version

    def _values(self, row: DealRow) -> bulk.Imported:
        account_id = self._people.account(row.company)
        owner_id = self._people.owner(row.owner)
        today = timezone.localdate(self.now)
        added = date.fromisoformat(row.added) if row.added else today
        closed = closed_on(row, today)
        return bulk.Imported(
            title=row.title, account_id=account_id, company="" if account_id else row.company,
            contact_id=self._people.contact(account_id, row.person, row.mail), client_words=row.text, stage=row.stage,
            value=row.value, currency=row.currency, probability=row.probability if closed is None else None,
            starts_on=date.fromisoformat(row.closes) if row.closes and closed is None else None,
            next_step=row.next_step, next_on=date.fromisoformat(row.next_on) if row.next_on else None,
            owner_id=owner_id, closed_on=closed, added_on=added,
            source_note="" if owner_id else _owner_in_words(row.owner),
        )  # fmt: skip

    def _source(self, crm: str) -> Source | None:
        """Return the source of a CRM's deals, which a dry run doesn't create."""
        if self.dry_run:
            return Source.objects.filter(tool="deals", key=crm).first()
        source = Source.objects.get_or_create(tool="deals", key=crm)[0]
        Batch.objects.filter(pk=self.batch.pk).update(source=source)
        self.batch.source = source
        return source


def _owner_in_words(name: str) -> str:
    return (_("Owner in the CRM: %(name)s") % {"name": name})[:200] if name else ""


def held_deals(source: Source | None) -> dict[str, Made]:
    """Return the newest record of each deal of a source, by its key."""
    rows = Made.objects.filter(batch__source=source, kind__in=(MADE, CORRECTED)) if source else Made.objects.none()
    return {one.detail["key"]: one for one in rows.order_by("pk")}


def take_back_deals(rows: Iterable[Made]) -> dict[int, str]:
    """Remove the opportunities a batch imported, all at once. Return why each stays, or "", by its record's id."""
    deals = [one for one in rows if one.kind == MADE]
    kept = bulk.remove_imported({one.made_id: one.detail["version"] for one in deals}) if deals else {}
    return {one.pk: kept.get(one.made_id, "") for one in deals}


def restore_deal(by: Actor, made: Made, now: datetime) -> str:
    """Restore the values of an opportunity before a batch corrected it. Return why it stays, or ""."""
    version = made.detail["version"]
    one = Opportunity.objects.filter(pk=made.made_id).first()
    if one is None:
        return ""
    if one.version != version:
        return "edited_since"
    restored = bulk.correct_imported(
        by=by, opportunity_id=one.pk, values=bulk.imported_from(made.detail["before"]), now=now
    )
    earlier = Made.objects.filter(kind__in=(MADE, CORRECTED), made_id=one.pk, pk__lt=made.pk).order_by("-pk").first()
    if earlier is not None:
        earlier.detail = {**earlier.detail, "version": restored.version}
        earlier.save(update_fields=["detail"])
    return ""


def _plain(image: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in image.items()}


def _unknown_stages(rows: list[DealRow]) -> list[str]:
    """Return a warning that names the stages that aren't known here, how many deals have each, and what they become."""
    found = Counter((row.stage_word, row.stage) for row in rows if row.stage_word).most_common(WORDS_NAMED)
    if not found:
        return []
    names = ", ".join(
        _("“%(text)s”") % {"text": word} + f" ({count}) → {STAGES[stage]}" for (word, stage), count in found
    )
    return [_("Amity doesn’t know these stages and imports them as: %(names)s.") % {"names": names}]
