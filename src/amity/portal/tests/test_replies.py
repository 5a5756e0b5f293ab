"""A reply counts only in the fixed words of a vouched sender. Otherwise it is a question, and its author is told."""

import pytest

from amity.gate.answering.texts import whole_text
from amity.gate.tests.making import make_contact
from amity.mailbox.models import Message
from amity.outbox.models import Message as Outgoing
from amity.portal.answers.models import Answer
from amity.portal.answers.replies import take
from amity.portal.tests.answering import sent_item
from amity.portal.tests.replying import LATER, NONE, PASS, reply
from tests.builders import MONDAY, make_agency

pytestmark = pytest.mark.django_db
DANA = "Dana Whitlock <dana.whitlock@client.example>"


@pytest.fixture
def dana(osprey):
    make_agency()
    return make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])


@pytest.fixture
def item(osprey, mara, dana):
    return sent_item(osprey, mara, [dana], now=MONDAY)


def told():
    return list(Outgoing.objects.filter(kind="not_read").values_list("to", flat=True))


def test_approved_in_the_first_line_of_a_vouched_reply_decides(item, mara):
    answer = reply(item, mara, "Approved.\n\nBest regards\nDana Whitlock")

    assert (answer.choice, answer.state, answer.way, answer.confirmed) == ("approve", "decided", "reply", True)
    assert told() == []


@pytest.mark.parametrize("auth", [NONE, "", PASS.replace("dmarc=pass", "dmarc=fail")])
def test_dmarc_none_is_a_question(item, mara, auth):
    answer = reply(item, mara, "Approved", auth=auth)

    assert (answer.choice, answer.state, answer.confirmed) == ("question", "asked", False)
    assert told() == ["dana.whitlock@client.example"]
    assert "couldn’t read a decision in it" in Outgoing.objects.get(kind="not_read").body


def test_approved_but_is_a_question(item, mara):
    assert reply(item, mara, "Approved, but use the larger logo").choice == "question"
    assert told()


def test_a_quote_with_our_own_approved_is_a_question(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY, body="Hello Dana,\n\nApproved\n\nIs that your answer?")
    quote = "\n".join(f"> {line}" for line in whole_text(item).splitlines())

    for text in (f"\nOn 23 Nov 2026, Mara <mara@halden.example> wrote:\n{quote}", whole_text(item), quote):
        assert reply(item, mara, text).choice == "question"


def test_our_own_words_beside_a_real_approval_do_not_hinder_it(item, mara):
    quote = "\n".join(f"> {line}" for line in whole_text(item).splitlines())

    assert (
        reply(item, mara, f"Approved\n\nOn 23 Nov 2026, Mara <mara@halden.example> wrote:\n{quote}").state == "decided"
    )


def test_a_price_is_never_decided_by_reply(osprey, mara, dana):
    item = sent_item(osprey, mara, [dana], now=MONDAY, body="It costs € 40.")

    assert reply(item, mara, "Approved").choice == "question"


def test_someone_without_authority_agrees_without_deciding(item, mara, osprey):
    make_contact(osprey, "Gwen Lewis")

    answer = reply(item, mara, "Approved", sender="Gwen <gwen.lewis@client.example>")

    assert (answer.contact.name, answer.state) == ("Gwen Lewis", "no_auth")
    assert told() == ["gwen.lewis@client.example"]
    assert "You aren’t named as an approver" in Outgoing.objects.get(kind="not_read").body
    reply(item, mara, "Approved.", sender="Gwen <gwen.lewis@client.example>")
    assert len(told()) == 1


def test_someone_without_authority_for_whom_no_one_vouches_reads_nothing_about_authority(item, mara, osprey):
    make_contact(osprey, "Gwen Lewis")
    answer = reply(item, mara, "Approved", sender="Gwen <gwen.lewis@client.example>", auth=NONE)

    assert answer.state == "asked"
    assert "approver" not in Outgoing.objects.get(kind="not_read").body
    assert reply(item, mara, "Approved", sender="Eve <eve@client.example>") == answer
    assert len(told()) == 1


def test_a_shared_mailbox_never_approves_by_reply(item, mara, osprey):
    make_contact(osprey, "Marketing", mail="marketing@client.example", roles=["decision_maker"])

    assert reply(item, mara, "Approved", sender="marketing@client.example").state == "shared"
    assert told() == ["marketing@client.example"]
    assert "Several people read this mailbox" in Outgoing.objects.get(kind="not_read").body


def test_an_uploaded_reply_is_a_question(item, mara):
    assert reply(item, mara, "Approved", profile=None).choice == "question"


def test_an_automatic_reply_and_one_to_an_ordinary_email_are_no_answers(item, mara, osprey, dana):
    assert reply(item, mara, "Approved", headers={"Auto-Submitted": "auto-replied"}) is None
    ordinary = sent_item(osprey, mara, [dana], now=MONDAY, asks_approval=False)
    assert reply(ordinary, mara, "Approved") is None


def test_the_same_reply_is_taken_once_and_its_author_is_told_once(item, mara):
    reply(item, mara, "What about the date?")
    take(list(Message.objects.values_list("pk", flat=True)), LATER)
    reply(item, mara, "And the colour?")

    assert Answer.objects.count() == 2
    assert len(told()) == 1


def test_a_reply_after_a_decision_has_no_effect(item, mara):
    reply(item, mara, "Approved")

    assert told() == []
    assert reply(item, mara, "Approved").state == "late"
    assert told() == ["dana.whitlock@client.example"]
    assert Outgoing.objects.get(kind="not_read").subject == "Your reply had no effect: Station banner"
