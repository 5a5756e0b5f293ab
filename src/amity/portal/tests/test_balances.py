"""What a contact sees of retainers: only with the right to money, only their account, only what its setting shows."""

from datetime import date

import pytest
from django.utils import timezone

from amity.audit import trail
from amity.portal.access.models import Access
from amity.portal.money.wording import balance_words
from amity.portal.tests.making import browser_of
from amity.retainers.client_balance.commands import set_client_balance
from amity.retainers.client_balance.rules import BalanceFields
from amity.retainers.wording import Unit
from amity.shared.errors import Invalid, Refused
from amity.timesheets.models import Entry, Month
from amity.timesheets.sums.models import ProjectMonth
from amity.ui.reader_format import in_language
from tests.builders import MONDAY, acting, make_agency, make_agreement, make_entry, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def care(osprey, piet, tim):
    """Return a retainer of ten hours a month. Tim worked four in October and three in November, none approved."""
    make_agency()
    care = make_agreement(
        osprey, "retainer", title="SECRET care", state="in_force", fee=120_000, included_seconds=36_000,
        starts_on=date(2026, 10, 1),
    )  # fmt: skip
    project = make_project(osprey, name="SECRET project", manager=piet, team=[tim], agreement=care)
    for on, hours in ((date(2026, 10, 20), "4"), (date(2026, 11, 20), "3")):
        make_entry(by=tim, project=project, hours=hours, on=on)
    return care


def show(care, mara, shown, version=0):
    fields = BalanceFields(shown, "App care")
    return set_client_balance(by=acting(mara), agreement_id=care.pk, version=version, fields=fields, now=MONDAY)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("live", "You have used 3 of the 10 hours available for November. You have 7 hours left."),
        ("approved", "Your hours for November are still being approved."),
        ("invoiced", "You have used 4 of the 10 hours available for October. You have 6 hours left."),
    ],
)
def test_each_setting_shows_its_own_figures_to_those_who_may_see_money(care, mara, dana, shown, words):
    Access.objects.create(contact=dana, sees_money=True)
    Month.objects.update_or_create(month=202610, defaults={"locked_at": timezone.now()})
    browser = browser_of(dana)
    assert "App care" not in browser.get("/client/retainers/").content.decode(), "not before someone shows it"

    show(care, mara, shown)
    page = browser.get("/client/retainers/").content.decode().replace("\xa0", " ").replace("\u202f", " ")

    assert "App care" in page
    assert words in page
    assert "SECRET" not in page
    assert trail.actions_on(care)[-1] == "retainer.client_balance_set"
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("approved", "words"),
    [
        (3, "You have used 3 of the 10 hours available for November. You have 7 hours left."),
        (1, "We have approved 1 hour for November so far. The rest is still being approved."),
        (0, "Your hours for November are still being approved."),
    ],
)
def test_what_is_left_is_shown_only_once_all_time_is_approved(care, mara, dana, approved, words):
    Access.objects.create(contact=dana, sees_money=True)
    show(care, mara, "approved")
    ProjectMonth.objects.filter(month=202611).update(approved_seconds=approved * 3_600)

    page = browser_of(dana).get("/client/retainers/").content.decode().replace("\xa0", " ").replace("\u202f", " ")

    assert words in page
    assert ("7 hours left" in page) is (approved == 3)
    assert "0 h" not in page.replace("10 h", "")


@pytest.mark.parametrize(
    ("used", "there", "words"),
    [
        (36_000, 36_000, "Sie haben alles verbraucht, was für November verfügbar war: 10 Stunden."),
        (39_600, 36_000, "Sie haben 1 Stunde mehr verbraucht, als für November verfügbar waren: 10 Stunden."),
        (1_800, 3_600, "Für November haben Sie 30 Minuten von 1 Stunde verbraucht. Sie haben noch 30 Minuten."),
        (0, 36_000, "Für November haben Sie 10 Stunden. Davon ist noch nichts verbraucht."),
        (0, -7_200, "Sie haben 2 Stunden mehr verbraucht, als für November verfügbar war."),
        (0, 0, "Für November ist nichts verfügbar."),
    ],
)  # fmt: skip
def test_a_client_reads_sentences_in_their_language(used, there, words):
    with in_language("de"):
        assert balance_words(used, there, Unit("hours", "EUR", fee=True), "November") == words


@pytest.mark.parametrize(
    ("used", "words"),
    [
        (1, "You have used 1 of the 12 units available for November. You have 11 units left."),
        (13, "You have used 1 unit more than the 12 units available for November."),
    ],
)
def test_units_are_spelled_out(used, words):
    assert balance_words(used, 12, Unit("units", "EUR", fee=True), "November") == words


def test_a_contact_without_the_right_finds_no_page_and_no_tab(care, mara, dana):
    show(care, mara, "live")
    browser = browser_of(dana)

    assert browser.get("/client/retainers/").status_code == 404
    assert "/client/retainers/" not in browser.get("/client/").content.decode()


def test_only_those_who_agree_terms_show_it_and_only_under_a_name(care, mara, piet):
    with pytest.raises(Invalid):
        set_client_balance(
            by=acting(mara), agreement_id=care.pk, version=0, fields=BalanceFields("live"), now=MONDAY
        )  # fmt: skip
    with pytest.raises(Refused):
        show(care, piet, "live")
