"""Promises, requests and preferences in emails: asked about once, kept with the email as evidence, or dropped."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from amity.accounts.models import Contact, Preference
from amity.audit.models import Record
from amity.conversations.suspected.finding import find
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.tests.suspects import CLEO, take
from amity.expectations.models import Expectation
from amity.mailbox.models import Message
from amity.scope.models import Request
from amity.scope.requests.commands import close_request
from amity.scope.requests.fields import ClosingFields
from amity.shared.errors import NotSeen, Refused
from amity.waiting.kinds import Item, Sent, act_of
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def cleo(osprey) -> Contact:
    """Create a contact with an address."""
    return Contact.objects.create(account=osprey, name="Cleo", mail=CLEO)


def sent(person, text: str, to: str = CLEO, **values) -> Message:
    """Take an email that a person sent an hour ago, and look at it."""
    return take(person, person.mail, to, text, **values)


def received(person, text: str) -> Message:
    """Take an email that the contact sent to a person an hour ago, and look at it."""
    return take(person, CLEO, person.mail, text)


def asked(person, mark: str = "promise") -> list[Item]:
    """Return what is asked of a person."""
    groups = waiting_for(acting(person), timezone.now(), only=f"suspected_{mark}")
    return [item for group in groups for item in group.items]


def tap(person, item, act: str, mark: str = "promise") -> None:
    """Press an act in the row."""
    act_of(f"suspected_{mark}", act).run(acting(person), item.id, Sent(item.version), timezone.now())


def undo(person, item, mark: str = "promise") -> None:
    """Undo what was decided."""
    take_back = act_of(f"suspected_{mark}", "keep").undo
    assert take_back is not None
    take_back(acting(person), item.id, timezone.now())


def test_a_promise_in_an_email_is_asked_about_and_kept_in_one_tap(mara, cleo):
    sent(mara, "Hello Cleo,\n\nthank you for the list. We will have it on Friday.\n\nMara")
    [item] = asked(mara)
    assert "We will have it on Friday" in item.title
    assert item.due == date(2026, 11, 27)

    tap(mara, item, "keep")
    kept = Expectation.objects.get()
    assert (kept.kind, kept.promised_by, kept.promised_until) == ("promise", mara, date(2026, 11, 27))
    assert (kept.stated_by, kept.stated_in, kept.stated_on) == (cleo, "email", MONDAY.date())
    assert asked(mara) == []
    assert SuspectedRecord.objects.get().expectation == kept


def test_one_that_is_none_is_dropped_and_can_be_asked_again(mara, cleo):
    sent(mara, "We will send the page list by Friday.")
    [item] = asked(mara)
    tap(mara, item, "drop")
    assert (asked(mara), Expectation.objects.count()) == ([], 0)

    undo(mara, item)
    assert len(asked(mara)) == 1


@pytest.mark.parametrize(
    ("mark", "text", "action"),
    [
        ("promise", "", "expectation.withdrawn"),
        ("request", "Could you add a map of the depots?", "request.withdrawn"),
        ("preference", "We never use exclamation marks.", "preference.withdrawn"),
    ],
)
def test_a_kept_record_is_taken_back_with_undo_and_asked_about_again(mara, cleo, mark, text, action):
    message = received(mara, text) if text else sent(mara, "We will have it on Friday.")
    [item] = asked(mara, mark)
    tap(mara, item, "keep", mark)

    undo(mara, item, mark)

    [again] = asked(mara, mark)
    assert again.version > item.version
    assert Expectation.objects.count() + Request.objects.count() == 0
    assert not Preference.objects.filter(withdrawn_at=None).exists()
    assert not message.points.exists()
    actions = Record.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions)[-2:] == [action, "suspected.reopened"]
    tap(mara, again, "keep", mark)
    assert asked(mara, mark) == []


def test_a_record_that_was_changed_since_is_not_taken_back(mara, cleo):
    received(mara, "Could you add a map of the depots?")
    [item] = asked(mara, "request")
    tap(mara, item, "keep", "request")
    kept = Request.objects.get()
    fields = ClosingFields("Already on the list")
    close_request(by=acting(mara), request_id=kept.pk, version=1, fields=fields, now=timezone.now())

    with pytest.raises(Refused, match="changed after you kept it"):
        undo(mara, item, "request")

    assert Request.objects.get() == kept
    assert SuspectedRecord.objects.get().request == kept


def test_an_email_without_a_promise_asks_nothing(mara, cleo):
    sent(mara, "Thank you for the lovely lunch. See you!")
    assert asked(mara) == []


def test_what_the_client_wrote_is_no_promise(mara, cleo):
    received(mara, "We will send it by Friday.")
    assert not SuspectedRecord.objects.exists()


def test_a_request_of_a_client_is_kept_with_the_email_as_evidence(mara, cleo):
    message = received(mara, "Hello Mara,\n\nCould you add a map of the depots to the start page?\n\nCleo")
    [item] = asked(mara, "request")
    assert (asked(mara), asked(mara, "preference")) == ([], [])

    tap(mara, item, "keep", "request")
    kept = Request.objects.get()
    assert (kept.words, kept.contact, kept.source) == (
        "Could you add a map of the depots to the start page?", cleo, "email",
    )  # fmt: skip
    assert [point.request for point in message.points.all()] == [kept]
    assert SuspectedRecord.objects.get().request == kept


def test_a_preference_of_a_client_is_kept_with_their_words(mara, cleo):
    received(mara, "Thank you for the draft. We never use exclamation marks.")
    [item] = asked(mara, "preference")
    tap(mara, item, "keep", "preference")
    kept = Preference.objects.get()
    assert (kept.attitude, kept.stated_by, str(kept)) == ("never", cleo, "We never use exclamation marks.")


def test_an_email_to_someone_who_cannot_record_it_is_for_the_account_manager(mara, tim, cleo, site):
    take(mara, CLEO, tim.mail, "Could you add a map of the depots?")
    assert asked(tim, "request") == []
    assert len(asked(mara, "request")) == 1


def test_old_emails_and_those_looked_at_before_are_not_asked_about(mara, cleo):
    sent(mara, "We will send it by Friday.", at=timezone.now() - timedelta(days=20))
    assert asked(mara) == []
    message = sent(mara, "We will send the map by Friday.")
    [item] = asked(mara)
    tap(mara, item, "drop")
    find([message.pk], timezone.now())
    assert asked(mara) == []


def test_who_cannot_record_promises_leaves_it_to_the_account_manager(mara, tim, cleo, site):
    sent(tim, "We will send the page list by Friday.")
    assert asked(tim) == []
    [item] = asked(mara)
    tap(mara, item, "keep")
    assert Expectation.objects.get().promised_by == tim


def test_only_the_person_who_is_asked_decides_and_only_once(mara, ada, cleo):
    sent(mara, "We will send the page list by Friday.")
    [item] = asked(mara)
    with pytest.raises(NotSeen):
        tap(ada, item, "keep")
    tap(mara, item, "keep")
    with pytest.raises(Refused):
        tap(mara, item, "keep")
    assert Expectation.objects.count() == 1
