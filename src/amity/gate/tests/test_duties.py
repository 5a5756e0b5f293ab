"""*Who does what* at the gate: the lane of a project manager, who clears, and who is asked past the time."""

from datetime import timedelta

import pytest

from amity.accounts.models import Cover
from amity.charter.duties.commands import set_questions
from amity.charter.duties.rules import PM_COORDINATES, Questions
from amity.gate import policy, queries
from amity.gate.decisions import commands as decisions
from amity.gate.lanes.queries import matrix
from amity.gate.models import LaneSetting
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import read, submitted
from amity.people import rules as roles
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
LATE = MONDAY + timedelta(minutes=241)


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


def test_a_project_manager_who_sends_everything_is_only_advised_about_what_is_routine(mara, piet, site, osprey):
    def lanes(*kinds, **values):
        return [submitted(osprey, piet, kind=kind, **values).lane for kind in kinds]

    assert lanes("status", "version") == ["unless", "unless"]
    set_questions(by=acting(mara), account_id=osprey.pk, asked=Questions("", "everything", ""), now=MONDAY)

    assert lanes("status", "version", "email", "showing", "invoice") == ["advise", "advise", "watch", "hold", "hold"]
    assert lanes("status", body="It costs € 8,400.") == ["hold"]
    assert matrix(osprey)["status", "pm"] == "advise"
    LaneSetting.objects.create(kind="status", author="pm", lane="hold")
    assert lanes("status") == ["hold"], "what someone set for the agency comes first"


def test_a_project_manager_is_the_stand_in_where_the_charter_shares_the_duty(mara, piet, site, lars, osprey):
    item = submitted(osprey, lars)
    release_due(lambda: LATE)

    assert read(item).asked_again == piet
    decisions.clear(by=acting(piet), item_id=item.pk, digest=item.digest, now=MONDAY)


@pytest.mark.parametrize(("kind", "asked"), [("invoice", "Lars"), ("showing", "Ada"), ("version", "Piet")])
def test_the_stand_in_is_the_holder_of_the_duty_that_the_kind_belongs_to(
    kind, asked, mara, ada, piet, site, lars, osprey
):
    """Finance sends invoices, the account manager shows work first, and both write working email."""
    LaneSetting.objects.create(kind=kind, author="others", lane="hold")
    item = submitted(osprey, make_person("Edda", roles.BUSINESS_AFFAIRS, roles.FINANCE), kind=kind)
    release_due(lambda: LATE)

    found = read(item).asked_again
    assert (found.name if found else None) == asked


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("showing", "Piet"), ("version", "Piet"), ("invoice", "Lars"), ("quote", "Piet"), ("status", "Piet")],
)
def test_the_account_manager_clears_whoever_holds_the_duty(kind, asked, mara, ada, piet, site, lars, osprey):
    """Another duty holder is asked once the clear-by time is past."""
    set_questions(by=acting(mara), account_id=osprey.pk, asked=Questions(PM_COORDINATES, "", ""), now=MONDAY)
    LaneSetting.objects.create(kind=kind, author="others", lane="hold")
    item = submitted(osprey, make_person("Edda", roles.BUSINESS_AFFAIRS, roles.FINANCE), kind=kind)

    assert policy.clearer_of(item) == mara
    assert [one.name for one in (mara, ada, piet, lars) if policy.may_clear(one, item)] == ["Mara", "Ada"]
    assert [one.name for one in (mara, piet, lars) if item in queries.waiting_for(acting(one), MONDAY)] == ["Mara"]

    release_due(lambda: LATE)
    also = read(item).asked_again
    assert also is not None
    assert (also.name, bool(policy.may_clear(also, read(item)))) == (asked, True)


@pytest.mark.parametrize("kind", ["showing", "invoice", "email"])
def test_during_a_cover_the_stand_in_of_the_account_manager_clears(kind, mara, piet, site, lars, osprey):
    set_questions(by=acting(mara), account_id=osprey.pk, asked=Questions(PM_COORDINATES, "", ""), now=MONDAY)
    kim, today = make_person("Kim", roles.ACCOUNT_MANAGER), MONDAY.date()
    Cover.objects.create(account=osprey, stand_in=kim, starts_on=today, ends_on=today)
    item = read(submitted(osprey, lars, kind=kind))

    assert policy.clearer_of(item) == kim
    assert item in queries.waiting_for(acting(kim), MONDAY)
    decisions.clear(by=acting(kim), item_id=item.pk, digest=item.digest, now=MONDAY)
