"""What waits is drawn once while nothing about it changes: what came, went or was done shows at once."""

import re
from datetime import timedelta

import pytest
import time_machine

from amity.accounts.models import Account, Cover
from amity.expectations.models import Expectation
from amity.people.models import Capacity
from amity.projects.stand_ins.commands import StandInFields, end_stand_in, name_stand_in
from amity.status.tests.making import make_question
from amity.today.tests.making import make_promise
from amity.waiting import drawing, queries
from tests.builders import MONDAY, WORK_DAY, acting, make_entry, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def draws(monkeypatch):
    """The times at which what waits was drawing."""
    found, draw = [], queries.waiting_for

    def counted(by, now, whose=None):
        found.append(now)
        return draw(by, now, whose=whose)

    monkeypatch.setattr(drawing, "waiting_for", counted)
    return found


@pytest.fixture
def maras(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client


def page(browser, now=MONDAY, address="/today/") -> str:
    """Return the text of a page at a time."""
    with time_machine.travel(now, tick=False):
        return str(browser.get(address).text)


def test_pages_and_counts_draw_it_once(maras, mara, osprey, draws):
    make_promise(osprey, mara, "The page list")
    page(maras)
    del draws[:]
    for _time in range(3):
        assert "The page list" in page(maras)
    with time_machine.travel(MONDAY, tick=False):
        maras.get("/counts/")

    assert draws == []


def test_what_waits_is_not_drawn_again_for_the_list_of_it_nor_at_the_end_of_the_day(maras, mara, osprey, draws):
    make_promise(osprey, mara, "The page list")
    page(maras)
    del draws[:]
    assert "The page list" in page(maras, address="/waiting/")
    assert "The page list" in page(maras, address="/close-the-day/")

    assert draws == []


def test_a_director_sees_what_is_their_peoples_without_drawing_it_each_time(
    client, mara, ada, osprey, django_assert_max_num_queries
):
    def shown():
        return page(client, address="/today/?whose=people")

    Account.objects.filter(pk=osprey.pk).update(director=ada)
    promise = make_promise(osprey, mara, "The page list")
    client.force_login(ada)
    shown()
    with django_assert_max_num_queries(11):
        assert "The page list" in shown()

    Expectation.objects.filter(pk=promise.pk).update(statement="The spring range", version=2)
    assert "The spring range" in shown()
    Account.objects.filter(pk=osprey.pk).update(director=None)
    assert "The spring range" not in shown()


@pytest.mark.parametrize("address", ["/today/", "/waiting/", "/close-the-day/"])
def test_what_came_changed_or_went_shows_at_once(maras, mara, osprey, address):
    def shown():
        return page(maras, address=address)

    first = make_promise(osprey, mara, "The page list")
    shown()
    second = make_promise(osprey, mara, "The range review")
    assert "The range review" in shown()

    Expectation.objects.filter(pk=second.pk).update(statement="The spring range", version=2)
    assert "The spring range" in shown()
    Expectation.objects.filter(pk=first.pk).delete()
    assert "The page list" not in shown()


def test_what_the_person_did_on_the_list_shows_at_once(maras, mara, osprey):
    promise = make_promise(osprey, mara, "The page list")
    assert "The page list" in page(maras, address="/waiting/")

    with time_machine.travel(MONDAY, tick=False):
        sent = {"nonce": "n" * 32, "back": "/waiting/", "version": promise.version}
        maras.post(f"/waiting/promise/{promise.pk}/kept/", sent)

    assert "The page list" not in page(maras, address="/waiting/")


def test_it_is_drawn_again_after_five_minutes_and_after_what_the_person_did(maras, mara, osprey, draws):
    make_promise(osprey, mara, "The page list")
    page(maras)
    del draws[:]
    page(maras, MONDAY + timedelta(minutes=6))
    assert len(draws) == 1

    with time_machine.travel(MONDAY + timedelta(minutes=7), tick=False):
        maras.post("/today/kinds/input/digest/")
    page(maras, MONDAY + timedelta(minutes=7))
    assert len(draws) == 2


def test_another_person_and_another_language_have_their_own(maras, mara, osprey, piet, client):
    make_promise(osprey, mara, "The page list")
    assert "Promises" in page(maras)
    mara.locale = "de_DE"
    mara.save()
    assert "Zusagen" in page(maras)

    client.force_login(piet)
    assert "The page list" not in page(client)


def test_time_that_the_person_logs_shows_at_once(client, tim, site):
    client.force_login(tim)
    Capacity.objects.create(person=tim, weekly_seconds=40 * 3600, valid_from=WORK_DAY - timedelta(days=60))
    with time_machine.travel(MONDAY, tick=False):
        make_entry(by=tim, project=site, hours="2:00", on=WORK_DAY)
    before = page(client)
    with time_machine.travel(MONDAY, tick=False):
        make_entry(by=tim, project=site, hours="6:30", on=WORK_DAY)

    assert re.search(r'<a class="is-number" href="/time/week/[^"]+/">2\xa0h of 40\xa0h logged</a>', before)
    assert "8.5\u00a0h of 40\u00a0h logged" in page(client)


def test_a_cover_shows_and_hides_at_once(client, osprey, mara, piet, draws):
    """A question of the data has no part in the statement that counts: only the cover itself shows that it came."""
    lotte = make_person("Lotte Vries", "project_manager")
    app = make_project(osprey, name="Branch app", manager=piet)
    make_question(app, piet)
    client.force_login(lotte)
    assert "Branch app" not in page(client)
    fields = StandInFields(lotte.pk, MONDAY.date(), MONDAY.date())
    cover = name_stand_in(by=acting(piet), fields=fields, now=MONDAY)
    assert "Branch app" in page(client)
    del draws[:]
    page(client)
    assert draws == [], "drawn once while the cover runs"

    end_stand_in(by=acting(piet), cover_id=cover.pk, version=cover.version, now=MONDAY)
    assert "Branch app" not in page(client)


def test_a_cover_of_an_account_is_drawn_at_once_for_both(client, osprey, mara, draws):
    edda = make_person("Edda", "account_manager")
    for person in (mara, edda):
        client.force_login(person)
        page(client)
    del draws[:]
    Cover.objects.create(account=osprey, stand_in=edda, starts_on=MONDAY.date(), ends_on=MONDAY.date())
    for person in (mara, edda):
        client.force_login(person)
        page(client)
    assert len(draws) == 2
