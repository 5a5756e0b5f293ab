"""Check: what an item is about is still as it was when the item was written, and its project still runs."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK
from amity.gate.subjects.registry import Sender, Stop, sender_of, stops_now, versions_now


def register() -> None:
    """Register the check."""
    registry.register(Check("subject", 12, lazy("Current version"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    subjects = {(letter.about.kind, letter.about.id) for letter in letters}
    return partial(_run, versions_now(subjects), stops_now(subjects))


def _run(
    versions: Mapping[tuple[str, int], str], stops: Mapping[tuple[str, int], Stop], letter: Letter
) -> Iterator[Finding]:  # fmt: skip
    sender, about = sender_of(letter.about.kind), letter.about
    if sender is None or about.id is None:
        return
    now, stop = versions[about.kind, about.id], stops.get((about.kind, about.id))
    if stop is not None:
        yield Finding(
            key=f"state:{stop.code}", level=BLOCK, title=stop.title, address=sender.address(about.id),
            text=_("If it should still go, explain why."), address_label=_("Open its page"),
        )  # fmt: skip
    if now != about.version:
        yield _changed(sender, about.id, now)


def _changed(sender: Sender, subject_id: int, now: str) -> Finding:
    if now:
        text = _("Write it again from the current version, or explain why this one can go.")
    else:
        text = _("It was deleted, or its status doesn’t allow sending it.")
    return Finding(
        key=f"subject:{now}"[:120],
        level=BLOCK,
        title=sender.changed if now else _("This can no longer be sent"),
        text=text,
        address=sender.address(subject_id) if now else "",
        address_label=_("Show current version") if now else "",
        can_be_overruled=bool(now),
    )
