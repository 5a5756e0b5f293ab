"""Check: what an item is about is still as it was when the item was written."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK
from amity.gate.subjects.registry import sender_of, versions_now


def register() -> None:
    """Register the check."""
    registry.register(Check("subject", 12, lazy("Current version"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, versions_now({(letter.about.kind, letter.about.id) for letter in letters}))


def _run(versions: Mapping[tuple[str, int], str], letter: Letter) -> Iterator[Finding]:
    sender, about = sender_of(letter.about.kind), letter.about
    if sender is None or about.id is None:
        return
    now = versions[about.kind, about.id]
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
