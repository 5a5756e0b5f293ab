"""Duties at the agency as a client would name them. Those that only concern us have no words here."""

from django.utils.translation import gettext as _


def matters() -> dict[str, str]:
    """Return what a client may ask about, by duty, in order."""
    return {
        "relationship": _("Anything that matters to you, and what we promised"),
        "brief": _("A new task, or a change to one"),
        "plan": _("Dates and plans"),
        "extra_work": _("Extra work and its price"),
        "client_input": _("What we need from you"),
        "rights": _("Rights and releases"),
        "data_access": _("Your data and access"),
        "invoices": _("Invoices"),
        "complaint": _("Something that went wrong"),
    }
