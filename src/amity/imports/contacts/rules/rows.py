"""Pure rules for contacts in a table: Google's two generations of headers, and common names in other tools."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amity.imports.rules import Reason, Record, Unreadable, cell_text, tidy
from amity.imports.time_rows.rules.rows import Rejected

_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_HASHED = re.compile(r"[0-9A-Fa-f]{32,128}|[0-9A-Za-z+/]{22,}={1,2}")
LONGEST_MAIL = 254
_JOINED = re.compile(r"\s*:::\s*|\s*[;]\s*")
_WORDS: Mapping[str, str] = {
    "name": "name|full name|display name|contact|contact name|person - name|ansprechpartner|nom|nimi|file as",
    "first": "first name|given name|vorname|firstname|person - first name|etunimi|prénom|property_firstname",
    "middle": "middle name|additional name",
    "last": "last name|family name|surname|nachname|lastname|person - last name|sukunimi|property_lastname",
    "mail": "email|e-mail|mail|email address|e-mail address|e-mail-adresse|e-mail 1 - value|e-mail 2 - value|"
    "e-mail 3 - value|property_email|person - email (work)|person - email (home)|emailaddress|email 1|email 2|"
    "sähköposti",
    "company": "company|organisation|organization|organization name|organization 1 - name|firma|unternehmen|account|"
    "client|property_company|associated company|organization - name|company name|kunde|société|yritys",
    "title": "title|job title|property_jobtitle|organization title|organization 1 - title|position|role|funktion|"
    "titel|jobtitle",
    "phone": "phone|telephone|mobile|phone number|mobile phone|telefon|phone 1 - value|phone 2 - value|phone 3 - value|"
    "person - phone|business phone|work phone|puhelin",
    "note": "notes|note|notizen|comment|comments",
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split("|")}


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person of a client in a file: record number, name, emails and phones in the order given.

    `no_mail` is a text in the column for email addresses that can't be one, such as a hashed address.
    """

    number: int
    name: str
    mails: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    note: str = ""
    no_mail: str = ""

    @property
    def domain(self) -> str:
        """The domain of the first email address, for finding the account, or ""."""
        return self.mails[0].partition("@")[2] if self.mails else ""


def contact_columns(headers: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """Return field → columns. Raises `Unreadable` (`not_contacts`) if no header is a name or an email address."""
    places: dict[str, tuple[int, ...]] = {}
    for place, header in enumerate(headers):
        field = _FIELD_OF.get(header.casefold().strip("* "))
        if field:
            places[field] = (*places.get(field, ()), place)
    if not {"name", "first", "last", "mail"} & places.keys():
        raise Unreadable("not_contacts", columns=", ".join(headers[:12]))
    return places


def contact_in(columns: Mapping[str, tuple[int, ...]], record: Record) -> ContactRow | Rejected:
    """Return the contact of a record, or its rejection with `contact_empty` or `mail_unreadable`."""
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    texts = {
        field: [text for place in places if (text := tidy(cell_text(record.cells[place])))]
        for field, places in columns.items()
    }

    def first(field: str) -> str:
        return next(iter(texts.get(field, ())), "")

    parts = " ".join(filter(None, (first("first"), first("middle"), first("last"))))
    mails = [part for text in texts.get("mail", ()) for part in _JOINED.split(text) if part]
    return contact(
        record.number,
        name=first("name") or parts,
        mails=mails,
        company=first("company"),
        title=first("title"),
        phones=[part for text in texts.get("phone", ()) for part in _JOINED.split(text) if part],
        note=first("note"),
    )


def contact(
    number: int, *, name: str, mails: Sequence[str], company: str, title: str, phones: Sequence[str], note: str
) -> ContactRow | Rejected:
    """Return a contact with unique, lower-case email addresses, named by the first one if it has no name.

    A mistyped address is rejected, to be fixed. A hashed one can't be: a named person is imported without it.
    """
    hidden = next(filter(_HASHED.fullmatch, mails), "") if name else ""
    mails = [mail for mail in mails if not (hidden and _HASHED.fullmatch(mail))]
    wrong = next((mail for mail in mails if len(mail) > LONGEST_MAIL or not _MAIL.fullmatch(mail)), None)
    if wrong is not None:
        return Rejected(number, (("mail", Reason("mail_unreadable", text=wrong[:LONGEST_MAIL])),))
    unique = tuple(dict.fromkeys(mail.lower() for mail in mails))
    if not name and not unique:
        return Rejected(number, (("name", Reason("contact_empty")),))
    return ContactRow(number, name or unique[0], unique, company, title, tuple(dict.fromkeys(phones)), note, hidden)
