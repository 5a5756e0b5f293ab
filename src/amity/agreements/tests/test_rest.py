"""REST changes agreements through the same commands: a legal change succeeds, an illegal one gives its reason."""

import json

import pytest

from amity.agreements.models import Agreement
from amity.agreements.tests.making import make_draft, make_offer, read, review_of, say, sign, submit
from amity.people.tokens.commands import make_token
from tests.builders import MONDAY, acting, make_person


@pytest.fixture
def rest(client, db):
    """Return a function for REST requests with full rights:

    `rest(person, method, path, **body)`, with status and response.
    """

    def ask(person, method, path, **body):
        scopes = ["read", "money", "setup:write"]
        made = make_token(by=acting(person), name="x", scopes=scopes, days=1, now=MONDAY)
        answer = client.generic(
            method, f"/api/v1{path}", json.dumps(body) if body else "", content_type="application/json",
            headers={"Authorization": f"Bearer {made.secret}"},
        )  # fmt: skip
        return answer.status_code, answer.json()

    return ask


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    """Set the clock to the Monday on which tokens of the tests work."""
    time_machine.move_to(MONDAY)


def test_a_draft_is_begun_said_and_sent_for_review(rest, mara, osprey, clara):
    status, made = rest(mara, "POST", "/agreements", account_id=osprey.pk, kind="sow", title="Booking")
    assert (status, made["state"], made["kind"]) == (201, "draft", "sow")
    path = f"/agreements/{made['id']}"
    status, said = rest(mara, "POST", f"{path}/terms", version=made["version"], terms={"liability": "unlimited"})
    assert (status, said["terms"]["liability"]) == (200, "unlimited")

    status, moved = rest(mara, "POST", f"{path}/moves", version=said["version"], to="in_review")

    assert (status, moved["state"]) == (200, "in_review")
    _status, waiting = rest(clara, "GET", "/reviews?waiting=true")
    (review,) = waiting["items"]
    status, given = rest(clara, "POST", f"/reviews/{review['id']}/decision", verdict="returned", words="No")
    assert (status, given["verdict"], read_state(made["id"])) == (200, "returned", "draft")
    status, versions = rest(mara, "GET", f"{path}/versions")
    assert (status, [one["number"] for one in versions]) == (200, [1])


def read_state(agreement_id):
    """Return the current state."""
    return Agreement.objects.get(pk=agreement_id).state


def test_illegal_moves_are_refused_with_the_reason(rest, mara, osprey):
    draft = make_draft(mara, osprey)
    status, problem = rest(
        mara, "POST", f"/agreements/{draft.pk}/moves", version=1, to="signed", client="A", agency="B"
    )
    assert (status, "can’t become “Signed”" in problem["detail"]) == (403, True)
    signed = sign(mara, draft)

    status, problem = rest(
        mara, "POST", f"/agreements/{signed.pk}/terms", version=signed.version, terms={"payment": "60"}
    )
    assert (status, "Use a change order" in problem["detail"]) == (403, True)
    status, problem = rest(
        mara, "POST", f"/lines/{make_offer_of(mara, osprey)}/terms", valid_from="2026-11-01", rate="1"
    )
    assert (status, "is signed" in problem["detail"]) == (403, True)


def make_offer_of(mara, osprey):
    """Return a line of a signed agreement."""
    line = make_offer(mara, draft := make_draft(mara, osprey))
    sign(mara, draft)
    return line.pk


def test_clearing_ones_own_review_is_refused(rest, mara, osprey, clara):
    osprey.manager = clara
    osprey.save()
    make_person("Lars", "legal")
    say(clara, draft := make_draft(clara, osprey), liability="unlimited")
    submit(clara, draft)

    status, problem = rest(clara, "POST", f"/reviews/{review_of(draft).pk}/decision", verdict="cleared")

    assert (status, "You can’t review an agreement that you drafted" in problem["detail"]) == (403, True)
    assert read(draft).state == "in_review"


def test_an_order_is_begun_and_filled(rest, mara, osprey):
    line = make_offer(mara, draft := make_draft(mara, osprey))
    signed = sign(mara, draft)

    status, order = rest(mara, "POST", f"/agreements/{signed.pk}/orders", title="More")
    status, told = rest(
        mara, "POST", f"/agreements/{order['id']}/changes", act="changed", line_id=line.pk, quantity="90", rate="125"
    )

    assert (status, told["kind"], told["parent_id"]) == (200, "change_order", signed.pk)
