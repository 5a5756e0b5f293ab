"""Requests are logged in seconds with a guess, changed, closed and reopened, and follow the work they became."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.audit import trail
from amity.projects.finished_marks.commands import mark_finished, take_back_finished
from amity.scope import rules
from amity.scope.assessments.due import assess_by
from amity.scope.models import Request
from amity.scope.requests.commands import close_request, edit_request, log_included_request, log_request, reopen_request
from amity.scope.requests.fields import ClosingFields, RequestFields
from amity.scope.requests.guessing import guess
from amity.scope.requests.likeness import line_about
from amity.scope.requests.queries import requests_seen_by
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line, make_project

SHOTS = "Could you send the pack shots on white as well?"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("more photography for the deck, please", 2),
        ("another map of the valley", 1),
        ("the newsletter in Welsh", None),
        ("pack shots on grey", 3),
    ],
)
def test_words_are_about_the_line_they_name_or_that_of_a_similar_request(words, line):
    titles = [(1, "Map and icons"), (2, "2 Photography"), (3, "Hosting")]
    assert line_about(words, titles, [(3, SHOTS)]) == line


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def line(osprey):
    made = make_line(make_agreement(osprey, "fixed"), "2")
    made.title = "Photography"
    made.save()
    return made


@pytest.mark.django_db
def test_a_request_is_logged_with_its_line_and_numbered_within_the_agreement(osprey, mara, dana, line):
    fields = RequestFields(f"  {SHOTS} ", dana.pk, rules.PHONE, line_id=line.pk)
    rows = [log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY) for _once in range(2)]

    first = rows[0]
    assert (first.words, first.through, first.state, first.asked_on) == (SHOTS, "phone", "new", MONDAY.date())
    assert [one.number for one in rows] == [1, 2]
    assert (first.agreement, first.logged_by, first.is_open) == (line.placement.agreement, mara, True)
    assert trail.actions_on(first) == ["request.recorded"]


@pytest.mark.django_db
def test_values_of_another_client_are_refused(osprey, mara, dana):
    other = make_account("Larkfield", manager=mara)
    elsewhere = make_line(make_agreement(other, "fixed"), "1")
    project = make_project(other, name="Farm shop", manager=mara)
    for field, fields in (
        ("contact_id", RequestFields("A map", dana.pk)),
        ("line_id", RequestFields("A map", line_id=make_line(make_agreement(osprey, "fixed"), "1").pk)),
        ("project_id", RequestFields("A map", project_id=make_project(osprey, name="App", manager=mara).pk)),
        ("wanted_on", RequestFields("A map", asked_on=date(2026, 11, 2), wanted_on=date(2026, 11, 1))),
        ("words", RequestFields(" ")),
    ):
        with pytest.raises(Invalid) as refused:
            log_request(by=acting(mara), account_id=other.pk, fields=fields, now=MONDAY)
        assert refused.value.field == field
    kept = RequestFields("A map", line_id=elsewhere.pk, project_id=project.pk)
    assert log_request(by=acting(mara), account_id=other.pk, fields=kept, now=MONDAY).project == project


@pytest.mark.django_db
def test_who_sees_the_account_logs_and_sees_their_own_and_only_its_people_change_it(osprey, mara, tim, piet, site):
    with pytest.raises(NotSeen):
        log_request(by=acting(tim), account_id=make_account("Larkfield").pk, fields=RequestFields("A"), now=MONDAY)
    logged = log_request(by=acting(tim), account_id=osprey.pk, fields=RequestFields("A map"), now=MONDAY)
    other = log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("In Welsh"), now=MONDAY)

    assert set(requests_seen_by(acting(tim))) == {logged}
    assert set(requests_seen_by(acting(mara))) == {logged, other}
    with pytest.raises(Refused):
        close_request(by=acting(tim), request_id=logged.pk, version=1, fields=ClosingFields("No"), now=MONDAY)


@pytest.mark.django_db
def test_what_is_asked_again_is_known_with_its_line(osprey, mara, dana, line):
    fields = RequestFields(SHOTS, dana.pk, line_id=line.pk)
    before = log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("A map"), now=MONDAY)

    found = guess(acting(mara), osprey, "Pack shots on white, please")
    assert (found.line_id, list(found.similar)) == (line.pk, [before])
    assert guess(acting(mara), osprey, "photography of the shop").line_id == line.pk
    assert guess(acting(mara), osprey, "a newsletter").line_id is None


@pytest.mark.django_db
def test_a_request_is_changed_and_numbered_anew_on_another_agreement(osprey, mara, line):
    row = log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("A map"), now=MONDAY)
    asked: dict[str, Any] = {"by": acting(mara), "request_id": row.pk, "now": MONDAY + timedelta(hours=1)}
    edited = edit_request(**asked, version=1, fields=RequestFields("Two maps", line_id=line.pk))

    assert (edited.words, edited.number, edited.agreement) == ("Two maps", 1, line.placement.agreement)
    with pytest.raises(Stale):
        edit_request(**asked, version=1, fields=RequestFields("Three maps"))
    close_request(**asked, version=2, fields=ClosingFields("Quoted", "quoted"))
    with pytest.raises(Refused):
        edit_request(**asked, version=3, fields=RequestFields("Three maps"))
    reopened = reopen_request(**asked, version=3)
    assert (reopened.is_open, reopened.outcome) == (True, "")


@pytest.mark.django_db
def test_the_finished_mark_of_its_work_item_closes_a_request_and_reopens_it(osprey, mara, piet):
    agreement = make_agreement(osprey, "retainer")
    project = make_project(osprey, name="Care", manager=piet, agreement=agreement)
    row = log_included_request(by=acting(mara), agreement_id=agreement.pk, fields=RequestFields("Banner"), now=MONDAY)
    ticked: dict[str, Any] = {"by": acting(piet), "project_id": project.pk, "item_id": row.item_id, "now": MONDAY}

    mark_finished(**ticked)
    row.refresh_from_db()
    assert (row.is_open, row.outcome) == (False, "done")
    take_back_finished(**ticked)
    row.refresh_from_db()
    assert (row.is_open, row.outcome) == (True, "")
    assert trail.actions_on(row) == ["request.recorded", "request.closed", "request.reopened"]


@pytest.mark.django_db
def test_only_a_retainer_or_a_block_includes_a_request_at_once(osprey, mara, tim, site):
    agreement = make_agreement(osprey, "fixed")
    with pytest.raises(Refused):
        log_included_request(by=acting(mara), agreement_id=agreement.pk, fields=RequestFields("A"), now=MONDAY)
    assert Request.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_the_palette_leads_to_the_form_with_the_words_and_their_line(client, osprey, mara, dana, line):
    client.force_login(mara)
    offered = client.get("/jump/options/", {"q": "request osprey photography on white"}).content.decode()
    address = reverse("scope:log_on_account", args=[osprey.pk])
    assert f"{address}?words=photography%20on%20white" in offered

    page = client.get(address, {"words": "photography on white"}).content.decode()
    assert "photography on white</textarea>" in page
    assert f'<option value="{line.pk}" selected>' in page
    sent = {"nonce": uuid.uuid4().hex, "words": "photography on white", "contact_id": dana.pk, "through": "phone"}
    answer = client.post(address, sent | {"line_id": line.pk})
    made = Request.objects.get()
    assert answer.url == reverse("scope:request", args=[made.pk])
    assert (made.contact, made.line, made.through) == (dana, line, "phone")
    shown = client.get(answer.url).content.decode()
    assert "Dana Whitlock" in shown
    assert "Photography" in shown


@pytest.mark.django_db
def test_from_a_project_the_form_is_short_and_names_the_project(client, osprey, mara):
    project = make_project(osprey, name="Ticket app", manager=mara)
    client.force_login(mara)
    page = client.get(reverse("scope:log_on_project", args=[project.pk])).content.decode()

    assert "Log a request about Ticket app" in page
    assert f'<option value="{project.pk}" selected>' in page
    assert "<details>" in page
    assert "<details open>" not in page


@pytest.mark.django_db
def test_no_account_is_chosen_beforehand_and_a_dialog_goes_on_to_the_form(client, osprey, mara):
    client.force_login(mara)
    address = reverse("scope:choose_account")
    page = client.get(address, headers={"X-Dialog": "stays"}).content.decode()
    answer = client.post(
        address, {"nonce": uuid.uuid4().hex, "account_id": osprey.pk}, headers={"X-Dialog": "stays"}, follow=True
    )

    assert '<option value="" selected>' in page
    assert answer.redirect_chain == [(reverse("scope:log_on_account", args=[osprey.pk]), 302)]
    assert "data-enter-sends" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
def test_the_list_has_tabs_with_counts_and_opens_on_ones_own(client, osprey, mara, dana):
    other = make_account("Larkfield")
    for account, words, state in ((osprey, "A map", "new"), (osprey, "Stops", "assessed"), (other, "Labels", "new")):
        Request.objects.create(
            account=account, words=words, state=state, asked_on=MONDAY.date(), added_at=MONDAY
        )  # fmt: skip
    client.force_login(mara)
    page = client.get(reverse("scope:requests")).content.decode()
    assert ("A map" in page, "Stops" in page, "Labels" in page) == (True, True, False)

    confirm = client.get(reverse("scope:requests"), {"view": "confirm"}).content.decode()
    assert ("A map" in confirm, "Stops" in confirm) == (False, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 27, 16, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 28, 12, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_it_is_assessed_by_ten_on_the_next_working_day(agency, now, due):
    found = assess_by(now)
    assert (found.date(), found.hour) == (due, 10)


@pytest.mark.django_db
def test_the_list_opens_on_the_latest_due_date_and_marks_it(client, osprey, mara):
    today = timezone.localdate()
    for words, days in (("Soon", 3), ("Late", -4), ("Later", 9), ("Whenever", None)):
        wanted_on = today + timedelta(days=days) if days else None
        fields = RequestFields(words, asked_on=today - timedelta(days=9), wanted_on=wanted_on)
        log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=timezone.now())
    client.force_login(mara)
    shown = client.get("/requests/").content.decode()
    late = client.get("/requests/?view=late").content.decode()

    places = [shown.index(f"“{words}”") for words in ("Late", "Soon", "Later", "Whenever")]
    assert places == sorted(places)
    assert shown.count("is-unwell") == 1
    assert "“Late”" in late
    assert "“Soon”" not in late


@pytest.mark.django_db
def test_how_it_came_is_asked_as_everywhere_and_other_words_are_its_source(client, osprey, mara):
    client.force_login(mara)
    address = reverse("scope:log_on_account", args=[osprey.pk])

    def sent(how, **more):
        data = {"nonce": uuid.uuid4().hex, "words": "A map", "through": how, "through_other": "", **more}
        assert client.post(address, data).status_code == 302
        row = Request.objects.latest("pk")
        return row.through, row.source

    shown = client.get(address).content.decode()
    assert [word in shown for word in ("Call", "Meeting", "Other…", 'name="through_other"')] == [True] * 4
    assert sent("message") == (rules.CHAT, "")
    assert sent("call", source="At the fair") == (rules.PHONE, "At the fair")
    assert sent("other", through_other="Post-it note") == (rules.OTHER, "Post-it note")
    row = Request.objects.latest("pk")
    change = client.get(reverse("scope:edit_request", args=[row.pk])).content.decode()
    assert change.count('value="Post-it note"') == 1
    assert 'name="through_other" value="Post-it note"' in change
