"""`{% fact_mark about "budget" facts %}`: a mark next to a field's label: known, assumed or to find out."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context

from amity.facts import rules
from amity.facts.models import Fact
from amity.shared.refs import Ref
from amity.ui.forms import person_id_of

register = template.Library()


@register.inclusion_tag("facts/mark.html", takes_context=True)
def fact_mark(
    context: Context, about: Ref, field: str, facts: Mapping[str, Fact], *, may_ask: bool = True, in_form: bool = False
) -> dict[str, Any]:
    """Return the mark of a field with its evidence and, for those allowed, a way to ask someone.

    `facts` are those of the subject, by field. `in_form` means that the mark is inside a form, which can't contain
    another form, so asking happens on its own page.
    """
    fact = facts.get(field)
    reader = person_id_of(context["request"]) if "request" in context else 0
    return {
        "about": about,
        "field": field,
        "fact": fact,
        "state": fact.state if fact else rules.TO_FIND_OUT,
        "may_ask": may_ask,
        "in_form": in_form,
        "is_theirs": fact is not None and fact.owner_id == reader,
        "csrf_token": context.get("csrf_token"),
    }
