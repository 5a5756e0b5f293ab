"""A hand-off from start to acknowledgement by REST, through the same commands as its page."""

import pytest

from amity.handoff.models import Condition, Handoff, Note
from amity.handoff.tests.making import offered, prepared, taken
from tests.builders import make_person

pytestmark = pytest.mark.django_db


def test_an_offer_is_read_back_judged_and_accepted_with_a_condition(rest, mara, piet, waiting):
    path = f"/handoffs/{offered(mara, waiting, 'full').pk}"
    whole = rest(piet, "GET", path)[1]
    key = next(block["items"][0]["key"] for block in whole["blocks"] if block["key"] == "expectation")

    status, back = rest(piet, "POST", f"{path}/read-back", key=key, version=0, words="Live on the first")
    assert (status, back["words"], back["version"]) == (200, "Live on the first", 1)
    assert rest(piet, "POST", f"{path}/read-back", key=key, version=0, words="Later")[0] == 409
    judged = rest(
        mara, "POST", f"{path}/read-back/decision", key=key, version=1, verdict="differs", remark="On the second"
    )[1]
    assert (judged["verdict"], judged["remark"], judged["judged_by"]) == ("differs", "On the second", "Mara")
    wanted = {"text": "The list is here", "owner_id": mara.pk, "due_on": "2027-01-04"}
    status, taken_over = rest(piet, "POST", f"{path}/accept-with-conditions", number=1, conditions=[wanted])

    assert (status, taken_over["state"]) == (200, "conditions")
    status, done = rest(mara, "POST", f"/handoff-conditions/{Condition.objects.get().pk}/done")
    assert (status, done["text"], done["done_at"] is None) == (200, "The list is here", False)


def test_notes_are_said_changed_and_removed(rest, mara, waiting):
    path = f"/handoffs/{prepared(mara, waiting, 'full').pk}"

    status, note = rest(mara, "POST", f"{path}/notes", block="must_not", text="No clock", mark="assumed")
    assert (status, note["block"], note["mark"], note["version"]) == (201, "must_not", "assumed", 1)
    there = f"/handoff-notes/{note['id']}"
    status, said = rest(mara, "PATCH", there, version=1, text="No clock at all", stated_by="Tom")
    assert (status, said["text"], said["stated_by"]) == (200, "No clock at all", "Tom")
    assert rest(mara, "PATCH", there, version=1, text="A clock")[0] == 409
    assert rest(mara, "DELETE", f"{there}?version=2") == (204, None)

    assert not Note.objects.filter(block="must_not").exists()


def test_what_changed_since_is_listed_and_acknowledged(rest, mara, piet, waiting):
    path = f"/handoffs/{taken(mara, piet, waiting).pk}"
    assert rest(piet, "GET", f"{path}/changes") == (200, {"changes": []})
    rest(mara, "POST", f"{path}/notes", block="want", text="Two pages")
    new = rest(piet, "GET", f"{path}/changes")[1]["changes"][0]
    assert (new["verdict"], new["then"], new["now"]["text"], new["acknowledged_by"]) == ("added", None, "Two pages", "")

    status, noted = rest(piet, "POST", f"{path}/acknowledge", key=new["key"], digest=new["digest"])

    assert (status, noted["by_label"]) == (200, "Piet")
    assert rest(piet, "GET", f"{path}/changes")[1]["changes"][0]["acknowledged_by"] == "Piet"
    assert rest(piet, "POST", f"{path}/acknowledge", key=new["key"], digest="x")[0] == 409


def test_an_account_is_handed_over_for_some_days(rest, mara, osprey, agency):
    nora = make_person("Nora", "account_manager")
    days = {"starts_on": "2026-12-01", "ends_on": "2026-12-11"}

    status, begun = rest(
        mara, "POST", "/handoffs/accounts", account_id=osprey.pk, kind="cover", taker_id=nora.pk, **days
    )

    assert (status, begun["kind"], begun["taker_id"], begun["ends_on"]) == (201, "cover", nora.pk, "2026-12-11")
    assert Handoff.objects.get().account == osprey
