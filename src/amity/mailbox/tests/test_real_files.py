"""Real emails: each outcome is in docs/real-inputs.md, and changes only together with it."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amity.mailbox.messages.folding import reply_of
from amity.mailbox.messages.html import as_text, sanitised
from amity.mailbox.messages.outcomes import FAULTS, REASONS
from amity.mailbox.messages.parsing import Unreadable, read_mail
from amity.mailbox.models import Message, Thread
from amity.mailbox.uploads import commands
from amity.mailbox.uploads.splitting import pieces
from tests.builders import acting
from tests.rig.real import path_of

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[4]
DOCUMENT = ROOT / "docs" / "real-inputs.md"
PARAGRAPH = "et mollis ligula rutrum quis. Fusce sed odio id arcu varius aliquet nec nec nibh."
"""How the answer of most folding files ends."""
ANSWERS = {
    "email_2_1.txt": "Outlook with a reply",
    "email_4.txt": "Awesome! I haven't had another problem with it.",
    "email_6.txt": "I get proper rendering as well.\n\nSent a magnificent torch of pixels",
    "email_one_is_not_on.txt": "Locally (on development), when I run...",
    "email_tricky_18_inline_reply.txt": "Option C is not suitable for our use case.",
    "email_unquoted_reply.txt": "This is my reply.",
    "email_zoho.txt": "What is the best way to clear a Riak bucket of all key, values after\nrunning a test?",
    "email_customer_quote_header_3.txt": "merci d'avance",
    "email_custom_quote_header.txt": "scr34m@gmail.com",
    "email_2.txt": "http://lists.basho.com/mailman/listinfo/riak-users_lists.basho.com",
}
"""How the answers of the other files with a quote end."""
NO_QUOTE = {
    "correct_sig.txt", "email_blackberry.txt", "email_emoji.txt", "email_multi_word_sent_from_my_mobile_device.txt",
    "email_not_a_signature.txt", "email_sent_from_my_not_signature.txt", "email_tricky_16_unicode_signatures.txt",
    "email_tricky_1_on_false_positive.txt", "email_tricky_2_url_with_wrote.txt", "email_tricky_4_from_in_body.txt",
    "email_tricky_6_regards_in_sentence.txt", "email_tricky_8_sent_from_in_content.txt", "email_with_from_headers.txt",
}  # fmt: skip
"""Files that quote nothing: their answer is the whole text."""
STARTS = ("Hello", "Hi. I am fine.", "Hi Katharine.")
"""How the answers of the reply files begin. None of the quotes below them begins so."""


def test_every_difficult_email_has_the_outcome_in_the_documentation():
    _compare("mime", list(_mime()))


def test_every_reply_has_the_outcome_in_the_documentation():
    _compare("replies", list(_replies()))


def test_every_folding_file_has_the_outcome_in_the_documentation():
    _compare("folding", list(_folding()))


def test_a_reply_that_folds_holds_the_answer_and_nothing_of_the_quote():
    for path in sorted(path_of("eml/replies").iterdir()):
        reply = _reply_in(path)
        assert reply.startswith(STARTS), path.name
        assert not re.search(r"(wrote|написал|Original Message|^>|How are you)", reply, re.MULTILINE), path.name


@pytest.mark.django_db
def test_every_mail_of_the_lists_is_taken_into_its_threads(mara, osprey):
    found = []
    for path in sorted(path_of("mbox").iterdir()):
        before = Thread.objects.count()
        for piece in pieces(path.open("rb"), 0, 10**7):
            sender = read_mail(piece.raw or b"", NOW).envelope.sender
            assert sender is not None
            osprey.contacts.get_or_create(mail=sender.address, defaults={"name": sender.name or sender.address})
        upload = _imported(path, mara)
        again = _imported(path, mara)
        threads = Thread.objects.count() - before
        assert (upload.unreadable, again.taken, again.known) == (0, 0, upload.taken)
        found.append((path.name, "right", f"{upload.taken} emails in {threads} threads"))

    assert Message.objects.count() == 27
    _compare("mbox", found)


def _imported(path, person):
    by, content = acting(person), path.read_bytes()
    file = commands.store_file(by=by, name=path.name, chunks=[content], now=NOW)
    upload = commands.begin_upload(by=by, file_id=file.pk, now=NOW, in_background=False)
    return commands.read_upload(by=by, upload_id=upload.pk, now=NOW)


def _mime() -> Iterator[tuple[str, str, str]]:
    for path in sorted(path_of("eml/mime").iterdir()):
        try:
            mail = read_mail(path.read_bytes(), NOW)
        except Unreadable as fault:
            yield path.name, "refused", str(REASONS[fault.code])
            continue
        sanitised(mail.html)
        said = [str(FAULTS[code]) for code in mail.faults]
        files = f"{len(mail.parts)} attachments." if mail.parts else ""
        yield path.name, "degraded" if said else "right", " ".join([*said, files]).strip()


def _replies() -> Iterator[tuple[str, str, str]]:
    for path in sorted(path_of("eml/replies").iterdir()):
        yield path.name, "right", f"Folds to {len(_reply_in(path).splitlines())} lines."


def _reply_in(path):
    if path.suffix == ".html":
        return reply_of(as_text(path.read_text(errors="replace")))
    return reply_of(read_mail(path.read_bytes(), NOW).text)


def _folding() -> Iterator[tuple[str, str, str]]:
    for path in sorted(path_of("eml/folding").iterdir()):
        text = path.read_text(errors="replace")
        reply = reply_of(text)
        if path.name in NO_QUOTE:
            yield (path.name, "right", "Quotes nothing.") if reply == text.strip() else (path.name, "wrong", "Cut.")
        elif reply.endswith(ANSWERS.get(path.name, PARAGRAPH)):
            yield path.name, "right", "Folds to its answer."
        elif reply == text.strip():
            yield path.name, "degraded", "The quote isn’t recognised, so the whole text is shown."
        else:
            yield path.name, "degraded", "A line below the answer stays."


def _compare(name, rows):
    """Compare outcomes with their table in the documentation. With RENEW_REAL_INPUTS, write it."""
    assert {outcome for _file, outcome, _words in rows} <= {"right", "degraded", "refused"}
    table = "\n".join(["| File | Outcome | |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)])
    text = DOCUMENT.read_text()
    start, end = f"<!-- emails {name} -->", f"<!-- emails {name} end -->"
    before, _start, rest = text.partition(start)
    stored, _end, after = rest.partition(end)
    if os.environ.get("RENEW_REAL_INPUTS"):
        DOCUMENT.write_text(f"{before}{start}\n{table}\n{end}{after}")
        return
    assert stored.strip() == table, "RENEW_REAL_INPUTS=1 writes what changed"
