"""Check: what an item is about is still as it was when the item was written."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import BLOCK
from amity.gate.subjects.registry import sender_of


def register() -> None:
    """Register the check."""
    registry.register(Check("subject", 12, lazy("Current version"), _run))


def _run(letter: Letter) -> Iterator[Finding]:
    sender, about = sender_of(letter.about.kind), letter.about
    if sender is None or about.id is None:
        return
    now = sender.version(about.id)
    if now == about.version:
        return
    if now:
        text = _("Write it again from the current version, or explain why this one can go.")
    else:
        text = _("It was deleted, or its status doesn’t allow sending it.")
    yield Finding(
        key=f"subject:{now}"[:120],
        level=BLOCK,
        title=sender.changed if now else _("This can no longer be sent"),
        text=text,
        address=sender.address(about.id) if now else "",
        address_label=_("Show current version") if now else "",
        can_be_overruled=bool(now),
    )
