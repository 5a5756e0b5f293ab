"""Choices drawn as buttons: the few likely answers first, or the pips of a bar. No script needed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

OTHER: Final = "other"
"""What the last button sends: the answer is then in the field `<name>_other`."""
MOST: Final = 3
SOMEONE_ELSE: Final = _("Someone else…")


class LikelyFirst(forms.RadioSelect):
    """Buttons for the `likely` choices; the last one, called `other`, opens a list of the rest.

    A `blank` label adds a button for none of them.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Iterable[Any] = ()) -> None:
        super().__init__(attrs, choices)
        self.likely: Collection[str] = ()
        self.other: str | Promise = ""
        self.blank: str | Promise = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the pressed button's value, or what was chosen behind the last one."""
        value = super().value_from_datadict(data, files, name)
        return data.get(f"{name}_{OTHER}") if value == OTHER else value

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether neither a button nor the list was sent."""
        return name not in data and f"{name}_{OTHER}" not in data

    def subwidgets(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the buttons: the likely choices, then the one for everything else, where there is anything else."""
        chosen = self.format_value(value)
        buttons = [(code, label, str(code) in chosen) for code, label in self._buttons()]
        if self.blank:
            buttons.append(("", capfirst(str(self.blank)), not any(chosen)))
        if self.has_others():
            buttons.append((OTHER, self.other, self._is_other(chosen)))
        for place, (code, label, is_chosen) in enumerate(buttons):
            option = self.create_option(name, code, label, is_chosen, place, attrs=attrs)
            if place:
                option["attrs"].pop("autofocus", None)
            yield option

    def has_others(self) -> bool:
        """Return whether some choices have no button."""
        return any(str(code) not in self.likely for code, _label in self.choices if code not in ("", None))

    def others(self, name: str, value: Any, attrs: Mapping[str, Any]) -> SafeString:
        """Return the list behind the last button."""
        rest = [(code, label) for code, label in self.choices if str(code) not in self.likely]
        control = forms.Select({**attrs, "class": "form-select ctl-s"}, choices=[("", "–"), *self._named(rest)])
        return control.render(f"{name}_{OTHER}", value)

    def _buttons(self) -> list[tuple[Any, Any]]:
        named = dict(self._named(self.choices))
        return [(code, named[code]) for code in self.likely if code in named]

    def _is_other(self, chosen: Collection[str]) -> bool:
        return any(code and code not in self.likely for code in chosen)

    @staticmethod
    def _named(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, Any]]:
        return [(str(code), label) for code, label in choices if code not in ("", None)]


class LikelyText(LikelyFirst):
    """Buttons for likely words; behind the last one, other words are typed, with the rest of the choices suggested."""

    def has_others(self) -> bool:
        """Return True: any words will do."""
        return True

    def others(self, name: str, value: Any, attrs: Mapping[str, Any]) -> SafeString:
        """Return the field behind the last button."""
        typed = value if value not in self.likely else ""
        rest = [(code,) for code, _label in self._named(self.choices) if code not in self.likely]
        known = {"list": f"{attrs['id']}_known"} if rest else {}
        typing = forms.TextInput({**attrs, **known, "class": "form-control ctl-s"}).render(f"{name}_{OTHER}", typed)
        if not rest:
            return typing
        known_words = format_html_join("", '<option value="{}">', rest)
        return format_html('{}<datalist id="{}">{}</datalist>', typing, known["list"], known_words)


class EffectBar(forms.RadioSelect):
    """An effect from −5 to 5 as a bar to click, in the colour of a `side`: "client" or "agency". Blank is unknown."""

    def __init__(self, side: str, attrs: dict[str, Any] | None = None, choices: Iterable[Any] = ()) -> None:
        super().__init__(attrs, choices)
        self.side = side


def offer_likely(
    field: forms.Field, pairs: Iterable[tuple[Any, Any]], likely: Iterable[Any],
    other: str | Promise = SOMEONE_ELSE, most: int = MOST, blank: str | Promise = "",
) -> None:  # fmt: skip
    """Set the choices of a field, the first `most` likely ones first.

    `LikelyFirst` draws them as buttons, with all choices as buttons where one more would show them all. In a list they
    are a group of their own above the others. `blank` labels the choice of none.
    """
    offered = [(str(code), label) for code, label in pairs]
    known = dict(offered)
    first = list(dict.fromkeys(str(code) for code in likely if str(code) in known))
    widget = field.widget
    choices: list[tuple[Any, Any]] = [("", blank)] if blank else []
    if isinstance(widget, LikelyFirst):
        first += [code for code in known if code not in first]
        widget.likely, widget.other = tuple(first if len(first) <= most + 1 else first[:most]), other
        widget.blank = blank
        choices += offered
    else:
        choices += _in_groups(offered, first[:most])
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
    else:
        assert isinstance(widget, forms.Select | LikelyFirst)  # noqa: S101 - a mistake of whoever wrote the form
        widget.choices = choices


def _in_groups(offered: list[tuple[str, Any]], likely: Collection[str]) -> list[tuple[Any, Any]]:
    """Return choices of a list: the likely ones in a group of their own, unless that leaves no others."""
    named = dict(offered)
    rest = [(code, label) for code, label in offered if code not in likely]
    first = [(code, named[code]) for code in likely]
    return [(_("Likely"), first), (_("Everyone else"), rest)] if first and rest else [*first, *rest]
