"""What a client asks for again is offered to be added to the open request, and is then further evidence of it."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.conversations.models import Note, NotePoint
from amity.conversations.notes.fields import PointFields
from amity.conversations.notes.marks import marked_lines
from amity.conversations.notes.sources import sources_of
from amity.conversations.tests.making import make_note
from amity.scope.models import Request
from amity.scope.requests.commands import close_request
from amity.scope.requests.fields import ClosingFields
from amity.scope.requests.likeness import most_alike
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_account

SAME = (
    ("six more stations on the map before Cardiff opens", "Six more stations"),
    ("a map", "A map"),
    ("dark mode", "Dark mode for the app"),
    ("sechs weitere Haltestellen auf der Karte", "Sechs Haltestellen mehr"),
    ("une page tarifs en gallois", "La page des tarifs"),
)
OTHER = (
    ("a map of the office", "A map"),
    ("photos of the stations", "Six stations on the map"),
    ("can we have it also in Welsh", "We also need it earlier"),
    ("wir brauchen auch ein Logo", "Wir brauchen auch eine Karte"),
    ("…", "Six more stations"),
)


@pytest.mark.parametrize(("text", "before"), SAME)
def test_the_same_wish_in_other_words_is_found(text, before):
    assert most_alike(text, [(1, "Train times by text message"), (2, before)]) == 2


@pytest.mark.parametrize(("text", "before"), OTHER)
def test_another_wish_is_not(text, before):
    assert most_alike(text, [(1, before)]) is None


def test_the_most_alike_is_found_and_of_two_the_first():
    assert most_alike("six more stations", [(1, "Four stations more, six if they can"), (2, "Six stations")]) == 1
    assert most_alike("welsh station map", [(1, "Station map in Spanish"), (2, "Welsh station map")]) == 2


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def before(osprey, mara, dana):
    make_note(osprey, mara, "? Six more stations", [PointFields("request", "Six more stations", 1, dana.pk)])
    return Request.objects.get()


def typed(text, **values):
    sent = {"nonce": uuid.uuid4().hex, "kind": "call", "held_on": "2026-11-23", "held_time": "08:00", "text": text}
    return sent | values


TEXT = "? six more stations on the map"


def read(client, account, **values):
    """Return the chips of the line as they are read while it is typed."""
    return client.post(reverse("conversations:read_note", args=[account.pk]), typed(TEXT, **values))


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_the_chip_offers_the_open_request_with_its_words_and_saves_the_line_there(client, mara, osprey, dana, before):
    client.force_login(mara)
    page = read(client, osprey).content.decode()
    key = marked_lines(TEXT)[0].key

    assert f"Add to request {before.pk}" in page
    assert "<span data-verbatim>“Six more stations”</span>" in page
    answer = client.post(
        reverse("conversations:record_note", args=[osprey.pk]),
        typed(TEXT, **{f"{key}-choice": "keep", f"{key}-request_id": str(before.pk)}),
    )
    note = Note.objects.latest("pk")
    assert Request.objects.get() == before
    assert note.points.get().request == before
    assert f"Added to request {before.pk}" in client.get(answer.url).content.decode()
    page = client.get(reverse("scope:request", args=[before.pk])).content.decode()
    assert reverse("conversations:note", args=[note.pk]) in page


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_without_a_choice_it_is_a_request_of_its_own(client, mara, osprey, dana, before):
    client.force_login(mara)
    key = marked_lines(TEXT)[0].key
    client.post(reverse("conversations:record_note", args=[osprey.pk]), typed(TEXT, **{f"{key}-choice": "keep"}))

    assert Request.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_a_closed_request_or_one_of_another_account_is_not_offered(client, mara, osprey, dana, before):
    client.force_login(mara)
    assert "Add to request" not in read(client, make_account("Larkfield", manager=mara)).content.decode()
    close_request(
        by=acting(mara), request_id=before.pk, version=before.version, fields=ClosingFields("Quoted"), now=MONDAY
    )
    assert "Add to request" not in read(client, osprey).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_a_line_is_evidence_of_the_request_and_the_audit_log_says_so(osprey, mara, dana, before):
    again = PointFields("request", "six more stations, please", 1, dana.pk, request_id=before.pk)
    make_note(osprey, mara, "? six more stations, please", [again])
    same_day = [one.is_again for one in sources_of(acting(mara), Request.objects.get())]
    Request.objects.update(asked_on=Request.objects.get().asked_on - timedelta(days=1))

    assert same_day == [False, False]
    assert [one.is_again for one in sources_of(acting(mara), Request.objects.get())] == [True, True]
    assert [point.text for point in before.points.order_by("pk")] == ["Six more stations", "six more stations, please"]
    assert trail.actions_on(before) == ["request.recorded", "request.repeated"]


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_a_request_that_was_closed_or_is_another_accounts_is_refused_and_nothing_is_saved(osprey, mara, dana, before):
    other = make_account("Larkfield", manager=mara)
    make_note(other, mara, "? A map", [PointFields("request", "A map", 1)])
    elsewhere = Request.objects.exclude(pk=before.pk).get()
    close_request(
        by=acting(mara), request_id=before.pk, version=before.version, fields=ClosingFields("Quoted"), now=MONDAY
    )
    count = NotePoint.objects.count()

    for request in (before, elsewhere):
        with pytest.raises(Invalid) as refused:
            make_note(osprey, mara, "? more", [PointFields("request", "more", 1, request_id=request.pk)])
        assert refused.value.field == "points.1.request_id"
    assert NotePoint.objects.count() == count
