"""A long page shows the first rows of each list and folds the others, and nothing is lost."""

import re
from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.conversations.tests.passed import make_action
from amity.expectations.models import Expectation
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.status.asks.models import Ask
from amity.status.tests.making import make_ask, make_question
from amity.today.tests.making import make_promise
from amity.waiting import page
from tests.builders import MONDAY, acting, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def maras(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client


def promises(osprey, mara, late, later):
    """Make promises, some of them late and some due in a week."""
    for number in range(late):
        make_promise(osprey, mara, f"Late {number:02}", -1)
    for number in range(later):
        make_promise(osprey, mara, f"Later {number:02}", 7)


def folds(text):
    """Return the start of each folded group's heading, and whether it is open."""
    found = re.findall(
        r'<details class="wl-fold"( open)?>\s*<summary class="wl-h(?: is-more)?">(.*?)</summary>', text, re.DOTALL
    )
    return [(" ".join(re.sub("<[^>]+>", "", words).split()), bool(is_open)) for is_open, words in found]


def listed(found):
    """Return each list with its titles shown and folded."""
    return {one.key: ([row.item.title for row in one.rows], [row.item.title for row in one.rest]) for one in found}


def lists_of(person, now=MONDAY, **asked):
    """Return the lists of a person's page."""
    return page.context(acting(person), now, **asked)["sections"]


def test_a_dozen_items_are_all_shown(maras, osprey, mara):
    promises(osprey, mara, 6, 6)
    assert folds(maras.get("/waiting/").text) == []


def test_more_are_folded_behind_the_most_urgent_of_their_list(maras, osprey, mara):
    promises(osprey, mara, 20, 4)
    text = maras.get("/waiting/").text
    assert folds(text) == [("Show 18 more: Deliver", False)]
    assert all(f"Late {number:02}" in text for number in range(20))
    assert all(f"Later {number:02}" in text for number in range(4))
    assert folds(maras.get("/waiting/?kind=promise").text) == [], "one kind is open"
    assert folds(maras.get("/waiting/?todo=deliver").text) == [], "one list is open"


def test_one_row_is_never_folded(osprey, mara):
    promises(osprey, mara, 4, 0)
    for number in range(10):
        log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(f"Wish {number}"), now=MONDAY)
    found = listed(lists_of(mara))
    assert [len(part) for part in found["deliver"]] == [4, 0]
    assert [len(part) for part in found["answer"]] == [3, 7]


def test_a_list_has_what_is_due_within_a_week_before_what_has_no_date(osprey, mara):
    for text, days in (("Far", 8), ("Near", 6), ("Late", -1), ("Undated", 1)):
        make_promise(osprey, mara, text, days)
    Expectation.objects.filter(statement="Undated").update(promised_until=None)
    assert listed(lists_of(mara))["deliver"] == (["Late", "Near", "Undated", "Far"], [])


def test_every_item_is_on_the_page_once_and_in_the_counts_of_its_lists(osprey, mara):
    promises(osprey, mara, 9, 3)
    for number in range(3):
        log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(f"Wish {number}"), now=MONDAY)
    shown = page.context(acting(mara), MONDAY)
    rows = [row for one in shown["sections"] for row in (*one.rows, *one.rest)]
    assert len({(row.kind.key, row.item.id) for row in rows}) == len(rows) == 15
    assert [link.count for link in shown["todos"]] == [15, 3, 12]
    kinds = [(todo.key, [(kind.key, count) for kind, count in own]) for todo, own in shown["kinds"]]
    assert kinds == [("answer", [("client_request", 3)]), ("deliver", [("promise", 12)])]
    assert [one.late for one in shown["sections"]] == [0, 9]


def test_the_title_counts_what_is_late_apart_from_what_is_due_today(maras, osprey, mara):
    promises(osprey, mara, 2, 1)
    make_promise(osprey, mara, "Now", 0)
    assert "2 are late. 1 is due today." in maras.get("/waiting/").text


def test_what_others_owe_names_the_client_or_the_work(maras, osprey, mara):
    dana = Contact.objects.create(account=osprey, name="Dana")
    fields = InputFields(
        what="Photos", account_id=osprey.pk, contact_id=dana.pk, due_on=MONDAY.date(), asked_on=MONDAY.date()
    )
    ask_input(by=acting(mara), fields=fields, now=MONDAY)
    text = maras.get("/waiting/").text
    assert re.search(r"Dana</span> · <span data-verbatim>Osprey Rail</span>", text)


def test_the_kinds_are_one_control(maras, osprey, mara):
    promises(osprey, mara, 1, 1)
    make_action(osprey, by=mara)
    text = maras.get("/waiting/?kind=promise").text
    assert re.search(r'<option value="promise" selected>Promises \(2\)</option>', text)
    assert 'href="/waiting/?kind=' not in text
    assert "Everything" in text


def test_an_action_in_a_fold_returns_to_it_open(maras, osprey, mara):
    promises(osprey, mara, 20, 4)
    assert 'value="/waiting/?open=deliver-more"' in maras.get("/waiting/").text
    assert folds(maras.get("/waiting/?open=deliver-more").text) == [("Show 18 more: Deliver", True)]


def test_an_account_has_kinds_of_one_or_two_items_in_one_list_that_names_the_kind_of_each(maras, osprey, mara):
    promises(osprey, mara, 0, 1)
    log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("Wish"), now=MONDAY)
    make_action(osprey, by=mara, due_on=MONDAY.date() + timedelta(days=9))
    text = maras.get(f"/accounts/{osprey.pk}/").text

    assert re.findall(r'id="kind-(\w+)"', text) == ["others"]
    rows = re.findall(r'<p class="meta">\s*<b class="fw-lbl">([^<]+)</b>', text)
    assert sorted(rows) == ["Actions", "Promises", "Requests"]
    assert folds(text) == []


@pytest.mark.parametrize("others", [0, 1, 2])
def test_how_an_account_shows_a_kind_depends_on_its_own_count_alone(maras, osprey, mara, others):
    promises(osprey, mara, 0, 8)
    for number in range(4):
        log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(f"Wish {number}"), now=MONDAY)
    for _number in range(others):
        make_action(osprey, by=mara, due_on=MONDAY.date() + timedelta(days=9))
    address = f"/accounts/{osprey.pk}/"
    text = maras.get(address).text

    assert folds(text) == [("Show 5 more: Promises", False), ("Show 3 more: Requests", False)]
    assert all(text.count(f"Later {number:02}</a>") == 1 for number in range(8))
    assert f'value="{address}?open=client_request-more"' in text
    for opened in ("client_request-more", "client_request"):
        assert folds(maras.get(f"{address}?open={opened}").text)[1] == ("Show 3 more: Requests", True)


def test_a_phone_shows_what_is_due_within_days_without_opening_its_list(maras, osprey, mara):
    for number in range(3):
        log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(f"Wish {number}"), now=MONDAY)
        make_promise(osprey, mara, f"Soon {number}", 1)
    text = maras.get(f"/accounts/{osprey.pk}/").text

    assert re.findall(r'id="fold-(\w+)" data-folds', text) == ["client_request"]
    assert 'id="kind-promise"' in text


def test_an_account_with_a_long_list_of_late_items_folds_their_rest(maras, osprey, mara):
    promises(osprey, mara, 14, 1)
    text = maras.get(f"/accounts/{osprey.pk}/").text

    assert folds(text)[0] == ("Show 5 more: Late or due today", False)


def test_several_statuses_to_answer_are_one_row_that_leads_to_their_page(osprey, piet):
    def shown(count, **asked):
        for number in range(Ask.objects.count(), count):
            made = make_project(osprey, name=f"Care {number}", manager=piet)
            make_ask(made, piet, MONDAY.date() - timedelta(days=number), token=f"token-{number}")
        return lists_of(piet, **asked)

    make_question(make_project(osprey, name="Site", manager=piet), piet)
    assert listed(shown(1))["answer"] == (["Care 0", "Site"], [])

    one = next(one for one in shown(5) if one.key == "answer")
    row = one.rows[0]
    assert (row.item.title, row.item.address, row.item.days_late) == ("5 statuses to answer", "/status/", 4)
    assert (len(one.rows), one.total, one.more) == (2, 6, 0)
    assert [row.item.open for row in shown(5, only="status")[0].rows] == ["Answer status"] * 5
