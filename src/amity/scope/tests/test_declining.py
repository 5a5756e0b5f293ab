"""A declined request is answered to the client by email, through the gate."""

import uuid

import pytest
from django.urls import reverse

from amity.gate import rules as items
from amity.gate.items import commands as gate
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.registry import versions_now
from amity.gate.tests.making import make_contact, read
from amity.scope.declining.rules import DECLINED_REQUEST, as_sentence
from amity.scope.requests.commands import reopen_request
from amity.scope.tests.making import make_assessed, make_declined
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")
WORDS = "Could Newport be on the map as well?"
REASON = "the map is already with the printer"


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [(REASON, "The map is already with the printer."), ("Not now!", "Not now!"), (" a ", "A."), ("", "")],
)
def test_a_reason_becomes_a_sentence(reason, sentence):
    assert as_sentence(reason) == sentence


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock")


@pytest.fixture
def declined(osprey, mara, dana):
    make_contact(osprey, "Jana Roth", roles=["day_to_day"])
    row = make_declined(osprey, mara, WORDS, REASON)
    row.contact = dana
    row.save()
    return row


def written(by, row):
    return read(write_about(by=acting(by), key=DECLINED_REQUEST, subject_id=row.pk, now=MONDAY))


@pytest.mark.django_db
def test_the_client_reads_their_words_and_the_reason_and_nothing_internal(mara, declined, dana):
    item = written(mara, declined)

    assert [one.contact for one in item.recipients.all()] == [dana]
    assert (item.kind, item.subject) == (items.EMAIL, f"Your request: {WORDS}")
    assert item.body == (
        "Hello Dana,\n\nThank you for your request of 23 Nov 2026:\n\n"
        f"“{WORDS}”\n\nUnfortunately, we can’t do this.\n\nThe map is already with the printer.\n\n"
        f"Please reply to this email if you would like to talk about it.\n\nKind regards\n{mara.name}"
    )


@pytest.mark.django_db
def test_a_contact_who_reads_german_gets_it_in_german(mara, declined, dana):
    type(dana).objects.filter(pk=dana.pk).update(language="de")
    body = written(mara, declined).body
    assert body.startswith("Guten Tag Dana Whitlock,\n\nvielen Dank für Ihre Anfrage vom 23. Nov. 2026:")
    assert f"„{WORDS}“\n\nLeider können wir das nicht übernehmen." in body


@pytest.mark.django_db
def test_a_request_that_is_reopened_is_no_longer_declined_by_email(mara, declined):
    written(mara, declined)
    subject = (DECLINED_REQUEST, declined.pk)
    assert versions_now([subject])[subject]
    reopen_request(by=acting(mara), request_id=declined.pk, now=MONDAY)
    assert versions_now([subject])[subject] == ""
    with pytest.raises(Refused, match="isn’t declined"):
        written(mara, declined)


@pytest.mark.django_db
def test_only_those_who_change_a_request_answer_it(tim, declined):
    with pytest.raises((Refused, NotSeen)):
        written(tim, declined)


@pytest.mark.django_db
def test_declining_offers_the_email_and_the_page_shows_where_it_is(client, osprey, mara, dana):
    row = make_assessed(osprey, mara, WORDS)
    row.contact = dana
    row.save()
    client.force_login(mara)
    sent = {"nonce": uuid.uuid4().hex, "version": row.version, "decision": "declined", "because": REASON}
    shown = client.post(reverse("scope:decide", args=[row.pk]), sent, follow=True).content.decode()
    address = reverse("scope:answer", args=[row.pk])
    assert f'<a href="{address}">Email Dana Whitlock</a>' in shown
    assert WORDS in client.get(address).content.decode()

    page = reverse("scope:request", args=[row.pk])
    assert address in client.get(page).content.decode()
    item = written(mara, row)
    gate.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY, answers={})
    shown = client.get(page).content.decode()
    assert address not in shown, "one is on its way"
    assert reverse("gate:item", args=[item.pk]) in shown


@pytest.mark.django_db
def test_another_decision_offers_no_email(client, osprey, mara, dana):
    row = make_assessed(osprey, mara, WORDS)
    client.force_login(mara)
    sent = {"nonce": uuid.uuid4().hex, "version": row.version, "decision": "at_no_charge"}
    shown = client.post(reverse("scope:decide", args=[row.pk]), sent, follow=True).content.decode()
    assert reverse("scope:answer", args=[row.pk]) not in shown
    assert client.get(reverse("scope:answer", args=[row.pk])).status_code == 403
