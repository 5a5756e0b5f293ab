"""Each page is opened once in a browser, as a person who can read it, in German, whose words are long.

On a desktop in the light theme no page breaks a rule of accessibility that axe checks, and no table is wider than its
card. Axe checks each page that has an element unlike those of the pages before, by its attributes and those around it.
On such a page it compares the colours of new elements only.
On a phone the same goes for tables, no page is wider than the screen, no cell of a table is hidden, and no button or
label is cut off. With AXE_GRID=full, as `make screenshots` sets it, axe checks every page at 1440, 1024 and 390
pixels, each in the light and in the dark theme.
"""

import os
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import attrgetter

import pytest
import time_machine
from django.conf import settings

from amity.people.models import Person
from amity.portal.visitors import cookie
from amity.ui import slots
from tests.builders import MONDAY
from tests.journeys.accessibility import Tried, violations
from tests.journeys.fitting import misfits, wide_tables
from tests.matrix.rights import CLIENT, STRANGER
from tests.matrix.scene import build
from tests.matrix.walk import NO_PAGE, Walker, unvisited
from tests.rig.browser import PATIENCE, SIZES

pytestmark = pytest.mark.django_db(transaction=True)
DESK = {"width": 1440, "height": 900}
LAPTOP = {"width": 1024, "height": 900}
PHONE = {"width": SIZES["phone"][0], "height": 16000}
"""So high that nothing is under the bar at the bottom, which axe would take for part of its size."""
POCKET = {"width": SIZES["phone"][0], "height": SIZES["phone"][1]}
GRID = [("light", DESK)]
if os.environ.get("AXE_GRID") == "full":
    GRID += [("dark", DESK), ("light", LAPTOP), ("dark", LAPTOP), ("light", PHONE), ("dark", PHONE)]


@pytest.fixture
def counted_once(monkeypatch):
    """Count what is in the rail once for each viewer. It asks again on each page, and no page changes anything."""
    for slot in (slots.navigation, slots.topbar):
        entries = {one.key: replace(one, count=one.count and cache(one.count)) for one in slot.entries}
        monkeypatch.setattr(slot, "_entries", entries)
    monkeypatch.setattr(slots, "pinned", [cache(links) for links in slots.pinned])


def faults_of(page, address: str, size, tried: Tried) -> list[str]:
    """Return what is wrong with a page, including that there is no page."""
    page.set_viewport_size(size)
    answer = page.goto(address)
    if answer is None or answer.status >= 400 or "text/html" not in answer.headers.get("content-type", ""):
        return [f"{address}: no page to judge ({answer and answer.status})"]
    if not answer.text().lstrip().lower().startswith("<!doctype"):
        return [f"{address}: only a part of a page"]
    broken = [f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in tried.violations(page)]
    if size == DESK:
        broken += [f"at {DESK['width']} px: {fault}" for fault in wide_tables(page)]
    page.set_viewport_size(POCKET)
    return [f"{address} {fault}" for fault in [*broken, *misfits(page)]]


@pytest.mark.parametrize(("theme", "size"), GRID)
@time_machine.travel(MONDAY)  # Links that were sent in the scene still run then.
def test_every_page_keeps_the_rules_of_axe_and_fits_a_phone(live_server, browser, counted_once, theme, size):
    scene = build("average")
    Person.objects.update(locale="de_DE")
    walker, tried, wrong = Walker(scene), Tried(every=len(GRID) > 1), []
    pages = walker.pages()
    # The content policy would keep axe out, so it is off here and only here.
    look = {"color_scheme": theme, "bypass_csp": True, "reduced_motion": "reduce", "locale": "de-DE"}
    for viewer, visits in groupby(pages, attrgetter("viewer")):
        with browser.new_context(**look) as context:
            context.set_default_timeout(PATIENCE)
            if viewer == CLIENT:
                token = scene.known["device_token"]
                context.add_cookies([{"name": cookie.NAME, "value": token, "url": live_server.url}])
            elif viewer != STRANGER:
                session = walker.clients[viewer].session.session_key or ""
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
            page = context.new_page()
            wrong += [fault for one in visits for fault in faults_of(page, live_server.url + one.address, size, tried)]

    assert not wrong, "\n".join(wrong)
    assert unvisited(pages) == NO_PAGE
    assert tried.pages > len(pages) // 10


@pytest.mark.parametrize(
    ("body", "rule"),
    [("<img src='data:,'>", "image-alt"), ("<p style='color:#999; background:#aaa'>Grey on grey", "color-contrast")],
)
def test_a_page_that_breaks_a_rule_is_found(page, body, rule):
    page.set_content(f"<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{body}")

    assert [one["id"] for one in violations(page)] == [rule]


def test_a_page_without_a_new_element_is_not_tried_again_and_any_other_is(page):
    tried = Tried()

    def found(body):
        page.set_content(f"<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{body}</main>")
        return [one["id"] for one in tried.violations(page)]

    grey = "<p style='color:#999; background:#aaa'>Grey on grey</p>"
    field = "<h2>Form</h2><label for=a>Name</label><input id=a>"
    assert [found(grey), found(grey.replace("Grey", "Dim"))] == [["color-contrast"], []], "other words"
    assert found(grey.replace("#999", "#989898")) == ["color-contrast"]
    assert [found(field), found(field.replace("a>", "b>")), tried.pages] == [[], [], 3], "another id"
    assert found(field.replace("for=a", "for=c")) == ["label"]
    assert found(f"<h2>Form</h2><a href='/'>{grey}</a>") == ["color-contrast"], "elsewhere on the page"
    assert found("<h3>Deep</h3><h2>Form</h2>") == ["heading-order"]
    assert [found("<button>Save</button>"), found("<button></button>")] == [[], ["button-name"]]


def test_what_pages_share_is_tried_once_and_a_fault_in_a_long_list_is_found(page):
    tried = Tried()
    grey, row = "<p style='color:#999; background:#aaa'>Grey</p>", "<li><b>Row</b>"
    bar = f"<header>{grey}</header>"

    def found(body, above=""):
        html = f"<!doctype html><html lang='en'><title>Page</title>{above}<main><h1>Page</h1>{body}</main>"
        page.set_content(html)
        return [(one["id"], len(one["nodes"])) for one in tried.violations(page)]

    assert found("<p>Words", bar) == [("color-contrast", 1)]
    assert [found("<p>Words", bar), found("<p><b>Words", bar)] == [[], []], "found before"
    assert found(grey, bar) == [("color-contrast", 1)], "in main"
    assert found(f"<h2>Form</h2>{bar}<button></button>", bar)[0] == ("button-name", 1)
    faulty = f"<ul>{row * 3000}<li>{grey}{row * 3000}<li><button></button></ul>"
    assert found(faulty) == [("button-name", 1), ("color-contrast", 1)]
    assert page.locator("li").count() == 6002, "put back"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<button style='width:5em; overflow:hidden; white-space:nowrap'>Wiederherstellung</button>", "cut off"),
        ("<div style='overflow:hidden; width:5em'><span class='pill'>Donaudampfschifffahrt", "cut off"),
        ("<p style='width:500px'>breit</p>", "px wide"),
        ("<div style='overflow-x:auto; width:9em'><b class='pill'>Wiederherstellungseinstellungen", ""),
        (
            "<main><div class='tbl-scroll' style='overflow:auto; width:9em'><table><td>Wiederherstellungsdatum",
            "px wide in",
        ),
        ("<button>Sichern</button>", ""),
        ("<button class=btn style='padding:0 20px 0 8px'>Neu<i class='visually-hidden'></i></button>", "off centre"),
        ("<table><tr><td>Account<td style='display:none'>Marge</table>", "hidden cell"),
    ],
)
def test_what_does_not_fit_is_found(page, body, fault):
    page.set_content(f"<!doctype html>{body}")
    page.set_viewport_size(POCKET)
    found = misfits(page)

    assert [fault in one for one in found] == ([True] if fault else [])
