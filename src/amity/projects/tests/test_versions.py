"""Versions of a deliverable: files and links, the round they belong to, and comments of both sides kept apart."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.accounts.timeline.queries import events_of
from amity.audit import trail
from amity.files.models import StoredFile
from amity.people import rules as roles
from amity.projects import policy, rules
from amity.projects.deliverables.commands import move_deliverable
from amity.projects.models import Deliverable
from amity.projects.versions import commands, queries
from amity.projects.versions.fields import CommentFields, VersionFields
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line, make_person, make_project

LINK = "https://films.example/spot"


@pytest.fixture
def line(site):
    """Return a line with two revision rounds."""
    return make_line(site.agreement, revision_rounds=2)


@pytest.fixture
def dana(osprey):
    """Return a contact at the client."""
    return make_client(osprey, "Dana Whitlock")


def make_client(account, name):
    return Contact.objects.create(account=account, name=name)


@pytest.fixture
def outsider(agency):
    """Return someone who works on nothing here."""
    return make_person("Olga", roles.TEAM_MEMBER)


def add(by, site, line, link=LINK, note=""):
    return commands.add_version(
        by=acting(by), project_id=site.pk, line_id=line.pk, fields=VersionFields(link, note), now=MONDAY
    )


def move(by, site, line, before, state):
    move_deliverable(
        by=acting(by), project_id=site.pk, line_id=line.pk, before=before, state=state, evidence="Dana, call",
        now=MONDAY,
    )  # fmt: skip


def quoted(by, version, contact, words="Could the music be calmer?"):
    said = Evidence(contact.pk if contact else None, MONDAY.date(), "call", words)
    return commands.record_client_comment(by=acting(by), version_id=version.pk, evidence=said, now=MONDAY)


def test_the_first_version_begins_the_work(tim, site, line):
    version = add(tim, site, line, note="First cut")

    row = Deliverable.objects.get(line=line)
    assert (version.number, version.round, row.state) == (1, 0, rules.IN_WORK)
    assert trail.actions_on(line) == ["line.deliverable_moved", "deliverable.version_added"]


def test_a_version_after_requested_changes_belongs_to_the_next_round(piet, site, line):
    add(piet, site, line)
    move(piet, site, line, rules.IN_WORK, rules.WITH_CLIENT)
    move(piet, site, line, rules.WITH_CLIENT, rules.CHANGES_ASKED)

    second = add(piet, site, line)

    row = Deliverable.objects.get(line=line)
    assert (second.number, second.round, row.revisions, row.state) == (2, 1, 1, rules.IN_WORK)


def test_the_newest_version_is_the_one_the_client_was_shown(piet, site, line):
    first, second = add(piet, site, line), add(piet, site, line)

    move(piet, site, line, rules.IN_WORK, rules.WITH_CLIENT)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.shown_at, second.shown_at) == (None, MONDAY)


def test_what_the_client_accepted_gets_no_version(piet, site, line):
    add(piet, site, line)
    move(piet, site, line, rules.IN_WORK, rules.WITH_CLIENT)
    move(piet, site, line, rules.WITH_CLIENT, rules.ACCEPTED)

    with pytest.raises(Refused, match="has accepted"):
        add(piet, site, line)


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "ftp://films.example/x", "films", "data:text/html,x"])
def test_a_version_needs_a_file_or_a_web_address(piet, site, line, link):
    with pytest.raises(Invalid) as fault:
        add(piet, site, line, link)

    assert fault.value.field == "link"
    assert not Deliverable.objects.filter(line=line).exists()


def test_a_version_that_was_shown_or_commented_on_stays(piet, site, line):
    version = add(piet, site, line)
    commands.add_comment(by=acting(piet), version_id=version.pk, fields=CommentFields("Crop it"), now=MONDAY)
    with pytest.raises(Refused, match="comments"):
        commands.remove_version(by=acting(piet), version_id=version.pk, now=MONDAY)

    shown = add(piet, site, line)
    move(piet, site, line, rules.IN_WORK, rules.WITH_CLIENT)
    with pytest.raises(Refused, match="has seen"):
        commands.remove_version(by=acting(piet), version_id=shown.pk, now=MONDAY)


def test_comments_of_the_two_sides_are_kept_apart(piet, site, line, dana):
    version = add(piet, site, line)
    commands.add_comment(by=acting(piet), version_id=version.pk, fields=CommentFields("The logo is small"), now=MONDAY)
    quoted(piet, version, dana)

    [one] = queries.versions_of(site, line.pk)

    assert [comment.words for comment in one.client] == ["Could the music be calmer?"]
    assert [comment.words for comment in one.team] == ["The logo is small"]
    assert one.open == 2


def test_a_clients_comment_needs_one_of_their_contacts(piet, site, line):
    version = add(piet, site, line)
    elsewhere = make_client(make_account("Kestrel"), "Tom Brandt")

    for contact in (None, elsewhere):
        with pytest.raises(Invalid) as fault:
            quoted(piet, version, contact)
        assert fault.value.field == "stated_by_id"


def test_the_team_comments_and_who_runs_it_quotes_the_client(tim, site, line, dana):
    version = add(tim, site, line)

    with pytest.raises(Refused):
        quoted(tim, version, dana)


def test_a_done_comment_says_who_did_it_and_can_be_reopened(piet, tim, site, line, dana):
    comment = quoted(piet, add(piet, site, line), dana)

    done = commands.settle_comment(by=acting(tim), comment_id=comment.pk, done=True, now=MONDAY)
    assert (done.done_by, queries.open_comments(site)) == (tim.name, {})

    again = commands.settle_comment(by=acting(tim), comment_id=comment.pk, done=False, now=MONDAY)
    assert (again.done_at, queries.open_comments(site)) == (None, {line.pk: 1})


def test_a_stranger_sees_no_version(outsider, piet, site, line):
    version = add(piet, site, line)

    with pytest.raises(NotSeen):
        queries.version_seen_by(acting(outsider), version.pk)


def test_a_clients_comment_is_part_of_the_conversation(mara, piet, osprey, site, line, dana):
    quoted(piet, add(piet, site, line), dana)

    events, _more = events_of(acting(mara), osprey)

    [placed] = [one for one in events if one.source.key == "comments"]
    assert (placed.direction, placed.event.words, placed.row.contact) == (
        "from_client", "Could the music be calmer?", "Dana Whitlock",
    )  # fmt: skip


def test_a_project_without_an_account_has_no_client_to_quote(piet):
    alone = make_project(None, manager=piet, agreement=None)

    assert alone.account is None
    with pytest.raises(Refused, match="no account"):
        policy.client_of(alone)


@pytest.fixture
def page(client, piet, site, line):
    """Return a function that posts the form for a version."""
    client.force_login(piet)

    def post(**data):
        address = reverse("projects:add_version", args=[site.pk, line.pk])
        return client.post(address, {"nonce": uuid.uuid4().hex, "link": "", "note": "", **data})

    return post


def test_a_file_becomes_a_version_and_is_read_only_by_who_sees_the_project(client, page, outsider, site, line):
    page(file=SimpleUploadedFile("banner.pdf", b"%PDF-1.7 banner"), note="Larger logo")

    [one] = queries.versions_of(site, line.pk)
    address = reverse("files:download", args=[one.version.file_id])
    assert (str(one.version), b"".join(client.get(address))) == ("banner.pdf", b"%PDF-1.7 banner")
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def test_a_file_that_is_refused_leaves_nothing_behind(page, site, line):
    both = page(file=SimpleUploadedFile("banner.pdf", b"%PDF-1.7 banner"), link=LINK)
    wrong = page(file=SimpleUploadedFile("banner.pdf", b"MZ program"))

    assert (both.status_code, wrong.status_code) == (422, 422)
    assert not StoredFile.objects.exists()
    assert not Deliverable.objects.filter(line=line).exists()


def test_the_form_sent_twice_adds_one_version(page, site, line):
    nonce = uuid.uuid4().hex
    page(link=LINK, nonce=nonce)
    page(link=LINK, nonce=nonce)

    assert [one.version.number for one in queries.versions_of(site, line.pk)] == [1]


def test_the_page_shows_versions_newest_first_with_both_sides(client, page, piet, site, line, dana):
    page(link=LINK, note="First cut")
    page(link=LINK, note="Larger logo")
    [newest, _first] = queries.versions_of(site, line.pk)
    quoted(piet, newest.version, dana, "<b>More green</b>")

    drawn = client.get(reverse("projects:deliverable", args=[site.pk, line.pk])).content.decode()

    assert drawn.index("Larger logo") < drawn.index("First cut")
    assert "&lt;b&gt;More green&lt;/b&gt;" in drawn
    assert 'rel="noopener noreferrer"' in drawn


def test_a_line_of_another_project_has_no_page(client, piet, osprey, site):
    client.force_login(piet)
    other = make_line(make_agreement(osprey))

    assert client.get(reverse("projects:deliverable", args=[site.pk, other.pk])).status_code == 404
