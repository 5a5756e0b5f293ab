"""Check: the rights of others cover what is sent, on the day it goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency_day
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK
from amity.gate.subjects.registry import lines_of_subjects
from amity.rights.models import Right
from amity.rights.queries import blocks_among, rights_used


def register() -> None:
    """Register the check."""
    registry.register(Check("rights", 18, lazy("Third-party rights"), _prepare))


@dataclass(frozen=True, slots=True)
class Material:
    """The lines of each subject, and the rights that each line uses."""

    lines: Mapping[tuple[str, int], Sequence[int]]
    rights: Mapping[int, Sequence[Right]]


def _prepare(letters: Sequence[Letter]) -> Run:
    lines = lines_of_subjects({(letter.about.kind, letter.about.id) for letter in letters})
    return partial(_run, Material(lines, rights_used({one for ids in lines.values() for one in ids})))


def _run(read: Material, letter: Letter) -> Iterator[Finding]:
    if letter.about.id is None:
        return
    day = agency_day(letter.goes_at or timezone.now())
    lines = read.lines.get((letter.about.kind, letter.about.id), ())
    for block in blocks_among([right for line in lines for right in read.rights.get(line, ())], day):
        yield Finding(
            key=f"right:{block.right.pk}:{block.why}",
            level=BLOCK,
            title=_("The rights don’t cover this"),
            text=block.sentence,
            address=reverse("rights:right", args=[block.right.pk]),
            address_label=_("Show right"),
            can_be_overruled=False,
        )
