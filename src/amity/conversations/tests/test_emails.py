"""Records made from the words of an email, and emails that are passed on."""

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.conversations.emails.commands import add_email_point
from amity.conversations.emails.models import EmailPoint
from amity.conversations.emails.queries import decisions_on
from amity.conversations.models import PassOn
from amity.conversations.notes.fields import PointFields
from amity.expectations.models import Expectation
from amity.mailbox.messages.commands import remove_message
from amity.mailbox.messages.hooks import held_by
from amity.mailbox.tests.making import make_message
from amity.scope.models import Request
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")


@pytest.fixture
def email(osprey, dana, mara):
    return make_message(osprey, contact=dana, to=mara, reply="Can we have six more stations by Friday?", sent_at=MONDAY)


def test_words_of_an_email_become_a_request_with_the_email_as_evidence(mara, email, dana):
    add_email_point(
        by=acting(mara), email_id=email.pk, point=PointFields("request", "Six more stations", contact_id=dana.pk),
        now=MONDAY,
    )  # fmt: skip

    request = Request.objects.get()
    assert (request.words, request.contact, request.source) == ("Six more stations", dana, "email")
    assert EmailPoint.objects.get().request == request
    assert "email.became" in trail.actions_on(email.thread)


def test_what_we_wrote_becomes_a_promise(mara, email, dana):
    fields = PointFields("promise", "A number by Thursday", contact_id=dana.pk, person_id=mara.pk)
    add_email_point(by=acting(mara), email_id=email.pk, point=fields, now=MONDAY)

    promise = Expectation.objects.get()
    assert (promise.kind, promise.promised_by, promise.stated_in) == ("promise", mara, "email")


def test_a_colleague_who_only_reads_the_email_makes_no_record_of_it(osprey, dana, email):
    tim = make_person("Tim")
    email.addresses.create(place="cc", position=0, person=tim)

    with pytest.raises(Refused):
        add_email_point(by=acting(tim), email_id=email.pk, point=PointFields("request", "More"), now=MONDAY)


def test_a_record_stays_when_its_email_is_removed_and_holds_it_in_an_undo(mara, email, dana):
    fields = PointFields("expectation", "Six more stations", contact_id=dana.pk)
    add_email_point(by=acting(mara), email_id=email.pk, point=fields, now=MONDAY)
    assert {pk for hook in held_by for pk in hook([email.pk])} == {email.pk}

    remove_message(by=acting(mara), email_id=email.pk, now=MONDAY)

    assert Expectation.objects.count() == 1
    assert not EmailPoint.objects.exists()


def test_selected_words_are_read_as_a_marked_line_and_shown_below_the_email(client, mara, email, dana):
    client.force_login(mara)
    page = reverse("mailbox:thread", args=[email.thread_id])
    shown = client.get(page).text
    assert f'data-select="words-{email.pk}"' in shown
    nonce = shown.split('name="nonce" value="')[1].split('"')[0]

    sent = {"nonce": nonce, "selected": "1", "mark": "request", "text": "six more stations"}
    answer = client.post(reverse("conversations:add_email_point", args=[email.pk]), sent, follow=True)

    assert "Request recorded: six more stations" in answer.text or "six more stations" in answer.text
    assert Request.objects.get().words == "six more stations"
    assert "six more stations" in client.get(page).text


def test_an_email_is_passed_on_with_its_words_and_who_wrote_it(client, mara, piet, site, email, dana):
    client.force_login(mara)
    address = reverse("conversations:pass_on", args=[site.account_id]) + f"?email={email.pk}"
    form = client.get(address).context["form"]
    assert form["text"].value() == "Can we have six more stations by Friday?"
    assert form["stated_by_id"].value() == dana.pk

    sent = {"nonce": str(form["nonce"].value()), "text": "Six more stations", "colleague_ids": [piet.pk]}
    answer = client.post(address, sent)

    assert PassOn.objects.get().message == email
    assert answer["Location"] == reverse("mailbox:thread", args=[email.thread_id])


def test_a_decision_in_an_email_is_on_the_plan_and_in_the_conversation(client, mara, osprey, email, dana):
    client.force_login(mara)
    thread = reverse("mailbox:thread", args=[email.thread_id])
    shown = client.get(thread).text
    assert 'data-key="d"' in shown
    nonce = shown.split('name="nonce" value="')[1].split('"')[0]

    sent = {"nonce": nonce, "selected": "1", "mark": "decision", "text": "six more stations"}
    client.post(reverse("conversations:add_email_point", args=[email.pk]), sent)

    point = EmailPoint.objects.get()
    assert (point.mark, point.text, point.expectation, point.request) == ("decision", "six more stations", None, None)
    plan = client.get(reverse("accounts:plan", args=[osprey.pk])).text
    decisions = plan[plan.index('id="decisions"') :]
    assert thread in decisions.split("</section>")[0]
    assert "six more stations" in decisions.split("</section>")[0]
    events = client.get(reverse("accounts:conversation", args=[osprey.pk]) + "?kind=notes").text
    assert "six more stations" in events
    assert thread in events


def test_a_decision_in_an_email_is_not_shown_to_someone_who_cannot_read_it(mara, tim, site, osprey, email):
    point = PointFields("decision", "Welsh comes first")
    add_email_point(by=acting(mara), email_id=email.pk, point=point, now=MONDAY)

    assert [one.text for one in decisions_on(acting(mara), osprey)] == ["Welsh comes first"]
    assert list(decisions_on(acting(tim), osprey)) == []
