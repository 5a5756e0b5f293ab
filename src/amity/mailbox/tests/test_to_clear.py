"""What waits is emailed to whoever clears it, and a plain "ok" of theirs clears that item alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.gate.items.commands import edit_item, revise, submit
from amity.gate.items.fields import ItemFields
from amity.gate.tests.making import make_contact, read, submitted
from amity.mailbox.connections.commands import set_gate_mailbox
from amity.mailbox.messages.reply_words import CLEARANCES, is_approval
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.tests.connected import make_connection
from amity.mailbox.to_clear import commands
from amity.mailbox.to_clear.models import Listed
from amity.mailbox.to_clear.rules import codes_in, named_code
from amity.mailbox.to_gate.commands import receive
from amity.outbox.models import Message
from amity.people import rules as roles
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
SERVER = Profile("", "mx.agency.example")


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock")


@pytest.fixture
def lars():
    """Return a colleague whose emails are cleared by Mara."""
    return make_person("Lars", roles.FINANCE)


@pytest.fixture
def gate(settings):
    """Choose the mailbox of Going out, with a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    admin = make_person("Edda", roles.ADMINISTRATOR)
    set_gate_mailbox(by=acting(admin), connection_id=make_connection(admin).pk, now=MONDAY)


@pytest.fixture
def item(osprey, lars, dana, gate):
    return submitted(osprey, lars, [dana], subject="Station banner")


def listing(person):
    """Return the newest email about what waits, with what it lists."""
    return Message.objects.filter(kind="to_clear", to=person.mail).latest("pk")


@pytest.fixture
def code(item, mara):
    assert commands.email_in_the_morning(MONDAY) == 1
    [found] = codes_in(listing(mara).secret)
    return found


def reply(person, text, subject="Re: 1 email to clear", *, proof="pass", number=1, now=MONDAY):
    """Return what becomes of a reply to the address of Going out."""
    domain = person.mail.rpartition("@")[2]
    raw = (
        f"Authentication-Results: mx.agency.example; dmarc={proof} header.from={domain}\n"
        f"From: {person.name} <{person.mail}>\nTo: out@agency.example\nSubject: {subject}\n"
        f"Message-ID: <ok{number}@agency.example>\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n\n{text}\n"
    )
    return receive(raw.encode(), profile=SERVER, now=now).outcome


def quoted(code, words="ok"):
    return f"{words}\n\nOn Mon, 23 Nov 2026 at 08:30, Amity <amity@agency.example> wrote:\n> Clear it: “ok {code}”\n"


def why(person):
    """Return what the only answer to a refused reply says."""
    [answer] = Message.objects.filter(subject="Nothing was cleared", to=person.mail)
    return answer.body


def test_the_email_lists_what_waits_once_a_day_and_hides_it_from_administrators(item, mara, lars):
    assert [commands.email_in_the_morning(MONDAY) for _time in range(2)] == [1, 0]

    email = listing(mara)
    assert "Station banner" in email.secret
    assert "Dana Whitlock" in email.secret
    assert "Station banner" not in email.body
    assert email.shown["Reply-To"]
    assert not Message.objects.filter(kind="to_clear", to=lars.mail).exists()


def test_it_goes_again_before_its_time_and_never_at_a_weekend_or_unwanted(item, mara):
    assert commands.email_before_its_time(MONDAY) == 0
    assert item.clear_by is not None
    assert commands.email_before_its_time(item.clear_by - timedelta(minutes=20)) == 1
    assert commands.email_in_the_morning(MONDAY - timedelta(days=1)) == 0
    commands.choose_emails(by=acting(mara), wanted=False, now=MONDAY)
    assert commands.email_in_the_morning(MONDAY) == 0


def test_without_an_address_and_for_what_has_a_price_there_are_links_only(osprey, lars, dana, mara, gate):
    submitted(osprey, lars, [dana], kind="quote")
    submitted(osprey, lars, [dana], body="It costs € 4,000.")
    commands.email_in_the_morning(MONDAY)

    assert codes_in(listing(mara).secret) == []
    assert set(Listed.objects.values_list("key", flat=True)) == {None}


@pytest.mark.parametrize("words", ["ok", "OK.", "Clear", "Thanks, ok", "Ok, Mara", "Freigegeben", "D’accord"])
def test_a_plain_ok_is_one(words):
    assert is_approval(words, ["Mara"], CLEARANCES)


@pytest.mark.parametrize("words", ["ok?", "ok if Dana agrees", "Not ok", "Looks good", "ok\nand the leaflet too", ""])
def test_anything_else_is_not(words):
    assert not is_approval(words, ["Mara"], CLEARANCES)


def test_a_plain_ok_clears_the_only_item_that_the_email_listed_once(item, code, mara):
    assert [reply(mara, quoted(code)), reply(mara, quoted(code))] == ["cleared", "known"]
    assert (read(item).state, read(item).decided_by) == ("cleared", mara)

    assert reply(mara, quoted(code), number=2) == "refused"
    assert "used before" in why(mara)


def test_a_code_in_the_subject_or_the_text_names_one_of_several(item, osprey, lars, dana, mara):
    other = submitted(osprey, lars, [dana], subject="Leaflet")
    commands.email_in_the_morning(MONDAY)
    codes = codes_in(listing(mara).secret)

    assert reply(mara, quoted(" ".join(codes))) == "refused"
    assert "with the code of one email" in why(mara)
    assert reply(mara, f"ok {codes[1].lower()}", number=2) == "cleared"
    assert (read(item).state, read(other).state) == ("submitted", "cleared")
    assert reply(mara, "ok", f"ok {codes[0]}", number=3) == "cleared"


def test_a_reply_from_someone_else_to_whom_it_was_forwarded_clears_nothing(item, code):
    other = make_person("Otto", roles.ACCOUNT_DIRECTOR)

    assert reply(other, quoted(code)) == "refused"
    assert "made for someone else" in why(other)
    assert read(item).state == "submitted"


def test_a_forwarded_email_without_own_words_that_quotes_our_ok_clears_nothing(item, code, mara):
    assert reply(mara, quoted(code, ""), f"Fwd: ok {code}") == "refused"
    assert "plain “ok”" in why(mara)
    assert read(item).state == "submitted"


def test_ok_but_clears_nothing(item, code, mara):
    assert reply(mara, quoted(code, "ok, but without the date")) == "refused"
    assert "plain “ok”" in why(mara)
    assert read(item).state == "submitted"


def test_a_reply_that_no_one_vouches_for_clears_nothing(item, code, mara):
    assert reply(mara, quoted(code), proof="none") == "refused"
    assert "DMARC" in why(mara)
    assert read(item).state == "submitted"


def test_an_item_that_changed_since_stays_where_it_is(item, code, mara, lars, dana):
    revise(by=acting(lars), item_id=item.pk, now=MONDAY)
    fields = ItemFields(subject="Station banner", body="It is bigger.", to_ids=(dana.pk,))
    edited = edit_item(by=acting(lars), item_id=item.pk, version=read(item).version, fields=fields, now=MONDAY)
    submit(by=acting(lars), item_id=item.pk, version=edited.version, now=MONDAY)

    assert reply(mara, quoted(code)) == "refused"
    assert "has changed" in why(mara)
    assert read(item).state == "submitted"


def test_a_code_older_than_three_days_clears_nothing(item, code, mara):
    assert reply(mara, quoted(code), now=MONDAY + timedelta(days=3, minutes=1)) == "refused"
    assert "expired" in why(mara)


def test_a_check_that_fails_is_answered_on_the_page_only(osprey, lars, dana, mara, gate):
    item = submitted(osprey, lars, [dana], body="We guarantee it.")
    commands.email_in_the_morning(MONDAY)
    [code] = codes_in(listing(mara).secret)

    assert reply(mara, quoted(code)) == "refused"
    assert reverse("gate:item", args=[item.pk]) in why(mara)
    assert read(item).state == "submitted"


def test_a_reply_names_one_code_of_its_own_or_the_only_one_of_the_email():
    assert named_code(["A"], ["A", "B"], []) == "A"
    assert named_code(["A", "B"], ["A", "B"], ["A"]) == ""
    assert named_code([], ["A"], ["A"]) == "A"
    assert named_code([], ["A"], []) == ""
    assert named_code([], ["A", "B"], ["A", "B"]) == ""
