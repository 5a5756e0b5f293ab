"""No page breaks a rule of accessibility that axe knows: on a desk in the light and on a phone in the dark.

With AXE_GRID=full, as `make screenshots` sets it: at 1440, 1024 and 390 pixels, each in the light and in the dark.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.going import sign_in
from tests.matrix.scene import build
from tests.matrix.walk import Walker
from tests.rig.browser import SIZES

pytestmark = pytest.mark.django_db(transaction=True)
DESK = {"width": 1440, "height": 900}
LAPTOP = {"width": 1024, "height": 900}
PHONE = {"width": SIZES["phone"][0], "height": 16000}
# So high that nothing lies under the bar at the foot, which axe would take for part of its size.
GRID = [("light", DESK), ("dark", PHONE)]
if os.environ.get("AXE_GRID") == "full":
    GRID += [("dark", DESK), ("light", LAPTOP), ("dark", LAPTOP), ("light", PHONE)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults_of(page, address: str) -> list[str]:
    """What axe says about one page."""
    answer = page.goto(address)
    if answer is None or "text/html" not in answer.headers.get("content-type", "") or answer.status >= 400:
        return []
    if not answer.text().lstrip().lower().startswith("<!doctype"):
        return []  # a part of a page, fetched on its own
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{address} {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found]


@pytest.mark.parametrize(("theme", "size"), GRID)
def test_no_page_breaks_a_rule_of_axe(live_server, browser, theme, size):
    scene = build("average")
    walker = Walker(scene)
    # The content policy would keep axe out, so it is off here and only here.
    context = browser.new_context(viewport=size, color_scheme=theme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    wrong = faults_of(page, f"{live_server.url}/sign-in/")
    sign_in(page, live_server.url, scene.viewers["everything"].mail or "")
    for path in walker.pages():
        wrong += faults_of(page, live_server.url + path)
    context.close()

    assert not wrong, "\n".join(wrong)
