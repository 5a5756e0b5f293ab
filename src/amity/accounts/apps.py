"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "amity.accounts"

    def ready(self) -> None:
        """Register the list of accounts in the rail, and the account's own tabs."""
        from amity.accounts import fact_subject, jobs, jumps, places, queries  # noqa: F401 - jobs has a schedule
        from amity.accounts.covers import queries as cover_queries
        from amity.accounts.erasure import addresses
        from amity.accounts.erasure.models import ErasureKey
        from amity.accounts.hooks import address_taken
        from amity.accounts.models import Account
        from amity.accounts.pins import queries as pin_queries
        from amity.agency.editions import triggers
        from amity.agency.models import RecordChange
        from amity.facts import subjects
        from amity.people import rules as roles
        from amity.people.sign_in import sealed
        from amity.ui import slots
        from amity.ui.search import jumps as search
        from amity.waiting import steps, written

        triggers.watch(Account, "name", "manager", noted=RecordChange)
        jumps.register()
        address_taken.append(addresses.forget)
        sealed.columns.append((ErasureKey, ("sealed_key",)))
        slots.pinned.append(pin_queries.in_rail)
        search.pinned.append(pin_queries.in_search)
        subjects.register("accounts.account", fact_subject.ACCOUNTS)
        subjects.stood_in_for.append(cover_queries.stood_in_for)
        written.ALSO_MARKED["account covers"] = cover_queries.running_around

        slots.navigation.register(
            slots.Entry(
                key="accounts",
                order=10,
                label=_("Accounts"),
                url="accounts:accounts",
                icon="building-community",
                count=queries.count_managed,
            )
        )
        places.lists.register(slots.Entry(key="accounts", order=10, label=_("Accounts"), url="accounts:accounts"))
        slots.navigation.also_here("accounts", "/preferences/", "/contacts/")
        managers = (roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR)
        steps.register("accounts", 10, _("Go to accounts"), "accounts:accounts", *managers)
        self._fill_pages()

    @staticmethod
    def _fill_pages() -> None:
        from amity.accounts import conversation, open_now, places, planning, queries
        from amity.accounts.contacts import waiting

        conversation.register()
        waiting.register()

        places.tabs.register(
            places.AccountTab(
                key="conversation", order=5, label=_("Conversation"), url="accounts:conversation",
                behind=conversation.to_pass_on,
            )
        )  # fmt: skip
        places.tabs.register(
            places.AccountTab(key="open", order=10, label=_("Open now"), url="accounts:account", behind=open_now.behind)
        )
        places.tabs.register(places.AccountTab(key="plan", order=40, label=_("Plan"), url="accounts:plan"))
        places.tabs.register(places.AccountTab(key="people", order=90, label=_("People"), url="accounts:people"))
        places.adds.register(
            places.Adding(
                key="preference", order=34, label=_("Add preference"), short=_("Preference"),
                url="accounts:keep_preference", query="?open",
                may_see=lambda actor, account: bool(queries.may_keep(actor, account)),
            )
        )  # fmt: skip
        places.plan.register(
            places.AccountSection(
                key="preferences",
                order=40,
                label=_("Preferences"),
                template="accounts/preferences.html",
                of=planning.preferences_section,
                summary=planning.summary,
            )
        )
        for key, order, label, loads in (
            ("stand_in", 28, _("Stand-in"), open_now.stand_ins),
            ("next_dates", 25, _("Next dates"), open_now.next_dates),
        ):
            places.beside.register(
                places.AccountSection(key=key, order=order, label=label, template=f"accounts/{key}.html", of=loads)
            )
