"""REST operations for client preferences and their sources."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.accounts.preferences import commands, queries
from amity.accounts.preferences.commands import PreferenceFields
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.shared.values import value_of

router = Router(tags=["Preferences"])
SETUP = "setup:write"


class PreferenceShape(Answered, value=PreferenceFields):
    """A client's like, dislike, requirement or prohibition. With a null `holder_id` it applies to all contacts."""

    id: Id
    version: int
    account_id: Id
    changed_at: datetime


class PreferencesAsked(Asked):
    """Filters for the list of preferences."""

    account_id: Id | None = None
    attitude: Literal["like", "dislike", "must", "never"] | None = None
    basis: Literal["stated", "observed", "assumption"] | None = None


class NewPreference(Body, value=PreferenceFields):
    """Request body: the preference to save."""

    account_id: Id


class PreferenceEdit(Body, value=PreferenceFields, edits=True):
    """Request body: the fields of a preference to change. Omitted fields stay unchanged."""

    version: Version


class Withdrawal(Body):
    """Request body: why the preference no longer applies."""

    version: Version
    reason: Annotated[str, Field(min_length=1, max_length=300)]


@reads(router, "/preferences", Page[PreferenceShape])
def list_preferences(request: HttpRequest, asked: Query[PreferencesAsked]) -> dict[str, Any]:
    """List the active preferences of the accounts the caller can see."""
    rows = queries.preferences_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "attitude", "basis"), asked, PreferenceShape.of)


@reads(router, "/preferences/{int:preference_id}", PreferenceShape)
def read_preference(request: HttpRequest, preference_id: Path[Id]) -> dict[str, Any]:
    """Return one preference."""
    return PreferenceShape.of(queries.preference_seen_by(asker(request), preference_id))


@writes(router, "POST", "/preferences", PreferenceShape, scope=SETUP, status=201)
def add_preference(request: HttpRequest, body: NewPreference) -> dict[str, Any]:
    """Save a preference. A stated preference needs its source, the date, and a quotation or a note."""
    wanted = body.as_value(PreferenceFields)
    preference = commands.keep_preference(
        by=asker(request), account_id=body.account_id, fields=wanted, now=timezone.now()
    )
    return PreferenceShape.of(preference)


@writes(router, "PATCH", "/preferences/{int:preference_id}", PreferenceShape, scope=SETUP)
def edit_preference(request: HttpRequest, preference_id: Path[Id], body: PreferenceEdit) -> dict[str, Any]:
    """Change a preference and return it."""
    by = asker(request)
    wanted = merged(value_of(queries.preference_seen_by(by, preference_id), PreferenceFields), body)
    edited = commands.edit_preference(
        by=by, preference_id=preference_id, version=body.version, fields=wanted, now=timezone.now()
    )
    return PreferenceShape.of(edited)


@writes(
    router,
    "POST",
    "/preferences/{int:preference_id}/withdraw",
    PreferenceShape,
    scope=SETUP,
    beside={"because": "reason"},
)
def withdraw_preference(request: HttpRequest, preference_id: Path[Id], body: Withdrawal) -> dict[str, Any]:
    """Withdraw a preference that no longer applies."""
    gone = commands.withdraw_preference(
        by=asker(request), preference_id=preference_id, version=body.version, because=body.reason, now=timezone.now()
    )
    return PreferenceShape.of(gone)
