"""The agency's app registrations and its rule for reading."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from amity.mailbox.connections.rules import GOOGLE, MICROSOFT, PROVIDERS
from amity.mailbox.registrations.models import ONLY, ReadingRule, Registration
from amity.mailbox.registrations.rules import Endpoints, endpoints_of
from amity.shared.errors import NotSeen


def registrations() -> Mapping[str, Registration]:
    """Return the registrations by provider."""
    return {one.provider: one for one in Registration.objects.all()}


def registration_of(provider: str, *, lock: bool = False) -> Registration | None:
    """Return the registration at a provider, or None."""
    rows = Registration.objects.filter(provider=provider)
    return (rows.select_for_update() if lock else rows).first()


def endpoints(registration: Registration) -> Endpoints:
    """Return where a registration asks for consent."""
    return endpoints_of(
        registration.provider, tenant=registration.tenant, authorize=registration.authorize_url,
        token=registration.token_url, scope=registration.scope,
    )  # fmt: skip


def reading_rule(*, lock: bool = False) -> ReadingRule:
    """Return the agency's rule, or the default one, which isn't stored yet."""
    rows = ReadingRule.objects.select_for_update() if lock else ReadingRule.objects
    return rows.filter(pk=ONLY).first() or ReadingRule(pk=ONLY)


def provider_names() -> Mapping[str, str]:
    """Return what providers are called."""
    return {GOOGLE: "Google Workspace", MICROSOFT: "Microsoft 365", "other": _("Another provider")}


def expect_provider(provider: str) -> str:
    """Return a provider's code. Raise `NotSeen` for any other text."""
    if provider not in PROVIDERS:
        raise NotSeen(_("Page not found."))
    return provider
