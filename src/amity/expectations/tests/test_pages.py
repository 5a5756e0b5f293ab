"""Pages of expectations: one line is enough, the history is shown, and forms keep typed text."""

import re
import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.accounts.evidence import Evidence
from amity.expectations import commands
from amity.expectations.changes import ExpectationFields
from amity.expectations.models import Expectation
from amity.waiting.queries import open_on
from tests.builders import MONDAY, acting

LINKS = re.compile(r"<a [^>]*>([^<]+)</a>")
pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def sent(**values):
    return {"nonce": uuid.uuid4().hex, **values}


def record(maras, osprey, dana):
    address = reverse("expectations:record_expectation", args=[osprey.pk])
    return maras.post(address, sent(statement="In Welsh too", stated_by_id=dana.pk, stated_on="2026-11-20"))


def test_one_line_records_what_they_expect_and_the_plan_shows_it(maras, osprey, dana):
    answer = record(maras, osprey, dana)

    assert answer.url == reverse("accounts:plan", args=[osprey.pk]) + f"#expectation-{Expectation.objects.get().pk}"
    page = maras.get(reverse("accounts:plan", args=[osprey.pk])).content.decode()
    assert "In Welsh too" in page
    assert "Dana Whitlock" in page


@pytest.mark.parametrize(("kind", "opened"), [("promise", "promise"), ("result", "expectation")])
def test_what_is_recorded_under_open_now_leads_to_its_page_and_opens_its_section(maras, mara, osprey, kind, opened):
    address = reverse("expectations:record_expectation", args=[osprey.pk])
    values = sent(statement="In Welsh too", kind=kind, promised_by_id=mara.pk, promised_until="2027-12-01")

    answer = maras.post(f"{address}?open&kind={kind}", values, follow=True)

    made = Expectation.objects.get()
    assert answer.redirect_chain == [(f"{reverse('accounts:account', args=[osprey.pk])}?open={opened}", 302)]
    link = f'Recorded: <a href="{reverse("expectations:expectation", args=[made.pk])}" data-verbatim>In Welsh too</a>'
    assert link in answer.content.decode()


@pytest.mark.parametrize(
    ("statement", "typed", "due"),
    [
        ("The sketch by 4 December {next_year}", "", (12, 4)),
        ("The sketch by 4 December {next_year}", "{next_year}-12-01", (12, 1)),
        ("The sketch we spoke of on 4 December 2020", "", None),
        ("The sketch", "", None),
    ],
)
def test_the_date_in_the_words_of_a_new_promise_is_its_due_date(maras, mara, osprey, statement, typed, due):
    address, year = reverse("expectations:record_expectation", args=[osprey.pk]), timezone.localdate().year + 1
    words = {"statement": statement.format(next_year=year), "promised_until": typed.format(next_year=year)}

    answer = maras.post(f"{address}?kind=promise", sent(kind="promise", promised_by_id=mara.pk, **words))

    assert answer.status_code == 302
    assert Expectation.objects.get().promised_until == (date(year, *due) if due else None)


@pytest.mark.parametrize(("statement", "warned"), [("About 11,000 of the fee", True), ("In Welsh too", False)])
def test_an_amount_that_people_without_money_rights_will_read_is_warned_about(maras, osprey, dana, statement, warned):
    address = reverse("expectations:record_expectation", args=[osprey.pk])
    answer = maras.post(address, sent(statement=statement, stated_by_id=dana.pk, stated_on="2026-11-20"), follow=True)

    assert ("11,000" in "".join(str(one) for one in answer.context["messages"])) is warned
    assert Expectation.objects.get().statement == statement


def test_a_reset_is_asked_for_with_the_clients_word_and_shows_what_was_before(maras, osprey, dana):
    record(maras, osprey, dana)
    one = Expectation.objects.get()
    address = reverse("expectations:move_expectation", args=[one.pk])
    assert "New expectation" in maras.get(address + "?to=reset").content.decode()

    typed = sent(state="reset", version=1, statement="Welsh in April")
    assert maras.post(address, typed).status_code == 422
    maras.post(address, typed | {"stated_by_id": dana.pk, "stated_on": "2026-11-24", "client_words": "April is fine."})

    page = maras.get(reverse("expectations:expectation", args=[one.pk])).content.decode()
    for shown in ("Welsh in April", "<del data-verbatim>In Welsh too</del>", "April is fine."):
        assert shown in page


def test_an_illegal_move_is_told_on_the_form(maras, osprey, dana):
    record(maras, osprey, dana)
    one = Expectation.objects.get()

    answer = maras.post(
        reverse("expectations:move_expectation", args=[one.pk]), sent(state="open", version=1, note="Again")
    )

    assert answer.status_code == 422
    assert "can’t become" in answer.content.decode()


def test_two_editors_are_shown_both_versions(maras, osprey, dana):
    record(maras, osprey, dana)
    one = Expectation.objects.get()
    address = reverse("expectations:edit_expectation", args=[one.pk])
    typed = {"kind": "scope", "stated_by_id": dana.pk, "stated_on": "2026-11-20", "version": 1}
    maras.post(address, sent(statement="In Welsh and English", **typed))

    answer = maras.post(address, sent(statement="In Welsh as well", **typed))

    assert answer.status_code == 409
    assert "In Welsh and English" in answer.content.decode()
    assert "In Welsh as well" in answer.content.decode()


def test_search_finds_a_promise_by_its_kind_and_its_contact(maras, mara, osprey, dana):
    given = Expectation.objects.create(
        account=osprey,
        statement="The page list",
        kind="promise",
        promised_by=mara,
        stated_by=dana,
        added_at=MONDAY,
        changed_at=MONDAY,
    )

    assert reverse("expectations:expectation", args=[given.pk]) in maras.get("/jump/options/?q=promise+dana").text
    assert reverse("expectations:expectation", args=[given.pk]) not in maras.get("/jump/options/?q=promise+ada").text


@pytest.fixture
def promise(mara, osprey, dana):
    fields = ExpectationFields(
        "The page list", "promise", promised_by_id=mara.pk, promised_until=date(2026, 12, 1), evidence=Evidence(dana.pk)
    )
    return commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)


def test_a_promises_page_offers_kept_missed_and_a_new_date_and_the_rest_in_a_menu(maras, promise):
    page = maras.get(reverse("expectations:expectation", args=[promise.pk])).content.decode()

    footer = page.partition("<footer")[2].partition("</footer>")[0]
    buttons, _menu, in_menu = footer.partition('class="menu-b"')
    assert LINKS.findall(buttons) == ["Mark as kept", "Mark as missed", "Agree new date"]
    assert LINKS.findall(in_menu) == ["Mark as aligned", "Mark as at risk", "Record a conflict with the agreement"]


def test_a_new_date_is_saved_with_who_agreed_and_the_history_shows_both(maras, promise, dana):
    address = reverse("expectations:move_expectation", args=[promise.pk])
    form = maras.get(address + "?to=reset").content.decode()
    assert "New due date" in form
    assert "New expectation" not in form
    typed = sent(state="reset", version=1, stated_by_id=dana.pk, stated_on="2026-11-23")
    assert maras.post(address, typed).status_code == 422
    maras.post(address, typed | {"promised_until": "2026-12-04"})

    promise.refresh_from_db()
    assert (promise.state, promise.statement, promise.promised_until) == ("reset", "The page list", date(2026, 12, 4))
    page = maras.get(reverse("expectations:expectation", args=[promise.pk])).content.decode()
    assert re.findall(r'Due date: <time datetime="([^"]+)"', page) == ["2026-12-04", "2026-12-01"]


def test_a_promise_that_was_met_reads_kept(maras, promise):
    maras.post(reverse("expectations:move_expectation", args=[promise.pk]), sent(state="met", version=1))

    page = maras.get(reverse("expectations:expectation", args=[promise.pk])).content.decode()
    assert ">Kept<" in page
    assert ">met<" not in page
    assert "Reopen promise" in page


def test_the_likeliest_changes_of_an_expectation_are_buttons_and_the_others_are_in_the_menu(maras, osprey, dana):
    record(maras, osprey, dana)
    page = maras.get(reverse("expectations:expectation", args=[Expectation.objects.get().pk])).content.decode()
    source = page[page.index('id="says-h"') :].partition("</section>")[0]

    assert re.findall(r'class="(btn btn-s[^"]*)" href="[^"]*"[^>]*>([^<]+)', source) == [
        ("btn btn-s btn-primary", "Mark as met"), ("btn btn-s", "Mark as at risk"),
    ]  # fmt: skip
    assert "Mark as aligned" in source.partition('class="menu-b"')[2]


@pytest.mark.parametrize(
    ("statement", "typed", "until"),
    [
        ("Live on 4 December {next_year}", "", (12, 4)),
        ("Live before Christmas", "{next_year}-12-18", (12, 18)),
        ("Live before Christmas", "", None),
    ],
)
def test_an_expected_date_needs_its_date(maras, mara, osprey, dana, statement, typed, until):
    address, year = reverse("expectations:record_expectation", args=[osprey.pk]), timezone.localdate().year + 1
    words = {"statement": statement.format(next_year=year), "promised_until": typed.format(next_year=year)}

    answer = maras.post(address, sent(kind="date", stated_by_id=dana.pk, stated_on="2026-11-20", **words))

    if until is None:
        assert answer.context["form"].errors["promised_until"] == ["Enter the date they expect."]
        assert not Expectation.objects.exists()
        return
    made = Expectation.objects.get()
    (item,) = [
        item for group in open_on(acting(mara), osprey.pk, MONDAY.date()) for item in group.items
        if group.kind.key == "expectation"
    ]  # fmt: skip
    assert made.promised_until == item.due == date(year, *until)
    assert "Expected by" in maras.get(reverse("expectations:expectation", args=[made.pk])).text


def test_a_reset_of_an_expected_date_has_its_new_date(maras, mara, osprey, dana):
    told = Evidence(dana.pk, date(2026, 11, 20), "call")
    fields = ExpectationFields("Live by Easter", "date", evidence=told, promised_until=date(2027, 3, 28))
    made = commands.record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    address = reverse("expectations:move_expectation", args=[made.pk])
    assert "promised_until" in maras.get(f"{address}?to=reset").context["form"].fields

    values = {"state": "reset", "version": made.version, "statement": "Live in May", "promised_until": "2027-05-03"}
    maras.post(address, sent(stated_by_id=dana.pk, stated_on="2026-11-20", **values))

    made.refresh_from_db()
    assert (made.state, made.statement, made.promised_until) == ("reset", "Live in May", date(2027, 5, 3))
