"""The brief for the client, sent through the gate."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.accounts.timeline.queries import events_of
from amity.briefs.client_copy.sending import PLAIN, PRICED
from amity.briefs.models import BriefLine, Step
from amity.briefs.moves import rules as states
from amity.briefs.tests.making import confirm_brief, make_brief, make_brief_line, make_whole_brief
from amity.gate import rules as items
from amity.gate.checks.letters import findings_of
from amity.gate.releases.commands import release_due
from amity.gate.tests import leaving
from amity.gate.tests.making import make_item, read
from amity.people import rules as roles
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_agreement, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def brief(mara, osprey, piet):
    make_agreement(osprey)  # a client we know needs a short brief
    return make_whole_brief(mara, osprey, piet)


def written(by, brief, key=PRICED):
    return leaving.written(by, key, brief.pk)


def test_another_total_of_a_brief_with_the_client_is_asked_about_in_any_email(mara, osprey, brief):
    type(brief).objects.filter(pk=brief.pk).update(state=states.WITH_CLIENT, title="Butter for spring")
    item = make_item(osprey, mara, body="Butter for spring: €11,500.\nPages and recipe cards: €12,500.")

    (one,) = (one for one in findings_of(read(item)).found if one.key.startswith("bound:"))

    assert (one.level, one.where) == ("warn", "“Butter for spring” is €12,500 in Amity.")


def sent(by, brief):
    return leaving.sent(by, written(by, brief))


def test_the_whole_brief_is_the_text_with_its_prices_but_not_our_hours(mara, brief):
    item = written(mara, brief)

    assert item.subject == "Brief: Spring promotion"
    assert "Nobody knows we also make butter." in item.body
    assert "Pages and recipe cards, €12,500" in item.body
    assert "Total: €12,500" in item.body
    assert "100" not in item.body
    assert [one.contact for one in item.recipients.all()] == [brief.approver]


def test_a_brief_with_prices_is_a_quote_and_is_never_below_hold(mara, brief):
    priced, plain = written(mara, brief), written(mara, brief, PLAIN)

    assert (priced.kind, plain.kind) == (items.QUOTE, items.BRIEF)
    assert items.QUOTE in items.BINDING
    assert "€12,500" not in plain.body


def test_once_it_has_left_the_client_has_the_brief(mara, osprey, brief):
    item = sent(mara, brief)

    brief.refresh_from_db()
    step = Step.objects.get(brief=brief, after=states.WITH_CLIENT)
    assert brief.state == states.WITH_CLIENT
    assert (step.contact, step.stated_on, step.outgoing) == (brief.approver, MONDAY.date(), item)
    events, _more = events_of(acting(mara), osprey)
    assert [one.event.title for one in events].count("Spring promotion") == 1  # what they asked for
    assert [one.source.key for one in events].count("outgoing") == 1


def test_sending_it_once_more_changes_nothing(mara, brief):
    sent(mara, brief)
    steps = Step.objects.count()

    sent(mara, brief)

    assert Step.objects.count() == steps


def test_a_brief_that_changed_stops_its_email(mara, brief):
    item = written(mara, brief)
    make_brief_line(mara, brief, title="Radio")

    with pytest.raises(Invalid, match="The brief changed since this was written"):
        leaving.submitted(mara, item)


def test_a_total_that_isnt_the_briefs_stops_its_email(mara, brief):
    item = written(mara, brief)
    type(item).objects.filter(pk=item.pk).update(body=item.body.replace("Total: €12,500", "Total: €11,500"))

    with pytest.raises(Invalid, match="This differs from Amity"):
        leaving.submitted(mara, read(item))


def test_a_brief_that_the_client_confirmed_is_not_sent(mara, brief):
    item = written(mara, brief)
    later = MONDAY + timedelta(hours=2)
    type(item).objects.filter(pk=item.pk).update(send_at=later)
    assert leaving.submitted(mara, read(item)).state == items.CLEARED
    confirm_brief(mara, brief)

    release_due(lambda: later)

    assert read(item).state == items.HELD
    with pytest.raises(Refused):
        written(mara, brief)


def test_a_brief_with_gaps_is_not_sent(mara, osprey):
    with pytest.raises(Refused):
        written(mara, make_brief(mara, osprey))


def test_a_project_manager_reads_the_brief_and_does_not_send_it(piet, brief):
    with pytest.raises(Refused):
        written(piet, brief)


def test_a_stranger_sends_nothing(brief):
    with pytest.raises(NotSeen):
        written(make_person("Olga", roles.TEAM_MEMBER), brief)


def test_the_page_for_the_client_leads_to_the_email(client, mara, brief):
    client.force_login(mara)
    page, send = reverse("briefs:for_client", args=[brief.pk]), reverse("briefs:send_brief", args=[brief.pk])
    assert send in client.get(page).content.decode()
    assert "€12,500" in client.get(send).content.decode()
    assert "€12,500" not in client.get(f"{send}?prices=no").content.decode()

    sent(mara, brief)

    assert "Sent to Gwen Pryce" in client.get(page).content.decode()


def test_a_brief_that_cannot_leave_yet_says_what_is_missing_instead_of_a_way_to_send(client, mara, brief):
    client.force_login(mara)
    page, send = reverse("briefs:for_client", args=[brief.pk]), reverse("briefs:send_brief", args=[brief.pk])
    BriefLine.objects.all().delete()
    type(brief).objects.update(client_words="", done_when="")
    shown = client.get(page).text

    assert send not in shown
    assert "Still missing: " in shown
    assert client.get(send).status_code == 403


def test_recording_it_by_hand_is_not_the_next_step_while_an_email_is_on_its_way(client, mara, brief):
    client.force_login(mara)
    address = reverse("briefs:brief", args=[brief.pk])

    def head():
        shown = client.get(address)
        moves = [(one["label"], one["main"]) for one in shown.context["moves"]]
        return moves, "is on its way to the client" in shown.content.decode()

    assert head() == ([("Record as sent to client", True)], False)
    item = written(mara, brief)
    assert head() == ([("Record as sent to client", True)], False), "it is still a draft"
    leaving.submitted(mara, item)

    assert head() == ([], True)
    assert [one["label"] for one in client.get(address).context["other_moves"]][-1] == "Record as sent to client"
    leaving.sent(mara, written(mara, brief))
    assert head() == ([("Mark as confirmed", True)], False)


@pytest.mark.parametrize(
    ("state", "said"),
    [("with_client", "Recorded as sent."), ("confirmed", "Confirmed. You can convert it to work now.")],
)
def test_what_was_recorded_is_said_on_the_brief(client, mara, brief, state, said):
    contact = brief.account.contacts.get()
    for step in ("with_client",) if state == "with_client" else ("with_client", "confirmed"):
        form = client_form(client, mara, brief, step)
        values = form | {"contact_id": contact.pk, "stated_in": "call", "stated_on": MONDAY.date().isoformat()}
        shown = client.post(reverse("briefs:record", args=[brief.pk]), values, follow=True)

    assert said in shown.content.decode()


def client_form(client, mara, brief, step):
    client.force_login(mara)
    form = client.get(f"{reverse('briefs:record', args=[brief.pk])}?step={step}").context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value()}


def test_the_head_has_one_primary_button_and_a_menu_with_what_goes_back(client, mara, brief):
    client.force_login(mara)
    confirm_brief(mara, brief)
    page = client.get(reverse("briefs:brief", args=[brief.pk])).content.decode()
    head = page[page.index("<h1") : page.index('<div class="cols')]

    assert re.findall(r'class="(btn[^"]*)"[^>]*>(?:<svg.*?</svg>)?([^<]+)', head) == [
        ("btn", "More"), ("btn wide-only", "For the client"), ("btn btn-primary", "Convert to work"),
    ]  # fmt: skip
    assert re.findall(r'class="item[^"]*"[^>]*>([^<]+)', head) == ["For the client", "Return to draft", "Drop brief"]
