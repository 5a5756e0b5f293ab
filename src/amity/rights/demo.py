"""The third-party rights of the demo agency: the music of a film ends in under a month."""

from datetime import datetime, timedelta

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.rights.commands import RightFields, register_right, switch_rights
from amity.shared.stories import Crew

ACCOUNT, MANAGER, DIRECTOR = "Larkfield Dairy", "Nadia Ferrer", "Joachim Ebner"


def story(crew: Crew, *, now: datetime) -> None:
    """Switch third-party rights on and record the demo agency's only right."""
    switch_rights(by=crew.acting(DIRECTOR), is_on=True, version=0, now=now - timedelta(days=300))
    account = Account.objects.get(name=ACCOUNT)
    used = Line.objects.filter(account=account, placement__isnull=False).order_by("pk").values_list("pk", flat=True)
    fields = RightFields(
        "music", "“Early Milk”, two minutes", "Quayside Sounds", "Ireland and Britain", "film, online",
        starts_on=now.date() - timedelta(days=340), until=now.date() + timedelta(days=25),
        note="Extending it for a year was quoted at €900.",
    )  # fmt: skip
    register_right(
        by=crew.acting(MANAGER), account_id=account.pk, fields=fields, line_ids=list(used[:1]),
        now=now - timedelta(days=290),
    )  # fmt: skip
