"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    name = "amity.rights"

    def ready(self) -> None:
        """Register the list under Accounts while the module is on, who can read licences, and the gate's check."""
        from amity.accounts.places import lists
        from amity.agency.editions import triggers
        from amity.agency.models import RecordChange
        from amity.files.policy import only_readers_of
        from amity.rights import gate_check, jobs, licences, waiting  # noqa: F401 - importing jobs registers its schedule
        from amity.rights.models import RightOnLine, RightsSwitch
        from amity.rights.queries import are_rights_on
        from amity.ui.slots import Entry, navigation

        triggers.watch(RightsSwitch)
        triggers.watch(RightOnLine, noted=RecordChange)
        gate_check.register()
        waiting.register()
        only_readers_of(licences.LICENCES.purpose, licences.may_read)
        navigation.also_here("accounts", "/rights/")
        lists.register(
            Entry(
                key="rights", order=50, label=_("Rights"), url="rights:rights",
                may_see=lambda _actor, _subject: are_rights_on(),
            )
        )  # fmt: skip
