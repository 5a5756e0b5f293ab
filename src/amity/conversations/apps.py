"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "amity.conversations"

    def ready(self) -> None:
        """Register what waits, search, the key for a note, the list of notes, and sections of the account's Plan."""
        from amity.accounts.places import AccountSection, lists, new_work, plan, with_contact
        from amity.conversations import jumps, sections, waiting
        from amity.conversations.notes import conversation
        from amity.ui import slots

        waiting.register()
        jumps.register()
        conversation.register()
        slots.navigation.also_here("accounts", "/notes/", "/requests/")
        slots.topbar.register(
            slots.Entry(key="note", order=5, label=_("Add note"), template="conversations/add_note.html")
        )
        lists.register(slots.Entry(key="notes", order=20, label=_("Notes"), url="conversations:notes"))
        new_work.register(slots.Entry(key="note", order=20, label=_("Add note"), url="conversations:record_note"))
        with_contact.register(slots.Entry(key="note", order=10, label=_("Add note"), url="conversations:record_note"))
        for key, order, label, template, of in (
            ("requests", 25, _("Open requests"), "conversations/requests_section.html", sections.requests),
            ("decisions", 45, _("Decisions"), "conversations/decisions_section.html", sections.decisions),
        ):
            plan.register(AccountSection(key=key, order=order, label=label, template=template, of=of))
