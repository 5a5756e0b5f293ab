"""The page of a client's request begins with what to do, and its facts follow within two screens."""

import pytest
from playwright.sync_api import expect

from amity.people.models import Discipline
from amity.scope import rules
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.tests.making import HOUR, make_assessed
from tests.builders import MONDAY, acting
from tests.journeys.accessibility import violations
from tests.journeys.fitting import misfits
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
ASSESSMENTS = 9


@pytest.fixture
def often_assessed(osprey, mara, site):
    """Return a request of five hundred characters that was assessed nine times, each with six disciplines."""
    row = make_assessed(osprey, mara, "Could the map show more stops? " * 16, site)
    kinds = [Discipline.objects.get_or_create(name=f"Discipline {at}")[0] for at in range(6)]
    for _more in range(ASSESSMENTS - 1):
        row.refresh_from_db()
        assess_request(
            by=acting(mara), request_id=row.pk, version=row.version, hours=tuple((one.pk, HOUR) for one in kinds),
            fields=AssessmentFields(rules.EXTRA, "Not on any line"), now=MONDAY,
        )  # fmt: skip
    return row


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_the_next_step_comes_first_and_the_facts_within_two_screens(
    live_server, new_page, mara, often_assessed, viewport
):
    page = new_page(viewport=viewport)
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/requests/{often_assessed.pk}/")
    screen = page.viewport_size["height"]

    def top_of(part):
        return part.bounding_box()["y"]

    head = page.locator(".page-head .acts")
    assert head.locator(".btn-primary").all_inner_texts() == ["Confirm"]
    assert head.locator("> * > .menu > summary, > .btn, > form").count() <= 3
    assert top_of(head.locator(".btn-primary")) < screen
    assert top_of(page.get_by_role("heading", name="Facts")) < 2 * screen
    expect(page.get_by_text("Discipline 5")).to_have_count(ASSESSMENTS - 1)
    expect(page.get_by_text("Discipline 5").nth(1)).to_be_hidden()
    page.get_by_text("8 earlier assessments").click()
    expect(page.get_by_text("Discipline 5").nth(1)).to_be_visible()

    head.get_by_text("More", exact=True).click()
    for other in ("Assess again", "Edit request", "Close request"):
        expect(head.get_by_role("link", name=other)).to_be_visible()
    head.get_by_text("More", exact=True).click()
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 6_000})  # past the bar
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations(page)] == []
    assert misfits(page) == []
