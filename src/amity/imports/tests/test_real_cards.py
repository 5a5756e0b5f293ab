"""The real vCards: what becomes of each is in docs/real-inputs.md, and a change of it fails here."""

import os
import re
from pathlib import Path

from amity.imports.contacts.rules.rows import ContactRow
from amity.imports.contacts.rules.vcards import contacts_in
from amity.imports.rules import Unreadable
from amity.imports.wording import sentence
from tests.rig.real import ROOT

DOCUMENT = ROOT / "docs" / "real-inputs.md"
BEGIN, END = "<!-- cards -->", "<!-- cards end -->"
ADDRESSES, NUMBERS = re.compile(rb"(?im)^(?:[\w-]+\.)?EMAIL[;:]"), re.compile(rb"(?im)^(?:[\w-]+\.)?TEL[;:]")
FAX = re.compile(rb"(?im)^(?:[\w-]+\.)?TEL[^:\r\n]*FAX")


def outcome(path: Path) -> tuple[str, str, str]:
    """Return what becomes of a file, the names that are read, and what is missing or why it is refused."""
    data = path.read_bytes()
    try:
        cards = list(contacts_in(data))
    except Unreadable as fault:
        return "refused", "", sentence(fault.reason)
    read = [card for card in cards if isinstance(card, ContactRow)]
    lost = []
    if len(read) < len(cards):
        lost.append(f"{len(cards) - len(read)} cards are refused.")
    if sum(len(card.mails) for card in read) < len(ADDRESSES.findall(data)):
        lost.append("An email address is missing.")
    if sum(len(card.phones) for card in read) < len(NUMBERS.findall(data)):
        lost.append("A phone number is missing.")
    if FAX.search(data):
        lost.append("A fax number is taken as a phone number.")
    return "degraded" if lost else "right", "; ".join(card.name for card in read), " ".join(lost)


def table(folder: Path) -> str:
    rows = [f"| `{path.name}` | {' | '.join(outcome(path))} |" for path in sorted(folder.glob("*.vcf"))]
    heads = ["| File | Outcome | Contacts | What is missing, or why it is refused |", "| --- | --- | --- | --- |"]
    return "\n".join([BEGIN, "", *heads, *rows, "", END])


def test_every_real_card_has_the_outcome_that_is_documented(real_data):
    now = table(real_data("vcard"))
    text = DOCUMENT.read_text()
    before = text[text.index(BEGIN) : text.index(END) + len(END)]
    if os.environ.get("RENEW_REAL_INPUTS"):
        DOCUMENT.write_text(text.replace(before, now))
        before = now

    assert now == before
