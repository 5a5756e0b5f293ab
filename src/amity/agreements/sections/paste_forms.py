"""Forms for a pasted document, and for checking its sections before they are added."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.agreements import wording
from amity.agreements.form_fields import words_field
from amity.agreements.models import Agreement
from amity.agreements.sections.commands import Section
from amity.agreements.sections.rules import clauses, split_document
from amity.agreements.sections.rules.split_document import Cut
from amity.shared.numbers import whole_number
from amity.ui.acts import ActForm

OWN, JOINED, OUT = "own", "joined", "out"

USES: Final = ((OWN, _("separate section")), (JOINED, _("part of the section above")), (OUT, _("left out")))

PLACES: Final = (
    (str(clauses.BODY), _("before the lines")),
    (str(clauses.ANNEX), _("at the end, after all other sections")),
)

ROW: Final = ("use", "kind", "heading", "text", "level")


class PasteForm(ActForm):
    """Form for the pasted document and its position."""

    document = words_field(_("Document"), 18, needed=_("Paste the document."), most=split_document.LONGEST)
    place = forms.ChoiceField(label=_("Position"), choices=PLACES, widget=forms.RadioSelect, initial=str(clauses.BODY))

    def clean_document(self) -> str:
        """Return the document unchanged. Refuse one with too many sections to check."""
        document: str = self.cleaned_data["document"]
        self.cuts = split_document.cut(document)
        if len(self.cuts) > split_document.MOST_SECTIONS:
            raise forms.ValidationError(
                _now("This document has %(n)s sections, and the limit is %(most)s. Paste it in parts.")
                % {"n": len(self.cuts), "most": split_document.MOST_SECTIONS}
            )
        return document


@dataclass(frozen=True, slots=True)
class RowFields:
    """The fields of one section on the page."""

    number: int
    use: BoundField
    kind: BoundField
    heading: BoundField
    text: BoundField
    level: BoundField
    opened: bool


class CutForm(ActForm):
    """Form for every section of a document: whether to use it, its kind, its heading and its text."""

    place = forms.ChoiceField(choices=PLACES, widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=1, max_value=split_document.MOST_SECTIONS, widget=forms.HiddenInput)
    digest = forms.CharField(max_length=16, widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    only_filters = True  # a heading or a text can stay blank

    def __init__(self, *args: Any, cuts: Sequence[Cut] = (), place: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = whole_number(str(self.data.get("count", "")))
        self._count = len(cuts) if typed is None else min(typed, split_document.MOST_SECTIONS)
        for number in range(self._count):
            self._add(number)
        if cuts:
            self.initial = {**self.initial, "place": place, "count": len(cuts), **_as_typed(cuts)}

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the version the person saw."""
        return {"version": thing.version}

    def rows(self) -> list[RowFields]:
        """Return the fields by section. A section with an error is expanded."""
        found = []
        for number in range(self._count):
            fields = {name: self[f"{name}.{number}"] for name in ROW}
            opened = self.is_bound and any(field.errors for field in fields.values())
            found.append(RowFields(number=number + 1, opened=opened, **fields))
        return found

    def sections(self) -> list[Section]:
        """Return the sections as the command takes them. A joined one is added to the end of the section above."""
        found: list[Section] = []
        for number in range(self._count):
            use, kind, heading, text, level = (self.cleaned_data[f"{name}.{number}"] for name in ROW)
            if use == JOINED and found:
                words = "\n\n".join(part for part in (found[-1].text, heading, text) if part)
                found[-1] = Section(found[-1].kind, words, found[-1].heading, found[-1].depth)
            elif use != OUT:
                found.append(Section(kind, text, heading, level or 1))
        return found

    def _add(self, number: int) -> None:
        self.fields |= {
            f"use.{number}": forms.ChoiceField(label=_("Add as"), choices=USES, initial=OWN),
            f"kind.{number}": forms.ChoiceField(label=_("Topic"), choices=list(wording.CLAUSES.items())),
            f"heading.{number}": forms.CharField(
                label=_("Heading"), max_length=split_document.LONGEST_HEADING, required=False
            ),
            f"text.{number}": forms.CharField(
                label=_("Text"), max_length=clauses.LONGEST, required=False, strip=False,
                widget=forms.Textarea(attrs={"rows": 10}),
            ),
            f"level.{number}": forms.IntegerField(
                required=False, min_value=1, max_value=split_document.MOST_SECTIONS, widget=forms.HiddenInput
            ),
        }  # fmt: skip


def _as_typed(cuts: Sequence[Cut]) -> dict[str, Any]:
    kinds = clauses.guessed((one.heading, one.level) for one in cuts)
    values: dict[str, Any] = {"digest": hashlib.sha256(repr(cuts).encode()).hexdigest()[:16]}
    for number, (one, kind) in enumerate(zip(cuts, kinds, strict=True)):
        typed = {"use": OWN, "kind": kind, "heading": one.heading, "text": one.text, "level": one.level}
        values |= {f"{name}.{number}": value for name, value in typed.items()}
    return values
