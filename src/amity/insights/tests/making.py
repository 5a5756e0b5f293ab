"""Insights for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account, Contact
from amity.insights.feeds.models import Feed, Source
from amity.insights.feeds.values import Entry
from amity.insights.shares.models import Received, Share
from amity.insights.stories.intake import take_entries
from amity.insights.stories.models import KEPT, Match
from amity.insights.topics.models import Interest
from amity.people import rules as roles
from amity.people.models import Person
from tests.builders import MONDAY

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_source(account: Account, address: str = "", **columns: object) -> Source:
    """A feed of an account, read once for all accounts with the same address."""
    feed, _new = Feed.objects.get_or_create(
        address=address or f"https://feeds.example/{next(_number)}.xml",
        defaults={
            "host": "feeds.example", "title": "Rail Business Daily", "kind": "rss", "next_read_at": MONDAY,
            "added_at": MONDAY,
        },
    )  # fmt: skip
    return Source.objects.create(account=account, feed=feed, added_at=MONDAY, **columns)


def make_entry(title: str, text: str = "", published_at: datetime | None = MONDAY, language: str = "en") -> Entry:
    """An entry as a feed has it."""
    number = next(_number)
    return Entry(
        key=f"{number}", address=f"https://news.example/{number}", title=title, text=text, published_at=published_at,
        language=language,
    )  # fmt: skip


def make_matches(source: Source, titles: Sequence[str], **columns: object) -> list[Match]:
    """Stories of a feed that are relevant to its account."""
    take_entries(source.feed, [make_entry(title) for title in titles], now=MONDAY)
    rows = Match.objects.filter(account=source.account, story__title__in=titles)
    rows.update(**{"score": 3.5, "reasons": [["ticket app", "topic", 3.5]], **columns})
    return list(rows.order_by("pk"))


def make_share(match: Match, *contacts: Contact, author: Person) -> Share:
    """A story that someone began to share."""
    return Share.objects.create(
        match=match, so_what="It shows what bilingual sells.", contact_ids=[one.pk for one in contacts], author=author,
        created_at=MONDAY,
    )  # fmt: skip


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a source, a term, and a story that is new and one that is kept, to the scene of the permission matrix."""
    account = Account.objects.get(pk=str(known["account_id"]))
    source = make_source(account)
    make_source(account, is_paused=True)
    paused = Source.objects.get(account=account, is_paused=True)
    match, kept = make_matches(source, ["Ticket app with two languages", "Rail fares rise in January"])
    Match.objects.filter(pk=kept.pk).update(state=KEPT, decided_at=MONDAY)
    interest = Interest.objects.create(account=account, text="ticket app", added_at=MONDAY)
    contact = Contact.objects.get(pk=str(known["contact_id"]))
    share = make_share(kept, contact, author=viewers[roles.ACCOUNT_MANAGER])
    received = Received.objects.create(
        share=share, story=make_matches(source, ["Another story"])[0].story, contact=contact, sent_at=MONDAY
    )
    return {
        "share_id": share.pk, "received_id": received.pk,
        "source_id": source.pk, "paused_id": paused.pk, "match_id": match.pk, "kept_match_id": kept.pk,
        "interest_id": interest.pk,
    }  # fmt: skip


def grow(scene: "Scene", rows: int) -> None:
    """Add sources, stories and terms, so that the query counts notice a page that asks once a row."""
    account = Account.objects.get(pk=scene.known["account_id"])
    for number in range(rows):
        source = make_source(account)
        make_matches(source, [f"Ticket app news number {next(_number)} of a long series about rail"])
        Interest.objects.create(account=account, text=f"term {number} {next(_number)}", added_at=MONDAY)
