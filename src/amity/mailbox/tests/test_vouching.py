"""A sender is vouched for by the topmost header of the mailbox's own provider, and by nothing else."""

import pytest

from amity.mailbox.connections.rules import GOOGLE, MICROSOFT, OTHER
from amity.mailbox.messages.commands import take_message, take_messages
from amity.mailbox.messages.folding import above_quote
from amity.mailbox.messages.vouching import Profile, vouches
from amity.mailbox.models import Message
from amity.mailbox.tests.letters import letter
from tests.builders import MONDAY, acting
from tests.builders import make_account as _account

GMAIL = Profile(GOOGLE, "imap.gmail.com")
OFFICE = Profile(MICROSOFT, "outlook.office365.com")
OWN = Profile(OTHER, "imap.halden.example")
DANA = "dana@osprey.example"
PASS = "mx.google.com; dkim=pass header.i=@osprey.example; dmarc=pass (p=REJECT) header.from=osprey.example"
FROM_OFFICE = "spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=x; dmarc=pass action=none header.from=osprey.example"


@pytest.mark.parametrize(
    ("profile", "header"),
    [
        (GMAIL, PASS),
        (OFFICE, FROM_OFFICE),
        (OWN, "mx1.halden.example 1; dmarc=pass header.from=osprey.example"),
        (OWN, "halden.example; spf=none; DMARC=Pass (a (nested) one) header.from=osprey.example"),
    ],
)
def test_the_providers_own_header_with_dmarc_pass_counts(profile, header):
    assert vouches(profile, header, DANA)


@pytest.mark.parametrize(
    ("profile", "header"),
    [
        (GMAIL, ""),
        (GMAIL, "mx.google.com; dmarc=none header.from=osprey.example"),
        (GMAIL, "mx.google.com; dmarc=fail header.from=osprey.example"),
        (GMAIL, "mx.google.com; spf=pass; dkim=pass"),
        (GMAIL, "mx.google.com; dmarc=pass header.from=elsewhere.example"),
        (GMAIL, "mx.google.com; dmarc=pass"),
        (GMAIL, "mx.google.com; dmarc=fail header.from=osprey.example; dmarc=pass header.from=osprey.example"),
        (GMAIL, "mx.google.com (dmarc=pass header.from=osprey.example); spf=pass"),
        (GMAIL, "forged.example; dmarc=pass header.from=osprey.example"),
        (OWN, "mx.elsewhere.example; dmarc=pass header.from=osprey.example"),
        (OWN, "evilhalden.example; dmarc=pass header.from=osprey.example"),
        (OFFICE, "forged.example; dmarc=pass header.from=osprey.example"),
        (None, PASS),
    ],
)
def test_anything_else_does_not(profile, header):
    assert not vouches(profile, header, DANA)


@pytest.fixture
def client_account(mara):
    account = _account("Osprey Rail", manager=mara)
    account.contacts.create(name="Dana Whitlock", mail=DANA)
    return account


def _taken(by, raw, profile=GMAIL):
    take_messages(by=acting(by), raws=[raw], source="mailbox", now=MONDAY, profile=profile)
    return Message.objects.get()


def test_an_email_in_a_mailbox_is_stored_with_what_its_provider_says(client_account, mara):
    assert _taken(mara, letter(headers={"Authentication-Results": PASS})).vouched


def test_a_second_header_further_down_is_a_senders_own_and_does_not_count(client_account, mara):
    raw = letter(headers={"Authentication-Results": "mx.google.com; dmarc=none header.from=osprey.example"})
    forged = raw.replace(b"\nSubject:", b"\nAuthentication-Results: " + PASS.encode() + b"\nSubject:", 1)
    top_last = forged.partition(b"\n\n")
    lines = [line for line in top_last[0].splitlines() if b"dmarc=none" not in line]
    first = b"Authentication-Results: mx.google.com; dmarc=none header.from=osprey.example"

    assert not _taken(mara, b"\n".join([first, *lines]) + b"\n\n" + top_last[2]).vouched


def test_an_email_with_two_senders_is_not_vouched_for(client_account, mara):
    two = f"Dana <{DANA}>, Boss <boss@osprey.example>"

    assert not _taken(mara, letter(two, headers={"Authentication-Results": PASS})).vouched


def test_an_uploaded_email_is_not_vouched_for_until_a_mailbox_has_it_too(client_account, mara):
    raw = letter(headers={"Authentication-Results": PASS})
    take_message(by=acting(mara), raw=raw, source="upload", now=MONDAY)
    assert not Message.objects.get().vouched

    assert _taken(mara, raw).vouched


def test_only_words_above_the_quote_that_we_did_not_send_are_the_authors():
    ours = "Hello Dana,\n\nApproved\n\nPlease answer."
    quote = "\n\nOn 23 Nov 2026 at 09:00, Mara <mara@halden.example> wrote:\n> Approved\n> Please answer."

    assert above_quote(f"Approved.{quote}", [ours]) == "Approved."
    assert above_quote(quote, [ours]) == ""
    assert above_quote("Approved\nPlease answer.", [ours]) == ""
    assert above_quote("> Approved\n\nNo, not yet", [ours]) == ""
