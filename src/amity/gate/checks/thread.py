"""Check: the thread moved. A newer message of the client than the one the author knew blocks, also at release."""

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
    if newest is None or newest.reference == letter.known_message:
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
    )
