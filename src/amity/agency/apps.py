"""Django's entry to the part."""

from django.apps import AppConfig
from django.db.models import signals
from django.utils.translation import gettext_lazy as _


class AgencyConfig(AppConfig):
    name = "amity.agency"

    def ready(self) -> None:
        """Register the agency's name, its time zone for jobs, the upload limit and the settings pages."""
        from amity.agency import jobs, models, policy, queries  # noqa: F401 - importing jobs registers its schedule
        from amity.agency.editions import keeping, triggers
        from amity.files import uploading
        from amity.jobs import registry
        from amity.people.models import Capacity, Discipline, DisciplineSince, Person
        from amity.people.sessions import along
        from amity.ui import kit, slots
        from amity.ui.shell import context

        along.registered.append(keeping.read_along())
        triggers.watch_all(models.Agency, models.Limit, models.Service, models.ExchangeRate, models.CostRate)
        triggers.watch_all(models.CardPrice, Discipline, DisciplineSince, Capacity)
        triggers.watch(Person, "name", "is_active", "lead", "weekly_seconds")
        triggers.watch(Person, "name", noted=models.RecordChange)
        signals.pre_migrate.connect(triggers.take_away, sender=self)
        signals.post_migrate.connect(triggers.put_back, sender=self)
        uploading.limit_comes_from(queries.largest_file)
        registry.zone_comes_from(queries.agency_zone)
        kit.opens_to(lambda actor: queries.is_demo())
        context.name_comes_from(queries.agency_name)
        for key, group, order, label, icon, may in (
            ("agency", "agency", 20, _("Agency"), "building-community", policy.may_change_settings),
            ("limits", "agency", 30, _("Limits"), "target", policy.may_change_settings),
            ("calendar", "agency", 40, _("Calendar"), "calendar", policy.may_see_calendar),
            ("cost_rates", "rates", 50, _("Cost rates"), "coins", policy.may_set_cost),
            ("rate_card", "rates", 60, _("Rate card"), "receipt", policy.may_see_prices),
            ("exchange_rates", "rates", 70, _("Exchange rates"), "refresh", policy.may_see_prices),
        ):
            slots.settings_pages.register(
                slots.Entry(
                    key=key,
                    group=group,
                    order=order,
                    label=label,
                    url=f"agency:{key}",
                    icon=icon,
                    may_see=lambda actor, _subject, may=may: may(actor),  # type: ignore[misc]
                )
            )
