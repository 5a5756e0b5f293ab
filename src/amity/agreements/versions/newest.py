"""Read the newest version of agreements, with legal's decision on it."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import OuterRef, Subquery

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


def _newest_versions(agreement_ids: Collection[int]) -> Mapping[int, Sequence[AgreementVersion]]:
    legal = Review.objects.filter(version=OuterRef("pk"), role=reviews.LEGAL).values("verdict")[:1]
    newest = AgreementVersion.objects.filter(agreement=OuterRef("agreement")).order_by("-number").values("pk")[:1]
    rows = AgreementVersion.objects.filter(agreement__in=agreement_ids, pk=Subquery(newest)).defer("content")
    return {one.agreement_id: [one] for one in rows.annotate(verdict=Subquery(legal))}
