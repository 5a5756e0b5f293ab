"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConversationsConfig(AppConfig):
    name = "amity.conversations"

    def ready(self) -> None:
        """Register what waits, search, the key for a note, the list of notes, and sections of the account's Plan."""
        from amity.accounts.places import (
            AccountSection,
            lists,
            new_work,
            plan,
        )
        from amity.conversations import jumps, sections
        from amity.conversations.actions import asks
        from amity.conversations.actions import waiting as action_waiting
        from amity.conversations.notes import conversation
        from amity.conversations.passing import conversation as passing_conversation
        from amity.conversations.passing import waiting as passing_waiting
        from amity.conversations.transcripts import jobs  # noqa: F401 - jobs has a schedule
        from amity.ui import slots

        jumps.register()
        conversation.register()
        passing_conversation.register()
        action_waiting.register()
        passing_waiting.register()
        asks.register()
        slots.navigation.also_here("accounts", "/notes/", "/passed-on/", "/actions/")
        slots.topbar.register(
            slots.Entry(key="note", order=5, label=_("Add note"), template="conversations/add_note.html")
        )
        lists.register(slots.Entry(key="notes", order=20, label=_("Notes"), url="conversations:notes"))
        new_work.register(slots.Entry(key="note", order=20, label=_("Add note"), url="conversations:record_note"))
        plan.register(
            AccountSection(
                key="decisions", order=45, label=_("Decided in conversations"), of=sections.decisions,
                template="conversations/decisions_section.html", summary=sections.summary, only_filled=True,
            )
        )  # fmt: skip
        self._show_sources()
        self._show_passing()
        self._show_calls()
        self._show_evening()
        self._show_actions()
        self._show_on_contacts()
        self._make_from_emails()

    @staticmethod
    def _show_sources() -> None:
        """Show where a request was made, to those who see it, with the authors of its notes among them."""
        from amity.conversations.notes import sources
        from amity.conversations.notes.queries import of_their_notes
        from amity.scope import hooks, places

        hooks.also_visible.append(of_their_notes)
        places.sections.register(
            places.RequestSection(
                key="sources", order=10, label=_("Asked in"), template="conversations/request_sources.html",
                of=sources.sources_of,
            )
        )  # fmt: skip

    @staticmethod
    def _show_on_contacts() -> None:
        from amity.accounts.places import ContactSection, beside_contact, contact_buttons, with_contact
        from amity.conversations.notes.talks import talks_with
        from amity.ui.slots import Entry

        contact_buttons.register(
            Entry(key="before_call", order=10, label=_("Before the call"), template="conversations/before/button.html")
        )
        with_contact.register(Entry(key="note", order=10, label=_("Add note"), url="conversations:record_note"))
        beside_contact.register(
            ContactSection(
                key="talks", order=10, label=_("Last and next talk"), template="conversations/talks_section.html",
                of=talks_with,
            )
        )  # fmt: skip

    @staticmethod
    def _show_calls() -> None:
        from amity.conversations.calls import jobs, meetings, waiting  # noqa: F401 - jobs has a schedule
        from amity.conversations.quiet import waiting as quiet_waiting
        from amity.meetings import hooks, places
        from amity.ui.slots import Entry, own_pages

        waiting.register()
        quiet_waiting.register()
        hooks.has_note.append(lambda: meetings.WITH_NOTE)
        hooks.pages_before.append(meetings.page_before)
        for key, order, label, url in (
            ("before_call", 10, _("Before the call"), "conversations:before_meeting"),
            ("note", 20, _("Add note"), "conversations:note_meeting"),
        ):
            places.acts.register(Entry(key=key, order=order, label=label, url=url, may_see=meetings.may_prepare))
        own_pages.register(
            Entry(key="emails", order=36, label=_("Emails"), url="conversations:own_emails", icon="mail")
        )

    @staticmethod
    def _show_evening() -> None:
        """Register what emails may have asked, and the page that closes the day."""
        from amity.conversations.closings import waiting as closing_waiting
        from amity.conversations.suspected import finding, waiting
        from amity.ui.slots import Entry, topbar

        finding.register()
        waiting.register()
        closing_waiting.register()
        topbar.register(
            Entry(key="close_day", order=6, label=_("Close the day"), template="conversations/close_day_link.html")
        )

    @staticmethod
    def _make_from_emails() -> None:
        from amity.conversations.emails import pages, queries
        from amity.mailbox.messages.hooks import held_by
        from amity.mailbox.places import MessageSection, WordsMenu, beside_message, over_words

        held_by.append(queries.with_points)
        beside_message.register(
            MessageSection(
                key="became", order=10, label=_("Records"), template="conversations/email_became.html", of=pages.became
            )
        )  # fmt: skip
        over_words.register(
            WordsMenu(
                key="records", order=10, label=_("Make a record"), template="conversations/email_menu.html",
                may_see=pages.offers_menu, of=pages.menu,
            )
        )  # fmt: skip

    @staticmethod
    def _show_actions() -> None:
        from amity.accounts.places import Adding, adds, lists
        from amity.conversations.actions import pages
        from amity.conversations.feeds.calls import calls_of
        from amity.conversations.feeds.queries import dated_actions_of
        from amity.meetings import feed_dates
        from amity.projects.places import CLIENT, ProjectSection, sections
        from amity.ui.slots import Entry, own_pages

        adds.register(
            Adding(key="action", order=38, label=_("Add action"), url="conversations:add_action", query="?open")
        )
        lists.register(
            Entry(key="actions", order=50, label=pgettext_lazy("to do", "Actions"), url="conversations:actions")
        )
        own_pages.register(
            Entry(key="calendar", order=35, label=_("Calendar feed"), url="conversations:own_feed", icon="calendar")
        )
        feed_dates.register("actions", dated_actions_of)
        feed_dates.register("calls", calls_of)
        sections.register(
            ProjectSection(
                key="actions", order=27, label=pgettext_lazy("to do", "Actions"), tab=CLIENT,
                template="conversations/actions_section.html", of=pages.project_section,
            )
        )  # fmt: skip

    @staticmethod
    def _show_passing() -> None:
        from amity.accounts.places import Adding, adds
        from amity.conversations.passing import counts, pages
        from amity.monitoring.risks.places import buttons
        from amity.projects.places import CLIENT, ProjectSection, open_counts, sections
        from amity.ui.slots import Entry

        adds.register(Adding(key="pass_on", order=40, label=_("Pass on"), url="conversations:pass_on", query="?open"))
        adds.register(
            Adding(
                key="raise", order=42, label=_("Raise for the client"), url="conversations:raise_on_account",
                query="?open", may_see=pages.is_asked_to_raise,
            )
        )  # fmt: skip
        open_counts[CLIENT] = [*open_counts.get(CLIENT, ()), counts.open_between_sides]
        buttons.register(
            Entry(
                key="raise", order=10, label=_("Raise for the client"), url="conversations:raise_entry",
                may_see=lambda _by, entry: entry.account_id is not None,
            )
        )  # fmt: skip
        sections.register(
            ProjectSection(
                key="passing", order=25, label=_("Passed on"), tab=CLIENT,
                template="conversations/passing_section.html",
                of=pages.project_section,
            )
        )  # fmt: skip
