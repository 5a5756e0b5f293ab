"""Form for a term of an account."""

from amity.insights.topics.commands import InterestFields
from amity.insights.topics.models import FIELDS
from amity.ui.value_forms import ValueForm


class InterestForm(ValueForm[InterestFields]):
    """A competitor, a topic or an industry."""

    value, rows = InterestFields, "insights.Interest"
    choices = {"field": FIELDS}
