"""What a process keeps of the settings: never older than the database, whoever changed it."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from amity.agency import queries
from amity.agency.apps import AgencyConfig
from amity.agency.editions import keeping, triggers
from amity.agency.models import Limit, SettingChange
from amity.agency.workforce import workforce
from amity.people.models import Person
from amity.people.sessions.store import SessionStore
from amity.shared.caches.reading import reading
from tests.builders import make_person

NAME = "concentration"

pytestmark = pytest.mark.usefixtures("kept_cleared")


def seen_on_a_page():
    with reading():
        return queries.own_limits().get(NAME)


def change(sql, *values):
    """Change a table as another program might, past every command."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_each_watched_table_has_its_triggers():
    assert triggers.missing(connection) == []


def test_a_second_page_asks_only_for_the_edition(django_assert_num_queries):
    Limit.objects.create(name=NAME, value=30)
    assert seen_on_a_page() == 30

    with django_assert_num_queries(1):
        assert seen_on_a_page() == 30


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE agency_limit SET value = 41 WHERE name = 'concentration'", 41),
        ("DELETE FROM agency_limit", None),
        ("INSERT INTO agency_limit (name, value) VALUES ('another', 1)", 30),
    ],
)
def test_a_change_by_anybody_is_seen_on_the_next_page(sql, found):
    Limit.objects.create(name=NAME, value=30)
    assert seen_on_a_page() == 30
    before = SettingChange.objects.count()

    change(sql)

    assert SettingChange.objects.count() > before
    assert seen_on_a_page() == found


def test_what_was_rolled_back_is_never_seen():
    Limit.objects.create(name=NAME, value=30)
    with transaction.atomic():
        change("UPDATE agency_limit SET value = 99")
        assert seen_on_a_page() == 99
        transaction.set_rollback(True)
    assert seen_on_a_page() == 30
    change("UPDATE agency_limit SET value = 31")

    assert seen_on_a_page() == 31


def test_what_a_request_changes_itself_is_kept_for_no_one():
    Limit.objects.create(name=NAME, value=30)
    assert seen_on_a_page() == 30

    with transaction.atomic():
        with reading(still=False):
            assert queries.agency_name() == ""
            change("UPDATE agency_limit SET value = 77")
            assert queries.own_limits()[NAME] == 77
        transaction.set_rollback(True)

    assert seen_on_a_page() == 30


def test_a_command_reads_the_database_itself(django_assert_num_queries):
    Limit.objects.create(name=NAME, value=30)
    seen_on_a_page()

    with django_assert_num_queries(1):
        assert queries.own_limits()[NAME] == 30


def test_of_a_person_only_what_is_kept_counts():
    mara = make_person("Mara")
    before = SettingChange.objects.count()

    Person.objects.filter(pk=mara.pk).update(theme="dark", session_round=3)
    assert SettingChange.objects.count() == before

    with reading():
        assert [one.name for one in workforce().all] == ["Mara"]
    Person.objects.filter(pk=mara.pk).update(name="Mara Quist")
    with reading():
        assert [one.name for one in workforce().all] == ["Mara Quist"]


def test_nothing_is_kept_while_migrations_run(django_assert_num_queries):
    Limit.objects.create(name=NAME, value=30)
    seen_on_a_page()
    sender = AgencyConfig.create("amity.agency")

    triggers.take_away(sender, using="default")
    assert triggers.missing(connection)
    change("UPDATE agency_limit SET value = 44")
    assert seen_on_a_page() == 44
    triggers.put_back(sender, using="default")

    assert triggers.missing(connection) == []
    assert seen_on_a_page() == 44


def test_the_edition_read_along_with_a_session_is_the_one_in_force(client, mara, django_assert_num_queries):
    client.force_login(mara)
    store = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    with django_assert_num_queries(1):
        assert store.person() == mara
    along = dict(store.known)

    with reading():
        assert keeping.edition() == along["edition"] is not None
    Limit.objects.create(name=NAME, value=41)
    with reading():
        assert keeping.edition() != along["edition"]


def test_the_query_for_a_session_reads_each_table_of_changes_once(client, mara):
    client.force_login(mara)
    with CaptureQueriesContext(connection) as asked:
        SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value).person()

    (query,) = asked
    assert [query["sql"].count(f'FROM "agency_{noted}change"') for noted in ("setting", "record")] == [1, 1]


def test_many_changes_are_merged_into_one_and_name_a_new_edition():
    Limit.objects.create(name=NAME, value=30)
    for value in range(4):
        change("UPDATE agency_limit SET value = %s", value)
    with reading():
        before = keeping.edition()

    triggers.merge("default", most=10)
    with reading():
        assert keeping.edition() == before
    triggers.merge("default", most=3)

    assert SettingChange.objects.count() == 1
    with reading():
        assert keeping.edition() not in (before, None)
    assert seen_on_a_page() == 3
