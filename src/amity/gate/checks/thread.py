"""Check: the thread moved. A message of the client since the author began to write blocks, also at release.

Older ones that come in later, as an import brings them, don't.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate import hooks
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK
from amity.gate.hooks import Heard, Writers


def register() -> None:
    """Register the check."""
    registry.register(Check("thread", 15, lazy("Nothing new from the client"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, hooks.heard_from({letter.writers for letter in letters}))


def _run(heard: Mapping[Writers, Heard], letter: Letter) -> Iterator[Finding]:
    newest = heard.get(letter.writers)
    if newest is None or letter.written_at is None or newest.at < letter.written_at:
        return
    if newest.reference == letter.known_message:
        return
    yield Finding(
        key=f"thread:{newest.reference}"[:120],
        level=BLOCK,
        title=_("The client wrote since"),
        quote=newest.words,
        who=newest.who,
        text=_("Read their message, then send or change your text."),
        address=newest.address,
        address_label=_("Show message") if newest.address else "",
        opens=newest.opens,
    )
