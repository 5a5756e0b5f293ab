"""Drift: hours and net fees by goal and quarter, what serves none, and what strayed from the strategy."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from amity.gate.models import Overruling
from amity.gate.tests.making import submitted
from amity.people import rules as roles
from amity.profitability.drift.queries import account_drift
from amity.profitability.drift.rules import first_month, is_quarter, quarter_of, quarter_period, quarters, share
from amity.profitability.drift.totals import every_drift
from amity.profitability.tests.asking import FEES, seen_by, someone_on
from amity.projects.goals.queries import LINE, PROJECT
from amity.shared.permission import MoneyRight
from amity.strategy.models import Goal, GoalLink, StrategyCard
from amity.ui import formats
from tests.builders import (
    MONDAY,
    acting,
    make_account,
    make_agreement,
    make_entry,
    make_line,
    make_person,
    make_project,
)

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY, HOUR = date(2026, 11, 23), 3_600
STAMPS = {"begun_on": date(2026, 1, 1), "added_at": MONDAY, "changed_at": MONDAY}


def link(kind, subject, goal):
    return GoalLink.objects.create(goal=goal, subject_kind=kind, subject_id=subject.pk, by_label="Mara", at=MONDAY)


@pytest.fixture
def calls(osprey):
    return Goal.objects.create(account=osprey, title="Fewer calls", **STAMPS)


@pytest.fixture
def work(osprey, piet, tim, calls):
    """10 h on a project of the goal, 6 h on another one, of which 2 h on a line of the goal, and 1 h in summer."""
    plan = {"agreement": make_agreement(osprey, hourly_rate="100"), "manager": piet, "team": [tim]}
    app = make_project(osprey, name="App", **plan)
    other = make_agreement(osprey, hourly_rate="100")
    line = make_line(other, "7")
    site = make_project(osprey, name="Site", manager=piet, team=[tim], agreement=other)
    make_entry(by=tim, project=app, hours="10:00", on=date(2026, 10, 5))
    make_entry(by=tim, project=site, hours="2:00", on=date(2026, 11, 3), line_id=line.pk)
    make_entry(by=tim, project=site, hours="4:00", on=date(2026, 11, 4))
    make_entry(by=tim, project=app, hours="1:00", on=date(2026, 7, 1))
    link(PROJECT, app, calls)
    link(LINE, line, calls)
    return app, site, line


def test_time_is_under_the_goal_of_its_line_or_its_project(mara, osprey, work):
    _account, drift = account_drift(acting(mara), osprey.pk, TODAY, "20264")
    (goal,) = drift.goals

    assert [(one.project, one.line, one.row.seconds) for one in goal.work] == [
        ("App", "", 10 * HOUR), ("Site", "7 Line 7", 2 * HOUR),
    ]  # fmt: skip
    assert [(one.project, one.row.seconds) for one in drift.none.work] == [("Site", 4 * HOUR)]
    assert (drift.seconds, drift.served, drift.served_share, goal.share) == (16 * HOUR, 12 * HOUR, 7_500, 7_500)


def test_net_fees_follow_their_time_and_add_up(mara, osprey, work):
    _account, drift = account_drift(acting(mara), osprey.pk, TODAY, "20264")
    (goal,) = drift.goals

    rows = (goal.row, drift.none.row, drift.together)
    assert [row.agi and row.agi.value for row in rows] == [120_000, 40_000, 160_000]


def test_a_quarter_has_its_own_time(mara, osprey, work):
    _account, drift = account_drift(acting(mara), osprey.pk, TODAY, "20263")

    assert (drift.seconds, drift.served_share, list(drift.none.work)) == (HOUR, 10_000, [])


def test_without_time_the_share_is_unknown_and_an_active_goal_is_still_listed(mara, osprey, calls):
    _account, drift = account_drift(acting(mara), osprey.pk, TODAY, "20261")

    assert (drift.served_share, [one.goal and one.goal.goal for one in drift.goals]) == (None, [calls])


def test_account_service_serves_no_goal_and_isn_t_a_part_of_the_share(mara, osprey, work):
    make_entry(by=mara, account_id=osprey.pk, hours="3:00", on=date(2026, 11, 5))

    _account, drift = account_drift(acting(mara), osprey.pk, TODAY, "20264")

    assert (drift.service, drift.served_share) == (3 * HOUR, 7_500)


def test_all_accounts_are_listed_with_most_time_without_a_goal_first(ada, mara, tim, osprey, work):
    dairy = make_account("Larkfield Dairy", manager=mara, director=ada)
    make_entry(by=tim, project=make_project(dairy, name="Range", team=[tim]), hours="5:00", on=date(2026, 11, 4))

    whole, rows = every_drift(acting(ada), TODAY, "20264")

    assert [(one.name, one.drift.time_without_goal) for one in rows] == [
        ("Larkfield Dairy", 5 * HOUR), ("Osprey Rail", 4 * HOUR),
    ]  # fmt: skip
    assert whole.time_without_goal == 9 * HOUR
    assert whole.seconds == sum(one.drift.seconds for one in rows)


def test_the_list_of_all_has_the_totals_of_each_account_s_own_page(ada, mara, piet, tim, osprey, work):
    dairy = make_account("Larkfield Dairy", manager=mara, director=ada)
    range_ = make_project(dairy, name="Range", team=[tim], agreement=make_agreement(dairy, hourly_rate="90"))
    make_entry(by=tim, project=range_, hours="5:00", on=date(2026, 11, 4))
    make_entry(by=mara, account_id=osprey.pk, hours="3:00", on=date(2026, 11, 5))

    whole, rows = every_drift(acting(ada), TODAY, "20264")

    own = {one.pk: account_drift(acting(ada), one.pk, TODAY, "20264")[1] for one in (osprey, dairy)}
    for name in ("time", "time_without_goal", "any_without_goal", "fees", "service", "served_share"):
        assert {one.account_id: getattr(one.drift, name) for one in rows} == {
            key: getattr(drift, name) for key, drift in own.items()
        }, name
    assert [one.fees and one.fees.value for one in (whole, *own.values())] == [85_000, 40_000, 45_000]
    assert whole.service == 3 * HOUR


def test_each_sum_of_all_accounts_opens_the_accounts_it_adds_up_from(ada, mara, tim, osprey, work):
    dairy = make_account("Larkfield Dairy", manager=mara, director=ada)
    make_entry(by=tim, project=make_project(dairy, name="Range", team=[tim]), hours="5:00", on=date(2026, 11, 4))
    client = Client()
    client.force_login(ada)

    page = client.get("/money/drift/?quarter=20264")

    sums = {str(one.label): [(part.of.name, part.shown) for part in one.parts] for one in page.context["sums"]}
    assert sums["Without a goal"] == [
        ("Larkfield Dairy", "5\N{NO-BREAK SPACE}h"),
        ("Osprey Rail", "4\N{NO-BREAK SPACE}h"),
    ]
    assert [name for name, _shown in sums["Total time"]] == ["Osprey Rail", "Larkfield Dairy"]
    assert [name for name, _shown in sums["Net fees without a goal"]] == ["Osprey Rail"]
    assert page.text.count(f'<a href="/accounts/{osprey.pk}/drift/?quarter=20264#by-goal">') == 3


def test_the_list_opens_with_the_most_time_without_a_goal_and_sorts_by_every_number(ada, mara, tim, work):
    dairy = make_account("Larkfield Dairy", manager=mara, director=ada)
    make_entry(by=tim, project=make_project(dairy, name="Range", team=[tim]), hours="5:00", on=date(2026, 11, 4))
    client = Client()
    client.force_login(ada)

    def shown(query: str = "") -> list[str]:
        return [line.row.name for line in client.get(f"/money/drift/?quarter=20264&{query}").context["lines"]]

    assert shown() == ["Larkfield Dairy", "Osprey Rail"]
    assert shown("sort=-time") == shown("sort=-served_share") == shown("sort=-fees") == [
        "Osprey Rail", "Larkfield Dairy",
    ]  # fmt: skip
    assert shown("find=lark") == ["Larkfield Dairy"]
    total = client.get("/money/drift/?quarter=20264&find=lark").content.decode()
    assert f">{formats.hours(9 * HOUR)}<" in total, "the total is that of all accounts"


def test_an_answer_of_no_is_listed_in_its_quarter(mara, osprey, work):
    card = StrategyCard.objects.create(
        account=osprey, number=1, message="There before you park", state="in_force", added_at=MONDAY, changed_at=MONDAY
    )
    item = submitted(osprey, mara, kind="version")
    Overruling.objects.create(item=item, finding=f"strategy:{card.pk}", chip="strays", person=mara, at=MONDAY)

    assert [one.item_id for one in account_drift(acting(mara), osprey.pk, TODAY, "20264")[1].strayed] == [item.pk]
    assert account_drift(acting(mara), osprey.pk, TODAY, "20263")[1].strayed == []


def test_the_pages_and_files_show_it(mara, osprey, work):
    client = Client()
    client.force_login(mara)
    page = client.get(f"/accounts/{osprey.pk}/drift/?quarter=20264").content.decode()
    file = client.get(f"/accounts/{osprey.pk}/drift/work.csv?quarter=20264").content.decode()
    every = client.get("/money/drift/?quarter=20264&export=csv").getvalue().decode()

    assert "Osprey Rail: 75% of the time serves a goal" in page
    assert f"/goals/of/projects.project/{work[1].pk}/?back=%2Faccounts%2F" in page
    assert "Fewer calls,unknown,Site,7 Line 7,line linked to the goal,2,200.00" in file
    assert "no goal,,Site,,,4,400.00" in file
    assert "Osprey Rail,16,4,75,400.00,EUR,0" in every


def test_every_number_of_work_by_goal_opens_the_work_behind_it(mara, osprey, work):
    client = Client()
    client.force_login(mara)
    page = client.get(f"/accounts/{osprey.pk}/drift/?quarter=20264").content.decode()
    goal, none = page.partition('id="by-goal"')[2].partition("No goal</th>")[::2]
    none, total = none.partition("<tfoot>")[::2]
    app, site = (f"/time/?project={one.pk}&amp;since=2026-10-01&amp;until=2026-12-31" for one in work[:2])

    assert [part.count('<details class="why is-number">') for part in (goal, none)] == [3, 3]
    assert f'<a href="{app}">{formats.hours(10 * HOUR)}</a>' in goal
    assert f'<a href="{site}">{formats.hours(4 * HOUR)}</a>' in none
    assert f'<a href="/projects/{work[0].pk}/money/why/agi/?period=202610-202612">' in goal
    assert f"/projects/{work[1].pk}/money/why/" not in page, "a part of a project has no figures of its own"
    assert f"/accounts/{osprey.pk}/money/why/agi/?period=202610-202612" in total
    all_time = total.partition('class="is-number" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert client.get(all_time).context["totals"].seconds == 16 * HOUR


def test_without_the_right_to_fees_there_are_hours_only(brand, calls):
    link(PROJECT, brand, calls)
    account = f"/accounts/{brand.account_id}/drift/"

    text = seen_by(someone_on(brand, MoneyRight.HOURS), account, f"{account}work.csv", "/money/drift/")

    assert "Brand" in text
    assert [amount for amount in FEES if amount in text] == []


def test_who_sees_only_some_projects_sees_only_their_time(osprey, work):
    guest = make_person("Gwen", roles.TEAM_MEMBER)
    work[0].team.create(person=guest, since=date(2026, 1, 1))

    _account, drift = account_drift(acting(guest), osprey.pk, TODAY, "20264")

    assert (drift.seconds, list(drift.none.work)) == (10 * HOUR, [])


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_a_month_is_in_the_quarter_that_begins_with_its_first_month(year, month):
    quarter = quarter_of(year * 100 + month)

    assert is_quarter(str(quarter))
    assert first_month(quarter) <= year * 100 + month <= first_month(quarter) + 2


def test_a_quarter_to_come_and_a_wrong_one_are_the_newest():
    for choice in ("20271", "x", "", "20265", "2026¹"):
        assert quarter_period(choice, 202610, TODAY).choice == "20264"
    assert list(quarters(202610, TODAY)) == [20254, 20261, 20262, 20263, 20264]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_share_and_the_rest_are_the_whole(part, rest):
    one, other = share(part, part + rest), share(rest, part + rest)

    if part + rest == 0:
        assert one is other is None
    else:
        assert abs((one or 0) + (other or 0) - 10_000) <= 1
