"""Set the lanes of the agency, or those of an account that differ."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_to_change
from amity.audit import trail
from amity.gate import policy
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.lane_offers.rules import LAPSED
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.queries import settings_of
from amity.gate.models import LaneSetting
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.refs import Ref

AGENCY = Ref("agency.agency", 1)


@command
def set_lanes(
    *, by: Actor, account_id: int | None, chosen: Mapping[tuple[str, str], str], now: datetime
) -> Mapping[tuple[str, str], str]:  # fmt: skip
    """Set lanes by kind and author. "" leaves the agency's or the default. None goes below its kind's floor."""
    account = account_to_change(by, account_id) if account_id is not None else None
    policy.may_set_lanes(person_of(by), account).or_refuse()
    own, usual = settings_of(account)
    before = usual if account is None else own
    changes: dict[str, dict[str, str]] = {}
    for (kind, author), lane in chosen.items():
        if (kind, author) not in lanes.DEFAULTS or (lane and lane not in lanes.allowed(kind)):
            raise Invalid(_("Choose from the list."))
        if before.get((kind, author), "") == lane:
            continue
        changes[f"{kind} {author}"] = {"before": before.get((kind, author), ""), "after": lane}
        rows = LaneSetting.objects.filter(account=account, kind=kind, author=author)
        rows.delete()
        if lane:
            LaneSetting.objects.create(account=account, kind=kind, author=author, lane=lane)
    if changes:
        _lapse_offers(account, [key.split(" ") for key in changes], now)
        subject = Ref.to(account) if account is not None else AGENCY
        trail.record("lanes.set", subject=subject, by=by, at=now, changes={"lanes": changes})
    return chosen


def _lapse_offers(account: Account | None, keys: Iterable[Sequence[str]], now: datetime) -> None:
    """Let open offers lapse whose lane changed. The agency's lanes are those of accounts without their own."""
    for kind, author in keys:
        rows = LaneOffer.objects.filter(kind=kind, author=author, answer="")
        if account is not None:
            rows = rows.filter(account=account)
        else:
            own = LaneSetting.objects.filter(account__isnull=False, kind=kind, author=author).values("account")
            rows = rows.exclude(account__in=own)
        for offer in rows:
            offer.answer, offer.answered_at = LAPSED, now
            offer.save(update_fields=["answer", "answered_at"])
