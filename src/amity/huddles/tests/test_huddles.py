"""Who sees and holds a huddle, and what becomes of its points."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts.covers.commands import CoverFields, set_cover
from amity.audit import trail
from amity.huddles import commands, queries
from amity.huddles.agendas.agenda import agenda_of
from amity.huddles.follow_ups import commands as follow_ups
from amity.huddles.models import Huddle
from amity.huddles.pairs import pairs_of
from amity.huddles.rules import PairFields, TakenFields
from amity.huddles.tests.making import make_held, make_huddle, make_roadblock
from amity.people import rules as roles
from amity.projects.stand_ins.commands import StandInFields, end_stand_in, name_stand_in
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.waiting.queries import open_on, waiting_for
from tests.builders import MONDAY, acting, make_account, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
DAY = MONDAY.date()


@pytest.fixture
def huddle(mara, piet, site):
    return commands.open_huddle(by=acting(mara), fields=PairFields(mara.pk, piet.pk), now=MONDAY)


@pytest.fixture
def blocked(site, piet):
    return make_roadblock(site, by=piet)


def take(huddle, blocked, by, **fields):
    return follow_ups.take_point(
        by=acting(by), huddle_id=huddle.pk, kind="hear", item=blocked.pk, fields=TakenFields(**fields), now=MONDAY
    )


def settle(huddle, blocked, by):
    return commands.settle_point(by=acting(by), huddle_id=huddle.pk, kind="hear", item=blocked.pk, now=MONDAY)


def reopen(huddle, blocked, by):
    return commands.reopen_point(by=acting(by), huddle_id=huddle.pk, kind="hear", item=blocked.pk, now=MONDAY)


def points_for(huddle, person):
    by = acting(person)
    seen = queries.huddle_seen_by(by, huddle.pk)
    return agenda_of(seen, by, DAY, queries.accounts_open_to(by, seen)).points


def cover(account, by, person):
    fields = CoverFields(person.pk, DAY, DAY + timedelta(days=4))
    set_cover(by=acting(by), account_id=account.pk, fields=fields, now=MONDAY)


def test_a_pair_is_who_manages_an_account_and_a_project_of_it_and_not_one_person_alone(mara, piet, ada, site, tim):
    make_project(make_account("Own", manager=mara), name="Hers", manager=mara)
    over = make_project(make_account("Over", manager=mara), name="Over", manager=tim)
    over.status = "closed"
    over.save()

    (pair,) = pairs_of(mara)

    assert (pair.manager, pair.partner, pair.accounts) == (mara, piet, ("Osprey Rail",))
    assert [pairs_of(one) for one in (piet, ada)] == [[pair], [pair]]
    assert pairs_of(tim) == []


def test_opening_the_huddle_of_a_week_twice_opens_it_once(mara, piet, huddle):
    again = commands.open_huddle(by=acting(piet), fields=PairFields(mara.pk, piet.pk), now=MONDAY + timedelta(days=3))
    later = commands.open_huddle(by=acting(piet), fields=PairFields(mara.pk, piet.pk), now=MONDAY + timedelta(days=7))

    assert (again, again.week) == (huddle, date(2026, 11, 23))
    assert (later.week, Huddle.objects.count()) == (date(2026, 11, 30), 2)
    assert trail.actions_on(huddle) == ["huddle.opened"]


def test_the_two_and_the_director_see_it_and_nobody_else(mara, piet, ada, tim, fina, huddle):
    others = [tim, fina, make_person("Other", roles.ACCOUNT_MANAGER), make_person("Boss", roles.EXECUTIVE)]
    elsewhere = make_person("Elsewhere", roles.ACCOUNT_DIRECTOR)

    for person in (mara, piet, ada):
        assert queries.huddle_seen_by(acting(person), huddle.pk) == huddle
    for person in (*others, elsewhere):
        with pytest.raises(NotSeen):
            queries.huddle_seen_by(acting(person), huddle.pk)


def test_the_director_reads_and_changes_nothing(ada, huddle, blocked):
    for act in (take, settle, reopen):
        with pytest.raises(Refused):
            act(huddle, blocked, ada)


def test_a_stand_in_holds_it_and_reads_only_about_the_account_they_cover(
    mara, piet, ada, osprey, site, huddle, blocked
):
    tessel = make_account("Tessel", manager=mara, director=ada)
    make_roadblock(make_project(tessel, name="Spring", manager=piet), by=piet, title="Rates are missing")
    nora = make_person("Nora", roles.ACCOUNT_MANAGER)
    cover(osprey, mara, nora)

    assert {one.title for one in points_for(huddle, mara)} == {"The sandbox is down", "Rates are missing"}
    assert [one.title for one in points_for(huddle, nora)] == ["The sandbox is down"]
    take(huddle, blocked, nora)
    assert [one.title for one in points_for(huddle, nora)] == ["The sandbox is down"], "also once it has started"


def test_the_page_reads_the_accounts_that_someone_can_read_about_with_the_huddle(
    client, mara, piet, ada, osprey, huddle, blocked
):
    elsewhere = make_account("Tessel", manager=mara, director=make_person("Ines", roles.ACCOUNT_DIRECTOR))
    make_roadblock(make_project(elsewhere, name="Spring", manager=piet), by=piet, title="Rates are missing")
    nora, finn = make_person("Nora", roles.ACCOUNT_MANAGER), make_person("Finn", roles.ACCOUNT_MANAGER)
    cover(osprey, mara, nora)
    cover(elsewhere, mara, finn)
    page = reverse("huddles:huddle", args=[huddle.pk])

    def seen_by(person):
        client.force_login(person)
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            drawn = client.get(page)
        assert not [one for one in asked.captured_queries if one["sql"].startswith('SELECT "accounts_account"."id"')]
        return drawn.context["may_hold"], [row.point.title for row in drawn.context["rows"]]

    assert seen_by(ada) == (False, ["The sandbox is down"])
    assert seen_by(nora) == (True, ["The sandbox is down"])
    assert seen_by(finn) == (True, ["Rates are missing"])


def test_the_stand_in_of_the_project_manager_holds_it_while_they_cover(mara, piet, osprey, huddle, blocked):
    lotte = make_person("Lotte", roles.PROJECT_MANAGER)
    assert pairs_of(lotte) == []
    with pytest.raises(NotSeen):
        take(huddle, blocked, lotte)
    fields = StandInFields(lotte.pk, DAY, DAY + timedelta(days=4))
    made = name_stand_in(by=acting(piet), fields=fields, now=MONDAY)

    assert [(one.manager, one.partner, one.accounts) for one in pairs_of(lotte)] == [(mara, piet, ("Osprey Rail",))]
    assert [one.title for one in points_for(huddle, lotte)] == ["The sandbox is down"]
    assert take(huddle, blocked, lotte, owner_id=lotte.pk).owner == lotte
    end_stand_in(by=acting(piet), cover_id=made.pk, version=made.version, now=MONDAY)
    assert pairs_of(lotte) == []
    with pytest.raises(NotSeen):
        settle(huddle, blocked, lotte)


def test_taking_a_point_as_proposed_makes_a_follow_up_of_its_owner(mara, piet, huddle, blocked):
    taken = take(huddle, blocked, piet)

    assert (taken.owner, taken.due_on, taken.what) == (mara, date(2026, 11, 25), "The sandbox is down")
    assert trail.actions_on(huddle) == ["huddle.opened", "huddle.started", "huddle.point_taken"]


def test_taking_it_again_changes_who_and_when(mara, piet, huddle, blocked):
    take(huddle, blocked, mara)
    take(huddle, blocked, mara, owner_id=piet.pk, due_on=date(2026, 12, 1), what="Ask the bank")

    taken = queries.follow_ups_of(huddle, None)
    assert [(one.owner, one.due_on, one.what) for one in taken] == [(piet, date(2026, 12, 1), "Ask the bank")]


@pytest.mark.parametrize(("field", "wrong"), [("owner_id", "tim"), ("due_on", date(2026, 11, 20))])
def test_what_cannot_be_is_refused_at_its_field(mara, tim, huddle, blocked, field, wrong):
    with pytest.raises(Invalid) as refused:
        take(huddle, blocked, mara, **{field: tim.pk if wrong == "tim" else wrong})

    assert refused.value.field == field


def test_a_settled_point_is_struck_and_a_reopened_one_loses_its_follow_up(mara, huddle, blocked):
    settle(huddle, blocked, mara)
    settle(huddle, blocked, mara)
    with pytest.raises(Refused):
        take(huddle, blocked, mara)
    reopen(huddle, blocked, mara)
    take(huddle, blocked, mara)
    with pytest.raises(Refused):
        settle(huddle, blocked, mara)
    reopen(huddle, blocked, mara)

    (point,) = points_for(huddle, mara)
    assert point.settled_at is None
    assert queries.follow_ups_of(huddle, None) == []
    assert trail.actions_on(huddle).count("huddle.point_settled") == 1


def test_a_point_that_is_gone_is_not_found(mara, huddle):
    with pytest.raises(NotSeen):
        commands.settle_point(by=acting(mara), huddle_id=huddle.pk, kind="hear", item=99, now=MONDAY)


def waits(person):
    return [one.title for group in waiting_for(acting(person), MONDAY, only="follow_up") for one in group.items]


def test_a_follow_up_waits_for_its_owner_until_it_is_done_and_again_when_reopened(mara, piet, huddle, blocked):
    taken = take(huddle, blocked, mara, owner_id=piet.pk)
    assert (waits(piet), waits(mara)) == (["The sandbox is down"], [])

    follow_ups.finish_follow_up(by=acting(piet), follow_up_id=taken.pk, version=1, now=MONDAY)
    assert waits(piet) == []

    follow_ups.reopen_follow_up(by=acting(mara), follow_up_id=taken.pk, now=MONDAY)
    assert waits(piet) == ["The sandbox is down"]


def test_the_stand_in_has_what_the_account_manager_took_and_not_what_the_project_manager_took(
    mara, piet, osprey, site, huddle, blocked
):
    nora = make_person("Nora", roles.ACCOUNT_MANAGER)
    second = make_roadblock(site, by=piet, title="Another one")
    take(huddle, blocked, mara)
    take(huddle, second, mara, owner_id=piet.pk)
    assert waits(nora) == []

    cover(osprey, mara, nora)
    assert waits(nora) == ["The sandbox is down"]


def test_only_those_who_hold_the_huddle_finish_its_follow_ups(ada, tim, mara, piet, site):
    taken = make_held(mara, piet, site)

    with pytest.raises(Refused):
        follow_ups.finish_follow_up(by=acting(ada), follow_up_id=taken.pk, version=1, now=MONDAY)
    with pytest.raises(NotSeen):
        follow_ups.finish_follow_up(by=acting(tim), follow_up_id=taken.pk, version=1, now=MONDAY)


def test_a_follow_up_is_open_on_its_account_for_whoever_sees_it(ada, mara, piet, osprey, site, blocked):
    make_held(mara, piet, site)

    def listed(person):
        groups = open_on(acting(person), osprey.pk, MONDAY.date(), only="follow_up")
        return [(item.title, item.acts) for group in groups for item in group.items]

    assert listed(mara) == listed(piet) == [("Tell Helen", ("done",))]
    assert listed(ada) == [("Tell Helen", ())]


def test_the_next_huddle_lists_what_was_left_with_what_is_done(client, mara, piet, site, huddle):
    taken = make_held(mara, piet, site)
    client.force_login(mara)
    page = client.get(reverse("huddles:huddle", args=[huddle.pk])).content.decode()
    assert "Week 47, 0 of 1 done" in page
    assert "Tell Helen" in page

    tick = reverse("huddles:tick_follow_up", args=[taken.pk])
    answer = client.post(tick, {"finished": "on", "version": "1", "huddle": str(huddle.pk)}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("huddles:huddle", args=[huddle.pk])
    assert "Week 47, 1 of 1 done" in answer.content.decode()


def test_the_pages_open_start_and_take(client, mara, piet, site, blocked):
    client.force_login(piet)
    assert "Prepare huddle" in client.get(reverse("huddles:huddles")).content.decode()
    opened = client.post(reverse("huddles:open_huddle"), {"manager_id": mara.pk, "partner_id": piet.pk}, follow=True)
    assert "Fifteen minutes, 1 thing" in opened.content.decode()

    one = Huddle.objects.get()
    for name in ("take_point", "reopen_point", "settle_point"):
        client.post(reverse(f"huddles:{name}", args=[one.pk, "hear", blocked.pk]))
    page = client.get(reverse("huddles:huddle", args=[one.pk])).content.decode()
    assert "is-settled" in page
    assert "data-clock" in page


def test_without_a_pair_the_list_says_what_a_huddle_needs(client, tim):
    client.force_login(tim)

    assert "No huddles yet" in client.get(reverse("huddles:huddles")).content.decode()


def test_huddles_are_a_list_with_the_follow_ups_still_open(client, mara, piet, site):
    held = make_held(mara, piet, site)
    ready = make_huddle(mara, piet)
    make_huddle(make_person("Nora"), make_person("Olaf"))
    client.force_login(mara)

    def listed(query=""):
        lines = client.get(f"{reverse('huddles:huddles')}{query}").context["lines"]
        return [(line.row.pk, line.row.taken, line.row.left) for line in lines]

    assert listed() == [(ready.pk, 0, 0), (held.huddle_id, 1, 1)]
    assert listed("?sort=-left")[0] == (held.huddle_id, 1, 1)
    assert listed("?view=held") == [(held.huddle_id, 1, 1)]
    assert listed("?find=piet") == listed()
