"""After how many days without a talk an account waits for its account manager."""

from datetime import timedelta

import pytest

from amity.agency.commands import set_limit
from amity.conversations.quiet.queries import quiet_accounts
from amity.conversations.tests.making import make_note
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.mark.parametrize(("days", "is_quiet"), [(30, True), (41, False), (40, True)])
def test_the_agency_sets_after_how_many_days_an_account_is_quiet(osprey, mara, days, is_quiet):
    make_note(osprey, mara, held_at=MONDAY - timedelta(days=41))
    set_limit(by=acting(make_person("Root", "administrator")), name="account.quiet_days", value=days, now=MONDAY)

    assert list(quiet_accounts(mara, MONDAY.date())) == ([osprey] if is_quiet else [])
