"""Nothing leaves for a client except as a released item, and no part claims that it did. Each test has been broken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from amity.gate.subjects import registry
from tests.rig import client_email
from tests.test_architecture import PARTS, PRODUCT

RELEASES = PARTS / "gate" / "releases"
OUTBOX = PARTS / "outbox"

RECORDS = {
    "shown_at": {
        "projects/versions/sending.py": "item",
        "projects/deliverables/commands.py": "elsewhere",
    },
    "SentNote": {
        "retainers/notes/sending.py": "item",
        "retainers/notes/commands.py": "elsewhere",
    },
    "mark_with_client": {
        "agreements/client_copy/sending.py": "item",
        "agreements/steps/commands.py": "elsewhere",
    },
    "InputChase": {
        "monitoring/inputs/sending.py": "item",
        "monitoring/inputs/commands.py": "elsewhere",
    },
}
"""Each record that a client has something, or what makes it, with the files: of a released item, or of what
someone sent elsewhere and has evidence of. A new file comes here only with one of the two.
"""


GUESTS = {
    "agreements/mails.py",
    "portal/answers/mails.py",
    "portal/visitors/mails.py",
}
"""Files that write to a guest, who may be a contact, without a release: a review link for outside counsel, that a
reply decided nothing or that they signed, and a sign-in code. A new file comes here only for an email that shows
nothing of an item but its name to whoever answered it.
"""


def inside(path: Path) -> str:
    """Return a file's path below the parts."""
    return path.relative_to(PARTS).as_posix()


def found_in(check: Callable[[str], list[str]], allowed: Path) -> list[str]:
    """Return what a check finds in the product outside the folder where it is allowed."""
    others = [path for path in PRODUCT if not path.is_relative_to(allowed)]
    return [f"{inside(path)}: {found}" for path in others for found in check(path.read_text())]


def test_only_a_release_writes_an_email_to_a_client():
    others = [path for path in PRODUCT if not path.is_relative_to(RELEASES)]

    assert [
        f"{inside(path)}: {found}" for path in others for found in client_email.client_queues(path.read_text())
    ] == []


def test_only_these_files_write_to_guests_without_a_release():
    others = [path for path in PRODUCT if not path.is_relative_to(OUTBOX)]

    assert {inside(path) for path in others if client_email.guests_named(path.read_text())} == GUESTS


def test_rows_of_the_outbox_are_made_by_the_outbox():
    others = [path for path in PRODUCT if not path.is_relative_to(OUTBOX)]

    assert [
        f"{inside(path)}: {found}" for path in others for found in client_email.messages_made(path.read_text())
    ] == []


@pytest.mark.parametrize("record", RECORDS)
def test_what_a_client_has_is_recorded_by_a_released_item_or_with_evidence(record):
    writers = {inside(path) for path in PRODUCT if client_email.records_made(path.read_text(), record)}

    assert writers == set(RECORDS[record])


def test_what_is_recorded_of_an_item_is_recorded_by_what_its_part_registered():
    of_items = {path for files in RECORDS.values() for path, way in files.items() if way == "item"}
    registered = {sender.sent.__module__ for sender in registry.all_senders()}

    assert {f"amity/{path}" for path in of_items} <= {f"{name.replace('.', '/')}.py" for name in registered}


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (client_email.client_queues, "queue(audience=outgoing.CLIENT, to=one.mail)\n"),
        (client_email.client_queues, 'outbox.queue(audience="client", to=one.mail)\n'),
        (client_email.client_queues, "outbox.queue(audience=who, to=one.mail)\n"),
        (client_email.client_queues, "outbox.queue(**values)\n"),
        (client_email.messages_made, 'Message.objects.create(audience="client", to="dana@client.example")\n'),
        (client_email.guests_named, "outbox.queue(audience=mail.GUEST, to=one.mail)\n"),
        (client_email.guests_named, "AUDIENCE = outgoing.GUEST\n"),
        (client_email.guests_named, "from amity.outbox.rules import GUEST\n"),
        (client_email.guests_named, 'queue(audience="guest", to=one.mail)\n'),
        (lambda source: client_email.records_made(source, "shown_at"), "version.shown_at = now\n"),
        (lambda source: client_email.records_made(source, "shown_at"), "one.note, one.shown_at = note, now\n"),
        (lambda source: client_email.records_made(source, "SentNote"), "SentNote(agreement=agreement)\n"),
    ],
)
def test_each_check_finds_its_fault(check, fault):
    assert check(fault)


def test_email_to_staff_and_guests_is_no_fault():
    assert client_email.client_queues("queue(audience=mail.STAFF, to=one.mail)\nqueue(audience=GUEST, to=to)\n") == []
