"""A report goes through the gate as text and PDF, in the client's language, and the floors of its lanes hold."""

from datetime import timedelta

import pytest

from amity.contact_reports import queries, rules
from amity.contact_reports.letters import commands
from amity.contact_reports.letters.commands import record_sent, submit_report
from amity.contact_reports.points.commands import ReportPointFields, add_point
from amity.contact_reports.tests.making import edition_of, make_report, read, sent, submitted, with_silence
from amity.gate import rules as gate
from amity.gate.decisions.commands import clear, return_item
from amity.gate.items.fields import Ground
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact
from amity.notifications.models import Notification
from amity.outbox.commands import settle
from amity.outbox.models import Message
from amity.shared.errors import Invalid, Refused, Stale
from tests.builders import MONDAY, acting, make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


@pytest.fixture
def report(osprey, mara, dana):
    return make_report(osprey, mara, [dana])


def item_of(report):
    return Item.objects.get(report_edition__report=report, report_edition__number=report.edition)


def test_the_account_manager_submits_and_it_leaves_with_its_pdf(report, mara, dana):
    item = item_of(submitted(report, mara))

    assert (item.kind, item.lane, item.state) == (gate.CONTACT_REPORT, "advise", gate.CLEARED)
    assert item.subject == f"Contact report 1: {report.title}"
    assert [one.contact for one in item.recipients.all()] == [dana]
    [attached] = item.files.all()
    assert attached.file.name == "contact-report-2026-1.pdf"
    assert (item.subject_id, item.subject_version) == (report.pk, "1")


def test_its_text_says_what_we_took_from_the_call(report, mara):
    body = item_of(submitted(report, mara)).body

    assert body.startswith("Hello Dana,\n\nHere is what we took from Monday’s call.")
    for words in (
        "A.1  Welsh is in the launch.", "B.1  Mara: Send the page list, by Friday 27 November.",
        "Nothing is agreed yet.", "C.1  The app launches on 17 February", "Please confirm this.",
        "Present: Dana Whitlock, Mara.", "Please tell us whether this is right.",
    ):  # fmt: skip
        assert words in body, words


def test_its_first_line_says_what_silence_never_settles(osprey, report, mara):
    with_silence(osprey)
    first = item_of(submitted(report, mara)).body.split("\n\n")[1]

    always = "Prices, dates, deliverables, change orders and rights apply only once you confirm them."
    always += " Please confirm C.1."
    assert always in first


def test_with_the_silence_term_it_names_the_agreement_and_the_moment(osprey, report, mara):
    with_silence(osprey)
    made = submitted(report, mara)

    assert (
        "As agreed in Master agreement, we’ll start working from it at 17:30 on Wednesday 25 November."
        in item_of(made).body
    )
    assert edition_of(made).silent_days == 2


@pytest.mark.parametrize(
    ("value", "state"),
    [("none", "in_force"), ("2", "draft"), ("2", "with_client"), ("2", "expired"), ("0", "in_force")],
)
def test_silence_counts_only_by_a_term_of_a_signed_agreement_in_force(osprey, report, mara, value, state):
    with_silence(osprey, value, state=state)
    assert edition_of(submitted(report, mara)).silent_days is None


def test_the_agreement_of_the_project_comes_before_the_master_agreement(osprey, site, mara, dana):
    with_silence(osprey)
    own = site.agreement
    own.term_values.create(key="silence", value="none")

    report = make_report(osprey, mara, [dana], project_id=site.pk)

    assert edition_of(submitted(report, mara)).silent_days is None


def test_another_accounts_agreement_settles_nothing(osprey, report, mara):
    from tests.builders import make_account

    make_agreement(make_account("Kestrel"), kind="msa")
    with_silence(make_account("Larkfield"))
    assert edition_of(submitted(report, mara)).silent_days is None


def test_a_project_managers_report_can_be_stopped_before_it_goes(osprey, site, piet, dana):
    report = make_report(osprey, piet, [dana], project_id=site.pk)
    item = item_of(submitted(report, piet))

    assert (item.lane, item.state) == ("unless", gate.SCHEDULED)


def test_a_price_is_held_until_someone_clears_it(osprey, site, mara, piet, dana):
    report = make_report(osprey, piet, [dana], project_id=site.pk)
    fields = ReportPointFields(rules.COSTS, "Welsh costs €14,200")
    add_point(by=acting(piet), report_id=report.pk, version=report.version, fields=fields, now=MONDAY)

    item = item_of(submitted(read(report), piet))

    assert (item.lane, item.lane_because, item.state) == ("hold", "price", gate.SUBMITTED)
    assert queries.state_of(read(report)) == rules.WAITING


def test_a_sponsor_on_the_distribution_holds_it(osprey, site, piet, dana):
    sponsor = make_contact(osprey, "Helen", roles=["sponsor"])
    report = make_report(osprey, piet, [dana, sponsor], project_id=site.pk)

    assert item_of(submitted(report, piet)).lane_because == "sponsor"


def test_it_is_in_the_clients_language(osprey, mara):
    hanna = make_contact(osprey, "Hanna Klein", language="de", roles=["day_to_day"])
    item = item_of(submitted(make_report(osprey, mara, [hanna]), mara))

    assert item.subject.startswith("Kontaktbericht 1")
    assert "Hello" not in item.body
    assert "27. November" in item.body


def test_a_returned_report_is_changed_and_submitted_again_as_the_same_item(osprey, site, mara, piet, dana):
    report = make_report(osprey, piet, [dana], project_id=site.pk)
    item = item_of(submitted(report, piet))
    return_item(
        by=acting(mara), item_id=item.pk, digest=item.digest, ground=Ground("fact", "It was Thursday"), now=MONDAY
    )
    assert queries.state_of(read(report)) == rules.RETURNED

    submitted(read(report), piet)

    again = item_of(report)
    assert again.pk == item.pk
    assert again.files.count() == 1
    assert queries.state_of(read(report)) == rules.WAITING


def test_its_author_reopens_what_waits_at_the_gate(osprey, site, piet, dana):
    report = make_report(osprey, piet, [dana], project_id=site.pk)
    submitted(report, piet)

    commands.reopen_report(by=acting(piet), report_id=report.pk, now=MONDAY)

    assert queries.state_of(read(report)) == rules.DRAFT
    with pytest.raises(Refused):
        commands.reopen_report(by=acting(piet), report_id=report.pk, now=MONDAY)


def test_cleared_by_the_account_manager_it_goes(osprey, site, mara, piet, dana):
    report = make_report(osprey, piet, [dana], project_id=site.pk)
    item = item_of(submitted(report, piet))
    clear(
        by=acting(mara), item_id=item.pk, digest=item.digest, now=MONDAY,
        answers=dict.fromkeys(_warnings(item), "wording"),
    )  # fmt: skip
    assert queries.state_of(read(report)) == rules.GOING


def _warnings(item):
    from amity.gate.checks.letters import findings_of

    return [one.key for one in findings_of(item).warnings]


def test_nothing_is_submitted_without_a_point_an_addressee_or_an_address(osprey, mara, dana, report):
    dana.mail = ""
    dana.save()
    with pytest.raises(Invalid):
        submitted(read(report), mara)
    empty = make_report(osprey, mara, [])
    with pytest.raises(Invalid):
        submitted(empty, mara)
    assert not Item.objects.exists()


def test_a_refused_submission_leaves_no_file(report, mara):
    from amity.files.models import StoredFile

    with pytest.raises(Stale):
        submit_report(by=acting(mara), report_id=report.pk, version=report.version - 1 or 99, now=MONDAY)
    assert not StoredFile.objects.exists()


def test_once_accepted_it_is_sent_unanswered_without_the_term(report, mara):
    assert queries.state_of(sent(report, mara)) == rules.UNANSWERED


def test_a_report_sent_another_way_has_no_working_basis(osprey, report, mara):
    with_silence(osprey)
    commands.record_sent(
        by=acting(mara), report_id=report.pk, version=report.version, sent_at=MONDAY, how="letter", now=MONDAY
    )
    assert queries.state_of(read(report)) == rules.UNANSWERED
    with pytest.raises(Refused):
        submitted(read(report), mara)


def test_a_report_isnt_sent_before_its_talk(report, mara):
    with pytest.raises(Invalid):
        commands.record_sent(
            by=acting(mara), report_id=report.pk, version=report.version, sent_at=MONDAY - timedelta(days=9), how="",
            now=MONDAY,
        )  # fmt: skip


def test_without_an_email_server_it_is_sent_by_hand_and_its_clock_runs(osprey, report, mara):
    with_silence(osprey)
    submitted(report, mara)
    Item.objects.update(state=gate.STORED)
    assert queries.state_of(read(report)) == rules.UNDELIVERED

    commands.record_sent(
        by=acting(mara), report_id=report.pk, version=read(report).version, sent_at=MONDAY, how="letter", now=MONDAY
    )
    assert queries.state_of(read(report)) == rules.RUNNING


def test_everyone_it_addresses_is_greeted(osprey, mara, dana):
    gwen = make_contact(osprey, "Gwen Lewis")
    item = item_of(submitted(make_report(osprey, mara, [dana, gwen]), mara))

    assert item.body.startswith("Hello Dana and Gwen,")
    assert [one.contact for one in item.recipients.filter(way="to")] == [dana, gwen]


def test_colleagues_on_the_distribution_are_notified_once_that_it_went_out_and_can_read_it(
    client, osprey, mara, tim, dana
):
    report = make_report(osprey, mara, [dana], person_ids=(mara.pk, tim.pk))
    client.force_login(tim)
    address = f"/contact-reports/{report.pk}/"
    assert client.get(address).status_code == 404, "not before the client has it"

    record_sent(by=acting(mara), report_id=report.pk, version=report.version, sent_at=MONDAY, how="by hand", now=MONDAY)

    told = Notification.objects.get()
    assert (told.person, told.path) == (tim, address)
    assert told.text == f"Contact report 1 of Osprey Rail went out: {report.title}"
    assert client.get(address).status_code == 200


def test_they_are_notified_once_the_email_server_has_accepted_it(osprey, mara, tim, dana):
    report = make_report(osprey, mara, [dana], person_ids=(mara.pk, tim.pk))
    submitted(report, mara)
    release_due(lambda: MONDAY)
    message = Message.objects.get(release_id=item_of(read(report)).pk)
    for _twice in range(2):
        settle(message, was_sent=True, now=MONDAY)

    assert Notification.objects.get().person == tim
