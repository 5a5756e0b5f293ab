"""What is passed on for long: a retainer, once; an account covered for two weeks next month; one offered for good."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import chain, repeat
from typing import Final

from amity.accounts.models import Account
from amity.demo.book.clients import EDDA, NADIA
from amity.demo.crew import Crew, moment
from amity.demo.staff.cast import DIRECTOR
from amity.handoff.account_handovers import commands as account_commands
from amity.handoff.answers import commands as answer_commands
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import Words
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.read_backs import commands as read_back_commands
from amity.handoff.read_backs import queries as read_backs
from amity.projects.models import Project

Said = tuple[tuple[str, str, str], ...]
"""A block, what is said in it, and who said so."""

WHILE_AWAY: Final[Said] = (
    ("people", "Always Dana first. Helen only by phone.", NADIA),
    ("promise", "Three lines to review before the middle of the month. Nothing else.", NADIA),
    ("open", "Piotr will decide on the night lines while I’m away. Ask him on the Thursday call.", "Piotr Zielinski"),
    ("unsaid", "Nothing about phase two yet. Helen hasn’t told her board.", "Helen Marsh"),
)
FOR_GOOD: Final[Said] = (
    ("people", "They hear about it from both of us, on one call.", EDDA),
    ("promise", "We don’t raise prices before their season ends.", EDDA),
    ("open", "The agreement ends in the spring. They haven’t said whether they’ll renew.", EDDA),
    ("unsaid", "That we considered making the account dormant.", DIRECTOR.name),
)

CARE: Final[Said] = (
    ("want", "Someone who picks up the phone, and copy that sounds like the shop.", "Tom Brandt"),
    ("expectation", "A reply the same day, even if it only says when.", "Tom Brandt"),
    ("promise", "We don’t debate a month’s hours during the month.", NADIA),
    ("scope", "Copy, pages and pictures for the shop, requested by Tom.", "Tom Brandt"),
    ("exclusion", "Campaigns and anything printed.", "Ada Voss"),
)

READ_BACK: Final = ("I’ll reply by five, or say when I can.", "Live on the Monday before Black Friday.")


def pass_on(crew: Crew, accounts: Mapping[str, Account], *, now: datetime) -> None:
    """Kestrel's retainer; Nadia's holidays, taken by Edda; one of Edda's accounts, offered to Nadia by the director."""
    day = now.date()
    if kestrel := accounts.get("Kestrel Bikes"):
        _care(crew, kestrel, day)
    if osprey := accounts.get("Osprey Rail"):
        first = day + timedelta(days=26)
        begun = account_commands.prepare_account(
            by=crew.acting(NADIA), account_id=osprey.pk, kind="cover", taker_id=crew.id(EDDA), starts_on=first,
            ends_on=first + timedelta(days=14), now=moment(day - timedelta(days=3)),
        )  # fmt: skip
        offered = _offer(crew, NADIA, begun.pk, WHILE_AWAY, moment(day - timedelta(days=3), 15))
        answer_commands.accept_handoff(
            by=crew.acting(EDDA), handoff_id=begun.pk, number=offered.number, now=moment(day - timedelta(days=2))
        )
    if tarn := accounts.get("Tarn Outdoor"):
        begun = account_commands.prepare_account(
            by=crew.acting(DIRECTOR.name), account_id=tarn.pk, kind="succession", taker_id=crew.id(NADIA),
            starts_on=day + timedelta(days=20), now=moment(day - timedelta(days=1)),
        )  # fmt: skip
        _offer(crew, DIRECTOR.name, begun.pk, FOR_GOOD, moment(day - timedelta(days=1), 16))


def _care(crew: Crew, kestrel: Account, day: date) -> None:
    """It ran long before; who runs it has read it back, and what is called off since is small."""
    project = Project.objects.filter(account=kestrel, agreement__fee_model="retainer").order_by("pk").first()
    if project is None or project.manager is None:
        return
    begun = preparation_commands.prepare_handoff(
        by=crew.acting(NADIA), project_id=project.pk, kind="retainer", now=moment(day - timedelta(days=30))
    )
    offered = _offer(crew, NADIA, begun.pk, CARE, moment(day - timedelta(days=29)))
    runs, later = crew.acting(project.manager.name), moment(day - timedelta(days=28))
    for pair, words in zip(read_backs.read(offered).pairs, chain(READ_BACK, repeat(READ_BACK[0])), strict=False):
        back = read_back_commands.read_back(
            by=runs, handoff_id=begun.pk, key=pair.item.key, words=words, version=0, now=later
        )
        read_back_commands.judge_read_back(
            by=crew.acting(NADIA), handoff_id=begun.pk, key=pair.item.key, version=back.version, verdict="agreed",
            now=later,
        )  # fmt: skip
    answer_commands.accept_handoff(by=runs, handoff_id=begun.pk, number=offered.number, now=later)


def _offer(crew: Crew, by: str, handoff_id: int, fields: Said, now: datetime) -> Handoff:
    """Say what must be said, and offer it."""
    for block, text, who in fields:
        words = Words(text, "known", who, "note", now.date())
        note_commands.add_note(by=crew.acting(by), handoff_id=handoff_id, block=block, words=words, now=now)
    return offer_commands.offer_handoff(by=crew.acting(by), handoff_id=handoff_id, now=now)
