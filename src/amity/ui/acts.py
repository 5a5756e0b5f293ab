"""A page with one form and one action. It keeps input, shows field errors, and saves once, with both
versions if stale. A link marked `data-dialog` opens the form in a dialog of its own page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, cast

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.text.amounts import amount_in
from amity.ui.asked import posted
from amity.ui.forms import NonceForm, once, person_id_of
from amity.ui.linked import linked

Text = str | Promise
MOST_IN_A_COLUMN: Final = 6
"""Fields of a form that its page shows one under the other."""
MOST_OPTIONAL: Final = 2
"""Optional fields that say so. With more, the form marks what is required."""
IN_DIALOG: Final = "X-Dialog"
"""The header of a request from a dialog."""
STAYS: Final = "stays"
"""Its value where the page behind stays, which then says that the form was saved."""
AGAIN: Final = "again"
"""The name of the button that saves and opens the empty form once more."""
GOES_TO: Final = "X-Goes-To"
"""The header that tells a dialog where to go once its form is saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """Values around the form. `crumbs` are pairs of label and URL. `back` is the page for Cancel.

    `grid` sets a long form in columns, its chips first. `again` labels a second button that saves and opens the
    empty form once more. `template` draws a page that is more than its form. `leads_on`: what it saves leads to
    another form, which a dialog shows next. `done` is the notice once it is saved.
    """

    title: Text
    button: Text
    back: str
    crumbs: tuple[tuple[Text, str], ...] = ()
    hint: Text = ""
    grid: bool = False
    again: Text = ""
    template: str = "ui/act.html"
    leads_on: bool = False
    done: Text = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people changed, with the typed value and the current one."""

    label: str
    typed: str
    current: str


class ActForm(NonceForm):
    """A form for `act_page`. A subclass with a `version` field overrides `current_values` to fill it from an object."""

    differences: list[Difference]
    stale_sentence: str = ""
    folded: ClassVar[tuple[str, ...]] = ()
    """Optional fields behind `folded_label`, open where one of them has a value or an error."""
    folded_label: ClassVar[Text] = lazy("Add details")
    leads: ClassVar[str] = ""
    """The field of a long form in columns that is asked before the chips."""
    groups: ClassVar[Sequence[tuple[Text, tuple[str, ...]]]] = ()
    """Groups of a long form in columns: legend and names. Fields without a group come first, without a legend."""
    body: ClassVar[str] = ""
    """Template that lays the fields out, for a form whose fields need an order of their own."""
    is_wide: ClassVar[bool] = False
    """Whether the layout of `body` fills the page."""
    read_without_money_right: ClassVar[bool] = False
    """Whether people without a money right read the entered text. Then an amount in it gets a warning after saving."""

    @property
    def is_long(self) -> bool:
        """Return whether the page of the form sets it in columns, so that the button stays in sight."""
        return not self.body and not self.folded and len(self.visible_fields()) > MOST_IN_A_COLUMN

    @property
    def marks_needed(self) -> bool:
        """Return whether the labels mark what is required, because most fields are optional."""
        return sum(not one.field.required for one in self.visible_fields()) > MOST_OPTIONAL

    def unfolded(self) -> list[BoundField]:
        """Return the fields that are always shown."""
        return [one for one in self.visible_fields() if one.name not in self.folded]

    def behind_details(self) -> list[BoundField]:
        """Return the folded fields."""
        return [one for one in self.visible_fields() if one.name in self.folded]

    def opens_details(self) -> bool:
        """Return whether the folded fields are shown from the start."""
        return any(one.errors or one.value() for one in self.behind_details())

    def leading(self) -> BoundField | None:
        """Return the field that is asked before the chips, or None."""
        return self[self.leads] if self.leads in self.fields else None

    def in_groups(self) -> list[tuple[Text, list[BoundField]]]:
        """Return the fields that aren't chips and don't lead, by group."""
        asked = [one for one in self.visible_fields() if one.name != self.leads]
        shown = {one.name: one for one in asked if one.kind != "chips"}  # type: ignore[attr-defined]
        parts = [(legend, [shown.pop(name) for name in names if name in shown]) for legend, names in self.groups]
        rest: list[tuple[Text, list[BoundField]]] = [("", list(shown.values()))]
        return [(legend, fields) for legend, fields in [*rest, *parts] if fields]

    def current_values(self, thing: Any) -> Mapping[str, Any]:
        """Return the initial values for this form from an object's current state."""
        return {}

    def fill(self, thing: Any) -> None:
        """Fill in an object's current values."""
        self.initial = {**self.initial, **self.current_values(thing)}
        self.keep_holders()

    def show(self, fault: Invalid | Refused) -> None:
        """Show a command's refusal at its field, or above the form."""
        field = fault.field if isinstance(fault, Invalid) else ""
        self.add_error(field if field in self.fields else None, linked(fault))

    def show_both(self, fault: Stale) -> None:
        """Show the typed values with the current ones, and let a second submission save."""
        self.stale_sentence = fault.sentence
        current = {} if fault.current is None else self.current_values(fault.current)
        self.differences = [
            Difference(str(field.label), typed, now)
            for name in current
            if name != "version" and (field := self[name])
            for typed, now in [(_words(field.field, field.value()), _words(field.field, current[name]))]
            if typed != now
        ]
        data = cast("QueryDict", self.data).copy()
        data["version"] = str(current.get("version", ""))
        self.data = data


def act_page(request: HttpRequest, page: ActPage, form: ActForm, act: Callable[[dict[str, Any]], str]) -> HttpResponse:
    """Show the form, or run `act` with its values and redirect to the URL it returns. A dialog gets the form alone."""
    status, in_dialog = 200, IN_DIALOG in request.headers
    if form.is_bound:
        answer = acted(request, form, act)
        if answer is not None and page.done:
            messages.success(request, str(page.done))
        if answer is not None and page.again and posted(request).has(AGAIN):
            return redirect(request.get_full_path())
        if answer is not None and page.leads_on:
            return answer
        if answer is not None:
            if request.headers.get(IN_DIALOG) == STAYS and not len(messages.get_messages(request)):
                messages.success(request, _("Saved."))
            return HttpResponse(status=204, headers={GOES_TO: answer["Location"]}) if in_dialog else answer
        status = 409 if form.stale_sentence else 422
    if in_dialog:
        form.auto_id = "dialog_%s"  # the page behind may have a field of the same name
    template = "ui/act_dialog.html" if in_dialog else page.template
    return render(request, template, {"act": page, "form": form, "in_dialog": in_dialog}, status=status)


def acted(request: HttpRequest, form: ActForm, act: Callable[[dict[str, Any]], str]) -> HttpResponse | None:
    """Run `act` once and redirect, or add its refusal to the form and return None."""
    if not form.is_valid():
        return None
    try:
        address = once(
            form.cleaned_data["nonce"],
            person_id=person_id_of(request),
            now=timezone.now(),
            act=lambda: act(form.values()),
        )
    except (Invalid, Refused) as fault:
        form.show(fault)
        return None
    except Stale as fault:
        form.show_both(fault)
        return None
    if form.read_without_money_right:
        warn_of_amounts(request, form)
    return redirect(address)


def warn_of_amounts(request: HttpRequest, form: forms.Form) -> None:
    """Warn if a text of the form contains an amount that readers without a money right will see."""
    texts = (text for text in form.cleaned_data.values() if isinstance(text, str))
    amount = next(filter(None, map(amount_in, texts)), "")
    if amount:
        sentence = _("Your text mentions “%(amount)s”. People who can’t see money can read it here. Edit it if needed.")
        messages.warning(request, sentence % {"amount": amount})


def _words(field: forms.Field, value: Any) -> str:
    """Return a field's value as text for a reader."""
    if isinstance(value, list | tuple):
        return ", ".join(_words(field, one) for one in value) or _("nothing")
    if isinstance(field, forms.ChoiceField):
        named: dict[Any, Any] = dict(flatten_choices(cast("Iterable[Any]", field.choices)))
        value = named.get(value, named.get(str(value or ""), value))
    elif not isinstance(value, str):
        value = field.prepare_value(value)
    return str(value).strip() if value not in (None, "") else _("nothing")
