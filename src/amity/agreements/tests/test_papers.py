"""Hostile files, uploaded by page and by REST: refused or made harmless, and unreadable without the right."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.agreements.documents.models import AgreementFile
from amity.agreements.review import commands as review_commands
from amity.agreements.steps import commands as step_commands
from amity.agreements.tests.making import make_draft, read, sign
from amity.files import uploading
from amity.files.models import StoredFile
from amity.files.tests.test_uploads import MIB, packed
from amity.people.tokens.commands import make_token
from tests.builders import MONDAY, acting, make_person

BOMB = packed([(f"xl/{number}.xml", MIB * 20) for number in range(5)])
HOSTILE = [
    ("signed.pdf", b"MZ\x90\x00 a program"), ("signed.pdf", b"<html><script>alert(1)</script>"),
    ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("drawing.png", b"<svg onload='alert(1)'/>"), ("page.html", b"<script>alert(1)</script>"),
    ("notes.txt", b"hello <script>alert(1)</script>"), ("book.xlsx", BOMB), ("terms.docx", BOMB),
    ("terms.docx", b"PK\x03\x04 cut off"), ("all.zip", packed([("a", b"b")])), ("empty.pdf", b""),
]  # fmt: skip


@pytest.fixture(autouse=True)
def on_monday(time_machine, media):
    """Set the clock to the Monday on which tokens of the tests work."""
    time_machine.move_to(MONDAY)


class Door:
    """Interface of `bring(door, name, content)`, which uploads a file to a draft by page or REST.

    It returns status and response.
    """

    def __init__(self, client, draft, token):
        self.client, self.draft, self.token = client, draft, token

    def __call__(self, door, name, content, **more):
        file = SimpleUploadedFile(name, content)
        vars(file)["_name"] = name  # the tests' own upload removes the path, a hostile one doesn't
        if door == "page":
            address = reverse("agreements:add_file", args=[self.draft.pk])
            answer = self.client.post(address, {"nonce": uuid.uuid4().hex, "file": file}, **more)
        else:
            headers = {"Authorization": f"Bearer {self.token}"} | more.pop("headers", {})
            address = f"/api/v1/agreements/{self.draft.pk}/files"
            answer = self.client.post(address, {"file": file}, headers=headers, **more)
        return answer.status_code, answer.content.decode()


@pytest.fixture
def bring(client, mara, osprey):
    """Return a function that uploads to Mara's draft with her session and token."""
    client.force_login(mara)
    token = make_token(by=acting(mara), name="x", scopes=["setup:write", "read", "money"], days=1, now=MONDAY)
    return Door(client, make_draft(mara, osprey), token.secret)


def nothing_kept(media):
    """Return whether no row and no byte was stored."""
    return not StoredFile.objects.exists() and not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("door", ["page", "rest"])
@pytest.mark.parametrize(("name", "content"), HOSTILE)
def test_what_is_no_paper_is_refused_with_the_reason_and_nothing_stays(bring, media, door, name, content):
    status, told = bring(door, name, content)

    assert status == 422
    assert any(why in told for why in ("doesn’t match its file type", "too large when unpacked", "is empty"))
    assert nothing_kept(media)


@pytest.mark.parametrize("door", ["page", "rest"])
def test_a_path_in_the_name_leads_nowhere(bring, media, door):
    status, _as_json = bring(door, "../../../etc/cron.d/signed.pdf", b"%PDF-1.7 signed")

    kept = StoredFile.objects.get()
    assert (status, kept.name) == ({"page": 302, "rest": 201}[door], "signed.pdf")
    (place,) = [path for path in media.rglob("*") if path.is_file()]
    assert place.resolve().is_relative_to(media.resolve())


@pytest.mark.parametrize("door", ["page", "rest"])
def test_a_gigabyte_is_refused_by_what_it_announces_before_it_is_read(bring, client, media, door):
    address = {
        "page": reverse("agreements:add_file", args=[bring.draft.pk]),
        "rest": f"/api/v1/agreements/{bring.draft.pk}/files",
    }[door]
    answer = client.generic(
        "POST", address, b"--x\r\n", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="1000000000",
        headers={"Authorization": f"Bearer {bring.token}"},
    )  # fmt: skip

    assert answer.status_code == 413
    assert nothing_kept(media)


@pytest.mark.parametrize("door", ["page", "rest"])
def test_one_that_announces_little_and_brings_much_is_cut_off(bring, media, door, monkeypatch):
    monkeypatch.setattr(uploading, "_limit", [lambda: 100_000])

    status, _as_json = bring(door, "signed.pdf", b"%PDF-1.7" + MIB * 3)

    assert status == 413
    assert nothing_kept(media)


def test_other_addresses_of_rest_take_no_forms(bring, client):
    answer = client.post(
        f"/api/v1/agreements/{bring.draft.pk}/moves",
        {"to": "draft"},
        headers={"Authorization": f"Bearer {bring.token}"},
    )

    assert answer.status_code == 415


def test_a_paper_brought_by_rest_is_the_evidence_of_a_move_and_a_key_keeps_it_once(bring, client, mara):
    headers = {"Idempotency-Key": "paper-1"}
    status, told = bring("rest", "signed.pdf", b"%PDF-1.7 signed", headers=headers)
    assert (status, bring("rest", "signed.pdf", b"%PDF-1.7 signed", headers=headers)[1]) == (201, told)
    assert bring("rest", "signed.pdf", b"%PDF-1.7 other", headers=headers)[0] == 422
    kept = AgreementFile.objects.get()
    own = {"Authorization": f"Bearer {bring.token}"}
    path = f"/api/v1/agreements/{bring.draft.pk}"
    assert [one["name"] for one in client.get(f"{path}/files", headers=own).json()] == ["signed.pdf"]

    review_commands.submit_agreement(by=acting(mara), agreement_id=bring.draft.pk, version=1, now=MONDAY)
    body = {"version": read(bring.draft).version, "to": "with_client", "client": "Cleo", "file_id": kept.file_id}
    answer = client.post(f"{path}/moves", json.dumps(body), content_type="application/json", headers=own)

    assert answer.json()["state"] == "with_client"
    assert read(bring.draft).recorded.get().file_id == kept.file_id


def test_a_paper_is_read_with_the_right_to_its_record_alone(bring, client, osprey, mara, tim, fina):
    bring("page", "signed.pdf", b"%PDF-1.7 signed")
    address = reverse("files:download", args=[StoredFile.objects.get().pk])
    hours = make_person("Hanna", "account_director", own_money_right=1)

    def seen_by(person):
        client.force_login(person)
        return client.get(address).status_code

    assert (seen_by(mara), seen_by(fina)) == (200, 200)
    assert (seen_by(tim), seen_by(hours)) == (404, 404)
    client.logout()
    assert client.get(address).status_code == 302
    osprey.manager = None
    osprey.save()
    assert seen_by(mara) == 404, "who brought it has no right of their own"


def test_by_rest_no_one_keeps_a_paper_with_what_they_do_not_write(bring, client, tim):
    token = make_token(by=acting(tim), name="x", scopes=["setup:write"], days=1, now=MONDAY)
    answer = client.post(
        f"/api/v1/agreements/{bring.draft.pk}/files",
        {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")},
        headers={"Authorization": f"Bearer {token.secret}"},
    )

    assert (answer.status_code, StoredFile.objects.count()) == (404, 0)


def test_evidence_stays_whoever_asks(bring, client, mara):
    bring("page", "signed.pdf", b"%PDF-1.7 signed")
    file = StoredFile.objects.get()
    signed = sign(mara, bring.draft, step_commands.Evidence(MONDAY.date(), "Cleo", "Mara", file_id=file.pk))

    answer = client.post(reverse("agreements:remove_file", args=[signed.pk, file.pk]))

    assert (answer.status_code, StoredFile.objects.count()) == (403, 1)
