"""Stand-ins and effective dates: rights follow the dates, both ends included."""

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amity.accounts import commands, policy, queries
from amity.accounts.covers import commands as cover_commands
from amity.accounts.covers.commands import CoverFields
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.audit import trail
from amity.facts import commands as facts
from amity.shared.caches.reading import reading
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.refs import Ref
from amity.shared.rows.along import expect_accounts
from amity.shared.rows.prepared import FEW
from tests.builders import MONDAY, acting, make_account, make_person

FIRST, LAST = date(2026, 12, 21), date(2027, 1, 4)


@pytest.fixture
def edda(agency):
    return make_person("Edda Kerr", "account_manager")


@pytest.fixture
def cover(mara, edda, osprey):
    return cover_commands.set_cover(
        by=acting(mara), account_id=osprey.pk, fields=CoverFields(edda.pk, FIRST, LAST), now=MONDAY
    )


@pytest.mark.parametrize(
    ("day", "hers"),
    [(date(2026, 12, 20), False), (FIRST, True), (LAST, True), (date(2027, 1, 5), False)],
)
def test_rights_and_queues_follow_the_days(mara, edda, osprey, cover, day, hers):
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False):
        assert Account.objects.managed_by(edda).contains(osprey) is hers
        assert Account.objects.visible_to(edda).contains(osprey) is hers
        assert policy.answers_for(edda, osprey) is hers
        assert policy.answers_for(mara, osprey)
    assert queries.manager_on(osprey, day) == (edda if hers else mara)


@pytest.mark.parametrize(
    ("zone", "moment", "hers"),
    [
        ("America/New_York", datetime(2027, 1, 5, 4, 59, tzinfo=UTC), True),
        ("America/New_York", datetime(2027, 1, 5, 5, 1, tzinfo=UTC), False),
        ("Australia/Sydney", datetime(2026, 12, 20, 13, 1, tzinfo=UTC), True),
        ("Australia/Sydney", datetime(2027, 1, 4, 13, 1, tzinfo=UTC), False),
    ],
)
def test_a_cover_lasts_until_midnight_where_the_stand_in_is(edda, osprey, cover, zone, moment, hers):
    edda.time_zone = zone
    with time_machine.travel(moment, tick=False):
        assert Account.objects.managed_by(edda).contains(osprey) is hers
        assert policy.stands_in(edda, osprey) is hers


def test_a_cover_that_is_called_off_gives_no_rights(mara, edda, osprey, cover):
    cover_commands.end_cover(by=acting(mara), cover_id=cover.pk, version=1, now=MONDAY)

    with time_machine.travel(datetime(2026, 12, 24, 12, tzinfo=UTC), tick=False):
        assert not Account.objects.managed_by(edda).exists()
    assert queries.manager_on(osprey, FIRST) == mara
    assert trail.actions_on(osprey) == ["account.covered", "account.cover_ended"]
    with pytest.raises(Refused, match="already ended"):
        cover_commands.end_cover(by=acting(mara), cover_id=cover.pk, version=2, now=MONDAY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (date(2027, 1, 4), date(2027, 1, 9), "starts_on"),
        (date(2027, 3, 2), date(2027, 3, 1), "ends_on"),
        (date(2026, 11, 1), date(2026, 11, 2), "ends_on"),
        (date(2027, 3, 1), date(2029, 3, 1), "ends_on"),
    ],
)
def test_days_that_cannot_be_are_named(mara, tim, osprey, cover, starts_on, ends_on, field):
    with pytest.raises(Invalid) as fault:
        cover_commands.set_cover(
            by=acting(mara), account_id=osprey.pk, fields=CoverFields(tim.pk, starts_on, ends_on), now=MONDAY
        )
    assert fault.value.field == field


def test_no_one_stands_in_for_themselves_and_a_stand_in_passes_nothing_on(mara, edda, tim, osprey, cover):
    hers, his = (CoverFields(person.pk, date(2027, 2, 1), date(2027, 2, 2)) for person in (mara, tim))
    with pytest.raises(Invalid):
        cover_commands.set_cover(by=acting(mara), account_id=osprey.pk, fields=hers, now=MONDAY)
    with time_machine.travel(datetime(2026, 12, 24, 12, tzinfo=UTC), tick=False), pytest.raises(Refused):
        cover_commands.set_cover(by=acting(edda), account_id=osprey.pk, fields=his, now=MONDAY)
    with time_machine.travel(MONDAY, tick=False), pytest.raises(NotSeen):
        cover_commands.end_cover(by=acting(edda), cover_id=cover.pk, version=1, now=MONDAY)


def test_a_successor_named_for_a_day_to_come_has_the_account_from_that_day(ada, mara, edda, osprey):
    commands.assign_account(
        by=acting(ada), account_id=osprey.pk, duty="manager", person_id=edda.pk, valid_from=FIRST, now=MONDAY
    )
    osprey.refresh_from_db()
    assert osprey.manager == mara

    moved = commands.follow_dates(now=datetime(2026, 12, 21, 0, 7, tzinfo=UTC))

    osprey.refresh_from_db()
    assert (moved, osprey.manager) == (1, edda)
    assert commands.follow_dates(now=datetime(2026, 12, 22, tzinfo=UTC)) == 0
    assert trail.actions_on(osprey) == ["account.assigned", "account.followed_dates"]


def test_the_accounts_pages_name_who_stands_in_and_offer_to_end_it(client, mara, edda, osprey):
    client.force_login(mara)
    today = timezone.localdate()
    values = {
        "nonce": uuid.uuid4().hex,
        "stand_in_id": edda.pk,
        "starts_on": today,
        "ends_on": today,
        "note": "Ask Dana",
    }
    client.post(reverse("accounts:set_cover", args=[osprey.pk]), values)

    page = client.get(reverse("accounts:account", args=[osprey.pk])).content.decode()

    assert "Ask Dana" in page
    sides = page[page.index('class="bs-words') : page.index('id="account-tab"')]
    assert "Edda Kerr" in sides
    cover = osprey.covers.get()
    client.post(reverse("accounts:end_cover", args=[cover.pk]), {"version": 1})
    assert "Ask Dana" not in client.get(reverse("accounts:account", args=[osprey.pk])).content.decode()


def test_the_stand_in_sees_what_the_one_away_is_asked_about_the_account(client, mara, edda, osprey, cover):
    for account in (osprey, make_account("Kestrel Bikes", manager=mara)):
        question = facts.Question(mara.pk, MONDAY.date(), f"Who sponsors us at {account}?")
        facts.ask(by=acting(mara), about=Ref.to(account), field="duty.relationship", question=question, now=MONDAY)

    def read(day):
        with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False):
            client.force_login(edda)
            return client.get(reverse("facts:questions")).content.decode()

    assert "Who sponsors us at Osprey Rail?" in read(FIRST)
    assert "Who sponsors us at Kestrel Bikes?" not in read(FIRST)
    assert "Who sponsors us at Osprey Rail?" not in read(date(2027, 1, 5))


class TestReadAlong:
    """Covers that are read along with accounts."""

    @pytest.fixture
    def others(self, mara, edda):
        own = [make_account(f"Ferries {number}", manager=mara) for number in range(3)]
        for account in own[1:]:
            fields = CoverFields(edda.pk, FIRST, LAST)
            cover_commands.set_cover(by=acting(mara), account_id=account.pk, fields=fields, now=MONDAY)
        return own

    def stand_ins(self, *accounts):
        found = Account.objects.filter(pk__in=[one.pk for one in accounts]).order_by("pk")
        return [[cover.stand_in.name for cover in one.known_covers] for one in found.prefetch_related(covers_along())]

    def test_a_page_asks_once_for_the_accounts_it_expects_however_many_lists_name_them(
        self, cover, osprey, others, django_assert_num_queries
    ):
        with reading(), django_assert_num_queries(5):
            expect_accounts(one.pk for one in others)
            assert self.stand_ins(osprey) == [["Edda Kerr"]]
            assert self.stand_ins(osprey, others[0]) == [["Edda Kerr"], []]
            assert self.stand_ins(*others) == [[], ["Edda Kerr"], ["Edda Kerr"]]
            assert self.stand_ins(others[2]) == [["Edda Kerr"]]

    def test_covers_of_other_accounts_are_not_read(self, cover, osprey, others):
        with reading(), CaptureQueriesContext(connection) as queries:
            assert self.stand_ins(others[0]) == [[]]
            assert self.stand_ins(others[1]) == [["Edda Kerr"]]
        asked = [one["sql"] for one in queries if 'FROM "accounts_cover"' in one["sql"]]
        assert len(asked) == 2
        assert not any("NOT" in sql for sql in asked)

    @pytest.mark.parametrize("more", [FEW - 4, FEW])
    def test_of_few_accounts_and_of_many_the_same_covers_are_read(self, cover, mara, osprey, others, more):
        beside = [make_account(f"Lines {number}", manager=mara) for number in range(more)]
        with reading():
            assert self.stand_ins(osprey, *others, *beside) == [
                ["Edda Kerr"], [], ["Edda Kerr"], ["Edda Kerr"], *[[] for _one in beside]
            ]  # fmt: skip

    def test_the_next_page_reads_a_cover_that_has_come_since(self, cover, mara, osprey):
        with reading():
            assert self.stand_ins(osprey) == [["Edda Kerr"]]
        later = CoverFields(cover.stand_in_id, date(2027, 2, 1), date(2027, 2, 5))
        cover_commands.set_cover(by=acting(mara), account_id=osprey.pk, fields=later, now=MONDAY)
        with reading():
            assert self.stand_ins(osprey) == [["Edda Kerr", "Edda Kerr"]]

    def test_where_something_may_change_they_are_read_each_time(self, cover, mara, osprey):
        with reading(still=False):
            assert self.stand_ins(osprey) == [["Edda Kerr"]]
            later = CoverFields(cover.stand_in_id, date(2027, 2, 1), date(2027, 2, 5))
            cover_commands.set_cover(by=acting(mara), account_id=osprey.pk, fields=later, now=MONDAY)
            assert self.stand_ins(osprey) == [["Edda Kerr", "Edda Kerr"]]
