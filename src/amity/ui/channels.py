"""The question how someone at the client was reached or answered: the usual channels as buttons, then any words."""

from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amity.shared.text import phrases
from amity.ui.likely import LikelyText, offer_likely

HOW: Final = _("How?")
HOW_INFORMED: Final = _("How were they informed?")
OTHER_WAY: Final = _("Other…")


def how_field(label: Any = HOW, **kwargs: Any) -> forms.CharField:
    """Return the question how they said it, or how they were informed. See `offer_channels`."""
    return forms.CharField(label=label, widget=LikelyText, **{"required": False, "max_length": 120, **kwargs})


def offer_channels(form: forms.BaseForm, name: str = "stated_in", *, chosen: bool = False) -> None:
    """Offer the usual channels as buttons, if the form has the field; other words are typed. `chosen`: the first is."""
    field = form.fields.get(name)
    if field is None:
        return
    if not isinstance(field.widget, LikelyText):
        field.widget, field.help_text = LikelyText(), ""
    words = phrases.CHANNELS
    offer_likely(field, ((word, capfirst(phrases.shown(word))) for word in words), words[:3], OTHER_WAY)
    if chosen:
        form.initial.setdefault(name, words[0])
