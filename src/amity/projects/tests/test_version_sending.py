"""Versions of a deliverable on their way to the client, through the gate."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.agreements.orders.models import LineChange
from amity.files.models import StoredFile
from amity.gate import queries as gate
from amity.gate import rules as items
from amity.gate.checks.letters import findings_of
from amity.gate.items import commands
from amity.gate.lanes import rules as lanes
from amity.gate.releases import deliveries
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about, write_again
from amity.gate.subjects.queries import sendings_of
from amity.gate.tests.making import make_contact, read
from amity.outbox.models import Message
from amity.outbox.sending import deliver
from amity.people import rules as roles
from amity.projects import rules
from amity.projects.deliverables.commands import move_deliverable
from amity.projects.models import Deliverable, DeliverableStep
from amity.projects.versions import commands as versions
from amity.projects.versions.fields import VersionFields
from amity.projects.versions.files import VERSION_FILES
from amity.projects.versions.models import DeliverableVersion
from amity.projects.versions.sending import VERSION
from amity.rights.models import RightsSwitch
from amity.rights.tests.making import make_right
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_agreement, make_line, make_person

LINK = "https://films.example/spot"
pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def line(site):
    line = make_line(site.agreement)
    line.title = "Launch film"
    line.save()
    return line


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["day_to_day"])


@pytest.fixture
def version(piet, site, line, dana):
    return add(piet, site, line, note="Calmer music")


@pytest.mark.parametrize(
    ("state", "level"), [("draft", "warn"), ("with_client", "block"), ("signed", ""), ("dropped", "")]
)
def test_an_unsigned_change_order_about_the_line_stops_what_shows_it(mara, site, line, version, state, level):
    item = write_about(by=acting(mara), key=VERSION, subject_id=version.pk, now=MONDAY)
    order = make_agreement(
        site.account, kind="change_order", title="Longer film", state=state, parent=site.agreement, fee_model="unknown"
    )
    LineChange.objects.create(order=order, line=line, act="changed", number="1", title="Launch film")

    found = [one for one in findings_of(read(item)).found if one.key.startswith("order:")]

    assert [one.level for one in found] == ([level] if level else [])


def test_a_right_that_has_ended_stops_what_uses_it_(mara, osprey, line, version):
    item = write_about(by=acting(mara), key=VERSION, subject_id=version.pk, now=MONDAY)
    later = MONDAY + timedelta(days=60)
    RightsSwitch.objects.create(pk=1, is_on=True)
    make_right(mara, osprey, [line.pk])  # until 20 December
    type(item).objects.filter(pk=item.pk).update(send_at=later)

    with pytest.raises(Invalid, match="have ended"):
        commands.submit(by=acting(mara), item_id=item.pk, version=read(item).version, now=MONDAY, answers={})

    type(item).objects.filter(pk=item.pk).update(send_at=None)
    assert [one.key for one in findings_of(read(item)).found if one.key.startswith("right:")] == []


def add(by, site, line, note="", link=LINK, file_id=None):
    return versions.add_version(
        by=acting(by), project_id=site.pk, line_id=line.pk, fields=VersionFields(link, note), file_id=file_id,
        now=MONDAY,
    )  # fmt: skip


def written(by, version):
    return write_about(by=acting(by), key=VERSION, subject_id=version.pk, now=MONDAY)


def submit(by, item, **answers):
    commands.submit(by=acting(by), item_id=item.pk, version=read(item).version, now=MONDAY, answers=answers)
    return read(item)


def sent(by, version):
    item = submit(by, written(by, version))
    release_due(lambda: MONDAY)
    deliver(lambda: MONDAY)
    return read(item)


def test_nothing_is_typed_twice_recipient_words_and_link_are_there(mara, version, dana):
    item = read(written(mara, version))

    assert [one.contact for one in item.recipients.all()] == [dana]
    assert item.subject == "Launch film: version 1"
    assert LINK in item.body
    assert "Calmer music" in item.body
    assert (item.subject_kind, item.subject_id, item.subject_version) == (VERSION, version.pk, "1/1")


def test_a_file_goes_along_as_a_copy(mara, piet, site, line, dana):
    film = VERSION_FILES.store(by=acting(piet), name="film.pdf", chunks=[b"%PDF-1.7 film"], now=MONDAY)
    item = read(written(mara, add(piet, site, line, link="", file_id=film.pk)))

    [attached] = item.files.all()
    assert (attached.file.name, attached.file.sha256, attached.is_of_subject) == ("film.pdf", film.sha256, True)
    assert attached.file_id != film.pk


def test_a_first_showing_is_held_and_a_later_version_is_not(piet, site, line, version, mara):
    first = submit(piet, written(piet, version))
    assert (first.kind, first.lane, first.state) == (items.SHOWING, lanes.HOLD, items.SUBMITTED)

    DeliverableVersion.objects.filter(pk=version.pk).update(shown_at=MONDAY)
    later = submit(piet, written(piet, add(piet, site, line)))
    assert (later.kind, later.lane) == (items.VERSION, lanes.UNLESS_STOPPED)


def test_once_it_has_left_the_client_has_it_and_the_deliverable_is_with_them(mara, version, line):
    sent(mara, version)

    version.refresh_from_db()
    row = Deliverable.objects.get(line=line)
    assert (version.shown_at, row.state) == (MONDAY, rules.WITH_CLIENT)
    assert DeliverableStep.objects.filter(deliverable=row).latest("pk").evidence == "Sent to Dana Whitlock by email"


def test_telling_twice_changes_nothing(mara, version, line):
    item = sent(mara, version)
    steps = DeliverableStep.objects.count()
    message = Message.objects.get(release_id=item.pk)

    deliveries.ended(message, MONDAY)

    assert DeliverableStep.objects.count() == steps


def test_only_what_the_server_accepted_counts_as_sent(mara, version):
    submit(mara, written(mara, version))
    release_due(lambda: MONDAY)

    version.refresh_from_db()
    assert version.shown_at is None


def test_a_newer_version_blocks_what_was_written_about_the_one_before(mara, piet, site, line, version):
    item = written(mara, version)
    add(piet, site, line)

    with pytest.raises(Invalid, match="A newer version was added"):
        submit(mara, item)

    assert written(mara, version).subject_version == "1/2"


def test_a_newer_version_stops_an_email_that_was_cleared_already(mara, piet, site, line, version):
    later = MONDAY + timedelta(hours=2)
    item = written(mara, version)
    type(item).objects.filter(pk=item.pk).update(send_at=later)
    cleared = submit(mara, item)
    assert cleared.state == items.CLEARED
    add(piet, site, line)

    release_due(lambda: later)

    assert read(item).state == items.HELD
    version.refresh_from_db()
    assert version.shown_at is None


def test_an_email_is_written_again_about_the_newest_version(mara, piet, site, line, version):
    item = written(mara, version)
    newest = add(piet, site, line, note="Louder music")

    again = write_again(by=acting(mara), item_id=item.pk, now=MONDAY)

    assert (again.subject_id, again.subject_version) == (newest.pk, "2/2")
    assert "Louder music" in again.body


def test_what_the_client_accepted_is_not_sent(mara, piet, site, line, version):
    item = written(mara, version)
    row = Deliverable.objects.get(line=line)
    Deliverable.objects.filter(pk=row.pk).update(state=rules.ACCEPTED)

    with pytest.raises(Refused):
        written(mara, version)
    with pytest.raises(Invalid, match="status doesn’t allow"):
        submit(mara, item)


def test_the_team_adds_versions_but_does_not_send_them(tim, version):
    with pytest.raises(Refused):
        written(tim, version)


def test_a_stranger_sends_nothing(agency, version):
    with pytest.raises(NotSeen):
        written(make_person("Olga", roles.TEAM_MEMBER), version)


def test_a_kind_that_no_part_sends_is_not_found(mara, version):
    with pytest.raises(NotSeen):
        write_about(by=acting(mara), key="nothing", subject_id=version.pk, now=MONDAY)


def test_a_file_that_nothing_was_written_with_is_deleted(mara, piet, site, line, dana, monkeypatch):
    film = VERSION_FILES.store(by=acting(piet), name="film.pdf", chunks=[b"%PDF-1.7 film"], now=MONDAY)
    version = add(piet, site, line, link="", file_id=film.pk)

    def refuse(**_given):
        raise Refused("No.")

    monkeypatch.setattr("amity.gate.subjects.commands.write_item", refuse)
    with pytest.raises(Refused):
        written(mara, version)

    assert StoredFile.objects.count() == 1


def test_the_page_of_the_deliverable_shows_where_it_is(client, mara, piet, site, line, version):
    page = reverse("projects:deliverable", args=[site.pk, line.pk])
    send = reverse("projects:send_version", args=[version.pk])
    client.force_login(piet)
    assert send in client.get(page).content.decode()

    submit(piet, written(piet, version))
    shown = client.get(page).content.decode()
    item = gate.items_seen_by(acting(piet)).get()
    assert "waits for Mara" in shown
    assert reverse("gate:item", args=[item.pk]) in shown
    assert send not in shown


def test_a_draft_is_shown_to_its_author_alone(mara, piet, version):
    written(piet, version)

    assert len(sendings_of(acting(piet), VERSION, [version.pk])[version.pk]) == 1
    assert sendings_of(acting(mara), VERSION, [version.pk]) == {}


def test_what_went_by_another_path_is_recorded_with_its_evidence(piet, site, line, version):
    move_deliverable(
        by=acting(piet), project_id=site.pk, line_id=line.pk, before=rules.IN_WORK, state=rules.WITH_CLIENT,
        evidence="Dana, by courier", now=MONDAY,
    )  # fmt: skip

    version.refresh_from_db()
    assert version.shown_at == MONDAY
    assert Message.objects.count() == 0


def test_the_compose_page_is_filled_in_and_leads_back(client, piet, site, line, version, dana):
    client.force_login(piet)
    address = reverse("projects:send_version", args=[version.pk])
    page = client.get(address).content.decode()
    assert "Launch film: version 1" in page
    assert LINK in page

    form = {"nonce": uuid.uuid4().hex, "subject": "Film", "text": "Look", "to_ids": [str(dana.pk)]}
    form["about_version"] = "1/1"
    answer = client.post(address, form)

    assert answer["Location"] == reverse("projects:deliverable", args=[site.pk, line.pk]) + "#version-1"
    item = gate.items_seen_by(acting(piet)).get()
    assert (item.body, item.state, item.subject_id) == ("Look", items.SUBMITTED, version.pk)
