"""Sessions: listed with device and place, ended by their person or an administrator, at once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache
from django.utils import timezone

from amity.audit.models import Record
from amity.outbox.models import Message
from amity.people import jobs, rules
from amity.people.models import Person
from amity.people.sessions import commands, queries
from amity.people.sessions.models import Session
from amity.people.sessions.store import SessionStore
from amity.shared.rows.deleting import delete_in_steps
from tests.builders import PASSWORD, acting, make_person

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


def signed_in(client, person, agent=FIREFOX, address="10.0.0.1"):
    where = {"headers": {"User-Agent": agent}, "REMOTE_ADDR": address}
    client.post("/sign-in/", {"login": person.mail, "password": PASSWORD}, **where)
    client.get("/settings/me/", **where)
    return client


def is_in(client):
    return client.get("/settings/me/").status_code == 200


def test_the_page_lists_each_session_with_its_place_and_marks_this_one(client, mara):
    signed_in(client, mara)
    signed_in(type(client)(), mara, PHONE, "10.0.0.2")
    rows = queries.session_rows(mara, client.session.session_key, timezone.now())

    assert {(row.device, row.address, row.this) for row in rows} == {
        ("Firefox, Linux", "10.0.0.1", True),
        ("Safari, iPhone", "10.0.0.2", False),
    }
    page = client.get("/settings/me/sign-in/", headers={"User-Agent": FIREFOX}, REMOTE_ADDR="10.0.0.1")
    assert page.content.decode().count("This one") == 1
    assert client.session.session_key not in page.content.decode()


def test_ending_one_session_puts_its_browser_out_at_its_next_request(client, mara):
    signed_in(client, mara)
    other = signed_in(type(client)(), mara, PHONE)
    reference = Session.objects.get(session_key=other.session.session_key).reference

    client.post(f"/settings/me/sessions/{reference}/end/")

    assert not is_in(other)
    assert is_in(client)
    assert Record.objects.latest("pk").action == "session.ended"


def test_ending_the_others_leaves_this_one(client, mara, piet):
    signed_in(client, mara)
    other, of_piet = signed_in(type(client)(), mara), signed_in(type(client)(), piet)

    client.post("/settings/me/sessions/end/")

    assert (is_in(client), is_in(other), is_in(of_piet)) == (True, False, True)


def test_someone_elses_session_cannot_be_ended(client, mara, piet):
    signed_in(client, mara)
    of_piet = signed_in(type(client)(), piet)
    reference = Session.objects.get(session_key=of_piet.session.session_key).reference

    client.post(f"/settings/me/sessions/{reference}/end/")

    assert is_in(of_piet)


def test_an_administrator_signs_a_person_out_everywhere_with_a_reason(client, mara):
    root = make_person("Root", rules.ADMINISTRATOR)
    signed_in(client, mara)

    commands.end_sessions_of(by=acting(root), person_id=mara.pk, reason="Lost laptop", now=timezone.now())

    assert not is_in(client)
    assert not mara.sessions.exists()
    assert "Lost laptop" in Message.objects.latest("pk").body


def test_an_ended_session_does_not_come_back_by_a_request_that_was_under_way(client, mara):
    signed_in(client, mara)
    store = client.session
    store["later"] = 1
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


def test_its_use_is_noted_every_five_minutes_and_when_the_place_changes(client, mara):
    signed_in(client, mara)
    row = Session.objects.get(person=mara)
    row.last_used_at = timezone.now() - timedelta(minutes=4)
    row.save()
    signed_again = {"headers": {"User-Agent": FIREFOX}, "REMOTE_ADDR": "10.0.0.1"}
    client.get("/settings/me/", **signed_again)
    assert Session.objects.get(person=mara).last_used_at == row.last_used_at

    client.get("/settings/me/", headers={"User-Agent": FIREFOX}, REMOTE_ADDR="10.0.0.9")
    assert Session.objects.get(person=mara).address == "10.0.0.9"


def test_a_session_belongs_to_no_one_before_and_after_its_person_is_signed_in(client, mara):
    signed_in(client, mara)
    assert Session.objects.get(session_key=client.session.session_key).person_id == mara.pk

    client.post("/sign-out/")
    assert not Session.objects.filter(person=mara).exists()


def read_session(client):
    return SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)


def test_a_session_is_read_with_its_person_and_their_roles_in_one_query(client, django_assert_num_queries):
    person = make_person("Lena Vogt", rules.FINANCE, rules.EXECUTIVE)
    client.force_login(person)
    store = read_session(client)

    with django_assert_num_queries(1):
        found = store.person()
        assert found == person
        assert found.roles == {rules.FINANCE, rules.EXECUTIVE}


def test_a_person_without_a_role_is_still_read(client, mara):
    mara.held_roles.all().delete()
    client.force_login(mara)

    assert read_session(client).person().roles == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"password": "another"},
        {"session_round": 7},
    ],
)
def test_a_session_whose_person_left_or_whose_password_changed_signs_in_nobody(client, mara, change):
    signed_in(client, mara)
    assert is_in(client)

    Person.objects.filter(pk=mara.pk).update(**change)

    assert read_session(client).person() is None
    assert not is_in(client)


def test_a_session_whose_row_names_someone_else_signs_in_nobody_of_itself(client, mara):
    client.force_login(mara)
    Session.objects.update(person=make_person("Lena Vogt", rules.EXECUTIVE))

    assert read_session(client).person() is None


def test_a_withdrawn_role_is_gone_at_the_next_request(client):
    person = make_person("Lena Vogt", rules.ADMINISTRATOR)
    client.force_login(person)
    assert client.get("/settings/people/").status_code == 200

    person.held_roles.all().delete()

    assert client.get("/settings/people/").status_code == 403


def test_the_worker_deletes_expired_sessions_and_no_others(client, mara):
    now = timezone.now()
    signed_in(client, mara)
    for number, days in enumerate((-20, -1, 1)):
        Session.objects.create(session_key=f"key-{number}", session_data="", expire_date=now + timedelta(days=days))

    jobs.forget(now)

    assert set(Session.objects.values_list("session_key", flat=True)) == {client.session.session_key, "key-2"}
    assert is_in(client)


def test_many_rows_are_deleted_in_steps(mara, django_assert_num_queries):
    for number in range(5):
        Session.objects.create(session_key=f"key-{number}", session_data="", expire_date=timezone.now())

    with django_assert_num_queries(7):  # three steps that read and delete, and a look that finds none
        assert delete_in_steps(Session.objects.all(), step=2) == 5
