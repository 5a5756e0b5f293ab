"""Check: the thread moved. Since the author began to write, the client wrote, or another email of ours left.

Either blocks, also at release. Older ones that come in later, as an import brings them, don't.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate import hooks
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.replies import newest_replies
from amity.gate.checks.rules import BLOCK
from amity.gate.hooks import Heard, Writers


def register() -> None:
    """Register the check."""
    registry.register(Check("thread", 15, lazy("Nothing new in this conversation"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    begun = {letter.writers for letter in letters if letter.written_at is not None}
    return partial(_run, hooks.heard_from(begun) if begun else {}, newest_replies(letters))


def _run(heard: Mapping[Writers, Heard], replies: Mapping[int, Heard], letter: Letter) -> Iterator[Finding]:
    newest, reply = heard.get(letter.writers), replies.get(letter.item_id)
    if newest is not None and _is_new(newest, letter, letter.known_message):
        text = _("Read their message, then send or change your text.")
        yield _moved(newest, _("The client wrote since"), text, _("Show message"))
    if reply is not None and _is_new(reply, letter, letter.known_reply):
        text = _("Read what they already have, then send or change your text.")
        yield _moved(reply, _("Another email has gone to them since"), text, _("Show email"))


def _is_new(one: Heard, letter: Letter, known: str) -> bool:
    return letter.written_at is not None and one.at >= letter.written_at and one.reference != known


def _moved(one: Heard, title: str, text: str, label: str) -> Finding:
    return Finding(
        key=f"thread:{one.reference}"[:120], level=BLOCK, title=title, quote=one.words, who=one.who, text=text,
        address=one.address, address_label=label if one.address else "", opens=one.opens,
    )  # fmt: skip
