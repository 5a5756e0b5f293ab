"""The rights of a contact on the client's pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Contact
from amity.shared.rows.versions import Versioned


class Access(Versioned):
    """What a contact sees besides what was sent to them. Without a row, and by default, nothing."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="access", verbose_name=_("contact"))
    sees_money = models.BooleanField(
        _("sees estimates, agreements and budgets"), default=False,
        help_text=_("Also those that were sent to colleagues at the client."),
    )  # fmt: skip
    sees_invoices = models.BooleanField(
        _("sees invoices and statements"), default=False,
        help_text=_("Also those that were sent to colleagues at the client."),
    )  # fmt: skip
    sees_all_projects = models.BooleanField(
        _("sees all projects"), default=False,
        help_text=_("Work and requests for input that were sent to colleagues too. Otherwise only their own."),
    )  # fmt: skip
    sees_colleagues = models.BooleanField(
        _("sees who to ask"), default=False,
        help_text=_("Names and addresses of the people who work for them, and who covers."),
    )  # fmt: skip
    sees_year = models.BooleanField(
        _("sees the year in figures"), default=False,
        help_text=_("What is agreed, spent in closed months, and left. Only with estimates, agreements and budgets."),
    )  # fmt: skip

    def __str__(self) -> str:
        return f"access of {self.contact_id}"
