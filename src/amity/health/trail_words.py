"""Audit log labels for actions on health."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.health.models import HealthNumbers, Surprise

words.acts(
    "health",
    _("health"),
    {
        "health.numbers_set": _("%(who)s set how the health of accounts is calculated"),
        "health.surprise_answered": _("%(who)s answered what the health of %(what)s could have shown"),
    },
)
words.call(words.of(HealthNumbers, "weights", "ages", "points") | words.of(Surprise, "missing"))
