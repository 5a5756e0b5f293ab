"""No page breaks a rule of accessibility that axe knows, each read as somebody who may, on a desk in the light.

With AXE_GRID=full, as `make screenshots` sets it: at 1440, 1024 and 390 pixels, each in the light and in the dark.
"""

import os
from itertools import groupby
from operator import attrgetter

import pytest
import time_machine

from tests.builders import MONDAY
from tests.journeys.accessibility import violations
from tests.journeys.going import sign_in
from tests.matrix.rights import STRANGER
from tests.matrix.scene import build
from tests.matrix.walk import NO_PAGE, Walker, unvisited
from tests.rig.browser import SIZES

pytestmark = pytest.mark.django_db(transaction=True)
DESK = {"width": 1440, "height": 900}
LAPTOP = {"width": 1024, "height": 900}
PHONE = {"width": SIZES["phone"][0], "height": 16000}
# So high that nothing lies under the bar at the foot, which axe would take for part of its size.
GRID = [("light", DESK)]
if os.environ.get("AXE_GRID") == "full":
    GRID += [("dark", DESK), ("light", LAPTOP), ("dark", LAPTOP), ("light", PHONE), ("dark", PHONE)]


def faults_of(page, address: str) -> list[str]:
    """Return what axe says about one page; that it is none, too."""
    answer = page.goto(address)
    if answer is None or answer.status >= 400 or "text/html" not in answer.headers.get("content-type", ""):
        return [f"{address}: no page to judge ({answer and answer.status})"]
    if not answer.text().lstrip().lower().startswith("<!doctype"):
        return [f"{address}: only a part of a page"]
    return [f"{address} {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in violations(page)]


@pytest.mark.parametrize(("theme", "size"), GRID)
@time_machine.travel(MONDAY)  # Links that were sent in the scene still run then.
def test_no_page_breaks_a_rule_of_axe(live_server, browser, theme, size):
    walker, wrong = Walker(build("average")), []
    pages = walker.pages()
    # The content policy would keep axe out, so it is off here and only here.
    look = {"viewport": size, "color_scheme": theme, "bypass_csp": True, "reduced_motion": "reduce"}
    for viewer, visits in groupby(pages, attrgetter("viewer")):
        with browser.new_context(**look) as context:
            page = context.new_page()
            if viewer != STRANGER:
                sign_in(page, live_server.url, walker.scene.viewers[viewer].mail or "")
            wrong += [fault for one in visits for fault in faults_of(page, live_server.url + one.address)]

    assert not wrong, "\n".join(wrong)
    assert unvisited(pages) == NO_PAGE


@pytest.mark.parametrize(
    ("body", "rule"),
    [("<img src='data:,'>", "image-alt"), ("<p style='color:#999; background:#aaa'>Grey on grey", "color-contrast")],
)
def test_a_page_that_breaks_a_rule_is_found(page, body, rule):
    page.set_content(f"<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{body}")

    assert [one["id"] for one in violations(page)] == [rule]
