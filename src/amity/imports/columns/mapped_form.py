"""Form for the format of a file without time: the column of each field, and the answers to open questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.imports.cells.rules.currency import parse_currency
from amity.imports.columns.forms import MARKS, ORDERS
from amity.imports.models import Batch
from amity.imports.rules import Reason, Unreadable, cell_text
from amity.imports.source_file.access import opened
from amity.imports.source_file.options import Options
from amity.imports.wording import sentence
from amity.shared.errors import NotSeen

Columns = Callable[[Sequence[str], Mapping[str, str]], dict[str, int]]


@dataclass(frozen=True)
class MappedLook:
    """The headers of a file with their first values, and the field guessed for each."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


def mapped_look(batch: Batch, columns: Columns) -> MappedLook:
    """Return a file as its current answers read it, or an empty look where it can't be read."""
    try:
        with opened(batch) as table:
            first = next(table.records(), None)
            values = [cell_text(cell)[:24] for cell in first.cells] if first else []
            places = columns(table.headers, Options.from_json(batch.options).columns)
            headers = list(zip(table.headers, values + [""] * (len(table.headers) - len(values)), strict=False))
            return MappedLook(headers, places)
    except (Unreadable, NotSeen, FileNotFoundError):
        return MappedLook()


class MappedForm(forms.Form):
    """Form for the column of each field of `names`, labelled by `labels`, and the answers to open questions."""

    only_filters = True
    names: ClassVar[Sequence[str]]
    labels: ClassVar[Mapping[str, str | Promise]]
    hint: ClassVar[str | Promise] = ""

    date_order = forms.ChoiceField(label=lazy("Dates like 03/04"), required=False)
    mark = forms.ChoiceField(label=lazy("Decimals"), required=False)
    currency = forms.CharField(label=lazy("Default currency"), required=False, max_length=3)

    def __init__(self, data: Any, *, seen: MappedLook, options: Options) -> None:
        own = list(self.base_fields)
        super().__init__(data, initial={name: getattr(options, name) for name in own})
        columns = [("", _("not in the file"))]
        columns += [(header, f"{header} ({first})" if first else header) for header, first in seen.headers]
        for name in self.names:
            place = seen.places.get(name)
            self.fields[f"c_{name}"] = forms.ChoiceField(
                label=str(self.labels[name]),
                choices=columns,
                required=False,
                initial="" if place is None else seen.headers[place][0],
            )
        for name, choices in (("date_order", ORDERS), ("mark", MARKS)):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared so above
            chosen.choices = [("", _("as found in the file")), *choices]
        self.order_fields([*(f"c_{name}" for name in self.names), *own])

    def clean_currency(self) -> str:
        """Return a valid currency, in capitals."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if code and isinstance(parse_currency(code), Reason):
            raise forms.ValidationError(sentence(Reason("currency_unknown", text=code)))
        return code

    def answers(self) -> dict[str, Any]:
        """Return the answers by the names of `Options`."""
        cleaned = self.cleaned_data
        columns = {name: cleaned[f"c_{name}"] for name in self.names}
        return {**{name: value for name, value in cleaned.items() if not name.startswith("c_")}, "columns": columns}
