"""The terms of the agency’s library."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LibraryTerm(models.Model):
    """A term of the agency's library, or its own wording of one of Amity's default terms. `key` never changes.

    `standard` is the agency's preferred value, `fallbacks` are acceptable ones, one per line. A `number` is compared as
    one: `better` is the direction that is better for the agency. With `asks_director`, a fallback needs a director's
    review.
    """

    key = models.CharField(_("key"), max_length=40, primary_key=True)
    label = models.CharField(_("name"), max_length=120)
    shape = models.CharField(_("value type"), max_length=6, default="text")
    unit = models.CharField(_("unit"), max_length=40, default="", blank=True)
    standard = models.TextField(_("our standard"))
    fallbacks = models.TextField(_("fallbacks, one per line"), default="", blank=True)
    better = models.CharField(_("comparison"), max_length=6, default="", blank=True)
    kinds = models.JSONField(_("applies to"), default=list)
    asks_director = models.BooleanField(_("a fallback needs a director’s review"), default=False)
    is_on = models.BooleanField(_("use in new agreements"), default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.label
