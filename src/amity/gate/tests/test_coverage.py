"""Coverage: what passed, of what is known to have gone out, per account and week."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db.models import DateTimeField, Value

from amity.accounts.models import Account
from amity.agency.editions import by_roles
from amity.gate import hooks
from amity.gate.coverage.page import sentence
from amity.gate.coverage.queries import of_account, this_week
from amity.gate.coverage.rules import ELSEWHERE, IMPORTED, Coverage, monday, weeks_until
from amity.gate.items import views
from amity.gate.models import Item
from amity.gate.tests.making import make_contact, submitted
from amity.people import rules as roles
from amity.people.queries import known_while_reading
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
WEEK = monday(MONDAY.date())


@pytest.fixture
def gone(monkeypatch):
    """Report emails that were sent elsewhere."""
    ways = (ELSEWHERE, ELSEWHERE, IMPORTED)
    monkeypatch.setattr(hooks, "gone_elsewhere", [partial(_one_gone, way) for way in ways])


def _one_gone(way, account_ids, since, until):
    """Return one email to each account that went on Monday in some way."""
    one = Account.objects.filter(pk__in=account_ids).annotate(at=Value(MONDAY, DateTimeField()), how=Value(way))
    return one.filter(at__gte=since, at__lt=until).values_list("at", "how")


def sent(osprey, by, at=MONDAY, **values):
    item = submitted(osprey, by, **values)
    Item.objects.filter(pk=item.pk).update(state="sent", sent_at=at)
    return item


def test_a_share_is_unknown_while_nothing_went_out():
    assert Coverage(WEEK).share is None
    assert Coverage(WEEK, 14, 71, 7).share == 1522
    assert weeks_until(date(2026, 11, 26), 2) == [date(2026, 11, 23), date(2026, 11, 16)]


def test_this_week_counts_what_passed_and_what_was_found_elsewhere(mara, osprey, gone):
    sent(osprey, mara)
    sent(osprey, mara, at=MONDAY - timedelta(days=8))
    submitted(osprey, mara)

    assert this_week(acting(mara), MONDAY) == Coverage(WEEK, 1, 2, 1)
    assert sentence(this_week(acting(mara), MONDAY)) == "1 of 4 emails passed through Going out this week"
    assert [week.passed for week in of_account(osprey.pk, MONDAY)][:1] == [1]
    assert sum(week.passed for week in of_account(osprey.pk, MONDAY)) == 2


def test_on_a_page_everyone_with_the_same_roles_reads_their_own_accounts(mara, osprey):
    other, nora = make_account(), make_person("", roles.ACCOUNT_MANAGER)
    sent(osprey, mara)
    by_roles.WRITTEN.clear()

    def on_a_page():
        with known_while_reading():
            return [this_week(acting(one), MONDAY).passed for one in (mara, nora)]

    assert on_a_page() == [1, 0]
    sent(osprey, mara)
    Account.objects.filter(pk=other.pk).update(manager=nora)
    sent(other, nora)
    assert on_a_page() == [2, 1]
    assert [key[0] for key in by_roles.WRITTEN._young].count("emails of a week") >= 1


def test_items_of_a_bundle_are_one_email(mara, osprey):
    whole, part = sent(osprey, mara), sent(osprey, mara)
    Item.objects.filter(pk=part.pk).update(bundle=whole)

    found = this_week(acting(mara), MONDAY)
    assert found is not None
    assert found.passed == 1


def test_who_answers_for_no_account_sees_no_figure(osprey, mara):
    sent(osprey, mara)

    assert sentence(this_week(acting(make_person("Lars", roles.FINANCE)), MONDAY)) == ""


def test_going_out_and_the_account_show_it(client, mara, osprey, gone):
    sent(osprey, mara)
    waiting = submitted(osprey, make_person("Lars", roles.FINANCE), now=MONDAY - timedelta(minutes=41))
    client.force_login(mara)

    page = client.get("/going-out/").content.decode()
    assert "1 of 4 emails passed through Going out this week" in page
    assert "2 were sent elsewhere" in page
    assert waiting.subject in page
    assert "oldest 41" in page
    plan = client.get(f"/accounts/{osprey.pk}/plan/").content.decode()
    assert "Emails through Going out" in plan


def test_what_went_by_itself_is_counted_and_named(client, mara, osprey):
    item = sent(osprey, mara)
    Item.objects.filter(pk=item.pk).update(lane="watch")
    sent(osprey, mara)

    found = this_week(acting(mara), MONDAY)
    assert found is not None
    assert (found.passed, found.unread) == (2, 1)
    client.force_login(mara)
    page = client.get("/going-out/").content.decode()
    assert "Of those that passed, 1 went by itself and was checked only after sending." in page
    assert "what was read before it went" not in page


def test_the_head_counts_all_that_waits_and_not_the_rows(client, mara, osprey, monkeypatch):
    lars = make_person("Lars", roles.FINANCE)
    dana = make_contact(osprey, "Dana")
    for minutes in (90, 5, 3):
        submitted(osprey, lars, [dana], now=MONDAY - timedelta(minutes=minutes))
    monkeypatch.setattr(views, "MOST_WAITING", 2)
    client.force_login(mara)

    page = client.get("/going-out/").content.decode()

    assert "Going out: 3 emails waiting" in page
    assert page.count("<li data-row>") == 2


def test_the_bar_of_a_phone_calls_going_out_as_the_page_does(client, mara, osprey):
    client.force_login(mara)
    page = client.get("/going-out/").text

    rail = page[page.index('class="rail"') : page.index("</nav>", page.index('class="rail"'))]
    assert "<span>Going out</span>" in rail
    assert "narrow-only" not in rail[: rail.index('class="menu"')]
