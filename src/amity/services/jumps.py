"""Pages of services that search finds: the map, and the services of an account."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from amity.accounts.jumps import ACCOUNT
from amity.services.map.navigating import may_see, sees_services
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action

WORDS: Final = _("services map white space growth cross-sell competitor")


def register() -> None:
    """Register the pages."""
    jumps.opens(ACCOUNT, "services:account")
    actions.register(
        Action(
            key="services_map", order=66, label=_("Services map"), words=WORDS, page="services:map", kind=_("Page"),
            may=may_see,
        ),
        Action(
            key="account_services", order=336, label=_("Services"), words=WORDS, about=ACCOUNT,
            page="services:account", kind=_("Page"), may=sees_services,
        ),
    )  # fmt: skip
