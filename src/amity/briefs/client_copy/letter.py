"""The brief as the text of an email to the client, from the same values as its page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.briefs.client_copy.page import Offered
from amity.ui import formats


def paragraphs(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the client needs, what they get, and what is still open, as paragraphs with a heading each."""
    yield _("Here is our understanding of what you need, and what you will get from us.")
    yield _section(_("What you need"), _needs(values))
    yield _section(_("What you get"), [*map(_line, values["lines"]), *_total(values)])
    yield _section(_("What we need from you"), [f"- {label}" for label in values["open"]])
    yield _("Please tell us if this is right, or what you would like to change.")


def _section(heading: str, lines: Sequence[str]) -> str:
    return "\n".join((heading, *lines)) if lines else ""


def _needs(values: Mapping[str, Any]) -> list[str]:
    found = [values["brief"].client_words] if values["brief"].client_words else []
    for label, texts, state in values["answers"]:
        found.append(_("%(label)s: %(text)s") % {"label": capfirst(str(label)), "text": "; ".join(texts)})
        if state == "assumed":
            found.append(_("This is our assumption. Please tell us if it is wrong."))
    if values["budget"] and not values["total"]:
        found.append(_("%(label)s: %(text)s") % {"label": _("Your budget"), "text": values["budget"]})
    return found


def _line(one: Offered) -> str:
    """Return a line with its price, acceptance criterion and revision rounds, as far as they are known."""
    terms, parts = one.planned.terms, [one.planned.line.title]
    if one.price is not None:
        parts.append(formats.money(one.price))
    if terms is not None and terms.revision_rounds is not None:
        rounds = terms.revision_rounds
        parts.append(ngettext("%(count)s revision round", "%(count)s revision rounds", rounds) % {"count": rounds})
    accepted = [_("Accepted when: %(text)s") % {"text": terms.acceptance}] if terms and terms.acceptance else []
    return "\n  ".join(("- " + ", ".join(parts), *accepted))


def _total(values: Mapping[str, Any]) -> list[str]:
    total = values["total"]
    return [_("Total: %(amount)s") % {"amount": formats.money(total)}] if total else []
