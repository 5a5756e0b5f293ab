"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatusConfig(AppConfig):
    name = "amity.status"

    def ready(self) -> None:
        """Register what waits, the section of projects, the settings, search, and what contradictions follow."""
        from amity.agency.editions import triggers
        from amity.audit import hooks as audit
        from amity.monitoring.client_status import hooks as client_status
        from amity.projects.places import WORK, ProjectSection, sections
        from amity.status import jobs, jumps, listening, places, policy, waiting  # noqa: F401 - jobs has a schedule
        from amity.status.answers.for_client import progress_of
        from amity.status.asks.models import Rhythm
        from amity.ui.slots import Entry, navigation, settings_pages

        triggers.watch(Rhythm)
        waiting.register()
        jumps.register()
        audit.on_record.append(listening.follow_record)
        client_status.progress.append(progress_of)
        navigation.also_here("work", "/status/")
        sections.register(
            ProjectSection(
                key="project_status", order=12, label=_("Status"), tab=WORK, template="status/section.html",
                of=places.status_of, place="top",
            )
        )  # fmt: skip
        settings_pages.register(
            Entry(
                key="status", group="agency", order=46, label=_("Status"), url="status:settings", icon="checklist",
                may_see=lambda actor, _subject: policy.may_set_agency_rhythm(actor),
            )
        )  # fmt: skip
