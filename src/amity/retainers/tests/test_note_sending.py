"""The note on a period, sent to the client through the gate."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts.timeline.queries import events_of
from amity.files.queries import chunks_of
from amity.gate import rules as items
from amity.gate.checks.letters import findings_of
from amity.gate.items import commands as gate
from amity.gate.lanes import rules as lanes
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.queries import sendings_of
from amity.gate.tests.making import make_contact, make_item, read
from amity.outbox.sending import deliver
from amity.people import rules as roles
from amity.retainers.models import SentNote, TopUp
from amity.retainers.notes.commands import record_note_sent
from amity.retainers.notes.rules import note_id, note_of
from amity.retainers.notes.sending import NOTE
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.money import Rate
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_person, make_project

pytestmark = pytest.mark.usefixtures("on_monday")
NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])


@pytest.fixture
def care(osprey, mara, piet, tim, dana):
    """Return a retainer of ten hours at 120 an hour above, of which twelve are used."""
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000, starts_on=NOVEMBER
    )
    make_line(agreement, "1")
    make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    terms = PeriodTerms(NOVEMBER, "hours", 36_000, rate=Rate(Decimal(120), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    make_entry(by=tim, project=agreement.projects.get(), hours="12", on=date(2026, 11, 20))
    return agreement


def written(by, care, first=NOVEMBER):
    return read(write_about(by=acting(by), key=NOTE, subject_id=note_id(care.pk, first), now=MONDAY))


def submit(by, item, now=MONDAY):
    gate.submit(by=acting(by), item_id=item.pk, version=item.version, now=now, answers={})
    return read(item)


@pytest.mark.parametrize(("agreement_id", "first"), [(1, NOVEMBER), (987_654, date(2031, 2, 28))])
def test_one_number_names_a_retainer_and_a_period(agreement_id, first):
    assert note_of(note_id(agreement_id, first)) == (agreement_id, first)


def test_the_page_that_sends_a_note_reads_the_projects_of_the_retainer_once(client, mara, care):
    client.force_login(mara)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/retainers/{care.pk}/note/send/")
    assert "Your retainer in November" in page.text
    assert len([one for one in captured if '"projects_project"."agreement_id" IN' in one["sql"]]) == 1


def test_a_number_that_names_no_period_is_not_found(mara, care):
    assert note_of(7) == (0, date.fromordinal(7))
    assert note_of(care.pk * 10_000_000)[1] is None
    with pytest.raises(NotSeen):
        write_about(by=acting(mara), key=NOTE, subject_id=care.pk * 10_000_000, now=MONDAY)
    with pytest.raises(NotSeen):
        written(mara, care, date(2026, 11, 2))


def test_the_note_is_written_from_the_figures_and_its_price_is_cleared_by_someone(mara, care, dana):
    item = written(mara, care)

    assert item.subject == "Your retainer in November"
    assert "€816" in item.body
    assert [one.contact for one in item.recipients.all()] == [dana]
    sent = submit(mara, item)
    assert (sent.kind, sent.lane, sent.lane_because) == (items.STATEMENT, lanes.HOLD, lanes.PRICE)


def test_the_due_date_of_a_request_of_the_retainer_is_no_promise(mara, care, dana):
    fields = RequestFields("Gift guide", planned_seconds=3_600, asked_on=NOVEMBER, wanted_on=date(2026, 12, 4))
    log_included_request(by=acting(mara), agreement_id=care.pk, fields=fields, now=MONDAY)
    item = written(mara, care)

    assert "“Gift guide” is due on Friday 4 December." in item.body
    assert list(findings_of(item).warnings) == []
    type(item).objects.filter(pk=item.pk).update(body=item.body.replace("4 December", "11 December"))
    assert [one.words for one in findings_of(read(item)).warnings] == ["on Friday 11 December"]


def test_an_amount_that_amity_wrote_into_the_note_is_no_promise_and_another_is(mara, care, dana):
    item = written(mara, care)

    assert "€816" in item.body
    assert list(findings_of(item).warnings) == []
    type(item).objects.filter(pk=item.pk).update(body=item.body.replace("€816", "€750"))
    assert [one.words for one in findings_of(read(item)).warnings] == ["€750"]


def test_a_note_of_someone_who_has_left_is_checked_without_what_they_saw(mara, care, dana):
    item = written(mara, care)
    type(mara).objects.filter(pk=mara.pk).update(is_active=False)

    assert [one.words for one in findings_of(read(item)).warnings] == ["€816"]


def test_an_email_that_was_not_sent_is_shown_until_a_newer_one_was_submitted(mara, care):
    first = submit(mara, written(mara, care))
    type(first).objects.filter(pk=first.pk).update(state=items.STORED)
    second = written(mara, care)

    def states():
        subject = note_id(care.pk, NOVEMBER)
        return [one.state for one in sendings_of(acting(mara), NOTE, [subject])[subject]]

    assert states() == [items.DRAFT, items.STORED]
    state = submit(mara, second).state
    assert states() == [state]


def test_what_left_is_recorded_with_its_text_and_shown_once(mara, osprey, care, dana):
    item = submit(mara, written(mara, care))
    release_due(lambda: MONDAY)
    deliver(lambda: MONDAY)

    [note] = SentNote.objects.all()
    assert (note.text, note.contact, note.sent_by, note.outgoing) == (item.body, dana, mara, item)
    events, _more = events_of(acting(mara), osprey)
    assert [one.source.key for one in events].count("outgoing") == 1
    assert "retainer_notes" not in [one.source.key for one in events]


def test_more_hours_do_not_stop_a_note_and_a_top_up_does(mara, tim, care):
    item = written(mara, care)
    make_entry(by=tim, project=care.projects.get(), hours="1", on=date(2026, 11, 20))
    later = MONDAY + timedelta(hours=2)
    type(item).objects.filter(pk=item.pk).update(send_at=later)
    assert submit(mara, read(item)).state == items.CLEARED

    TopUp.objects.create(agreement=care, amount=18_000, price=50_000, valid_from=NOVEMBER, bought_at=MONDAY)
    release_due(lambda: later)

    assert read(item).state == items.HELD
    with pytest.raises(Invalid, match="What the client has in this period changed"):
        submit(mara, gate.revise(by=acting(mara), item_id=item.pk, now=MONDAY))


@pytest.mark.parametrize(
    ("state", "statuses", "words"),
    [
        ("terminated", ["active"], "The agreement was terminated"),
        ("in_force", ["paused"], "The project is paused"),
        ("in_force", ["cancelled", "closed"], "The project is closed"),
        ("in_force", ["cancelled", "active"], ""),
    ],
)
def test_the_end_of_the_retainer_or_of_all_its_projects_stops_a_note(mara, osprey, care, state, statuses, words):
    later, first = MONDAY + timedelta(hours=2), care.projects.get()
    item = written(mara, care)
    type(item).objects.filter(pk=item.pk).update(send_at=later)
    submit(mara, read(item))
    for status in statuses[1:]:
        project = make_project(osprey, name="More care", agreement=care)
        type(project).objects.filter(pk=project.pk).update(status=status)
    type(first).objects.filter(pk=first.pk).update(status=statuses[0])
    type(care).objects.filter(pk=care.pk).update(state=state)

    release_due(lambda: later)

    assert read(item).state == (items.HELD if words else items.RELEASED)
    assert list(item.steps.filter(verb="stop").values_list("words", flat=True)) == ([words] if words else [])


def test_who_may_not_agree_on_terms_sends_no_note(piet, care):
    with pytest.raises(Refused):
        written(piet, care)
    with pytest.raises(NotSeen):
        written(make_person("Olga", roles.TEAM_MEMBER), care)


def test_the_page_leads_to_the_email_and_shows_where_it_is(client, mara, care):
    client.force_login(mara)
    page = reverse("retainers:retainer", args=[care.pk])
    send = reverse("retainers:send_note", args=[care.pk])
    assert f"{send}?period=2026-11-01" in client.get(page).content.decode()

    submit(mara, written(mara, care))

    shown = client.get(page).content.decode()
    assert "Cleared, goes" in shown
    assert send not in shown


def test_the_statement_of_the_period_is_enclosed_and_its_price_is_a_floor(mara, care):
    item = written(mara, care)

    [attached] = item.files.all()
    assert attached.file.name == f"{care.account}, November 2026.pdf"
    assert b"".join(chunks_of(attached.file)).startswith(b"%PDF")
    submit(mara, item)
    assert read(item).lane_because == lanes.PRICE


@pytest.mark.parametrize(("days_ago", "is_shown"), [(0, True), (1, False)])
def test_a_note_sent_today_about_another_period_is_shown_next_to_the_new_one(
    client, mara, care, dana, days_ago, is_shown
):  # fmt: skip
    SentNote.objects.create(
        agreement=care, period=date(2026, 10, 1), contact=dana, text="Dear Dana", sent_by=mara,
        sent_at=MONDAY - timedelta(days=days_ago), outgoing=make_item(care.account, mara),
    )  # fmt: skip
    client.force_login(mara)

    page = client.get(f"{reverse('retainers:retainer', args=[care.pk])}?period={NOVEMBER}").text

    assert ("sent-notes" in page) is is_shown


def again(item):
    return [(str(one.title), one.address) for one in findings_of(item).warnings if one.key.startswith("again:")]


def test_a_second_note_on_one_day_asks_whether_it_goes_again_and_can_go(client, mara, ada, tim, care, dana):
    first = submit(mara, written(mara, care))
    assert again(first) == [], "it isn’t its own second one"
    release_due(lambda: MONDAY)
    deliver(lambda: MONDAY)
    client.force_login(mara)
    page = client.get(f"/retainers/{care.pk}/note/send/").text

    sentence = "Sent to Dana Whitlock today at 09:00. Send another one?"
    assert sentence in page
    assert f'href="/going-out/{first.pk}/"' in page
    assert "Send it again</label>" in page
    second = written(mara, care)
    assert again(second) == [(sentence, f"/going-out/{first.pk}/")]
    [led] = [one for one in findings_of(second).seen_by(acting(ada)).warnings if one.key.startswith("again:")]
    assert led.address == f"/going-out/{first.pk}/"
    [seen] = [one for one in findings_of(second).seen_by(acting(tim)).warnings if one.key.startswith("again:")]
    assert (str(seen.title), seen.address) == (sentence, ""), "he can’t open it"
    assert submit(mara, second).state != items.DRAFT, "it may go"


def test_a_note_of_an_earlier_day_or_of_another_retainer_asks_nothing(mara, care, dana):
    submit(mara, written(mara, care))
    release_due(lambda: MONDAY)
    deliver(lambda: MONDAY)
    second = written(mara, care)
    type(second).objects.exclude(pk=second.pk).update(released_at=MONDAY - timedelta(days=1))

    assert again(second) == []


def test_notes_on_two_periods_of_a_retainer_are_one_series(mara, care, dana):
    item = submit(mara, written(mara, care))
    type(item).objects.filter(pk=item.pk).update(
        state=items.SENT, released_at=MONDAY, subject_id=note_id(care.pk, date(2026, 10, 1))
    )
    assert [title for title, _address in again(written(mara, care))] == [
        "Sent to Dana Whitlock today at 09:00. Send another one?"
    ]

    type(item).objects.filter(pk=item.pk).update(subject_id=note_id(care.pk + 1, date(2026, 10, 1)))
    assert again(written(mara, care)) == []


def test_a_note_sent_from_ones_own_mailbox_today_is_asked_about_too(mara, care, dana):
    record_note_sent(
        by=acting(mara), agreement_id=care.pk, period=NOVEMBER, text="As discussed", contact_id=dana.pk, now=MONDAY
    )

    [(sentence, address)] = again(written(mara, care))
    assert sentence == "Sent to Dana Whitlock today at 09:00. Send another one?"
    assert address == f"/retainers/{care.pk}/?period=2026-11-01#note"
