"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CharterConfig(AppConfig):
    name = "amity.charter"

    def ready(self) -> None:
        """Register duties on accounts and in Settings, the objectives in the plan, and the client side as questions."""
        from amity.accounts import hooks, places
        from amity.agency.editions import triggers
        from amity.charter import models, pages, queries, wording
        from amity.ui import slots

        triggers.watch_all(models.Charter, models.DutyChange)
        hooks.fact_fields.append(wording.client_side_words)
        places.people_pages.register(
            slots.Entry(key="charter", order=10, label=_("Who does what"), url="charter:account")
        )
        for place, address in ((places.plan, pages.objectives_with_acts), (places.beside, pages.objectives_alone)):
            place.register(
                places.AccountSection(
                    key="objectives", order=20, label=_("Joint objectives"), template="charter/objectives_later.html",
                    of=address,
                )
            )  # fmt: skip
        slots.settings_pages.register(
            slots.Entry(
                key="charter",
                group="people",
                order=25,
                label=_("Who does what"),
                url="charter:default",
                icon="users-group",
                may_see=lambda actor, _subject: bool(queries.may_change(actor, None)),
            )
        )
        slots.navigation.also_here("accounts", "/objectives/")
