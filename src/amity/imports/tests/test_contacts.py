"""Contacts from tables and vCards."""

from io import BytesIO

import pytest

from amity.imports.contacts.rules.rows import ContactRow, contact_columns, contact_in
from amity.imports.contacts.rules.vcards import contacts_in
from amity.imports.readers.open_table import open_table
from amity.imports.rules import Unreadable
from amity.imports.time_rows.rules.rows import Rejected

CARDS = (
    "apple_2.1_unicode apple_version3 base64 complete encoding encoding2 evolution latin1 mix_type notes quoted "
    "quotedprintable simple unwrap"
)


def table_contacts(text: str) -> list[ContactRow | Rejected]:
    with open_table(BytesIO(text.encode())) as table:
        columns = contact_columns(table.headers)
        return [contact_in(columns, record) for record in table.records()]


@pytest.mark.parametrize("name", CARDS.split())
def test_every_real_card_gives_a_named_contact(real_data, name):
    cards = list(contacts_in(real_data(f"vcard/{name}.vcf").read_bytes()))

    assert len(cards) == (2 if name == "encoding2" else 1)
    assert all(isinstance(card, ContactRow) and card.name and "\ufffd" not in card.name for card in cards)


def test_quoted_printable_names_are_decoded_however_they_are_announced(real_data):
    (card,) = contacts_in(real_data("vcard/quotedprintable.vcf").read_bytes())
    first, _ = contacts_in(real_data("vcard/encoding2.vcf").read_bytes())

    assert isinstance(card, ContactRow)
    assert isinstance(first, ContactRow)
    assert (card.name, first.name) == ("Carl Gauß", "Bartholomäus von Stürmer")


def test_a_calendar_is_refused(real_data):
    with pytest.raises(Unreadable) as caught:
        contacts_in(real_data("vcard/libical_user-cal.vcf").read_bytes())

    assert caught.value.reason.code == "vcalendar"


def test_a_card_without_end_spoils_no_other():
    cards = list(contacts_in(b"BEGIN:VCARD\nVERSION:3.0\nFN:A B\nEND:VCARD\nBEGIN:VCARD\nFN:C"))

    assert [type(card) for card in cards] == [ContactRow, Rejected]


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF"])
def test_what_holds_no_card_is_refused(data):
    with pytest.raises(Unreadable):
        contacts_in(data)


def test_googles_headers_old_and_new_are_known():
    new = "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value\n"
    old = "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name\n"

    (first,) = table_contacts(new + "Ann,Lee,Acme,CEO,Work,Ann@acme.example ::: a@b.example\n")
    (second,) = table_contacts(old + "Bo Ek,Bo,Ek,Work,bo@acme.example,Acme\n")

    assert first == ContactRow(1, "Ann Lee", ("ann@acme.example", "a@b.example"), "Acme", "CEO")
    assert second == ContactRow(1, "Bo Ek", ("bo@acme.example",), "Acme")


def test_a_wrong_mail_and_an_empty_row_are_rejected_by_field():
    rows = table_contacts("name,mail,phone\nAnn,ann at acme,\n,,123\n")

    assert [(row.number, row.reasons[0][1].code) for row in rows if isinstance(row, Rejected)] == [
        (1, "mail_unreadable"),
        (2, "contact_empty"),
    ]


def test_a_time_file_is_not_contacts():
    with pytest.raises(Unreadable):
        table_contacts("date,hours\n2026-01-01,1\n")
