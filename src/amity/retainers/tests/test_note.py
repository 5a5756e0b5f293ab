"""The note to the client: its sentences on the period and on each request, and the record that it was sent."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from amity.accounts.models import Contact
from amity.audit import trail
from amity.retainers.models import OverDecision, SentNote
from amity.retainers.notes.commands import record_note_sent
from amity.retainers.notes.draft import draft
from amity.retainers.page import RetainerPage, retainer_page
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from amity.shared.errors import Invalid, Refused
from amity.shared.money import Rate
from amity.ui.reader_format import in_locale
from tests.builders import MONDAY, acting, make_account, make_agreement, make_entry, make_line, make_project

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def care(osprey, mara, piet, tim):
    """Return a retainer of ten hours at 120 an hour above. Tim worked twelve in 15 of 21 working days of November."""
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000, starts_on=NOVEMBER
    )
    make_line(agreement, "1")
    make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    terms = PeriodTerms(NOVEMBER, "hours", 36_000, rate=Rate(Decimal(120), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    make_entry(by=tim, project=agreement.projects.get(), hours="12", on=date(2026, 11, 20))
    return agreement


@pytest.fixture
def ask(mara, care):
    """Log a request due this many days after the Monday of the tests."""

    def log(title, days=None, hours=4):
        wanted = None if days is None else MONDAY.date() + timedelta(days=days)
        return log_included_request(
            by=acting(mara),
            agreement_id=care.pk,
            fields=RequestFields(title, planned_seconds=hours * 3_600, asked_on=NOVEMBER, wanted_on=wanted),
            now=MONDAY,
        )

    return log


@pytest.fixture
def text(mara, care):
    """Return a function that drafts the note as the account manager reads it on the Monday of the tests."""

    def read(person=mara):
        page = retainer_page(acting(person), care.pk, "", MONDAY.date())
        assert isinstance(page, RetainerPage)
        return draft(page, None, "Mara")

    return read


def test_the_first_sentence_says_how_far_over_and_what_that_costs(text):
    first = text().split("\n\n")[1].split(". ")[0]

    assert "16.8" not in first
    assert "about 7 hours more than" in first
    assert "€816" in first  # 6 h 48 min at 120


def test_each_request_is_named_with_its_own_date(text, ask):
    ask("Landing page", 4)
    ask("Gift guide", 7)
    ask("Banners", 38)

    lines = text().splitlines()

    assert [line for line in lines if "Landing page" in line and "27" in line]
    assert [line for line in lines if "Gift guide" in line and "30" in line]
    assert [line for line in lines if "Banners" in line and "31" in line]


def test_an_overdue_request_is_apologised_for_first_with_its_date(text, ask):
    ask("Landing page", -3)

    assert text().split("\n\n")[1].splitlines() == [
        "We are sorry that this is late. We will send you a new date.",
        "“Landing page” was due on Friday 20 November.",
    ]
    assert text().count("Landing page") == 1


def test_the_apology_for_several_requests_is_one(text, ask):
    ask("Landing page", -3)
    ask("Gift guide", -1)

    assert text().count("sorry") == 1
    assert "these are late" in text()


@pytest.mark.parametrize(
    ("over", "given", "words"),
    [
        ("billed", None, "You used about 2 hours more than your 10 hours for November, which costs about €240."),
        (
            "given",
            None,
            (
                "You used about 2 hours more than your 10 hours for November. "
                "We would like to agree with you how to settle that."
            ),
        ),
        ("billed", 7_200, "You used about 2 hours more than your 10 hours for November, at no charge."),
    ],
)
def test_on_the_first_days_the_note_has_the_overage_of_the_period_before(mara, tim, care, over, given, words):
    terms = PeriodTerms(NOVEMBER, "hours", 36_000, rate=Rate(Decimal(120), "EUR"), over=over)
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=terms, now=MONDAY)
    if given is not None:
        OverDecision.objects.create(agreement=care, period=NOVEMBER, given=given, decided_at=MONDAY)

    other = make_project(care.account, name="Site", team=[tim])
    days = (date(2026, 12, 1), date(2026, 12, 28))
    notes = []
    for day in days:
        make_entry(by=tim, project=other, hours="1", on=day)
        notes.append(_note_on(mara, care, day))

    assert f"{words} You have not used any of your 10 hours for December yet." in notes[0]
    assert "November" not in notes[1]


def _note_on(mara, care, day):
    with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), tick=False):
        page = retainer_page(acting(mara), care.pk, "", day)
        assert isinstance(page, RetainerPage)
        return draft(page, None, "Mara")


def test_a_request_due_today_says_so_and_one_next_year_has_its_year(text, ask):
    ask("Landing page", 0)
    ask("Banners", 39)

    lines = text().splitlines()

    assert "“Landing page” is due today." in lines
    assert "“Banners” is due on Friday 1 January 2027." in lines


def test_the_note_ends_with_a_greeting_and_the_name_of_its_sender(text):
    assert text().splitlines()[-2:] == ["Best regards,", "Mara"]


def test_requests_due_in_the_month_that_need_more_than_the_pace_leads_to_are_named_with_their_price(text, ask):
    ask("Landing page", 4, 6)
    ask("Gift guide", 7, 3)
    ask("Banners", 38, 50)

    assert "At this pace" not in text()
    assert (
        "The requests due in November still need about 9 hours. With all of them, you will use about 11 hours more "
        "than included, which would cost about €1,320."
    ) in text()


def test_requests_that_the_pace_covers_are_not_added(text, ask):
    ask("Landing page", 4, 2)

    assert "With all of them" not in text()


def test_a_request_without_a_date_is_asked_about_with_its_price(text, ask):
    ask("Size finder", None, 5)

    line = next(line for line in text().splitlines() if "Size finder" in line)

    assert "5 hours" in line
    assert "€600" in line
    assert line.endswith("?")


def test_the_note_greets_and_goes_on_with_a_capital_on_a_new_line(text):
    greeting, gap, first, *_rest = text().splitlines()

    assert greeting == "Hello,"
    assert gap == ""
    assert first[0].isupper()


def test_no_clock_time_and_no_decimals_are_in_a_note_of_minutes(text, tim, care):
    make_entry(by=tim, project=care.projects.get(), hours="0:19", on=MONDAY.date())

    assert not any(mark in text() for mark in ("0:19", "12.3", ":0"))


def test_someone_who_sees_no_fees_drafts_a_note_without_amounts(mara, text, ask):
    ask("Size finder", None, 5)
    mara.own_money_right = 1
    mara.save()

    assert "€" not in text()


def _send(by, care, text="Dear Cleo, shall it wait?", period=NOVEMBER, contact_id=None):
    return record_note_sent(
        by=acting(by), agreement_id=care.pk, text=text, period=period, contact_id=contact_id, now=MONDAY
    )


def test_a_note_that_was_sent_is_kept_with_who_sent_it_to_whom_and_when(mara, osprey, care):
    cleo = Contact.objects.create(account=osprey, name="Cleo Marsh")

    row = _send(mara, care, contact_id=cleo.pk)

    assert (row.text, row.contact, row.sent_by_id, row.sent_at) == (
        "Dear Cleo, shall it wait?", cleo, mara.pk, MONDAY,
    )  # fmt: skip
    assert trail.actions_on(care)[-1] == "retainer.note_sent"


def test_the_same_note_recorded_twice_is_one_record(mara, care):
    _send(mara, care)
    _send(mara, care)

    assert SentNote.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n", "x" * 5_001])
def test_a_note_that_is_empty_or_too_long_is_refused_and_nothing_is_cut(mara, care, text):
    with pytest.raises(Invalid):
        _send(mara, care, text=text)

    assert not SentNote.objects.exists()


def test_a_note_to_a_contact_of_another_client_or_for_no_period_is_refused(mara, care):
    stranger = Contact.objects.create(account=make_account("Larkfield"), name="Ada Finch")

    with pytest.raises(Invalid):
        _send(mara, care, contact_id=stranger.pk)
    with pytest.raises(Invalid):
        _send(mara, care, period=date(2026, 11, 2))


def test_a_project_manager_does_not_record_a_note_as_sent(piet, care):
    with pytest.raises(Refused):
        _send(piet, care)


def test_the_page_of_the_retainer_and_the_account_show_that_it_was_sent(client, mara, care):
    client.force_login(mara)
    with time_machine.travel(MONDAY):
        said = {"nonce": "a" * 32, "text": "Dear Cleo, 4711", "period": "2026-11-01"}
        answer = client.post(f"/retainers/{care.pk}/note/", said)
        pages = [client.get(path).content.decode() for path in (answer.url, f"/accounts/{care.account_id}/money/")]

    assert answer.status_code == 302
    assert all("Mara" in page.split("sent-notes")[1] for page in pages)
    assert "Dear Cleo, 4711" in pages[0]


def test_the_text_of_a_sent_note_is_hidden_from_who_sees_no_fees(client, mara, care):
    _send(mara, care, text="That is 4711 euros.")
    mara.own_money_right = 1
    mara.save()
    client.force_login(mara)

    with time_machine.travel(MONDAY):
        page = client.get(f"/retainers/{care.pk}/").content.decode()

    assert "sent-notes" in page
    assert "4711" not in page


def test_the_note_is_in_the_language_of_its_reader(mara, care, ask, translated):
    translated(
        "de", {"Dear %(name)s,": "Guten Tag %(name)s,", "“%(title)s” is due on %(day)s.": "„%(title)s“: %(day)s"}
    )
    ask("Landing page", 4)
    page = retainer_page(acting(mara), care.pk, "", MONDAY.date())

    assert isinstance(page, RetainerPage)
    note = draft(page, Contact(name="Jana Roth", language="de"), "Mara")

    assert note.startswith("Guten Tag Jana Roth,")
    assert "„Landing page“: Freitag" in note
    assert "816\xa0€" in note

    with in_locale("de_DE"):
        assert draft(page, Contact(name="Tom Brandt"), "Mara").startswith("Dear"), "whoever writes it"
