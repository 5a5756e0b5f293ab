"""The values of an app registration and of the agency's rule, with their limits."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from amity.mailbox.connections.rules import BODIES, DAYS_BACK, MOST_DAYS_BACK, WHOLE
from amity.shared.values import OneOf, Text, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFields:
    """An app registration. A blank secret leaves the stored one. The last three are for another provider only."""

    client_id: Annotated[str, Text(191, needed=_("Enter the client ID the provider gave you."))]
    client_secret: Annotated[str, Text(500)] = ""
    tenant: Annotated[str, Text(100)] = ""
    authorize_url: Annotated[str, Text(300)] = ""
    token_url: Annotated[str, Text(300)] = ""
    scope: Annotated[str, Text(300)] = ""


@dataclass(frozen=True, slots=True)
class RuleFields:
    """The agency's rule for reading."""

    bodies: Annotated[str, OneOf(BODIES)] = WHOLE
    days_back: Annotated[int, Whole(0, MOST_DAYS_BACK)] = DAYS_BACK
