"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GateConfig(AppConfig):
    name = "amity.gate"

    def ready(self) -> None:
        """Register the release of items, the checks, and what the outbox asks before an email to a client leaves."""
        from amity.agency import hooks as agency
        from amity.agency.editions import triggers
        from amity.charter.hooks import steps
        from amity.files.policy import only_readers_of
        from amity.gate import erasing, models, queries
        from amity.gate.bound import check as bound
        from amity.gate.checks import again, names, preferences, promises, recipients, subject, thread
        from amity.gate.email_templates import check as placeholders
        from amity.gate.email_templates.models import EmailTemplate
        from amity.gate.items.commands import FILES
        from amity.gate.pushes import check as pushes
        from amity.gate.pushes import sources
        from amity.gate.quiet.models import QuietCheck
        from amity.gate.releases import commands, deliveries
        from amity.gate.standards import check as standards
        from amity.gate.standards.models import Standard
        from amity.gate.watch import commands as watch
        from amity.gate.watch.models import Watch
        from amity.jobs import registry
        from amity.outbox import hooks as outbox

        triggers.watch_all(models.LaneSetting, Standard, QuietCheck, EmailTemplate, Watch)
        for check in (
            recipients, subject, again, bound, thread, placeholders, preferences, names, standards, promises, pushes,
            sources,
        ):  # fmt: skip
            check.register()
        erasing.register()
        agency.on_set_up.append(watch.begin)
        registry.between["gate"] = commands.release_due
        outbox.is_released.append(deliveries.is_released)
        outbox.may_leave.append(deliveries.may_leave)
        outbox.ended.append(deliveries.ended)
        only_readers_of(FILES.purpose, queries.may_read_file)
        steps["gate.clear"] = _("Clearing by a second person")
        self._show()
        self._show_settings()
        self._announce()

    @staticmethod
    def _show() -> None:
        """Register *Going out* in the navigation, and what begins an email."""
        from django.utils import timezone

        from amity.accounts.places import AccountSection, contact_row, new_work, people_pages, plan, with_contact
        from amity.gate import conversation, jumps, queries, waiting
        from amity.gate.coverage import page as coverage
        from amity.gate.lane_offers import waiting as offers_waiting
        from amity.gate.watch import waiting as watch_waiting
        from amity.ui import slots

        waiting.register()
        watch_waiting.register()
        offers_waiting.register()
        jumps.register()
        conversation.register()
        slots.navigation.register(
            slots.Entry(
                key="gate", order=12, label=_("Going out"), url="gate:queue", icon="mail-forward",
                count=lambda actor: queries.count_waiting(actor, timezone.now()),
            )
        )  # fmt: skip
        people_pages.register(
            slots.Entry(
                key="lanes", order=20, label=_("Lanes"), url="gate:account_lanes", may_see=queries.may_set_lanes
            )
        )  # fmt: skip
        plan.register(
            AccountSection(
                key="coverage", order=60, label=_("Emails through Going out"), template="gate/coverage.html",
                of=coverage.section, summary=coverage.summary,
            )
        )  # fmt: skip
        for slot in (new_work, with_contact, contact_row):
            slot.register(
                slots.Entry(
                    key="email", order=15, label=_("Write email"), url="gate:write_email",
                    may_see=queries.may_write_there,
                )
            )  # fmt: skip

    @staticmethod
    def _show_settings() -> None:
        """Register the pages of *Settings*."""
        from amity.gate import queries
        from amity.ui import slots

        slots.settings_pages.register(
            slots.Entry(
                key="lanes", group="email", order=27, label=_("Lanes"), url="gate:lanes", icon="mail-forward",
                may_see=queries.may_set_lanes,
            )
        )  # fmt: skip
        slots.settings_pages.register(
            slots.Entry(key="checks", group="email", order=28, label=_("Checks"), url="gate:checks", icon="checklist")
        )
        slots.settings_pages.register(
            slots.Entry(
                key="email_templates", group="email", order=29, label=_("Email templates"), url="gate:email_templates",
                icon="mail",
            )
        )  # fmt: skip

    @staticmethod
    def _announce() -> None:
        """Register what tells clients about covers and new account managers."""
        from amity.accounts.places import people_pages
        from amity.gate import queries
        from amity.gate.announcements import letters
        from amity.ui import slots

        letters.register()
        people_pages.register(
            slots.Entry(
                key="announce", order=15, label=_("Tell the client who looks after them"), url="gate:announce",
                may_see=queries.may_write_there,
            )
        )  # fmt: skip
