"""From roles to people: by account, project and day, and whether two duties lie in one hand."""

from datetime import date

import pytest

from amity.accounts.models import Cover
from amity.charter import holders as duty_holders
from amity.charter import queries
from amity.charter.duties import commands
from amity.charter.duties.rules import Questions
from tests.builders import MONDAY, acting, make_person, make_project

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def test_roles_are_held_by_the_accounts_people_and_the_projects_manager(mara, ada, fina, piet, osprey):
    held = duty_holders.holders(osprey, project_manager=piet, day=DAY)

    assert held["relationship"].person == mara
    assert (held["plan"].person, held["brief"].others) == (piet, (piet,))
    assert (held["complaint"].person, held["invoices"].person) == (ada, fina)
    assert held["plan"].rule == "Mara hears of a moved date the same day"


def test_without_a_project_the_project_managers_of_the_account_are_meant(mara, piet, osprey, site):
    other = make_person("Paula Park", "project_manager")
    make_project(osprey, manager=other)

    held = queries.holder(osprey, "plan", day=DAY)

    assert (held.people, held.person) == ((other, piet), None)


def test_the_stand_in_holds_the_account_managers_duties_on_their_days(mara, tim, osprey):
    Cover.objects.create(account=osprey, stand_in=tim, starts_on=DAY, ends_on=DAY)

    assert queries.holder(osprey, "relationship", day=DAY).person == tim
    assert queries.holder(osprey, "relationship", day=date(2026, 11, 24)).person == mara


def test_the_client_side_is_the_contact_with_the_role_or_unknown(osprey):
    helen = osprey.contacts.create(name="Helen Marsh", roles=["sponsor"])

    held = duty_holders.holders(osprey, day=DAY)

    assert held["relationship"].contact == helen
    assert (held["brief"].contact, held["brief"].client_role) == (None, "day_to_day")


def test_one_hat_is_one_and_the_same_person(mara, piet, osprey):
    assert queries.one_hat(osprey, "relationship", "plan", project_manager=mara, day=DAY)
    assert not queries.one_hat(osprey, "relationship", "plan", project_manager=piet, day=DAY)
    assert not queries.one_hat(osprey, "relationship", "rights", day=DAY)


def test_under_the_preset_one_hat_the_account_manager_runs_the_work(mara, osprey, piet, site):
    asked = Questions(preset="one_hat")
    commands.set_questions(by=acting(mara), account_id=osprey.pk, asked=asked, now=MONDAY)

    assert queries.holder(osprey, "plan", day=DAY).person == mara


def test_holders_cost_the_same_however_many_people_there_are(osprey, django_assert_max_num_queries):
    for number in range(5):
        make_person(f"Finance {number}", "finance")
        osprey.contacts.create(name=f"Contact {number}", roles=["sponsor"])

    with django_assert_max_num_queries(8):
        duty_holders.holders(osprey, day=DAY)
