"""`{% fact_mark about "budget" facts %}`: what is known, assumed or to find out of a field, beside its label."""

from collections.abc import Mapping
from typing import Any

from django import template

from amity.facts import rules
from amity.facts.models import Fact
from amity.shared.refs import Ref

register = template.Library()


@register.inclusion_tag("facts/mark.html")
def fact_mark(
    about: Ref, field: str, facts: Mapping[str, Fact], *, may_ask: bool = True, in_form: bool = False
) -> dict[str, Any]:
    """The mark of a field with what shows it and, for who may, the way to make it somebody's question.

    `facts` are those of the subject, by field. `in_form`: the mark stands inside a form, where no other form fits, so
    that asking happens on a page of its own.
    """
    fact = facts.get(field)
    return {
        "about": about,
        "field": field,
        "fact": fact,
        "state": fact.state if fact else rules.TO_FIND_OUT,
        "may_ask": may_ask,
        "in_form": in_form,
    }
