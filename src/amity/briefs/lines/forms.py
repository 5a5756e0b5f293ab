"""Forms for lines: one by one, in one text, or many in the table."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.briefs.estimate.queries import PlannedLine
from amity.briefs.form_fields import chosen, in_currency, major, minor, text, words
from amity.briefs.lines.fields import HOURS_OF, LineFields, Plan, fields_of_line, line_of_fields
from amity.briefs.lines.rules import read_line
from amity.briefs.merges.forms import MergingForm
from amity.briefs.models import BriefLine
from amity.lines.models import Line, Terms
from amity.shared.errors import Invalid
from amity.shared.numbers import whole_number
from amity.shared.text.texts import within
from amity.ui import formats
from amity.ui.field_words import label_of
from amity.ui.number_fields import DecimalTextField, HoursField
from amity.ui.number_parsing import NotANumber, parse_decimal
from amity.ui.reader_format import ways

UNSEEN = -1
MOST_HOURS = 100_000
MOST_ACCEPTANCE = 5_000
ROUNDS = ("round", "rounds")


class LineForm(MergingForm):
    """A line with an hours field for each discipline."""

    columns_of = Terms

    title = forms.CharField(label=label_of(Line, "title"), max_length=300)
    phase = text(label_of(Line, "phase"), 120)
    service_id = chosen()
    revision_rounds = forms.IntegerField(required=False, min_value=0, max_value=99)
    price = DecimalTextField(
        label=label_of(BriefLine, "price"),
        required=False,
        most_places=3,
        help_text=_("Leave blank to price its hours at the rate card."),
    )
    acceptance = words()

    only_filters = True

    def __init__(
        self, *args: Any, crafts: Mapping[int, str], services: list[tuple[int, str]], currency: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.crafts, self.currency = crafts, currency
        in_currency(self, "price")
        self.fields["service_id"].choices = [("", "–"), *services]  # type: ignore[attr-defined]
        for key, name in crafts.items():
            self.fields[f"{HOURS_OF}{key}"] = HoursField(label=name, required=False)

    def in_groups(self) -> list[tuple[Any, list[BoundField]]]:
        """Group the hours by discipline."""
        hours = [self[name] for name in self.fields if name.startswith(HOURS_OF)]
        rest = [one for one in self.visible_fields() if not one.name.startswith(HOURS_OF)]
        return [("", rest), (_("Hours by discipline"), hours)]

    def current_values(self, thing: PlannedLine) -> Mapping[str, Any]:
        """Initial values of a line."""
        values = self.fields_of(thing)
        shown = {name: values.get(name) for name in self.fields if name not in ("nonce", "version", "seen")}
        return shown | {"price": major(values["price"], self.currency)} | self.carried(thing)

    def fields_of(self, thing: PlannedLine) -> Mapping[str, Any]:
        """Return a line's values, with a field for each discipline."""
        return fields_of_line(thing.as_fields())

    def typed_fields(self) -> Mapping[str, Any]:
        """Return the typed values, in the same form."""
        return fields_of_line(self.value_given())

    def was_seen(self) -> LineFields | None:
        """Return the values shown when the person started, or None if the page didn't send them."""
        try:
            seen = self.seen_fields()
            return line_of_fields(seen) if seen is not None else None
        except (TypeError, ValueError):
            return None

    def value_given(self) -> LineFields:
        """Return the line as the command takes it."""
        values = self.cleaned_data
        hours = tuple((key, values[f"{HOURS_OF}{key}"]) for key in self.crafts if values.get(f"{HOURS_OF}{key}"))
        return LineFields(
            title=values["title"], phase=values["phase"], hours=hours, revision_rounds=values["revision_rounds"],
            acceptance=values["acceptance"], service_id=values["service_id"],
            price=minor(values["price"], self.currency),
        )  # fmt: skip


def quick_line(text_typed: str, crafts: Mapping[int, str], phase: str = "") -> LineFields:
    """Parse a line typed as one text. Raises `Invalid` where nothing is left for a title."""
    read = read_line(within(text_typed, 500, "line"), crafts, (*ROUNDS, _now("round"), _now("rounds")))
    if not read.title:
        raise Invalid(_now("Enter a title, then the hours. For example, “Build and links 52 dev 2 rounds”."), "line")
    return replace(LineFields(read.title), hours=read.hours, revision_rounds=read.rounds, phase=phase)


def planned_from(data: Mapping[str, str]) -> dict[int, Plan]:
    """Parse a table of lines, by row: hours in `h-<row>-<discipline>`, acceptance criteria in `a-<row>`.

    `w-` has each shown value and `v-<row>` the shown version. Raises `Invalid` for hours that aren't a number, and for
    a text that is too long.
    """
    cells: dict[int, list[int]] = {}
    for name in data:
        row, discipline = _numbers(name, "h")
        if row:
            cells.setdefault(row, []).append(discipline)
        elif (row := _only_number(name, "a")) and data.get(f"v-{row}"):
            cells.setdefault(row, [])
    return {
        row: Plan(
            version=_whole(data.get(f"v-{row}"), 0),
            hours={key: _seconds(data.get(f"h-{row}-{key}", "")) for key in keys},
            seen={key: _whole(data.get(f"w-{row}-{key}"), UNSEEN) for key in keys},
            acceptance=_acceptance(data, row),
        )
        for row, keys in cells.items()
    }


def _acceptance(data: Mapping[str, str], row: int) -> tuple[str, str] | None:
    """Return the typed and the shown criteria, with one kind of line ending as the shown ones have it."""
    if (typed := data.get(f"a-{row}")) is None:
        return None
    shown = data.get(f"w-{row}", "")
    return within(_plain(typed), MOST_ACCEPTANCE, "acceptance"), _plain(shown)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _only_number(name: str, kind: str) -> int:
    first, _dash, rest = name.partition("-")
    return (whole_number(rest) or 0) if first == kind else 0


def _whole(typed: Any, otherwise: int) -> int:
    number = whole_number(str(typed))
    return otherwise if number is None else number


def _numbers(name: str, kind: str) -> tuple[int, int]:
    first, *parts = name.split("-")
    row, discipline = [whole_number(part) or 0 for part in parts] if len(parts) == 2 and first == kind else (0, 0)
    return row, discipline


def _seconds(typed: Any) -> int:
    if not (text := str(typed).strip()):
        return 0
    try:
        hours = parse_decimal(text, ways().locale)
    except NotANumber:
        raise Invalid(_now("Enter a number."), "hours") from None
    if hours < 0:
        raise Invalid(_now("Enter 0 or more."), "hours")
    if hours >= MOST_HOURS:
        raise Invalid(_now("Enter fewer than %(most)s hours.") % {"most": formats.number(MOST_HOURS)}, "hours")
    return int(hours * 3600)
