"""The columns of deals and of companies by the headers of HubSpot, Pipedrive, Salesforce and alike."""

from collections.abc import Mapping, Sequence
from typing import Final

from amity.imports.columns.rules.by_words import columns_by_words, field_words
from amity.imports.columns.rules.mapping import guess_columns
from amity.imports.rules import Unreadable
from amity.imports.tools.rules.sniffing import bare_word

_DEALS: Final[Mapping[str, str]] = {
    "id": "opportunity id|deal id|record id|deal - id|id",
    "title": "opportunity name|deal name|property dealname|deal - title|dealname|title|name",
    "company": "account name|account|deal - organization|organization - name|associated company|company name|company|"
    "organization|client|customer",
    "person": "person - name|deal - contact person|associated contact|contact name|primary contact",
    "mail": "person - email|contact email|email",
    "stage": "deal stage|stage|deal - stage|stage name|property dealstage|deal pipeline stage id|dealstage|"
    "deal - status|status",
    "value": "close value|deal - value|property amount|amount|deal value|value|expected revenue",
    "currency": "deal currency code|deal - currency of value|currency code|currencyisocode|currency",
    "closes": "close date|property closedate|deal - expected close date|expected close date|closedate",
    "added": "created on|property createdate|create date|created date|deal - deal created|createdate|createddate|"
    "created at",
    "owner": "sales agent|deal owner|deal - owner|opportunity owner|owner name|owner",
    "probability": "deal - probability|deal probability|probability|probability %",
    "next_step": "next step|nextstep|activity - subject|next activity subject",
    "next_on": "next activity date|deal - next activity date|activity - due date|next step date",
    "product": "product|deal - product name|product name",
    "text": "deal description|property description|description|note - content",
    "deleted": "is deleted|isdeleted|fivetran deleted|archived",
    "merged": "merged record ids|merged object ids|property hs merged object ids|merged deal ids",
}
_COMPANIES: Final[Mapping[str, str]] = {
    "id": "record id|company id|account id|organization - id|id",
    "name": "company name|property name|account name|organization - name|account|organization|name|company",
    "domain": "company domain name|property domain|domain|website|organization - website|website url",
    "deleted": "is deleted|isdeleted|fivetran deleted|archived",
    "merged": "merged record ids|merged object ids|property hs merged object ids|merged company ids",
}
_CONTACTS: Final[Mapping[str, str]] = {
    "id": "record id|contact id|id",
    "deleted": _COMPANIES["deleted"],
    "merged": "merged record ids|merged object ids|property hs merged object ids|merged contact ids",
}
DEAL_FIELDS: Final = tuple(_DEALS)
COMPANY_FIELDS: Final = tuple(_COMPANIES)
_OF_DEALS, _OF_COMPANIES, _OF_CONTACTS = field_words(_DEALS), field_words(_COMPANIES), field_words(_CONTACTS)
_COMPANY_WORDS: Final = frozenset(
    ("company domain name", "property industry", "property annualrevenue", "annual revenue", "annualrevenue",
     "number of employees", "numberofemployees", "employees", "industry")
)  # fmt: skip
_DEAL_WORDS: Final = frozenset(
    ("opportunity id", "deal id", "deal name", "opportunity name", "property dealname", "deal - title", "dealname")
)
_HISTORY: Final = frozenset(("timestamp", "name", "value"))
"""The columns of a CRM's history of changes, a row for each change and not for each deal."""
_CRMS: Final = (("hubspot", ("property ", "record id")), ("pipedrive", ("deal - ", "person - ")))


def deal_columns(headers: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Return field → column of a table of deals, with a person's choice over it."""
    return columns_by_words(_OF_DEALS, headers, chosen)


def company_columns(headers: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Return field → column of a table of companies, with a person's choice over it."""
    return columns_by_words(_OF_COMPANIES, headers, chosen)


def contact_marks(headers: Sequence[str]) -> dict[str, int]:
    """Return the columns of a CRM's contacts that say which were deleted or merged, none without one of them."""
    places = columns_by_words(_OF_CONTACTS, headers)
    return places if places.keys() & {"deleted", "merged"} else {}


def crm_of(headers: Sequence[str]) -> str:
    """Return the CRM whose ids a table has, so that two CRMs' ids are never taken for each other."""
    words = [bare_word(header) for header in headers]
    return next((crm for crm, starts in _CRMS if any(word.startswith(starts) for word in words)), "")


def looks_like_deals(headers: Sequence[str]) -> bool:
    """Return whether a table contains deals: their own id or name, and a stage or an amount, and no time."""
    words = {bare_word(header) for header in headers}
    telling = words & _DEAL_WORDS and deal_columns(headers).keys() & {"stage", "value", "closes"}
    if words >= _HISTORY:
        return False
    return bool(telling) and "hours" not in guess_columns(headers, ()).places


def looks_like_companies(headers: Sequence[str]) -> bool:
    """Return whether a table contains companies: a name, and what only companies have, and no person."""
    words = {bare_word(header) for header in headers}
    people = {word for word in words if "first" in word or "last name" in word or "lastname" in word}
    return "name" in company_columns(headers) and bool(words & _COMPANY_WORDS) and not people


def needed(places: Mapping[str, int], headers: Sequence[str], *fields: str) -> None:
    """Raise `Unreadable` (`columns_missing`) if none of some fields has a column."""
    if not places.keys() & set(fields):
        raise Unreadable("columns_missing", fields=fields[0], found=", ".join(headers[:12]))
