"""Audit log labels for actions on accounts and contacts."""

from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, AccountHolder, Contact, Cover
from amity.audit import words
from amity.audit.words import Field
from amity.people import replays
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.shared.actor import Actor


def goes_there(actor: Actor) -> bool:
    """Return whether the reader's own work is on accounts, which is not so for someone who is only an administrator."""
    return person_of(actor).has_role(*roles.SEES_EVERY_ACCOUNT, roles.ACCOUNT_DIRECTOR)


words.thing("accounts.account", _("account"), words.InColumn(Account, "name", "accounts:account"), goes_there)
words.thing("accounts.contact", _("contact"), words.InColumn(Contact, "name", "accounts:contact"), goes_there)
words.acts(
    "accounts",
    _("accounts and contacts"),
    {
        "account.opened": _("%(who)s created the account %(what)s"),
        "account.edited": _("%(who)s edited the account %(what)s"),
        "account.moved": _("%(who)s changed the status of %(what)s"),
        "account.domains_set": _("%(who)s set the email domains of %(what)s"),
        "account.assigned": _("%(who)s assigned %(what)s"),
        "account.covered": _("%(who)s named a stand-in for the account manager of %(what)s"),
        "account.cover_ended": _("%(who)s ended the cover for the account manager of %(what)s"),
        "account.followed_dates": _("%(who)s handed over %(what)s as scheduled"),
        "contact.added": _("%(who)s added the contact %(what)s"),
        "contact.edited": _("%(who)s edited the contact %(what)s"),
        "contact.retired": _("%(who)s archived the contact %(what)s"),
        "contact.erased": _("%(who)s erased a contact: %(what)s"),
        "contact.brought_back": _("%(who)s restored %(what)s"),
        "preference.kept": _("%(who)s added the preference %(what)s"),
        "preference.edited": _("%(who)s edited the preference %(what)s"),
        "preference.withdrawn": _("%(who)s withdrew the preference %(what)s"),
    },
)
replays.end_with("account.assigned", "account.covered", "account.cover_ended", "account.followed_dates")
words.call(
    words.of(AccountHolder, "account_id", "duty")
    | words.of(Contact, "reports_to_id", "phone", "standing", "cadence_days", "is_shared")
    | words.of(Account, "tier", "status")
    | words.of(Cover, "stand_in_id")
    | {
        "title": Field(_("title")),
        "standing_evidence": Field(_("evidence of standing")),
        "channel": Field(_("channel")),
    }
)
