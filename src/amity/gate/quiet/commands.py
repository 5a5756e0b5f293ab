"""Record what became of warnings, let a check go quiet, and wake it again."""

from collections.abc import Iterable
from datetime import datetime

from amity.audit import trail
from amity.gate.checks.registry import Finding
from amity.gate.checks.rules import WARN
from amity.gate.models import Item
from amity.gate.quiet import queries
from amity.gate.quiet.models import Heeded, QuietCheck
from amity.gate.quiet.rules import WINDOW, check_of, goes_quiet, short_title
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.refs import Ref


def record(item: Item, findings: Iterable[Finding], *, overruled: bool, by: Actor, now: datetime) -> None:
    """Record that warnings about an item were overruled, or heeded by a return. Blocks and questions never go quiet."""
    titles = {check_of(one.key): str(one.title) for one in findings if one.level == WARN and not one.is_question}
    for key, title in titles.items():
        values = {"account_id": item.account_id, "at": now}
        Heeded.objects.update_or_create(item=item, check_key=key, overruled=overruled, defaults=values)
        if overruled:
            _quieten(item.account_id, key, title, by, now)


def _quieten(account_id: int, key: str, title: str, by: Actor, now: datetime) -> None:
    rows = Heeded.objects.filter(account=account_id, check_key=key).order_by("-at", "-pk")
    last = list(rows.values_list("overruled", flat=True)[:WINDOW])
    if not goes_quiet(last):
        return
    _made, is_new = QuietCheck.objects.get_or_create(
        account_id=account_id,
        check_key=key,
        defaults={"title": short_title(title), "overruled": sum(last), "since": now},
    )
    if is_new:
        about = Ref("accounts.account", account_id)
        trail.record("checks.quiet", subject=about, by=by, at=now, changes={"check": title})


@command
def wake_check(*, by: Actor, check_id: int, now: datetime) -> None:
    """Let a check warn again on its account. It counts from zero."""
    check = queries.quiet_check_seen_by(by, check_id)
    Heeded.objects.filter(account=check.account_id, check_key=check.check_key).delete()
    trail.record("checks.woken", subject=Ref.to(check.account), by=by, at=now, changes={"check": check.title})
    check.delete()
