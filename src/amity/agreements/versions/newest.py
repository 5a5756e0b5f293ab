"""Read the newest version of agreements, with legal's decision on it."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import OuterRef, QuerySet, Subquery

from amity.agreements.models import Agreement
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review
from amity.agreements.versions.models import AgreementVersion
from amity.shared.caches.reading import once_for_each


def newest_versions(agreement_ids: Collection[int]) -> Mapping[int, AgreementVersion]:
    """Return the newest version of each agreement that has one, with legal's `verdict`. A page reads each once.

    Their content is left to be read by whoever prints one.
    """
    found = once_for_each("newest versions", agreement_ids, _newest_versions)
    return {pk: version for pk, versions in found.items() for version in versions}


def with_verdict(rows: "QuerySet[Agreement]") -> "QuerySet[Agreement]":
    """Let agreements bring along the id of their newest version and legal's verdict on it, for `verdict_on_newest`."""
    versions = AgreementVersion.objects.filter(agreement=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        newest_version=Subquery(versions.values("pk")[:1]),
        newest_verdict=Subquery(versions.annotate(verdict=_verdict()).values("verdict")[:1]),
    )


def verdict_on_newest(agreement: Agreement) -> tuple[int, str]:
    """Return the id of an agreement's newest version and legal's verdict on it, 0 and "" for none."""
    if hasattr(agreement, "newest_version"):
        return agreement.newest_version or 0, agreement.newest_verdict or ""  # type: ignore[attr-defined]
    frozen = newest_versions([agreement.pk]).get(agreement.pk)
    return (frozen.pk, frozen.verdict or "") if frozen else (0, "")  # type: ignore[attr-defined]


def _verdict() -> Subquery:
    return Subquery(Review.objects.filter(version=OuterRef("pk"), role=reviews.LEGAL).values("verdict")[:1])


def _newest_versions(agreement_ids: Collection[int]) -> Mapping[int, Sequence[AgreementVersion]]:
    newest = AgreementVersion.objects.filter(agreement=OuterRef("agreement")).order_by("-number").values("pk")[:1]
    rows = AgreementVersion.objects.filter(agreement__in=agreement_ids, pk=Subquery(newest)).defer("content")
    return {one.agreement_id: [one] for one in rows.annotate(verdict=_verdict())}
