"""Outside counsel: one link, version and person. Reading shows, sending decides, and a used link doesn't work."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.agreements.review import commands, counsel
from amity.agreements.review.models import GuestLink
from amity.agreements.tests.making import make_review, read, review_of, say, submit
from amity.audit.models import Record
from amity.outbox.models import Message
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting


@pytest.fixture
def review(mara, osprey, clara):
    """Return a review that waits for legal."""
    return make_review(mara, osprey)


@pytest.fixture(autouse=True)
def no_mail_server(settings):
    """Remove the email server, so that the link is shown once to the person who asks."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def address(review, mara, time_machine):
    """Return the URL of a link, as shown once without an email server."""
    time_machine.move_to(MONDAY, tick=False)  # responses contain the second in which they were made
    return (
        counsel.ask_counsel(by=acting(mara), review_id=review.pk, name="Lena Law", mail="lena@law.example", now=MONDAY)
        .partition("//")[2]
        .partition("/")[2]
    )


def token_of(address):
    return address.rstrip("/").rpartition("/")[2]


def test_the_link_goes_to_a_named_outsider_and_only_its_hash_is_kept(review, address):
    link, message = GuestLink.objects.get(), Message.objects.get(kind="single_link")

    assert (message.audience, message.to, link.expires_at) == ("guest", "lena@law.example", MONDAY + timedelta(days=7))
    assert token_of(address) not in f"{link.token_hash} {message.body} {message.secret}"
    assert len(link.token_hash) == 64


def test_reading_shows_the_version_and_changes_nothing(client, address, review):
    before = Record.objects.count()

    answer = client.get(f"/{address}")

    assert answer.status_code == 200
    assert "unlimited" in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "same-origin"  # no-referrer would make browsers send Origin: null
    assert Record.objects.count() == before
    review.refresh_from_db()
    assert review.verdict == ""


def test_of_a_second_version_counsel_reads_what_changed_word_by_word(client, review, mara, clara, time_machine):
    time_machine.move_to(MONDAY)
    draft, by = review.version.agreement, acting(mara)
    commands.give_verdict(by=acting(clara), review_id=review.pk, verdict="returned", words="No.", now=MONDAY)
    say(mara, draft, liability="3 times the fee", acceptance="in writing, by the approver or their deputy")
    submit(mara, draft)
    link = counsel.ask_counsel(
        by=by, review_id=review_of(draft).pk, name="Lena Law", mail="lena@law.example", now=MONDAY
    )  # fmt: skip

    drawn = client.get(f"/counsel/{token_of(link)}/").content.decode()

    assert "What changed since version 1" in drawn
    assert "<ins data-verbatim> or their deputy</ins>" in drawn


def test_sending_gives_the_decision_once_and_the_link_is_used_up(client, address, review):
    data = {"verdict": "returned", "words": "Twice the fee.", "nonce": uuid.uuid4().hex}

    answer = client.post(f"/{address}", data)

    review.refresh_from_db()
    assert (answer.status_code, review.verdict, review.reviewed_by) == (200, "returned", "Lena Law, outside counsel")
    assert read(review.version.agreement).state == "draft"
    over = client.get(f"/{address}")
    assert (over.status_code, "This link no longer works" in over.content.decode()) == (404, True)
    assert client.post(f"/{address}", data).status_code == 404


def test_a_guessed_link_gets_the_very_page_of_one_that_is_over(client, address, review, mara):
    counsel.revoke_link(by=acting(mara), link_id=GuestLink.objects.get().pk, now=MONDAY)

    over, guessed = client.get(f"/{address}"), client.get(reverse("agreements:counsel", args=["guessed"]))

    assert (over.status_code, over.content) == (guessed.status_code, guessed.content)
    # Every answer has a number of its own.
    assert over.headers.pop("X-Request-ID") != guessed.headers.pop("X-Request-ID")
    assert dict(over.headers) == dict(guessed.headers)
    assert "Lena" not in over.content.decode()


def test_a_return_without_a_reason_stays_on_the_page_with_what_was_typed(client, address, review):
    data = {"verdict": "returned", "words": "", "nonce": uuid.uuid4().hex}

    answer = client.post(f"/{address}", data)

    assert (answer.status_code, "Explain what needs to change" in answer.content.decode()) == (422, True)
    assert GuestLink.objects.get().used_at is None


def test_a_link_ends_after_a_week_when_it_is_withdrawn_and_when_the_review_is_over(review, address, mara, clara):
    token, link = token_of(address), GuestLink.objects.get()
    with pytest.raises(NotSeen):
        counsel.answer_as_counsel(token=token, verdict="cleared", words="", now=MONDAY + timedelta(days=8))
    with pytest.raises(NotSeen):
        counsel.answer_as_counsel(token="guessed", verdict="cleared", words="", now=MONDAY)
    counsel.revoke_link(by=acting(clara), link_id=link.pk, now=MONDAY)

    with pytest.raises(NotSeen):
        counsel.answer_as_counsel(token=token, verdict="cleared", words="", now=MONDAY)


def test_a_second_link_to_the_same_address_ends_the_first(review, address, mara):
    counsel.ask_counsel(by=acting(mara), review_id=review.pk, name="Lena Law", mail="lena@law.example", now=MONDAY)

    with pytest.raises(NotSeen):
        counsel.answer_as_counsel(token=token_of(address), verdict="cleared", words="", now=MONDAY)


@pytest.mark.parametrize(
    ("name", "mail", "field"),
    [("", "a@law.example", "name"), ("Lena", "nowhere", "mail"), ("Clara", "clara@halden.example", "mail")],
)
def test_who_is_asked_is_an_outsider_with_a_name(review, mara, name, mail, field):
    with pytest.raises(Invalid) as fault:
        counsel.ask_counsel(by=acting(mara), review_id=review.pk, name=name, mail=mail, now=MONDAY)
    assert fault.value.field == field


def test_counsel_is_asked_by_who_writes_it_or_reviews_it(review, omar, tim):
    with pytest.raises(Refused):
        counsel.ask_counsel(by=acting(omar), review_id=review.pk, name="L", mail="l@law.example", now=MONDAY)
    with pytest.raises(NotSeen):
        counsel.ask_counsel(by=acting(tim), review_id=review.pk, name="L", mail="l@law.example", now=MONDAY)


def test_the_page_asks_for_a_lawyer_and_shows_the_link_once(client, review, mara, time_machine):
    time_machine.move_to(MONDAY)
    client.force_login(mara)
    ask = reverse("agreements:ask_counsel", args=[review.pk])
    data = {"nonce": uuid.uuid4().hex, "name": "Lena", "mail": "lena@law.example"}

    told = client.post(ask, data, follow=True).content.decode()

    assert "shown only now" in told
    assert "shown only now" not in client.get(reverse("agreements:review", args=[review.pk])).content.decode()
