"""A part of the demo in the database: its sums are right, and it has the intended findings."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from amity.accounts.models import Account, Contact
from amity.agency.queries import agency
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.audit.models import Record
from amity.demo.build import build_demo
from amity.demo.days.story import Slice
from amity.demo.doors import doors
from amity.demo.fortnight.clock import stopped
from amity.demo.tests.pages import aim_of, counted
from amity.expenses.models import Expense, Receipt
from amity.files.queries import opened
from amity.gate.items.page import answered_by
from amity.gate.models import Item
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.profitability.outlook.page import parts_of
from amity.profitability.outlook.queries import months_ahead
from amity.profitability.tests.remade import FIGURES, remade
from amity.profitability.tests.whys import every_why, holds
from amity.projects.models import FinishedMark, Milestone, Project
from amity.projects.versions.models import DeliverableVersion
from amity.reports.material.queries import gather
from amity.reports.material.rules import Material
from amity.reports.overview.rules import what_we_found
from amity.retainers.periods.ledger_to_date import ledgers_to_date
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import MoneyRight
from amity.shared.stories import LAST
from amity.timesheets.models import Entry, Month
from amity.timesheets.sums.verify import verify

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db
of_story = pytest.mark.sqlite  # what the story holds is the same on either database
PART = Slice(LAST, ("Osprey Rail", "Tessel Bank", "Orla Ferries", "Quillon Press", "Halyard Ports"), inside=False)
PART_ON_SERVER = Slice(3, ("Osprey Rail", "Tessel Bank"), inside=False)
"""Enough to send PostgreSQL what the builder sends. Its figures on a server have tests of their own."""


@pytest.fixture(scope="module", autouse=True)
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """Build a part of the demo once, on SQLite five accounts over the eighteen months, and roll it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_demo(now=NOW, part=PART if connection.vendor == "sqlite" else PART_ON_SERVER)
        transaction.set_rollback(True)


def seen_by_finance() -> Material:
    """Return what the page of findings would show finance."""
    gathered = gather(actor_for(Person.objects.get(mail__startswith="petra."), "page"))
    assert gathered is not None
    return gathered.material


def test_nothing_happens_after_now() -> None:
    assert not Record.objects.filter(at__gt=NOW).exists()


def sees_all() -> Actor:
    """Return someone who sees every figure."""
    people = Person.objects.filter(is_active=True)
    return actor_for(next(person for person in people if person.money_right >= MoneyRight.COST), "page")


def test_sums_and_audit_log_agree_with_the_entries(built):
    verdict = verify()

    assert verdict.entries >= built
    assert (verdict.differing, trail.tampered()) == ([], [])


def test_every_role_has_a_sign_in_and_its_password_works():
    listed = doors()

    assert len(listed) == len(roles.ROLES)
    assert all(Person.objects.get(mail=door.mail).check_password(door.password) for door in listed)


@of_story
def test_a_real_agency_lists_no_sign_ins():
    own = agency()
    own.is_demo = False
    with transaction.atomic():
        own.save()
        shown = doors()
        transaction.set_rollback(True)

    assert shown == []


def test_the_demo_is_not_built_over_people():
    with pytest.raises(Refused), transaction.atomic():
        build_demo(now=NOW, part=PART)


@of_story
def test_all_months_but_the_newest_and_the_one_begun_are_closed():
    assert set(Month.objects.filter(locked_at=None).values_list("month", flat=True)) == {202610, 202611}
    assert Month.objects.exclude(locked_at=None).count() == LAST - 1


@of_story
def test_a_small_part_of_the_time_has_no_cost():
    uncosted = Entry.objects.filter(cost=None)

    assert set(uncosted.values_list("person__name", flat=True)) == {"Mara Oakes"}
    assert 0 < uncosted.count() < Entry.objects.count() / 100


@of_story
def test_milestones_were_kept_and_missed_and_a_tick_was_withdrawn():
    assert Milestone.objects.filter(delivered_on__lte=F("due_on")).exists()
    assert Milestone.objects.filter(delivered_on__gt=F("due_on")).exists()
    assert FinishedMark.objects.filter(finished=False).exists()


@of_story
def test_we_find_what_the_story_hides():
    found = what_we_found(seen_by_finance())

    names = [(one.kind, one.subjects[0].id if one.subjects else 0) for one in found.findings]
    assert ("past_cap", Project.objects.get(name="Cardiff station campaign").pk) in names
    assert ("past_fee", Project.objects.get(name="Booking hub").pk) in names
    assert ("over_served", Project.objects.get(name="App care").pk) in names
    assert ("rates_apart", Account.objects.get(name="Tessel Bank").pk) in names


@of_story
def test_the_best_hour_is_earned_at_tessel_and_the_worst_at_orla():
    rates = next(one for one in what_we_found(seen_by_finance()).findings if one.kind == "rates_apart")

    named = [Account.objects.get(pk=subject.id).name for subject in rates.subjects]
    assert named == ["Tessel Bank", "Orla Ferries"]


@of_story
def test_what_was_bought_is_passed_on_at_cost_with_receipts_that_can_be_opened():
    media = Expense.objects.filter(supplier="Tramlight Media")

    assert {(one.kind, one.billed) for one in media} == {("pass_through", one.amount) for one in media}
    heads = {opened(one.file).read(5) for one in Receipt.objects.select_related("file")}
    assert heads == {b"%PDF-", b"\x89PNG\r"}


@of_story
def test_every_why_adds_up_from_the_inputs_it_shows():
    pages = list(every_why(sees_all(), NOW.date(), ("12", "year", "202608", "202611")))

    known = [(where, name, page) for where, name, page in pages if page.figure.value is not None]
    wrong = [(where, name) for where, name, page in known if remade(name, page) != page.figure.value]
    assert wrong == []
    assert {name for _where, name, _page in known} == {*FIGURES, "revenue"}
    assert sum(bool(page.closed) for _where, _name, page in known) > 5
    assert all(page.why_not for _where, _name, page in pages if page.figure.value is None)


@of_story
def test_a_why_that_loses_an_input_or_has_one_twice_does_not_add_up():
    pages = every_why(sees_all(), NOW.date(), ("12",))
    seen = [(name, page) for _where, name, page in pages if page.figure.value and name != "hourly"]
    planted = [
        (name, replace(page, ingredients=[*page.ingredients[:at], *more, *page.ingredients[at + 1 :]]))
        for name, page in seen
        for at, one in enumerate(page.ingredients)
        if one.of.label in ("labour_cost", "net_fees", "revenue", "account_service_cost", "pass_through", "worked")
        if one.of.value
        for more in ([], [one, one])
    ]

    assert len(planted) > 50
    assert [name for name, page in planted if holds(name, page)] == []


@of_story
def test_a_note_of_time_names_no_one_of_another_client():
    theirs: defaultdict[int, set[str]] = defaultdict(set)
    for contact in Contact.objects.select_related("account"):
        theirs[contact.account_id] |= {contact.name.split()[0], contact.account.name.split()[0]}
    colleagues = {name.split()[0] for name in Person.objects.values_list("name", flat=True)}
    every = set().union(*theirs.values()) - colleagues
    noted = Entry.objects.exclude(text="").exclude(account=None)
    words = [(one, set(re.findall(r"\w+", one.text)) & every) for one in noted]

    assert any(found for _one, found in words)
    assert [(one.text, str(one.account)) for one, found in words if found - theirs[one.account_id or 0]] == []


@of_story
def test_no_email_answers_a_message_that_came_after_it():
    nadia = actor_for(Person.objects.get(name="Nadia Ferrer"), "page")
    answered = [(one, found) for one in Item.objects.all() if (found := answered_by(one, nadia))]

    assert answered
    assert [item.subject for item, found in answered if found.at > item.created_at] == []


@of_story
def test_a_letter_about_a_version_is_about_the_one_it_names():
    letters = Item.objects.filter(subject_kind="version", state="sent", subject__contains=": version ")
    numbers = {one.pk: DeliverableVersion.objects.get(pk=one.subject_id or 0).number for one in letters}

    assert numbers
    assert [one.subject for one in letters if not one.subject.endswith(f" {numbers[one.pk]}")] == []


def test_each_month_ahead_adds_up_from_its_agreements():
    seen = months_ahead(sees_all(), NOW.date())

    for month in seen.months:
        parts, _rest = parts_of(seen, month.month, every=True)
        signed = [part for part in parts if part.row.signed]
        assert sum(part.money or 0 for part in signed) == month.sold
        assert sum(part.seconds for part in signed) == month.time


@of_story
def test_each_period_of_each_retainer_and_block_adds_up():
    retained = Agreement.objects.filter(fee_model__in=("retainer", "prepaid"))
    rows = [period.row for one in ledgers_to_date(retained, NOW.date()).values() for period in one.periods]

    assert len(rows) > 10
    for row in rows:
        assert row.there + row.over == row.used + row.rolled_on + row.expired + row.balance


@of_story
def test_no_page_asks_more_queries_than_its_aim(client):
    names = ("Nadia Ferrer", "Ravi Menon", "Joachim Ebner", "Petra Lang")
    with stopped(NOW):
        found = counted(client, [Person.objects.get(name=name) for name in names])

    assert len(found) > 300
    assert {kind: number for kind, number in found.items() if number > aim_of(kind)} == {}
