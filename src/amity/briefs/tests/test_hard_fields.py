"""A full brief without a required field can't be converted, by page or REST, and the reason is given."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from amity.agreements.models import Agreement
from amity.briefs.lines import commands as lines
from amity.briefs.lines.commands import line_now
from amity.briefs.models import Brief
from amity.briefs.roles import commands as roles
from amity.briefs.tests.making import ask_about, confirm_brief, make_brief, make_whole_brief
from amity.facts.commands import Question, ask
from amity.shared.refs import Ref
from tests.builders import MONDAY, acting, make_agreement
from tests.matrix.machines import token_of

ITEMS = ("budget", "approver")


@pytest.fixture
def machine(client, mara):
    """Return a function for requests with Mara's token."""

    def send(address, **body):
        headers = {"Authorization": f"Bearer {token_of(mara)}"}
        return client.post(f"/api/v1{address}", json.dumps(body), content_type="application/json", headers=headers)

    return send


@pytest.fixture
def confirmed(mara, piet, osprey):
    """Return a full brief that the client confirmed, for a new kind of work."""
    make_agreement(osprey)
    brief = make_whole_brief(
        mara, osprey, piet, new_kind=True, baseline="1,900", audience="families", constraints="no farm named",
    )  # fmt: skip
    row = brief.brief_lines.get()
    roles.add_role(by=acting(mara), brief_id=brief.pk, part="Gives texts", contact_id=brief.approver_id, now=MONDAY)
    line = line_now(row, MONDAY)
    lines.edit_line(
        by=acting(mara),
        line_id=row.pk,
        version=row.version,
        fields=replace(line, acceptance="as the cards"),
        now=MONDAY,
    )
    return confirm_brief(mara, brief)


def sent(**values):
    """Return a form as a page sends it."""
    return {name: str(value) for name, value in values.items()} | {"nonce": uuid4().hex}


@pytest.mark.parametrize("item", ITEMS)
def test_by_page_the_budget_stays_closed_and_the_reason_is_said(client, mara, piet, confirmed, item):
    ask_about(mara, confirmed, item, piet)
    client.force_login(mara)

    page = client.get(f"/briefs/{confirmed.pk}/")
    refused = client.post(f"/briefs/{confirmed.pk}/convert/", sent(version=confirmed.version, price="lines"))

    assert confirmed.size == "full"
    assert [need.blocks for need in page.context["needs"]][:1] == [True]
    assert refused.status_code == 422
    assert b"Still missing: " in refused.content
    assert not Agreement.objects.filter(title=confirmed.title).exists()


@pytest.mark.parametrize("item", ITEMS)
def test_by_rest_too(machine, mara, piet, confirmed, item):
    ask_about(mara, confirmed, item, piet)

    refused = machine(f"/briefs/{confirmed.pk}/conversion", version=confirmed.version)

    assert refused.status_code == 403
    assert refused.json()["detail"].startswith("Still missing: ")
    assert Brief.objects.get().state == "confirmed"


def test_whole_it_opens_both_ways(machine, confirmed):
    done = machine(f"/briefs/{confirmed.pk}/conversion", version=confirmed.version, price="lines")

    assert (done.status_code, done.json()["state"]) == (200, "converted")


def test_a_soft_item_may_stand_as_to_find_out_with_a_person_and_a_day_and_not_without(mara, piet, osprey, machine):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet, target="")
    refused = machine(f"/briefs/{brief.pk}/moves", version=1, state="with_client", stated_in="mail")
    question = Question(piet.pk, MONDAY.date(), "What would make it a good spring?")
    ask(by=acting(mara), about=Ref.to(brief), field="target", question=question, version=0, now=MONDAY)

    allowed = machine(f"/briefs/{brief.pk}/moves", version=1, state="with_client", stated_in="mail")

    assert (refused.status_code, allowed.status_code) == (403, 200)
    assert refused.json()["detail"] == "Still missing: Target."


def test_a_note_of_which_the_approver_is_missing_is_not_started(client, mara, piet, osprey):
    make_agreement(osprey)
    note = make_brief(
        mara, osprey, manager_id=piet.pk, budget_kind="amount", budget_high=100_000, client_words="A banner"
    )
    client.force_login(mara)

    refused = client.post(f"/briefs/{note.pk}/start/", sent(version=1))

    assert refused.status_code == 422
    assert b"Approver at the client" in refused.content
