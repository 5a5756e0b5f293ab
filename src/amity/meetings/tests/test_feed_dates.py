"""What a person's calendar feed has of agreements and promises."""

from datetime import date

import pytest

from amity.meetings.feed_dates import dates_of
from tests.builders import MONDAY, make_agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


def titles(person):
    return {one.title: one.on for one in dates_of(person, TODAY)}


def test_an_account_manager_gets_notice_renewal_and_end_of_agreements_in_force(osprey, mara, tim):
    make_agreement(
        osprey, title="Website care", notice_on=date(2026, 12, 1), renews_on=date(2027, 1, 1),
        ends_on=date(2026, 11, 1),
    )  # fmt: skip
    make_agreement(osprey, title="Draft", state="draft", notice_on=date(2026, 12, 1))

    assert titles(mara) == {
        "Last day to give notice: Website care (Osprey Rail)": date(2026, 12, 1),
        "Agreement renews: Website care (Osprey Rail)": date(2027, 1, 1),
    }
    assert titles(tim) == {}


def test_ones_own_open_promises_are_on_their_due_dates(osprey, mara, tim):
    stamps = {"added_at": MONDAY, "changed_at": MONDAY, "kind": "promise"}
    for statement, person, state in (("Call back", tim, "open"), ("Kept", tim, "met"), ("Of Mara", mara, "open")):
        osprey.expectations.create(
            statement=statement, promised_by=person, promised_until=date(2026, 11, 20), state=state, **stamps
        )

    assert titles(tim) == {"Promise due: Call back (Osprey Rail)": date(2026, 11, 20)}
