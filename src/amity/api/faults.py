"""What is wrong with a value of a request, in the language of whoever asks: the checking library speaks English."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHOLE: Final = _("This takes a whole number.")
DAY: Final = _("This takes a day, as in 2026-11-23.")
MOMENT: Final = _("This takes a moment, as in 2026-11-23T09:30:00Z.")
TRUTH: Final = _("This takes true or false.")
FIGURE: Final = _("This takes a number.")
LIST: Final = _("This takes a list.")
OBJECT: Final = _("This takes an object.")
TEXT: Final = _("This takes a text.")

SENTENCES: Final[Mapping[str, str | Promise]] = {
    "missing": _("This is needed."),
    "extra_forbidden": _("There is no such value here."),
    "literal_error": _("This takes one of: %(expected)s."),
    "enum": _("This takes one of: %(expected)s."),
    "string_too_short": _("Too short: at least %(min_length)s characters."),
    "string_too_long": _("Too long: at most %(max_length)s characters."),
    "string_pattern_mismatch": _("This is not written as it has to be."),
    "too_short": _("Too few: at least %(min_length)s."),
    "too_long": _("Too many: at most %(max_length)s."),
    "greater_than": _("This has to be above %(gt)s."),
    "greater_than_equal": _("This cannot be below %(ge)s."),
    "less_than": _("This has to be below %(lt)s."),
    "less_than_equal": _("This cannot be above %(le)s."),
    "string_type": TEXT, "list_type": LIST, "dict_type": OBJECT, "model_type": OBJECT,
    "model_attributes_type": OBJECT, "json_invalid": _("This is no JSON."), "none_required": _("This stays empty."),
    "int_type": WHOLE, "int_parsing": WHOLE, "int_from_float": WHOLE, "int_parsing_size": WHOLE,
    "float_type": FIGURE, "float_parsing": FIGURE, "decimal_type": FIGURE, "decimal_parsing": FIGURE,
    "bool_type": TRUTH, "bool_parsing": TRUTH,
    "date_type": DAY, "date_parsing": DAY, "date_from_datetime_parsing": DAY, "date_from_datetime_inexact": DAY,
    "datetime_type": MOMENT, "datetime_parsing": MOMENT, "datetime_from_date_parsing": MOMENT,
    "timezone_aware": _("A moment says its time zone."),
}  # fmt: skip
"""By the kind of fault. What is not named here keeps the library's words: better those than none."""


def sentence(fault: Mapping[str, Any]) -> str:
    """The sentence of one fault, as pydantic tells it."""
    known = SENTENCES.get(str(fault.get("type", "")))
    if known is None:
        return str(fault["msg"]).removeprefix("Value error, ")
    bounds: dict[str, object] = fault.get("ctx", {})
    try:
        return str(known) % bounds
    except KeyError:
        return str(fault["msg"])
