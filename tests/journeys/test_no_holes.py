"""Pages without holes: one line of navigation for clients on a phone, names of lines, and a card beside the note."""

import pytest

from amity.agreements.models import Agreement
from amity.gate.tests.making import make_contact
from amity.portal.access.models import Access
from amity.retainers.client_balance.models import ClientBalance
from tests.builders import make_agreement, make_line
from tests.journeys.going import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_clients_navigation_is_one_line_on_a_phone(live_server, new_page, osprey, mara):
    dana = make_contact(osprey, "Dana Whitlock")
    Access.objects.create(contact=dana, sees_money=True, sees_year=True, sees_colleagues=True)
    care = make_agreement(osprey, "retainer", title="App care", included_seconds=36_000, state="in_force")
    ClientBalance.objects.create(agreement=care, shown="live", name="App care")
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/contacts/{dana.pk}/client/")

    links = page.locator(".portal-nav a")
    assert links.count() == 7
    assert len({round(link.bounding_box()["y"]) for link in links.all()}) == 1


def test_the_name_of_a_line_has_room(live_server, new_page, site, mara):
    Agreement.objects.filter(pk=site.agreement_id).update(fee_model="fixed")
    line = make_line(site.agreement, "4", hours="12")
    type(line).objects.filter(pk=line.pk).update(title="App build, English only")
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/projects/{site.pk}/")

    name = page.locator("#lines tbody th").first
    assert name.bounding_box()["width"] >= 268
    page.set_viewport_size({"width": 1440, "height": 900})
    assert name.bounding_box()["width"] >= 310
    assert page.locator("#lines .tbl-scroll").evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_terms_are_beside_the_note_and_leave_no_hole(live_server, new_page, osprey, site, mara):
    care = make_agreement(osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000)
    page = new_page()
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/retainers/{care.pk}/")

    def box(heading):
        return page.locator(f"section[aria-labelledby={heading}]").bounding_box()

    note, last = box("note-h"), box("bought-h")
    assert box("rule-h")["y"] == note["y"]
    assert box("asked-h")["x"] == note["x"]
    assert box("asked-h")["width"] == box("period-h")["width"]
    assert note["y"] + note["height"] - last["y"] - last["height"] < 200
    assert box("asked-h")["height"] < 120, "an empty section is one line"
