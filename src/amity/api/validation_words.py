"""Validation errors in the reader's language: the checking library speaks only English."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHOLE: Final = _("Must be a whole number.")
DAY: Final = _("Must be a date, for example 2026-11-23.")
MOMENT: Final = _("Must be a time, for example 2026-11-23T09:30:00Z.")
TRUTH: Final = _("Must be true or false.")
FIGURE: Final = _("Must be a number.")
LIST: Final = _("Must be a list.")
OBJECT: Final = _("Must be an object.")
TEXT: Final = _("Must be text.")

SENTENCES: Final[Mapping[str, str | Promise]] = {
    "missing": _("This value is required."),
    "extra_forbidden": _("Unknown field."),
    "literal_error": _("Must be one of: %(expected)s."),
    "enum": _("Must be one of: %(expected)s."),
    "string_too_short": _("Too short: at least %(min_length)s characters."),
    "string_too_long": _("Too long: at most %(max_length)s characters."),
    "string_pattern_mismatch": _("The format isn’t valid."),
    "too_short": _("Too few: at least %(min_length)s."),
    "too_long": _("Too many: at most %(max_length)s."),
    "greater_than": _("Must be above %(gt)s."),
    "greater_than_equal": _("Must be %(ge)s or more."),
    "less_than": _("Must be below %(lt)s."),
    "less_than_equal": _("Must be %(le)s or less."),
    "string_type": TEXT, "list_type": LIST, "dict_type": OBJECT, "model_type": OBJECT,
    "model_attributes_type": OBJECT, "json_invalid": _("Must be valid JSON."), "none_required": _("Must be empty."),
    "int_type": WHOLE, "int_parsing": WHOLE, "int_from_float": WHOLE, "int_parsing_size": WHOLE,
    "float_type": FIGURE, "float_parsing": FIGURE, "decimal_type": FIGURE, "decimal_parsing": FIGURE,
    "bool_type": TRUTH, "bool_parsing": TRUTH,
    "date_type": DAY, "date_parsing": DAY, "date_from_datetime_parsing": DAY, "date_from_datetime_inexact": DAY,
    "datetime_type": MOMENT, "datetime_parsing": MOMENT, "datetime_from_date_parsing": MOMENT,
    "timezone_aware": _("Must include a time zone."),
}  # fmt: skip
"""Sentences by the kind of fault. Others keep the library's sentence, which is better than none."""


def sentence(fault: Mapping[str, Any]) -> str:
    """Return the sentence of a pydantic error."""
    known = SENTENCES.get(str(fault.get("type", "")))
    if known is None:
        return str(fault["msg"]).removeprefix("Value error, ")
    bounds: dict[str, object] = fault.get("ctx", {})
    try:
        return str(known) % bounds
    except KeyError:
        return str(fault["msg"])
