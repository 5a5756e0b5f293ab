"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactReportsConfig(AppConfig):
    name = "amity.contact_reports"

    def ready(self) -> None:
        """Register the act on a note, the list, what waits, search, events, feed dates, pushes and clocks."""
        from amity.accounts.places import ContactSection, beside_contact, lists, people_pages
        from amity.contact_reports import conversation, feed_dates, jumps, pushes, waiting
        from amity.contact_reports.client_days import replies
        from amity.contact_reports.client_days.queries import may_set_days, zone_to_choose
        from amity.contact_reports.clocks import jobs  # noqa: F401 - the job has a schedule
        from amity.contact_reports.corrections import client_answers
        from amity.contact_reports.drafts.note_act import of_note
        from amity.contact_reports.letters import notices
        from amity.contact_reports.queries import sent_reports
        from amity.conversations.places import NoteAct, note_acts
        from amity.strategy.goals import causes as goal_causes
        from amity.ui import slots

        goal_causes.register(goal_causes.Causes("contact_reports.contactreport", _("Contact reports"), sent_reports))
        for module in (conversation, feed_dates, jumps, pushes, waiting, client_answers, notices, replies):
            module.register()
        slots.navigation.also_here("accounts", "/contact-reports/")
        note_acts.register(
            NoteAct(
                key="contact_report", order=10, label=_("Contact report"), template="contact_reports/note_act.html",
                of=of_note,
            )
        )  # fmt: skip
        lists.register(
            slots.Entry(
                key="contact_reports", order=22, label=_("Contact reports"), url="contact_reports:contact_reports"
            )
        )
        beside_contact.register(
            ContactSection(
                key="time_zone", order=50, label=_("Time zone"), template="contact_reports/contact_zone.html",
                of=zone_to_choose,
            )
        )  # fmt: skip
        people_pages.register(
            slots.Entry(
                key="client_days", order=30, label=_("Client’s days"), url="contact_reports:client_days",
                may_see=may_set_days,
            )
        )  # fmt: skip
