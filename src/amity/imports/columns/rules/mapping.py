"""Pure rules that guess the field of each column from its header and its first values."""

from collections.abc import Mapping, Sequence

from amity.imports.cells.rules.billable import parse_billable
from amity.imports.cells.rules.currency import parse_currency
from amity.imports.cells.rules.dates import DateOrder, parse_date
from amity.imports.cells.rules.durations import parse_duration
from amity.imports.columns.rules.fields import Columns, mapped, speaks_of_amount
from amity.imports.rules import Cell, Reason, Sureness, cell_text
from amity.imports.tools.rules.sniffing import bare_word

_WORDS: Mapping[str, str] = {
    "date": "date|work date|start date|day|datum|tag|spent date|startdatum|päivämäärä|date de début|jour|spent on",
    "person": "person|user|full name|employee|name|member|team member|resource|mitarbeiter|mitarbeiterin|worker|staff|"
    "consultant|who|benutzer|username|author|henkilö|bearbeiter|assignee|user name|person name",
    "mail": "email|e-mail|mail|user email|email address|e-mail-adresse|assignee email|person email",
    "client": "client|customer|account|kunde|company|organisation|organization|client name|account customer|asiakas|"
    "customer name|account name|auftraggeber",
    "project": "project|project name|projekt|project title|projektname|job|projekti|matter|engagement",
    "task": "task|task name|aufgabe|activity|activity name|issue summary|tätigkeit|service|tehtävä|work item|work type|"
    "leistung|issue|task title|ticket|ticket title|to-do|todo|story|subtask|card|activity type|arbeitspaket|vorgang",
    "line": "line|line code|code|scope code|sow line|position|budget line|line item|wbs",
    "hours": "hours|duration|time|duration (h)|duration (decimal)|stunden|dauer|time spent|hours worked|zeit|worked|"
    "tunnit|quantity|minutes|minuten|time (h)|time (hours)|logged hours|tracked hours|hours logged",
    "text": "description|notes|text|comment|work description|note|notizen|beschreibung|comments|memo|details|bemerkung|"
    "kommentar|selite|entry|what",
    "billable": "billable|billable?|abrechenbar|abrechenbar?|is billable|laskutettava|chargeable",
    "price": "rate|price|billable rate|hourly rate|stundensatz|bill rate|billing rate|preis|amount|billable amount|"
    "betrag|price per hour|value",
    "cost": "cost|cost rate|cost amount|internal rate|kosten|kostensatz|labor cost|labour cost|hourly cost",
    "currency": "currency|währung|valuutta|devise|currency code",
    "project_code": "project code|project key|projektnummer|project number|project id|projektcode",
    "first_name": "first name|vorname|given name|firstname|etunimi",
    "last_name": "last name|nachname|surname|family name|lastname|sukunimi",
    "reference": "external reference url|reference|url|link",
}
_KNOWN = {word: (field, rank) for field, words in _WORDS.items() for rank, word in enumerate(words.split("|"))}


def guess_columns(headers: Sequence[str], samples: Sequence[Sequence[Cell]]) -> Columns:
    """Return the likeliest column of each field, with its certainty, without fields that have no candidate.

    Known: the header is a usual word for the field and the sample values fit. Assumed: only one of them does. A header
    that its values contradict (a "Date" full of words) isn't used.
    """
    best: dict[str, tuple[int, int]] = {}
    sureness: dict[str, Sureness] = {}
    for place, header in enumerate(headers):
        found = _KNOWN.get(bare_word(header))
        values = _values(samples, place)
        if found is None or (values and not _fits(found[0], values)):
            continue
        field, rank = found
        slot = {"price": "amount", "cost": "cost_amount"}.get(field, field) if speaks_of_amount(header) else field
        # A column without any value is a worse candidate than a later word with values.
        rank += 0 if values else 100
        if slot not in best or rank < best[slot][0]:
            best[slot] = (rank, place)
            sureness[slot] = Sureness.KNOWN if values and rank < 100 else Sureness.ASSUMED
    places = {slot: place for slot, (_, place) in best.items()}
    if "person" in places and {"first_name", "last_name"} <= places.keys():
        places.pop("person")
    _fill_by_values(headers, samples, places, sureness)
    complete = {slot: sureness[slot] for slot in places}
    return mapped(headers, {}, Columns(places, complete))


def _fill_by_values(
    headers: Sequence[str], samples: Sequence[Sequence[Cell]], places: dict[str, int], sureness: dict[str, Sureness]
) -> None:
    """Find date, email and hours by their values alone, where exactly one free column fits."""
    for field in ("date", "mail", "hours"):
        if field in places:
            continue
        free = [place for place in range(len(headers)) if place not in places.values()]
        fitting = [place for place in free if (values := _values(samples, place)) and _strictly(field, values)]
        if len(fitting) == 1:
            places[field], sureness[field] = fitting[0], Sureness.ASSUMED


def _fits(field: str, values: Sequence[Cell]) -> bool:
    """Return whether most sample values can be read as the field."""
    tests = {
        "date": _is_date,
        "mail": lambda cell: "@" in cell_text(cell),
        "hours": lambda cell: not _is_wrong(parse_duration(cell, unit=1), "hours_unreadable"),
        "billable": lambda cell: not isinstance(parse_billable(cell), Reason),
        "currency": lambda cell: isinstance(parse_currency(cell_text(cell)), str),
        "price": lambda cell: any(sign.isdigit() for sign in cell_text(cell)),
        "cost": lambda cell: any(sign.isdigit() for sign in cell_text(cell)),
    }
    test = tests.get(field)
    return test is None or sum(map(test, values)) * 2 >= len(values)


def _strictly(field: str, values: Sequence[Cell]) -> bool:
    """Return whether every sample value can be read as the field, for columns with an unknown header."""
    if field == "hours":
        return all(isinstance(parse_duration(cell), int) and not _is_date(cell) for cell in values)
    return all(_is_date(cell) if field == "date" else "@" in cell_text(cell) for cell in values)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, int | float) or (isinstance(cell, str) and not any(mark in cell for mark in "-/. ")):
        return not isinstance(parse_date(cell), Reason)
    found = [parse_date(cell, order) for order in DateOrder]
    return any(not isinstance(day, Reason) for day in found)


def _is_wrong(value: object, code: str) -> bool:
    return isinstance(value, Reason) and value.code == code


def _values(samples: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    return [row[place] for row in samples if place < len(row) and cell_text(row[place]).strip()]
