"""In German, whose words are long, no page is wider than a phone and no button or label is cut off."""

from itertools import groupby
from operator import attrgetter

import pytest
import time_machine
from django.conf import settings

from amity.people.models import Person
from tests.builders import MONDAY
from tests.matrix.rights import STRANGER
from tests.matrix.scene import build
from tests.matrix.walk import Walker
from tests.rig.browser import SIZES

pytestmark = pytest.mark.django_db(transaction=True)
WIDTH, HEIGHT = SIZES["phone"]
CUT_OFF = """width => {
  const shown = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest('.visually-hidden') && one.getClientRects().length > 0
  const scrolls = one => {
    for (let above = one.parentElement; above; above = above.parentElement)
      if (/auto|scroll/.test(getComputedStyle(above).overflowX) && above.scrollWidth > above.clientWidth) return true
    return false
  }
  const cut = one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'
  const outside = one => {
    const { left, right } = one.getBoundingClientRect()
    return (left < -1 || right > width + 1) && !scrolls(one)
  }
  const words = one => one.textContent.trim().replace(/\\s+/g, ' ')
  return [...document.querySelectorAll('button, .btn, label, legend, th, h1, h2, h3, .chip')]
    .filter(one => words(one) && shown(one) && (cut(one) || outside(one)))
    .map(one => `${one.tagName.toLowerCase()} “${words(one).slice(0, 60)}”`)
}"""
WIDER = "document.documentElement.scrollWidth"


def faults_of(page, address: str) -> list[str]:
    """Return what doesn't fit on one page."""
    answer = page.goto(address)
    if answer is None or not answer.ok:
        return [f"{address}: {answer and answer.status}"]
    found = [f"{address}: cut off: {one}" for one in page.evaluate(CUT_OFF, WIDTH)]
    wide = page.evaluate(WIDER)
    return [*found, f"{address}: {wide} px wide"] if wide > WIDTH else found


@time_machine.travel(MONDAY)  # Links that were sent in the scene still run then.
def test_every_page_in_german_fits_a_phone(live_server, browser):
    scene = build("average")
    Person.objects.update(locale="de_DE")
    walker, wrong = Walker(scene), []
    for viewer, visits in groupby(walker.pages(), attrgetter("viewer")):
        with browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE", reduced_motion="reduce"
        ) as context:
            page = context.new_page()
            if viewer != STRANGER:
                session = walker.clients[viewer].session.session_key or ""
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
            wrong += [fault for one in visits for fault in faults_of(page, live_server.url + one.address)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<button style='width:5em; overflow:hidden; white-space:nowrap'>Wiederherstellung</button>", "cut off"),
        ("<p style='width:500px'>breit</p>", "px wide"),
        ("<div style='overflow-x:auto; width:9em'><table><th>Wiederherstellungseinstellungen", ""),
        ("<button>Sichern</button>", ""),
    ],
)
def test_what_does_not_fit_is_found(page, body, fault):
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.route("**/*", lambda route: route.fulfill(body=f"<!doctype html>{body}", content_type="text/html"))
    found = faults_of(page, "http://localhost/")

    assert [fault in one for one in found] == ([True] if fault else [])
