"""Forms in Amity's style: one field template, controls with the kit's classes, and forms that are saved once."""

import html
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final, cast

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.choices import CallableChoiceIterator
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from amity.shared.command import command
from amity.ui.field_words import has_column, label_of
from amity.ui.likely import MOST, EffectBar, LikelyFirst, offer_likely
from amity.ui.models import SubmittedForm

CONTROLS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxInput, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.HiddenInput, ""),
    (forms.Widget, "form-control"),
)


class AmityBoundField(BoundField):
    """A field whose control has the kit's CSS class. Django already links errors and hint to it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if isinstance(field, forms.ChoiceField) and isinstance(field.choices, CallableChoiceIterator):
            field.choices = list(field.choices)  # a control reads its choices twice, and each time asks the database

    @property
    def kind(self) -> str:
        """Return how the field template lays the field out: `likely`, `bar`, `chips`, `tick` or `line`."""
        widget = self.field.widget
        if isinstance(widget, LikelyFirst):
            return "likely"
        if isinstance(widget, EffectBar):
            return "bar"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "chips"
        return "tick" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def others(self) -> SafeString:
        """Return what is behind the last button of a `likely` field: a list, or a field to type in."""
        widget: LikelyFirst = self.field.widget
        if not widget.has_others():
            return mark_safe("")
        name = self.field.widget.other
        own = {attr: value for attr, value in self.field.widget.attrs.items() if attr != "autofocus"}
        attrs = {**own, "id": f"{self.auto_id}_other", "aria-label": f"{self.label}: {name}"}
        return widget.others(self.html_name, self.value(), attrs)

    @property
    def is_needed(self) -> bool:
        """Return whether the label is marked as required: in forms where most fields are optional."""
        if not self.field.required or not getattr(self.form, "marks_needed", False):
            return self.name in getattr(self.form, "needed", ())
        return not isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        """Return whether the label shows "optional": not in filters, not where an answer is preselected or a button
        says *No one*, and not in forms that mark what is required instead.
        """
        if getattr(self.form, "only_filters", False) or getattr(self.form, "marks_needed", False):
            return False
        widget = self.field.widget
        answered = isinstance(widget, forms.RadioSelect | forms.Select) and bool(self.field.initial)
        if isinstance(widget, LikelyFirst):
            answered |= bool(widget.blank)
        elif isinstance(widget, forms.RadioSelect):
            answered |= any(code in ("", None) for code, _label in widget.choices)
        return not self.field.required and not answered

    def as_widget(
        self, widget: forms.Widget | None = None, attrs: dict[str, Any] | None = None, only_initial: bool = False
    ) -> SafeString:
        """Return the control. Django makes a dictionary for each choice of a list, which takes longer than its text."""
        shown = widget or self.field.widget
        if type(shown) is not forms.Select or only_initial:
            return super().as_widget(widget, attrs, only_initial)
        given = self.build_widget_attrs(attrs or {}, shown)
        if self.auto_id and "id" not in shown.attrs:
            given.setdefault("id", self.auto_id)
        own = _attributes(shown.build_attrs(shown.attrs, given))
        return _select(self.html_name, own, shown.choices, shown.format_value(self.value()))

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Return Django's attributes (`aria-describedby`, `aria-invalid`, `required`) with the kit's class."""
        built = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        own = next(css for kind, css in CONTROLS if isinstance(shown, kind))
        given = shown.attrs.get("class", "")
        if own or given:
            built["class"] = f"{own} {given}".strip()
        if not self.use_fieldset and self.errors and not built.get("aria-describedby"):
            built["aria-describedby"] = f"{self.auto_id}_error"
        return built


class AmityRenderer(TemplatesSetting):
    """`FORM_RENDERER`: draws forms and fields with `ui/form.html` and `ui/field.html`."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = AmityBoundField

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Return a rendered template. Plain controls are built as text.

        Templates for a thousand choices take 30 ms, and those of one input ten times as long as its text.
        """
        if template_name == forms.Select.template_name:
            return _choices(context["widget"])
        if template_name in INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


INPUTS: Final = frozenset(
    kind.template_name
    for kind in (
        forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.HiddenInput,
        forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.CheckboxInput,
    )
)  # fmt: skip
"""The templates of Django that draw one `<input>` and nothing else."""


def _input(widget: dict[str, Any]) -> SafeString:
    """Return an `<input>` with the same markup as Django's own templates."""
    value = "" if widget["value"] is None else f' value="{_escaped(widget["value"])}"'
    shown = f'<input type="{_escaped(widget["type"])}" name="{_escaped(widget["name"])}"{value}'
    return mark_safe(f"{shown}{_attributes(widget['attrs'])}>")  # noqa: S308 - escaped


def _choices(widget: dict[str, Any]) -> SafeString:
    """Return the `<select>` of a kind of its own, whose options Django has prepared."""
    choices: list[tuple[Any, Any]] = []
    for group, options, _index in widget["optgroups"]:
        pairs = [(one["value"], one["label"]) for one in options]
        choices += [(group, pairs)] if group else pairs
    return _select(widget["name"], _attributes(widget["attrs"]), choices, widget["value"])


def _select(name: str, attributes: str, choices: Iterable[Any], chosen: Sequence[str]) -> SafeString:
    """Return a `<select>` with the same markup as Django's own template."""
    lines, left = [f'<select name="{_escaped(name)}"{attributes}>'], set(chosen)
    for value, label in choices:
        if not isinstance(label, list | tuple):
            lines.append(_option(value, label, left))
            continue
        lines.append(f'<optgroup label="{_escaped(value)}">')
        lines += [_option(inner, its, left) for inner, its in label]
        lines.append("</optgroup>")
    lines.append("</select>")
    return mark_safe("\n".join(lines))  # noqa: S308 - every value and label is escaped


def _option(value: Any, label: Any, left: set[str]) -> str:
    """Return an option, selected if it is the first that is chosen."""
    text = "" if value is None else str(value)
    is_chosen = text in left
    if is_chosen:
        left.clear()
    return f'<option value="{_escaped(text)}"{" selected" if is_chosen else ""}>{_escaped(label)}</option>'


def _escaped(text: Any) -> str:
    """Return a text for HTML. Most are plain, and a list of a thousand projects has two thousand of them."""
    return html.escape(text) if type(text) is str else conditional_escape(text)


def _attributes(attrs: dict[str, Any]) -> SafeString:
    shown = ((_escaped(name), value) for name, value in attrs.items() if value is not False)
    drawn = (f" {name}" if value is True else f' {name}="{_escaped(value)}"' for name, value in shown)
    return mark_safe("".join(drawn))  # noqa: S308 - every name and value is escaped


class WordedForm(forms.Form):
    """A form whose fields are labelled by the columns of `columns_of`, unless they have a label of their own."""

    columns_of: ClassVar[type[Model] | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holders: dict[str, dict[Any, Any]] = {}
        for name, field in self.fields.items():
            if self.columns_of is not None and field.label is None and has_column(self.columns_of, name):
                field.label = label_of(self.columns_of, name)

    def offer(self, name: str, pairs: Iterable[tuple[Any, Any]], blank: str | Promise | None = None) -> None:
        """Set the choices of a field, if the form has it. `blank` is the label of the empty choice."""
        nothing = [] if blank is None else [("", blank)]
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = [*nothing, *((str(code), label) for code, label in pairs)]

    def offer_people(
        self, name: str, pairs: Iterable[tuple[Any, Any]], likely: Iterable[Any], blank: str | Promise = "",
        *, in_row: bool = False, most: int = MOST, others: Iterable[tuple[Any, Any]] = (),
    ) -> None:  # fmt: skip
        """Offer people in a field, if the form has it: the likely ones as buttons, or first in a list if `in_row`.

        One of the `others` is offered only where they are the current choice.
        """
        field = self.fields.get(name)
        if field is None:
            return
        if not in_row and not isinstance(field.widget, LikelyFirst):
            field.widget = LikelyFirst(attrs=field.widget.attrs)
        offer_likely(field, pairs, likely, most=most, blank=blank)
        self._holders[name] = dict(others)
        self.keep_holders()

    def keep_holders(self) -> None:
        """Offer the current choice of a field for people, which is no longer offered to anyone else."""
        for name, others in self._holders.items():
            field = self.fields.get(name)
            holder = self.get_initial_for_field(field, name) if field else None
            if holder in others and isinstance(field, forms.ChoiceField):
                offered = cast("Iterable[Any]", field.choices)
                field.choices = [*offered, (str(holder), others.pop(holder))]


class NonceForm(WordedForm):
    """A form that can be sent once. Use with `once`. The nonce stays the same after errors."""

    nonce: ClassVar[forms.CharField] = forms.CharField(max_length=32, min_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("nonce", uuid.uuid4().hex)

    def values(self) -> dict[str, Any]:
        """Return the cleaned values without the nonce, for a command."""
        return {name: value for name, value in self.cleaned_data.items() if name != "nonce"}


@command
def once(nonce: str, *, person_id: int, now: datetime, act: Callable[[], str]) -> str:
    """Run `act` the first time this nonce is seen and return the URL it returns. Later return that same URL.

    All or nothing: when `act` refuses, the nonce is free again. Of two requests at the same moment, one waits for the
    other. Raises `SubmittedForm.DoesNotExist` for a nonce that another person used. Nothing is done or revealed.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                sent = SubmittedForm.objects.create(nonce=nonce, person_id=person_id, at=now)
        except IntegrityError:
            return SubmittedForm.objects.get(nonce=nonce, person_id=person_id).result_path
        sent.result_path = act()
        sent.save(update_fields=["result_path"])
    return sent.result_path


def forget_sent(before: datetime) -> int:
    """Delete nonces older than `before` and return how many. A page open that long is refused by its token anyway."""
    return SubmittedForm.objects.filter(at__lt=before).delete()[0]


def person_id_of(request: HttpRequest) -> int:
    """Return the id of the person who uses the nonce, 0 if no one is signed in."""
    return getattr(getattr(request, "actor", None), "person_id", 0)
