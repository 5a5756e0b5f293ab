"""The days of accounts that may have fallen silent: the newest ones, of accounts in the reader's scope."""

from datetime import timedelta

from amity.people import rules as roles
from amity.reports.account_findings.rules import RHYTHM_DAYS, SHORTEST_SILENCE
from amity.reports.material.entries import days_in, quiet_days
from amity.reports.queries import scope_of
from tests.builders import MONDAY, acting, make_account, make_entry, make_person, make_project

END = MONDAY.date()
QUIET = END - timedelta(days=SHORTEST_SILENCE)


def test_the_newest_days_of_quiet_accounts_are_found_with_one_query(django_assert_num_queries, ada, osprey, tim, piet):
    quiet = make_project(osprey, name="Cardiff", manager=piet, team=[tim])
    days = [QUIET - timedelta(days=2 * back) for back in range(RHYTHM_DAYS + 5)]
    for day in [*days, QUIET]:
        make_entry(by=tim, project=quiet, on=day)
    busy = make_project(make_account("Larkfield"), name="Leeds", manager=piet, team=[tim])
    make_entry(by=tim, project=busy, on=QUIET + timedelta(days=1))
    scope = scope_of(acting(make_person("Fina", roles.FINANCE)))

    with django_assert_num_queries(1):
        found = quiet_days(scope, END)

    assert {pk: days_in(own) for pk, own in found.items()} == {osprey.pk: sorted(days[:RHYTHM_DAYS])}


def test_an_account_manager_gets_the_days_of_their_accounts(mara, osprey, tim, piet):
    other = make_account("Larkfield")
    for account in (osprey, other):
        make_entry(by=tim, project=make_project(account, name="Site", manager=piet, team=[tim]), on=QUIET)

    assert quiet_days(scope_of(acting(mara)), END) == {osprey.pk: QUIET.isoformat()}
    assert quiet_days(scope_of(acting(tim)), END) == {}
