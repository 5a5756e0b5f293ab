"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailboxConfig(AppConfig):
    name = "amity.mailbox"

    def ready(self) -> None:
        """Register the list of threads, the import on an account, the conversation, search, and who reads files."""
        from amity.accounts.places import lists, new_work
        from amity.files.policy import only_readers_of
        from amity.mailbox import conversation, jobs, jumps  # noqa: F401 - jobs has a schedule
        from amity.mailbox.messages import attachments, queries
        from amity.ui import slots

        slots.navigation.also_here("accounts", "/threads/", "/emails/")
        lists.register(slots.Entry(key="threads", order=22, label=_("Emails"), url="mailbox:threads"))
        only_readers_of(attachments.PURPOSE, queries.may_read_file)
        conversation.register()
        jumps.register()
        new_work.register(slots.Entry(key="emails", order=60, label=_("Import emails"), url="mailbox:import_emails"))
