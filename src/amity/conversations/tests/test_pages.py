"""Pages of what is passed on: the form's chips, the line of a note, the conversation of the account, and the undo."""

import pytest
from django.urls import reverse

from amity.conversations.models import Note, NotePoint, PassOn
from amity.conversations.notes.fields import PointFields
from amity.conversations.passing import commands as passing
from amity.conversations.tests.making import make_note
from amity.conversations.tests.passed import make_passed, make_raised
from amity.monitoring.changes import EntryFields
from amity.monitoring.risks.commands import add_entry
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock")


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def nonce_of(client, address: str) -> str:
    return str(client.get(address).context["form"]["nonce"].value())


def test_chips_and_the_list_name_the_colleagues(maras, piet, osprey, site, dana):
    otto = make_person("Otto")
    address = reverse("conversations:pass_on", args=[osprey.pk])
    form = maras.get(address).context["form"]
    assert str(piet.pk) in {str(code) for code, _name in form.fields["colleague_ids"].choices}

    sent = {"nonce": nonce_of(maras, address), "text": "Six more stations", "stated_by_id": dana.pk}
    maras.post(address, sent | {"colleague_ids": [piet.pk], "other_id": otto.pk})

    assert [row.colleague for row in PassOn.objects.order_by("pk")] == [piet, otto]


def test_without_a_colleague_the_form_says_so_and_keeps_the_text(maras, osprey):
    address = reverse("conversations:pass_on", args=[osprey.pk])

    answer = maras.post(address, {"nonce": nonce_of(maras, address), "text": "Six more stations"})

    assert answer.status_code == 422
    assert "Choose at least one colleague." in answer.text
    assert "Six more stations" in answer.text


def test_a_marked_line_of_a_note_fills_in_the_form(maras, mara, piet, osprey, site, dana):
    note = Note.objects.create(
        account=osprey, project=site, kind="call", title="Steering call", held_at=MONDAY, author=mara, added_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip
    point = NotePoint.objects.create(
        note=note, position=1, mark="decision", text="The map has 42 stops", stated_by=dana
    )
    address = reverse("conversations:pass_on", args=[osprey.pk]) + f"?point={point.pk}"
    page = maras.get(address)
    assert "42 stops" in page.text

    sent = {"nonce": nonce_of(maras, address), "text": "The map has 42 stops", "colleague_ids": [piet.pk]}
    maras.post(address, sent | {"project_id": site.pk})

    row = PassOn.objects.get()
    assert (row.note, row.project) == (note, site)


def test_a_note_is_passed_on_from_its_page_and_leads_back_to_it(maras, mara, piet, osprey, site):
    note = make_note(osprey, mara)
    address = reverse("conversations:pass_on", args=[osprey.pk]) + f"?note={note.pk}"
    assert f'href="{address}"' in maras.get(reverse("conversations:note", args=[note.pk])).text

    sent = {"nonce": nonce_of(maras, address), "text": "The map has 42 stops", "colleague_ids": [piet.pk]}
    answer = maras.post(address, sent)

    assert answer.url == reverse("conversations:note", args=[note.pk])
    assert PassOn.objects.get().note == note


def test_a_note_of_another_account_is_not_found(maras, mara, osprey):
    assert maras.get(reverse("conversations:pass_on", args=[osprey.pk]) + "?point=99").status_code == 404


def test_an_amount_in_what_is_raised_is_warned_about(maras, site):
    address = reverse("conversations:raise_on_project", args=[site.pk])

    answer = maras.post(address, {"nonce": nonce_of(maras, address), "text": "It costs 11,000 more"}, follow=True)

    assert any("11,000" in str(one) for one in answer.context["messages"])


def test_a_risk_offers_to_raise_it_with_its_title(maras, mara, site):
    entry = add_entry(by=acting(mara), fields=EntryFields("Bank sandbox down", project_id=site.pk), now=MONDAY)
    address = reverse("conversations:raise_entry", args=[entry.pk])
    assert address in maras.get(reverse("monitoring:entry", args=[entry.pk])).text

    assert "Bank sandbox down" in maras.get(address).text


def test_an_answer_is_undone_from_its_message(maras, tim, site, dana):
    row = make_raised(site, by=tim)
    address = reverse("conversations:answer_passed", args=[row.pk, "client_knows"])

    sent = {"nonce": nonce_of(maras, address), "version": "1", "how": "meeting", "contact_id": dana.pk}
    answer = maras.post(address, sent, follow=True)

    row.refresh_from_db()
    assert (row.state, row.how) == ("client_knows", "meeting")
    (message,) = answer.context["messages"]
    maras.post(message.extra_tags)
    row.refresh_from_db()
    assert row.state == "open"


def test_the_conversation_shows_both_directions_with_what_is_left_to_do(maras, mara, piet, tim, osprey, site):
    make_passed(osprey, by=mara, to=piet)
    told = make_raised(site, by=tim)
    address = reverse("accounts:conversation", args=[osprey.pk])

    page = maras.get(address).text

    assert page.index("Six more stations") < page.index("Piet hasn’t acknowledged it.")
    assert "Not yet told." in page
    assert reverse("conversations:answer_passed", args=[told.pk, "kept_back"]) in page
    assert "acknowledged/" not in page
    only = maras.get(address + "?show=unheard").text
    assert "Six more stations" in only


def test_the_project_has_what_is_open_with_a_form_for_the_team(client, tim, mara, site):
    make_raised(site, by=mara)
    client.force_login(tim)

    page = client.get(reverse("projects:client", args=[site.pk])).text

    assert "The sandbox was down" not in page
    assert reverse("conversations:raise_on_project", args=[site.pk]) in page


@pytest.mark.parametrize("answer", ["open", "skipped", "nonsense", "client_knows"])
def test_an_answer_of_no_kind_or_of_the_other_direction_is_not_found(maras, mara, piet, osprey, answer):
    row = make_passed(osprey, by=mara, to=piet)

    assert maras.get(reverse("conversations:answer_passed", args=[row.pk, answer])).status_code == 404


@pytest.mark.parametrize("page", ["pass_on", "raise_on_account", "add_action"])
def test_from_a_contacts_page_the_form_names_them_and_leads_back(maras, osprey, dana, page):
    address = reverse(f"conversations:{page}", args=[osprey.pk]) + f"?open&contact={dana.pk}"

    shown = maras.get(address)

    form, back = shown.context["form"], shown.context["act"].back
    assert str(dana.pk) in {str(form.initial.get(name, "")).removeprefix("contact-") for name in form.fields}
    assert back == reverse("accounts:contact", args=[dana.pk])


def test_each_line_of_a_note_is_passed_on_with_its_words_and_the_colleague_it_concerns(
    maras, mara, piet, osprey, site, dana
):
    ravi = make_person("Ravi Menon")
    points = [
        PointFields("decision", "Welsh is in the launch", 2, dana.pk),
        PointFields("action", "Check the phones", 3, person_id=ravi.pk),
    ]
    note = make_note(osprey, mara, "Dana came late\nd Welsh\na Ravi: phones\n\n? a map", points, project_id=site.pk)
    page = maras.get(reverse("conversations:note", args=[note.pk])).text.replace("&amp;", "&")
    decided, phones = (note.points.get(position=position) for position in (2, 3))
    pass_on = reverse("conversations:pass_on", args=[osprey.pk])
    forms = {
        name: maras.get(f"{pass_on}?note={note.pk}&{name}").context["form"]
        for name in ("line=1", f"point={decided.pk}", f"point={phones.pk}", "line=5")
    }

    assert all(f"?note={note.pk}&{name}" in page for name in forms)
    assert f"?note={note.pk}&line=4" not in page
    assert [(form["text"].value(), form["colleague_ids"].value()) for form in forms.values()] == [
        ("Dana came late", [piet.pk]), ("Welsh is in the launch", [piet.pk]), ("Check the phones", [ravi.pk]),
        ("a map", [piet.pk]),
    ]  # fmt: skip
    assert ravi.pk in dict(forms[f"point={phones.pk}"].fields["colleague_ids"].choices)
    assert forms["line=1"]["project_id"].value() == site.pk


def test_a_line_that_is_gone_leaves_the_words_to_write(maras, mara, osprey):
    note = make_note(osprey, mara, "Good call")
    form = maras.get(f"{reverse('conversations:pass_on', args=[osprey.pk])}?note={note.pk}&line=9").context["form"]

    assert not form["text"].value()


def test_the_project_lists_what_is_not_passed_on_in_both_directions(maras, mara, piet, tim, osprey, site):
    to_team = make_passed(osprey, by=mara, to=piet, project=site)
    to_client = make_raised(site, by=tim)

    page = maras.get(reverse("projects:client", args=[site.pk])).text

    section = page[page.index('id="passing') :]
    assert (to_team.text in section, to_client.text in section) == (True, True)
    passing.acknowledge(by=acting(piet), passed_id=to_team.pk, version=1, now=MONDAY)
    page = maras.get(reverse("projects:client", args=[site.pk])).text
    assert (to_team.text in page, to_client.text in page) == (False, True)
