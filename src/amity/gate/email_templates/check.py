"""Check: a placeholder is still in the text, so a client would read it. It blocks."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import BLOCK
from amity.gate.email_templates.rules import left_in


def register() -> None:
    """Register the check."""
    registry.register(Check("placeholders", 15, lazy("Placeholders"), registry.of_words(_run)))


def _run(letter: Letter) -> Iterator[Finding]:
    for words in left_in(letter.words):
        yield Finding(
            key=f"placeholder:{words}", level=BLOCK, title=_("A placeholder isn’t filled in"), words=words,
            text=_("Choose a recipient, or replace it."),
        )  # fmt: skip
