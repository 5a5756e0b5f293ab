"""Comments are pinned to a page, to a point in percent, or to a place in words."""

from decimal import Decimal

import pytest
from django.urls import reverse

from amity.gate import rules as gate
from amity.gate.items import commands as items
from amity.gate.models import ItemFile
from amity.portal.models import OwnComment
from amity.portal.tests.making import browser_of, make_version, written
from amity.portal.work.rules import Pin
from amity.portal.work.wording import described
from amity.projects.versions.files import VERSION_FILES
from amity.projects.versions.models import VersionComment
from amity.projects.versions.queries import versions_of
from tests.builders import MONDAY, acting, make_agency, make_project

HALF = Decimal(50)


def test_a_pin_is_described_by_page_point_and_words():
    assert described(Pin("the headline", page=2)) == "page 2, the headline"
    assert described(Pin(x=Decimal("12.4"), y=HALF)) == "12% from the left, 50% from the top"
    assert described(Pin()) == ""


def test_half_a_point_and_one_beside_the_page_are_known():
    assert (Pin(x=HALF).half, Pin(y=HALF).half, Pin(x=HALF, y=HALF).half) == ("y", "x", "")
    beside = (Pin(x=Decimal("100.1"), y=HALF), Pin(x=HALF, y=Decimal(-1)), Pin(page=0), Pin(x=HALF, y=HALF, page=2))
    assert [pin.beside for pin in beside] == ["x", "y", "page", ""]


@pytest.mark.django_db
def test_a_comment_on_a_picture_keeps_its_point_and_is_drawn_there(osprey, mara, dana):
    make_agency()
    file = VERSION_FILES.store(by=acting(mara), name="banner.png", chunks=[b"\x89PNG\r\n\x1a\n picture"], now=MONDAY)
    version = make_version(make_project(osprey, manager=mara), mara, link="", file=file)
    written(mara, [dana], kind=gate.SHOWING, about=version.pk, subject="Banner: version 1")
    browser, place = browser_of(dana), reverse("portal:deliverable", args=[version.deliverable_id])
    assert "<details>" in browser.get(place).content.decode(), "a client taps, the figures are for those who can't"
    half = browser.post(place, {"words": "Too dark", "x": "12.5"})
    assert half.status_code == 422
    assert "<details open>" in half.content.decode(), "the fault is shown at its field"

    browser.post(place, {"words": "Too dark", "x": "12.5", "y": "80"})
    own = OwnComment.objects.get()
    assert (own.x, own.y, own.page) == (Decimal("12.5"), Decimal(80), None)
    assert VersionComment.objects.get().stated_in == "Client pages, 12% from the left, 80% from the top"
    assert '<svg x="12.5%" y="80.0%">' in browser.get(place).content.decode()


@pytest.mark.django_db
def test_a_comment_on_a_pdf_keeps_its_page_and_is_shown_with_it_to_both_sides(osprey, mara, dana):
    make_agency()
    file = VERSION_FILES.store(by=acting(mara), name="plan.pdf", chunks=[b"%PDF-1.7 plan"], now=MONDAY)
    version = make_version(make_project(osprey, manager=mara), mara, link="", file=file)
    written(mara, [dana], kind=gate.SHOWING, about=version.pk, subject="Plan: version 1")
    browser, place = browser_of(dana), reverse("portal:deliverable", args=[version.deliverable_id])
    form = browser.get(place).content.decode()
    assert 'name="page"' in form
    assert 'name="x"' not in form
    assert browser.post(place, {"words": "Too dark", "page": "0"}).status_code == 422
    assert not OwnComment.objects.exists()

    browser.post(place, {"words": "Too dark", "page": "3", "place": "the table"})

    own = OwnComment.objects.get()
    assert (own.page, own.x, own.y) == (3, None, None)
    assert VersionComment.objects.get().stated_in == "Client pages, page 3, the table"
    assert "page 3, the table" in browser.get(place).content.decode()
    [shown] = versions_of(version.deliverable.project, version.deliverable.line_id)
    assert [(one.words, one.stated_in) for one in shown.client] == [("Too dark", "Client pages, page 3, the table")]
    assert not shown.team


@pytest.mark.django_db
def test_a_picture_that_the_email_encloses_is_shown_once_with_its_version(osprey, mara, dana):
    make_agency()
    picture = b"\x89PNG\r\n\x1a\n picture"
    file = VERSION_FILES.store(by=acting(mara), name="banner.png", chunks=[picture], now=MONDAY)
    version = make_version(make_project(osprey, manager=mara), mara, link="", file=file)
    item = written(mara, [dana], kind=gate.SHOWING, about=version.pk, subject="Banner: version 1", file=b"terms")
    copy = items.FILES.store(by=acting(mara), name="banner.png", chunks=[picture], now=MONDAY)
    ItemFile.objects.create(item=item, file=copy)
    browser = browser_of(dana)

    for place in (f"/client/work/{version.deliverable_id}/", f"/client/sent/{item.pk}/"):
        page = browser.get(place).content.decode()
        assert page.count("<img ") == 1
        assert page.count(">banner.png<") == 1
        assert "Banner: version 1.pdf" in page, "another file of the email is still listed"
