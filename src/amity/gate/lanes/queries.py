"""The lane of an item, from the settings of its account and of the agency."""

from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from amity.accounts.models import Account
from amity.agency.editions.keeping import kept_for_pages
from amity.charter.duties.rules import EVERYTHING, NOTHING
from amity.charter.holders import charter_in_force
from amity.gate import hooks, policy, rules
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.rules import Chosen
from amity.gate.models import Item, LaneSetting
from amity.gate.pushes.rules import PUSHES
from amity.gate.subjects import registry as subjects
from amity.gate.watch.models import Watch
from amity.shared.text.amounts import amount_in

Settings = dict[tuple[str, str], str]


def settings_of(account: Account | None) -> tuple[Settings, Settings]:
    """Return the lanes set for an account, and those set for the agency, by kind and author."""
    every = kept_for_pages("lanes", _every)
    return every.get(account.pk, {}) if account else {}, every.get(None, {})


def _every() -> dict[int | None, Settings]:
    found: dict[int | None, Settings] = {}
    for account, kind, author, lane in LaneSetting.objects.values_list("account_id", "kind", "author", "lane"):
        found.setdefault(account, {})[kind, author] = lane
    return found


def lane_for(item: Item) -> Chosen:
    """Return the lane of an item by its author, its kind, what it says and who gets it."""
    people = [(one.contact.roles, one.way) for one in item.recipients.all()]
    return lane_by(
        item.account, item.kind, policy.author_role(item.author, item.account),
        text=f"{item.subject}\n{item.body}", roles=[roles for roles, _way in people],
        has_price=subjects.has_price(item.subject_kind, item.subject_id),
    )  # fmt: skip


def lane_by(
    account: Account, kind: str, author: str, *, text: str, roles: Collection[Collection[str]], has_price: bool = False
) -> Chosen:  # fmt: skip
    """Return the lane of what someone writes, before it is an item. `has_price`: a document with it shows one."""
    floors = lanes.floors_of(
        kind, names_price=has_price or bool(amount_in(text)),
        asks_signature=kind in rules.SIGNED,
        has_sponsor=any("sponsor" in one for one in roles),
        has_conflict=kind in PUSHES and hooks.conflict_with(account.pk) is not None,
    )  # fmt: skip
    chosen = lane_by_settings(account, kind, author, floors)
    return lanes.watched(chosen, floors) if is_watching() else chosen


def lane_by_settings(account: Account, kind: str, author: str, floors: Sequence[str] = ()) -> Chosen:
    """Return the lane of a kind by author on an account, as settings and charter have it, with the floors given."""
    own, usual = settings_of(account)
    is_set = author != lanes.PROJECT_MANAGER or bool({(kind, author)} & {*own, *usual})
    by_charter = {} if is_set else lanes_by_charter(account)
    if by_charter.get((kind, author)) == lanes.HOLD:
        return Chosen(lanes.HOLD, floors[0] if floors else lanes.WRITES)
    return lanes.lane_of(kind, author, (own, usual, by_charter), floors)


def lanes_by_charter(account: Account) -> Settings:
    """Return the lanes that *Who does what* gives a project manager.

    Emails are held where only the account manager writes. Where project managers can send everything, what is routine
    is checked while they write, as with the account manager.
    """
    writes = charter_in_force(account).asked.writes
    if writes == NOTHING:
        return {(rules.EMAIL, lanes.PROJECT_MANAGER): lanes.HOLD}
    if writes == EVERYTHING:
        return {(kind, lanes.PROJECT_MANAGER): lanes.ADVISE for kind in lanes.ROUTINE_KINDS}
    return {}


def is_watching() -> bool:
    """Return whether the gate only watches, as with a new agency."""
    rows = Watch.objects.filter(outcome="").values_list("begins_at", flat=True)
    begun = kept_for_pages("watches", lambda: list(rows))
    return any(at <= timezone.now() for at in begun)


def matrix(account: Account | None) -> Mapping[tuple[str, str], str]:
    """Return the lane of each kind by author, as settings, *Who does what* and defaults have it."""
    own, usual = settings_of(account)
    return {**lanes.DEFAULTS, **(lanes_by_charter(account) if account else {}), **usual, **own}
