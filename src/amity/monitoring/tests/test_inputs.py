"""Client input: requested, chased, promised, late with its cause and the moved date, received or waived."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amity.audit import trail
from amity.monitoring import moves
from amity.monitoring.changes import ChaseFields, InputFields, InputMove
from amity.monitoring.inputs import commands, queries
from amity.projects.models import Milestone
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import acting, make_person

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DUE = date(2026, 11, 20)
ASKED = date(2026, 11, 9)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(site):
    return site.account.contacts.create(name="Dana Whitlock")


@pytest.fixture
def beta(site):
    return Milestone.objects.create(project=site, name="Beta", due_on=date(2026, 12, 1))


@pytest.fixture
def photos(piet, site, dana, beta):
    said = InputFields(
        "Station photos", DUE, project_id=site.pk, contact_id=dana.pk, milestone_id=beta.pk, asked_on=ASKED
    )
    return commands.ask_input(by=acting(piet), fields=said, now=NOW)


def moved(person, one, state, **more):
    return commands.move_input(
        by=acting(person), input_id=one.pk, version=one.version, move=InputMove(state, **more), now=NOW
    )


def test_what_is_asked_says_from_whom_by_when_and_what_it_holds_up(photos, dana, beta, site, piet):
    assert (photos.account, photos.contact, photos.milestone, photos.state) == (site.account, dana, beta, "asked")
    assert photos.owner == piet, "by who does what, the project manager asks again"
    assert trail.actions_on(photos) == ["input.asked"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"what": " "}, "what"),
        ({"contact_id": 999}, "contact_id"),
        ({"milestone_id": 999}, "milestone_id"),
        ({"line_id": 999}, "line_id"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field(piet, site, more, field):
    said = InputFields(**{"what": "Photos", "due_on": DUE, "project_id": site.pk} | more)

    with pytest.raises(Invalid) as no:
        commands.ask_input(by=acting(piet), fields=said, now=NOW)
    assert no.value.field == field


def test_chases_are_counted_by_day(piet, photos, site):
    for day in (18, 23):
        commands.chase_input(
            by=acting(piet), input_id=photos.pk, fields=ChaseFields(date(2026, 11, day), "mail"), now=NOW
        )

    shown: Any = queries.inputs_on(site, NOW.date())[0]
    assert (shown.chase_count, shown.chased_last, shown.days_late) == (2, date(2026, 11, 23), 5)
    with pytest.raises(Invalid):
        commands.chase_input(
            by=acting(piet), input_id=photos.pk, fields=ChaseFields(date(2026, 12, 1), "mail"), now=NOW
        )


def test_late_names_the_cause_and_moves_what_it_holds_up(piet, photos, beta):
    with pytest.raises(Invalid) as no:
        moved(piet, photos, "late")
    assert no.value.field == "cause"

    photos.refresh_from_db()
    late = moved(piet, photos, "late", cause="Their photographer is ill", moved_to=date(2026, 12, 8))

    beta.refresh_from_db()
    assert (late.moved_from, late.moved_to, beta.due_on) == (date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 8))
    assert trail.actions_on(beta) == ["milestone.moved"]


def test_promised_says_until_when_and_in_since_when(piet, photos):
    with pytest.raises(Invalid):
        moved(piet, photos, "promised")
    photos.refresh_from_db()
    promised = moved(piet, photos, "promised", on=date(2026, 11, 27))
    assert promised.promised_on == date(2026, 11, 27)

    came = moved(piet, promised, "in")

    assert came.received_on == NOW.date()
    with pytest.raises(Refused):
        moved(piet, came, "late", cause="Ill")


def test_undo_of_a_receipt_restores_the_promised_date_and_leaves_no_step(client, piet, photos):
    promised = moved(piet, photos, "promised", on=date(2026, 11, 27))
    client.force_login(piet)
    act = reverse("waiting:act", args=["input", photos.pk, "received"])
    client.post(act, {"nonce": "n" * 32, "version": promised.version, "back": "/waiting/"})
    photos.refresh_from_db()
    assert photos.state == "in"
    assert "/undo/" in client.get("/waiting/").text

    client.post(reverse("waiting:undo", args=["input", photos.pk, "received"]), {"back": "/waiting/"})

    photos.refresh_from_db()
    assert (photos.state, photos.promised_on, photos.received_on) == ("promised", date(2026, 11, 27), None)
    assert [step.after for step in photos.steps.order_by("pk")] == ["asked", "promised"]
    assert trail.actions_on(photos)[-1] == "input.receipt_undone"
    with pytest.raises(Refused):
        commands.take_back_received(by=acting(piet), input_id=photos.pk, now=NOW)


def test_waiving_and_asking_again_say_why(piet, photos):
    with pytest.raises(Invalid) as no:
        moved(piet, photos, "waived")
    assert no.value.field == "note"
    photos.refresh_from_db()
    gone = moved(piet, photos, "waived", note="We found it in their feed")
    assert moved(piet, gone, "asked", note="It was the wrong one").state == "asked"


def test_no_one_is_chased_for_what_is_in(piet, photos):
    moved(piet, photos, "in")

    with pytest.raises(Refused):
        commands.chase_input(by=acting(piet), input_id=photos.pk, fields=ChaseFields(DUE, "mail"), now=NOW)


def test_the_team_reads_and_does_not_ask(tim, photos, site):
    assert queries.input_seen_by(acting(tim), photos.pk) == photos
    with pytest.raises(Refused):
        commands.ask_input(by=acting(tim), fields=InputFields("More", DUE, project_id=site.pk), now=NOW)
    with pytest.raises(NotSeen):
        queries.input_seen_by(acting(make_person("Stranger")), photos.pk)


def test_a_project_that_waits_for_its_client_stays_with_that_client(photos, site):
    assert not moves.may_move(site)


def test_a_milestone_on_the_projects_page_names_what_holds_it_up_and_why_it_moved(client, piet, photos, beta, site):
    client.force_login(piet)
    page = reverse("projects:project", args=[site.pk])
    with time_machine.travel(NOW):
        unnamed = client.get(page).content.decode()
        moved(piet, photos, "late", cause="Their photographer is ill", moved_to=date(2026, 12, 8))
        named = [row.milestone for row in client.get(page).context["dates"] if row.milestone]

    held = next(row.held for row in named if row.milestone.pk == beta.pk)
    assert unnamed.count("no cause recorded yet") == 1
    assert f">{photos.what}</a>" in unnamed
    assert [(one.what, one.cause, one.moved_from, one.waiting) for one in held] == [
        (photos.what, "Their photographer is ill", date(2026, 12, 1), True)
    ]


def test_today_is_the_day_where_someone_works_and_not_that_of_utc(piet, site):
    monday, morning = date(2026, 11, 23), datetime(2026, 11, 22, 22, 5, tzinfo=UTC)
    fields = InputFields("Station photos", monday, project_id=site.pk, asked_on=monday)

    with timezone.override(ZoneInfo("Australia/Sydney")):
        asked = commands.ask_input(by=acting(piet), fields=fields, now=morning)
        commands.chase_input(by=acting(piet), input_id=asked.pk, fields=ChaseFields(monday, "phone"), now=morning)

    assert asked.asked_on == monday


def test_who_asks_finds_the_contact_chosen_whom_the_email_would_go_to(client, mara, site, dana):
    lars = site.account.contacts.create(name="Lars", mail="lars@osprey.example", roles=["day_to_day"])
    client.force_login(mara)
    address = reverse("monitoring:ask_account_input", args=[site.account_id])

    chosen = [
        client.get(f"{address}{asked}").context["form"]["contact_id"].value() for asked in ("", f"?contact={dana.pk}")
    ]

    assert chosen == [lars.pk, dana.pk]


@pytest.mark.parametrize("reminded", [False, True], ids=["with a reminder to send", "reminded in Going out"])
def test_the_head_of_its_page_offers_to_mark_it_as_received_while_it_is_waited_for(
    client, piet, photos, monkeypatch, reminded
):
    monkeypatch.setattr("amity.monitoring.inputs.views.has_open", lambda sendings: reminded)
    client.force_login(piet)
    address = reverse("monitoring:client_input", args=[photos.pk])
    with time_machine.travel(NOW, tick=False):
        head, _, rest = client.get(address).text.partition('<div class="cols">')
        moved(piet, photos, "in", on=DUE)
        received = client.get(address).text

    act = f'<a class="btn{" btn-primary" if reminded else ""}" href="{address}move/?to=in">Mark as received</a>'
    assert act in head
    assert ("Send reminder" in head) is not reminded
    assert "Mark as received" not in rest
    assert "Record a promise" in rest
    assert "Mark as received" not in received


def test_input_past_its_date_says_it_is_late_before_anyone_names_the_cause(client, piet, photos):
    client.force_login(piet)

    def listed(query):
        with time_machine.travel(NOW, tick=False):
            found = client.get(f"/inputs/?whose=all&{query}").context
        return [(line.row.what, str(line.row.word), line.row.shape) for line in found["lines"]]

    late = [("Station photos", "late", "unwell")]
    assert photos.state == "asked"
    assert listed("view=late") == listed("state=late") == late
    assert listed("state=asked") == []
    assert listed("state=going_on") == late


def test_client_input_is_found_by_every_word_in_what_it_is_and_where(client, piet, photos):
    client.force_login(piet)

    def found(text):
        return client.get("/inputs/", {"whose": "all", "find": text}).context["count"]

    assert [found(text) for text in ("photos", "dana station", "osprey", "budget")] == [1, 1, 1, 0]
