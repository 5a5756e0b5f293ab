"""REST operations for client preferences and their sources."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.accounts.evidence_shapes import EvidenceBody, EvidenceShape, evidence_in, merged_evidence
from amity.accounts.preferences import commands, queries
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Asked, Body, Id, Page, Version, merged

router = Router(tags=["Preferences"])
SETUP = "setup:write"
Attitude = Literal["like", "dislike", "must", "never"]
Scope = Literal["wording", "visual", "process", "channel", "people"]
Basis = Literal["stated", "observed", "assumption"]
Check = Literal["", "phrase", "expression", "required", "max_length", "attachment"]
Text = Annotated[str, Field(min_length=1, max_length=300)]


class PreferenceShape(EvidenceShape):
    """What a client likes, dislikes, requires or never wants. With a null `holder_id` it applies to all contacts."""

    id: Id
    version: int
    account_id: Id
    holder_id: Id | None
    attitude: Attitude
    scope: Scope
    text: str
    basis: Basis
    note: str
    check_kind: Check
    check_value: str
    changed_at: datetime


class PreferencesAsked(Asked):
    """Filters for the list of preferences."""

    account_id: Id | None = None
    attitude: Attitude | None = None
    basis: Basis | None = None


class PreferenceBody(EvidenceBody):
    """Fields of a preference. In an edit, omitted fields stay unchanged."""

    holder_id: Id | None = None
    note: Annotated[str, Field(max_length=2000)] = ""
    check_kind: Check = ""
    check_value: Annotated[str, Field(max_length=300)] = ""


class NewPreference(PreferenceBody):
    """Request body: the preference to save."""

    account_id: Id
    text: Text
    attitude: Attitude = "never"
    scope: Scope = "wording"
    basis: Basis = "stated"


class PreferenceEdit(PreferenceBody):
    """Request body: the fields of a preference to change."""

    version: Version
    text: Text | None = None
    attitude: Attitude | None = None
    scope: Scope | None = None
    basis: Basis | None = None


class Withdrawal(Body):
    """Request body: why the preference no longer applies."""

    version: Version
    because: Text


@reads(router, "/preferences", Page[PreferenceShape])
def list_preferences(request: HttpRequest, asked: Query[PreferencesAsked]) -> dict[str, Any]:
    """List the active preferences of the accounts the caller can see."""
    rows = queries.preferences_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "attitude", "basis"), asked, _shown)


@reads(router, "/preferences/{int:preference_id}", PreferenceShape)
def read_preference(request: HttpRequest, preference_id: Path[Id]) -> dict[str, Any]:
    """Return one preference."""
    return _shown(queries.preference_seen_by(asker(request), preference_id))


@writes(router, "POST", "/preferences", PreferenceShape, scope=SETUP, status=201)
def keep_preference(request: HttpRequest, body: NewPreference) -> dict[str, Any]:
    """Save a preference. A stated preference needs its source, the date, and a quotation or a note."""
    wanted = commands.PreferenceFields(
        text=body.text, attitude=body.attitude, scope=body.scope, basis=body.basis, holder_id=body.holder_id,
        note=body.note, evidence=evidence_in(body), check_kind=body.check_kind, check_value=body.check_value,
    )  # fmt: skip
    kept = commands.keep_preference(by=asker(request), account_id=body.account_id, fields=wanted, now=timezone.now())
    return _shown(kept)


@writes(router, "PATCH", "/preferences/{int:preference_id}", PreferenceShape, scope=SETUP)
def edit_preference(request: HttpRequest, preference_id: Path[Id], body: PreferenceEdit) -> dict[str, Any]:
    """Change a preference and return it."""
    by = asker(request)
    stands = commands.fields_of(queries.preference_seen_by(by, preference_id))
    wanted = replace(merged(stands, body), evidence=merged_evidence(stands.evidence, body))
    edited = commands.edit_preference(
        by=by, preference_id=preference_id, version=body.version, fields=wanted, now=timezone.now()
    )
    return _shown(edited)


@writes(router, "POST", "/preferences/{int:preference_id}/withdraw", PreferenceShape, scope=SETUP)
def withdraw_preference(request: HttpRequest, preference_id: Path[Id], body: Withdrawal) -> dict[str, Any]:
    """Withdraw a preference that no longer applies."""
    gone = commands.withdraw_preference(
        by=asker(request), preference_id=preference_id, version=body.version, because=body.because, now=timezone.now()
    )
    return _shown(gone)


def _shown(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PreferenceShape.model_fields}
