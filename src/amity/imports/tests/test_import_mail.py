"""`amity import mail FILE`: emails of clients once each, however often the file is given, and undone with its batch."""

import pytest

from amity.imports.tests.bringing import amity
from amity.mailbox.models import Message, Thread
from amity.mailbox.tests.letters import letter
from amity.mailbox.uploads.models import Upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def inbox(tmp_path, osprey):
    """Write a mailbox of three emails: two of a client, one of a stranger."""
    osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")
    raws = [letter(text="One"), letter(text="Two"), letter(text="Three", sender="friend@elsewhere.example")]
    path = tmp_path / "inbox.mbox"
    path.write_bytes(b"".join(b"From sender Mon Nov 23 09:00:00 2026\n" + raw + b"\n" for raw in raws))
    return path


def test_the_same_file_twice_brings_each_email_once_and_undo_takes_them_back(capsys, mara, inbox):
    first = amity(capsys, "import", "mail", inbox, "--as", mara.mail, "--json")
    assert (first.code, first["taken"], first["known"], first["unmatched"]) == (0, 2, 0, 1)
    again = amity(capsys, "import", "mail", inbox, "--as", mara.mail, "--json")
    assert (again.code, again["taken"], again["known"], again["unmatched"]) == (0, 0, 2, 1)
    assert Message.objects.count() == 2

    undone = amity(capsys, "undo", "mail", first["batch"], "--as", mara.mail)

    assert (undone.code, undone.out.strip()) == (0, "Import undone.")
    assert (Message.objects.count(), Thread.objects.count()) == (0, 0)
    assert Upload.objects.get(pk=first["batch"]).state == "undone"


def test_what_became_of_a_file_is_a_sentence(capsys, mara, inbox):
    answer = amity(capsys, "import", "mail", inbox, "--as", mara.mail)
    assert "2 emails imported, 0 already here, 1 not with a client, 0 left out" in answer.out
    assert f"To undo this import: amity undo mail {Upload.objects.get().pk}" in answer.out


def test_a_file_with_something_unreadable_ends_with_its_own_code(capsys, mara, osprey, tmp_path):
    path = tmp_path / "broken.eml"
    path.write_bytes(b"")
    assert amity(capsys, "import", "mail", path, "--as", mara.mail).code != 0
