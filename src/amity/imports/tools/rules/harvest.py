"""Detect Harvest's "detailed time" export by its headers in English, German and Finnish."""

from collections.abc import Sequence

from amity.imports.columns.rules.fields import Columns, named
from amity.imports.rules import Sureness, Unreadable
from amity.imports.tools.rules.sniffing import bare, tool_of

_HEADERS = {
    "date": "date|datum|päivämäärä",
    "client": "client|kunde|asiakas",
    "project": "project|projekt|projekti",
    "project_code": "project code|projektcode|projekt code|projektnummer|projektin koodi",
    "task": "task|task name|activity|aufgabe|tehtävä",
    "text": "notes|notizen|muistiinpanot|notiz",
    "hours": "hours|stunden|tunnit",
    "billable": "billable?|abrechenbar?|laskutettava?|billable|abrechenbar",
    "first_name": "first name|vorname|etunimi",
    "last_name": "last name|nachname|sukunimi",
    "person": "person|mitarbeiter|employee|name",
    "mail": "email|e-mail",
    "price": "billable rate|stundensatz|abrechenbarer stundensatz|abrechnungssatz|laskutushinta",
    "amount": "billable amount|abrechenbarer betrag|betrag|laskutettava summa",
    "cost": "cost rate|kostensatz|interner stundensatz|kustannushinta",
    "cost_amount": "cost amount|kosten|kostenbetrag|kustannukset",
    "currency": "currency|währung|valuutta",
    "reference": "external reference url|externe referenz-url|externe referenz url",
}
_FIELD_OF = {header: name for name, headers in _HEADERS.items() for header in headers.split("|")}
_NEEDED = ("date", "client", "project", "task", "hours")

# Other exports of the same tool: telling columns, and the name a person knows them by.
_OTHER_EXPORTS = (
    (frozenset(("budget by", "budget spent")), "harvest_projects"),
    (frozenset(("client", "project", "total hours", "billable hours")), "harvest_projects"),
    (frozenset(("client name", "address")), "harvest_clients"),
    (frozenset(("client", "total hours", "billable hours")), "harvest_summary"),
    (frozenset(("invoice id", "issue date")), "harvest_invoices"),
)


def recognise(headers: Sequence[str]) -> Columns:
    """Return the columns of a detailed time export, or raise `Unreadable`.

    `harvest_other_export` names another export of Harvest, `other_tool` the tool the file comes from, `not_harvest` the
    missing columns. An export of one person's own time has no person column. Then `Columns.missing()` names it, and
    `Dialect.person` has to provide the person.
    """
    names = [bare(header) for header in headers]
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        field = _FIELD_OF.get(name)
        if field and field not in places:
            places[field] = place
    _refuse_others(frozenset(names), complete=all(field in places for field in _NEEDED))
    missing = [field for field in _NEEDED if field not in places]
    if missing:
        raise Unreadable("not_harvest", fields=", ".join(missing), found=named(headers))
    if {"first_name", "last_name"} & places.keys():
        places.pop("person", None)
    return Columns(places, dict.fromkeys(places, Sureness.KNOWN), name="harvest detailed time")


def _refuse_others(names: frozenset[str], *, complete: bool) -> None:
    if complete:
        return
    for telling, export in _OTHER_EXPORTS:
        if telling <= names:
            raise Unreadable("harvest_other_export", export=export)
    if {"expense category", "date"} <= names:
        raise Unreadable("other_tool", tool="expenses")
    other = tool_of(names)
    if other not in ("", "harvest"):
        raise Unreadable("other_tool", tool=other)
