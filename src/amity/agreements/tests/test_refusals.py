"""Every illegal change by page and by REST gives its reason, and changes nothing."""

import json
import uuid

import pytest
from django.urls import reverse

from amity.agreements.deliverables import commands as deliverable_commands
from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.sections import commands as section_commands
from amity.agreements.sections.commands import Section
from amity.agreements.tests.making import make_draft, make_offer, read, say, sign, submit
from amity.audit.models import Record
from amity.people.tokens.commands import make_token
from tests.builders import MONDAY, acting

SIGNED = "Use a change order to change what was agreed"
WAITS = "is “In review” and can’t become “Signed”"
RECORDED = {"on": "2026-11-20", "client": "Cleo", "agency": "Mara"}


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    """Set the clock to the Monday on which tokens of the tests work."""
    time_machine.move_to(MONDAY)


@pytest.fixture
def rest(client, mara):
    """Return a function for REST requests with Mara's token."""
    made = make_token(by=acting(mara), name="x", scopes=["setup:write", "money"], days=1, now=MONDAY)
    headers = {"Authorization": f"Bearer {made.secret}"}

    def ask(path, **body):
        answer = client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)
        return answer.status_code, answer.json().get("detail", "")

    return ask


@pytest.fixture
def signed(mara, osprey):
    """Return a signed agreement with a line, a section and a deliverable."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    section_commands.put_clause(by=acting(mara), agreement_id=draft.pk, section=Section("scope", "Six"), now=MONDAY)
    deliverable_commands.put_deliverable(
        by=acting(mara), agreement_id=draft.pk, deliverable=DeliverableFields("Report"), now=MONDAY
    )
    return sign(mara, draft)


EDITS = [
    ("agree_terms", {"fee_model": "fixed", "currency": "EUR", "counted": "all", "completion_basis": "cost"}),
    ("change_particulars", {"title": "Other", "renewal": "none"}), ("say_terms", {"payment.value": "90"}),
    ("add_line", {"number": "2", "title": "More", "unit": "hour"}), ("put_clause", {"kind": "scope", "text": "More"}),
    ("paste_document", {"document": "# A\n\nb", "place": "20"}), ("put_deliverable", {"title": "More"}),
    ("set_line_terms", {"unit": "hour", "rate": "1"}), ("take_line_out", {}), ("change_clause", {"kind": "scope"}),
    ("remove_clause", {}), ("change_deliverable", {"title": "Other"}), ("remove_deliverable", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), EDITS)
def test_what_is_signed_is_edited_by_no_page(client, mara, signed, name, data):
    of = {
        "set_line_terms": lambda: signed.agreement_lines.get().line_id,
        "take_line_out": lambda: signed.agreement_lines.get().line_id,
        "change_clause": lambda: signed.clauses.get().pk, "remove_clause": lambda: signed.clauses.get().pk,
        "change_deliverable": lambda: signed.deliverables.get().pk,
        "remove_deliverable": lambda: signed.deliverables.get().pk,
    }  # fmt: skip
    before, records = signed.versions.get().sha256, Record.objects.count()
    client.force_login(mara)
    ids = [signed.pk, *([of[name]()] if name in of else [])]

    answer = client.post(
        reverse(f"agreements:{name}", args=ids), {"nonce": uuid.uuid4().hex, "version": signed.version} | data
    )

    assert (answer.status_code, SIGNED in answer.content.decode()) == (403, True)
    assert (signed.versions.get().sha256, Record.objects.count()) == (before, records)


def test_what_is_signed_is_edited_by_no_machine(rest, signed):
    version, line = signed.version, signed.agreement_lines.get().line_id
    asked = [
        (f"/agreements/{signed.pk}/terms", {"version": version, "terms": {"payment": "60"}}),
        (f"/agreements/{signed.pk}/sections", {"version": version, "document": "# A\n\nb"}),
        ("/lines", {"agreement_id": signed.pk, "number": "2", "title": "More"}),
        (f"/lines/{line}/terms", {"valid_from": "2026-11-01", "rate": "1"}),
    ]  # fmt: skip
    records = Record.objects.count()

    told = [rest(path, **body) for path, body in asked]

    assert [(status, SIGNED in detail) for status, detail in told] == [(403, True)] * len(asked)
    assert Record.objects.count() == records


@pytest.fixture
def waiting(mara, osprey, clara):
    """Return an agreement that waits for legal."""
    say(mara, draft := make_draft(mara, osprey), liability="unlimited")
    return submit(mara, draft)


def test_nothing_is_signed_while_a_review_is_open_by_page(client, mara, waiting):
    client.force_login(mara)
    address = reverse("agreements:record", args=[waiting.pk])
    data = {"nonce": uuid.uuid4().hex, "version": waiting.version} | RECORDED

    for answer in (client.get(address), client.post(address, data)):
        assert (answer.status_code, WAITS in answer.content.decode()) == (403, True)
    assert (read(waiting).state, read(waiting).recorded.count()) == ("in_review", 0)


@pytest.mark.parametrize("to", ["signed", "with_client"])
def test_nothing_is_signed_or_given_while_a_review_is_open_by_rest(rest, waiting, to):
    status, detail = rest(f"/agreements/{waiting.pk}/moves", version=waiting.version, to=to, **RECORDED)

    assert (status, "is “In review” and can’t become" in detail) == (403, True)
    assert read(waiting).state == "in_review"


def test_what_is_in_review_is_edited_by_no_one(client, rest, mara, waiting):
    client.force_login(mara)
    answer = client.get(reverse("agreements:paste_document", args=[waiting.pk]))
    assert (answer.status_code, "Return it to draft" in answer.content.decode()) == (403, True)
    status, detail = rest(f"/agreements/{waiting.pk}/terms", version=waiting.version, terms={"payment": "60"})
    assert (status, "Return it to draft" in detail) == (403, True)


def test_by_rest_an_agreement_is_replaced_by_a_signed_one_of_its_kind_only(rest, mara, osprey, signed):
    draft, other = make_draft(mara, osprey, number="SOW-37"), sign(mara, make_draft(mara, osprey, number="SOW-38"))
    path = f"/agreements/{signed.pk}/moves"
    for successor in (draft.pk, signed.pk, None):
        status, _detail = rest(path, version=signed.version, to="superseded", successor_id=successor, **RECORDED)
        assert status == 422

    told = rest(path, version=signed.version, to="superseded", successor_id=other.pk, note="New year", **RECORDED)

    assert told == (200, "")
    assert (read(signed).state, read(signed).superseded_by) == ("superseded", other)
