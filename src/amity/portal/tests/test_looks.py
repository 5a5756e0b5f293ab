"""The client's pages have the agency's name and colour, and say from when a status is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amity.agency.colours.rules import DARK, LIGHT, READABLE, contrast
from amity.gate import rules as gate
from amity.gate.models import Item
from amity.portal.tests.making import browser_of, written
from tests.builders import MONDAY, make_agency, make_project

pytestmark = pytest.mark.django_db
COLOUR = "#b3193b"


def test_every_page_of_the_client_has_the_agencys_name_and_its_colour(dana, token):
    make_agency(name="Halden & Fils", colour=COLOUR)
    browser = browser_of(dana)
    own = [reverse(f"portal:{name}") for name in ("home", "work", "sent", "requests")]
    places = [*own, reverse("portal:answer", args=[token])]
    pages = [browser.get(place).content.decode() for place in places] + [
        Client().get("/client/sign-in/").content.decode()
    ]

    for page in pages[:4] + pages[5:]:
        assert "<span data-verbatim>Halden &amp; Fils</span>" in page
        assert " · Halden &amp; Fils</title>" in page
        assert '<link rel="stylesheet" href="/client-colour.css">' in page
        assert ">Amity<" not in page
    style = Client().get("/client-colour.css")
    assert style["Content-Type"].startswith("text/css")
    light, dark = (line.partition("--agency: ")[2][:7] for line in style.content.decode().strip().splitlines())
    assert light == COLOUR
    assert contrast(light, LIGHT) >= READABLE
    assert contrast(dark, DARK) >= READABLE


def test_without_a_colour_amitys_own_applies(client, db):
    make_agency(colour="")
    assert client.get("/client-colour.css").content == b""


def test_a_status_has_the_date_on_which_it_left_and_the_newest_of_a_project_is_shown(osprey, mara, dana):
    make_agency()
    project = make_project(osprey, manager=mara)
    for days, state in ((14, gate.SENT), (3, gate.SENT), (0, gate.HELD)):
        item = written(
            mara, [dana], kind=gate.STATUS, state=state, subject=f"Status {days}", now=MONDAY - timedelta(days=days)
        )
        Item.objects.filter(pk=item.pk).update(subject_kind="status", subject_id=project.pk)
    page = browser_of(dana).get(reverse("portal:work")).content.decode()

    assert 'Status, <time datetime="2026-11-20T' in page
    assert "Status 3" in page
    assert "Status 14" not in page
    assert "Status 0" not in page


def test_the_number_of_an_agreement_stays_on_one_line_and_the_rest_is_escaped(osprey, mara, dana):
    make_agency()
    item = written(mara, [dana], subject="For your signature: SOW-39 <Winter> timetable, 2026-04")
    whole = (
        'For your signature: <span class="text-nowrap">SOW-39</span> &lt;Winter&gt; timetable, '
        '<span class="text-nowrap">2026-04</span>'
    )

    for page in ("/client/", "/client/sent/", f"/client/sent/{item.pk}/"):
        assert whole in browser_of(dana, token=page).get(page).content.decode()
