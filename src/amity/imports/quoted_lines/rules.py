"""Pure rules for a project's agreed lines in a table `code,name,est_hours[,phase]`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey, parse_number
from amity.imports.rules import Reason, Record, Unreadable, cell_text, tidy
from amity.imports.time_rows.rules.rows import Rejected

_WORDS: Mapping[str, str] = {
    "code": "code|line|number|no|nr|position|pos|line code|#",
    "name": "name|title|description|bezeichnung|titel|leistung|line name",
    "hours": "est_hours|est hours|hours|estimate|estimated hours|planned hours|stunden|budget hours|plan hours",
    "phase": "phase|group|section|stage|abschnitt",
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split("|")}


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One agreed line: its code in capitals, title, planned time in seconds (0 without budget), and phase."""

    number: int
    code: str
    name: str
    seconds: int
    phase: str = ""


def line_columns(headers: Sequence[str]) -> Mapping[str, int]:
    """Return field → column. Raises `Unreadable` (`not_lines`) with the missing ones of code, name and hours."""
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        field = _FIELD_OF.get(header.casefold().strip())
        if field:
            places.setdefault(field, place)
    if missing := [field for field in ("code", "name", "hours") if field not in places]:
        raise Unreadable("not_lines", fields=", ".join(missing))
    return places


def decimal_mark(columns: Mapping[str, int], records: Iterable[Record]) -> DecimalMark:
    """Return the decimal mark of the hours column, from all records."""
    numbers = NumberSurvey()
    for record in records:
        numbers.add(cell_text(record.cells[columns["hours"]]))
    return numbers.verdict()


def lines_in(
    columns: Mapping[str, int], records: Iterable[Record], mark: DecimalMark = DecimalMark.POINT
) -> Iterator[ScopeLine | Rejected]:
    """Yield the lines in order. A record without code, name or readable hours, or with a repeated code, is rejected."""
    seen: dict[str, int] = {}
    for record in records:
        line = _line(columns, record, mark)
        if isinstance(line, ScopeLine):
            if line.code in seen:
                line = Rejected(record.number, (("code", Reason("line_twice", line=line.code, row=seen[line.code])),))
            else:
                seen[line.code] = record.number
        yield line


def _line(columns: Mapping[str, int], record: Record, mark: DecimalMark) -> ScopeLine | Rejected:
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    texts = {field: tidy(cell_text(record.cells[place])) for field, place in columns.items()}
    wrong = [
        (field, Reason("line_field_missing", field=field)) for field in ("code", "name", "hours") if not texts[field]
    ]
    hours = parse_number(texts["hours"], mark) if texts["hours"] else Decimal(0)
    if isinstance(hours, Reason):
        wrong.append(("hours", hours))
    elif hours < 0:
        wrong.append(("hours", Reason("hours_negative", text=texts["hours"])))
    if wrong or isinstance(hours, Reason):
        return Rejected(record.number, tuple(wrong))
    seconds = int((hours * 3600).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    return ScopeLine(record.number, texts["code"].upper(), texts["name"], seconds, texts.get("phase", ""))
