"""Retainers and prepaid blocks that search finds, the newest first; and what can be done with one."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements.models import Agreement
from amity.retainers import policy, queries
from amity.retainers.overage.queries import with_undecided
from amity.shared.actor import Actor
from amity.shared.permission import Answer
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

RETAINER = "retainer"


def _rows(by: Actor) -> QuerySet[Agreement]:
    rows = queries.retainers_seen_by(by).select_related(None)
    return rows.select_related("account").only("title", "fee_model", "account__name")


def _retainers(_by: Actor, rows: Sequence[Agreement]) -> Iterable[Found]:
    for agreement in rows:
        kind = _("Retainer") if agreement.fee_model == RETAINER else _("Prepaid block")
        url = reverse("retainers:retainer", args=[agreement.pk])
        client = agreement.account.name if agreement.account else ""
        yield Found(kind=kind, name=agreement.title, url=url, note=client)


def _may_log(by: Actor, agreement: Agreement) -> Answer:
    return policy.may_work(by, queries.projects_of(agreement))


def register() -> None:
    """Register the kind and the action of retainers."""
    jumps.register(
        Kind(
            key=RETAINER, names=(lazy("Retainer"), lazy("Prepaid block")),
            order=35, model=Agreement, columns=("title", "number", "account__name"), sort=("-pk",),
            rows=_rows, entry=_retainers, pages=("retainers:retainer",),
            fields=((lazy("fee price terms hours included used left balance pace"), None),),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="client_note", order=27, label=lazy("Write note to the client"), words=lazy("to the client send"),
            about=RETAINER, page="retainers:retainer", anchor="#note", may=policy.may_send_note, shows_note=True,
        ),
        Action(
            key="decide_over", order=28, label=lazy("Bill or write off overage"), words=lazy("decide overage written"),
            about=RETAINER, page="retainers:retainer", anchor="#periods-h", may=policy.may_agree, shows_note=True,
            choice=True, fits=with_undecided,
        ),
        Action(
            key="log_request", order=25, label=lazy("Log request"), words=lazy("a new add"), about=RETAINER,
            page="retainers:log_request", may=_may_log, shows_note=True, choice=True,
        ),
    )  # fmt: skip
