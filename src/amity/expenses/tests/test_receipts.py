from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amity.expenses import commands, receipts
from amity.expenses.models import Expense, Receipt
from amity.expenses.rules import RECEIPTS
from amity.expenses.tests.conftest import PDF, PNG, spent
from amity.files.models import StoredFile
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.timesheets.commands import lock_month
from tests.builders import acting

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"

pytestmark = pytest.mark.usefixtures("media")


@pytest.fixture
def expense(piet, site) -> Expense:
    return commands.log_expense(by=acting(piet), changes=spent(site), now=NOW)


def put(person, expense, content=PDF, name="till.pdf") -> Receipt:
    return receipts.add_receipt(by=acting(person), expense_id=expense.pk, name=name, chunks=[content], now=NOW)


def bytes_kept(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()] if media.exists() else []


@pytest.mark.parametrize("content", [SVG, HTML, HEIC, b"MZ\x90\x00 a program", b"GIF89a", b"PK\x03\x04 a zip"])
@pytest.mark.parametrize("name", ["till.pdf", "till.png", "till.jpg"])
def test_a_wrong_kind_behind_a_right_name_is_refused_and_nothing_stays(piet, expense, media, content, name):
    with pytest.raises(Invalid):
        put(piet, expense, content, name)

    assert not Receipt.objects.exists()
    assert not StoredFile.objects.exists()
    assert bytes_kept(media) == []


def test_an_oversize_receipt_is_refused_and_nothing_stays(piet, expense, media, monkeypatch):
    monkeypatch.setattr(receipts, "RECEIPT_BYTES", 100)
    with pytest.raises(Invalid) as no:
        put(piet, expense, PDF + b"x" * 200)

    assert no.value.field == "receipts"
    assert bytes_kept(media) == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "..\\..\\till.pdf", "/etc/cron.d/till.pdf", "till.pdf\x00.exe"]
)
def test_a_name_never_says_where_the_bytes_lie(piet, expense, media, name):
    receipt = put(piet, expense, PDF, name)

    assert len(bytes_kept(media)) == 1
    assert ".." not in receipt.file.path
    assert "/" not in receipt.file.name
    assert "\x00" not in receipt.file.name
    assert receipt.file.name.endswith(".pdf")


def test_a_picture_under_another_name_is_given_back_as_a_picture(piet, expense):
    receipt = put(piet, expense, PNG, "till.html")

    assert (receipt.file.name, receipt.file.content_type) == ("till.html.png", "image/png")


def test_a_receipt_is_a_download_that_no_browser_reads_as_a_page(piet, expense, client: Client):
    receipt = put(piet, expense, PDF + HTML)
    client.force_login(piet)
    answer = client.get(f"/files/{receipt.file_id}/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_who_sees_the_expense_reads_the_receipt_and_no_one_else(piet, mara, fina, tim, expense, client: Client):
    file = put(piet, expense).file_id

    found = {}
    for person in (piet, mara, fina, tim):
        client.force_login(person)
        found[person.name] = client.get(f"/files/{file}/").status_code
    assert found == {"Piet": 200, "Mara": 200, "Fina": 200, "Tim": 404}


def test_who_brought_a_receipt_but_no_longer_sees_the_expense_reads_it_no_more(fina, piet, expense, client: Client):
    file = put(fina, expense).file_id
    fina.held_roles.all().delete()
    client.force_login(fina)

    assert client.get(f"/files/{file}/").status_code == 404


def test_only_who_may_change_the_expense_puts_or_takes_receipts(piet, mara, tim, expense, media):
    receipt = put(piet, expense)

    with pytest.raises(Refused):
        put(mara, expense)
    with pytest.raises(NotSeen):
        put(tim, expense)
    with pytest.raises(Refused):
        receipts.remove_receipt(by=acting(mara), expense_id=expense.pk, receipt_id=receipt.pk, now=NOW)
    assert len(bytes_kept(media)) == 1


def test_a_receipt_of_another_expense_cannot_be_taken_through_this_one(piet, tim, site, expense):
    other = commands.log_expense(by=acting(tim), changes=spent(site), now=NOW)
    receipt = put(tim, other)

    with pytest.raises(NotSeen):
        receipts.remove_receipt(by=acting(piet), expense_id=expense.pk, receipt_id=receipt.pk, now=NOW)
    with pytest.raises(NotSeen):
        receipts.attach_receipt(by=acting(piet), expense_id=expense.pk, file_id=receipt.file_id, now=NOW)


def test_an_expense_takes_ten_receipts_and_no_more(piet, expense, media):
    for _ in range(RECEIPTS):
        put(piet, expense)

    with pytest.raises(Invalid):
        put(piet, expense)
    assert len(bytes_kept(media)) == RECEIPTS


def test_a_closed_month_keeps_its_receipts(piet, fina, expense, media):
    receipt = put(piet, expense)
    lock_month(by=acting(fina), month=202611, now=NOW)

    with pytest.raises(Refused):
        put(piet, expense)
    with pytest.raises(Refused):
        receipts.remove_receipt(by=acting(piet), expense_id=expense.pk, receipt_id=receipt.pk, now=NOW)
    assert len(bytes_kept(media)) == 1


@pytest.mark.django_db(transaction=True)
def test_receipts_go_with_their_expense(piet, expense, media):
    put(piet, expense)
    put(piet, expense, PNG, "till.png")
    commands.delete_expense(by=acting(piet), expense_id=expense.pk, version=1, now=NOW)

    assert not StoredFile.objects.exists()
    assert bytes_kept(media) == []


def test_a_form_that_is_refused_keeps_no_file(piet, site, media, client: Client):
    client.force_login(piet)
    data = {
        "kind": "pass_through",
        "spent_on": "2026-11-20",
        "work": "",
        "supplier": "X",
        "amount": "5",
        "nonce": "n" * 32,
    }
    sent = data | {"currency": "EUR", "receipts": SimpleUploadedFile("till.pdf", PDF)}
    answer = client.post("/expenses/new/", sent)

    assert answer.status_code == 422
    assert bytes_kept(media) == []


def test_a_form_pressed_twice_keeps_one_expense_and_one_file(piet, site, media, client: Client):
    client.force_login(piet)
    data = {"kind": "pass_through", "spent_on": "2026-11-20", "work": f"p{site.pk}", "supplier": "X", "amount": "5"}
    data |= {"currency": "EUR", "nonce": "n" * 32}
    for _ in range(2):
        sent = data | {"receipts": SimpleUploadedFile("till.pdf", PDF), "photo": SimpleUploadedFile("p.png", PNG)}
        assert client.post("/expenses/new/", sent).status_code == 302

    assert Expense.objects.count() == 1
    assert len(bytes_kept(media)) == Receipt.objects.count() == 2
