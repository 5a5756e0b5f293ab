"""Prepositions before a day."""

from collections.abc import Mapping
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Preposition = Literal["on", "by", "since", "until", "up to", "from"]

# "today" and "3 Dec" take different words: on 3 Dec, but today; in French jusqu’au 3 déc., but jusqu’à demain.
WITH_RELATIVE_DAY: Final[Mapping[Preposition, Promise]] = {
    "on": pgettext_lazy("with today, yesterday or tomorrow", "%(day)s"),
    "by": pgettext_lazy("with today, yesterday or tomorrow", "by %(day)s"),
    "since": pgettext_lazy("with today, yesterday or tomorrow", "since %(day)s"),
    "until": pgettext_lazy("with today, yesterday or tomorrow", "until %(day)s"),
    "up to": pgettext_lazy("with today, yesterday or tomorrow", "up to %(day)s"),
    "from": pgettext_lazy("with today, yesterday or tomorrow", "from %(day)s"),
}
WITH_DATE: Final[Mapping[Preposition, Promise]] = {
    "on": pgettext_lazy("with a date", "on %(day)s"),
    "by": pgettext_lazy("with a date", "by %(day)s"),
    "since": pgettext_lazy("with a date", "since %(day)s"),
    "until": pgettext_lazy("with a date", "until %(day)s"),
    "up to": pgettext_lazy("with a date", "up to %(day)s"),
    "from": pgettext_lazy("with a date", "from %(day)s"),
}
