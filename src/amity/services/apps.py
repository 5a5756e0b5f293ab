"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "amity.services"

    def ready(self) -> None:
        """Register Growth in the navigation, the account's section on its tab Plan, search, and erased contacts."""
        from amity.accounts import hooks
        from amity.accounts import places as accounts
        from amity.services import jumps, places
        from amity.services.map import navigating
        from amity.services.models import Cell
        from amity.ui.slots import Entry, navigation, rooms

        hooks.statements.append(Cell)
        jumps.register()
        navigation.register(
            Entry(
                key=places.GROWTH, order=19, label=_("Growth"), url="services:map", icon="trending-up", folds=True,
                may_see=navigating.may_see,
            )
        )  # fmt: skip
        rooms.append(places.tabs)
        places.tabs.register(
            Entry(key="map", order=10, label=_("Services map"), url="services:map", may_see=navigating.may_see)
        )
        accounts.plan.register(
            accounts.AccountSection(
                key="services", order=50, label=_("Services"), template="services/section_later.html",
                of=navigating.itself, may_see=navigating.sees_services,
            )
        )  # fmt: skip
