"""Check: the thread moved. A message of the client since the author began to write blocks, also at release.

Older ones that come in later, as an import brings them, don't.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate import hooks
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import BLOCK


def register() -> None:
    """Register the check."""
    registry.register(Check("thread", 15, lazy("Nothing new from the client"), _run))


def _run(letter: Letter) -> Iterator[Finding]:
    newest = hooks.heard(letter.account.pk, [contact.pk for contact, _way in letter.people])
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
