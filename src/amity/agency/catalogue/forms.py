"""Form for a service of the catalogue."""

from amity.agency.catalogue.commands import ServiceFields
from amity.ui.value_forms import ValueForm


class ServiceForm(ValueForm[ServiceFields]):
    """Form for the name, the family and the words of goals of a service."""

    value = ServiceFields
    rows = "agency.Service"
