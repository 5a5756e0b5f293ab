"""Stories: several sources in one, ranked for each account by its own terms, decided, and learned from."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.audit import trail
from amity.insights.feeds import commands as feeds
from amity.insights.feeds.commands import SourceFields
from amity.insights.stories import commands, queries
from amity.insights.stories.intake import take_entries
from amity.insights.stories.models import Match, Story, Triage
from amity.insights.stories.page import Row
from amity.insights.stories.ranking import rank_account, rank_due
from amity.insights.tests.making import make_entry, make_matches, make_source
from amity.insights.topics.commands import InterestFields, add_interest
from amity.people import rules as roles
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.strategy.models import Goal
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
LONG = "Westline put Welsh and English tickets into one app on Monday, a year ahead of its franchise terms. " * 4
LATER = MONDAY + timedelta(hours=1)


def ranked(account, now=MONDAY) -> list[tuple[str, float]]:
    rank_account(account_id=account.pk, now=now)
    rows = Match.objects.filter(account=account).order_by("-score", "pk")
    return [(one.story.title, one.score) for one in rows.select_related("story")]


def add(by, account, text, field="topic"):
    return add_interest(by=acting(by), account_id=account.pk, fields=InterestFields(field=field, text=text), now=MONDAY)


def test_the_same_story_in_two_feeds_is_one_with_two_sources(osprey, mara):
    first, second = make_source(osprey), make_source(osprey)
    take_entries(first.feed, [make_entry("Westline launches its app", LONG)], now=MONDAY)
    take_entries(second.feed, [make_entry("Westline launches app", LONG + "More follows.")], now=LATER)
    Match.objects.update(score=3)

    (one,) = queries.listed(acting(mara), "new", 0, LATER)

    assert (Story.objects.count(), Row(one, "", False).more_sources) == (1, 1)


def test_each_account_ranks_by_its_own_terms(osprey, mara):
    dairy = make_account("Larkfield Dairy", manager=mara)
    feed = make_source(osprey).feed
    make_source(dairy, feed.address)
    take_entries(feed, [make_entry("Ticket apps grow"), make_entry("Oat milk prices fall")], now=MONDAY)
    add(mara, osprey, "ticket app")
    add(mara, dairy, "oat milk")

    assert ranked(osprey)[0][0] == "Ticket apps grow"
    assert ranked(dairy)[0][0] == "Oat milk prices fall"


def test_goals_rank_too_and_the_reasons_name_them(osprey):
    Goal.objects.create(
        account=osprey, title="Tickets sold in the app", begun_on=MONDAY.date(), added_at=MONDAY, changed_at=MONDAY
    )
    make_matches(make_source(osprey), ["Tickets sell best in the app"], score=0, reasons=[])

    rank_account(account_id=osprey.pk, now=MONDAY)

    ((term, field, points),) = Match.objects.get().reasons
    assert (term, field) == ("Tickets sold in the app", "goal")
    assert points > 0


def test_keeping_and_dismissing_teach_the_ranking(osprey, mara):
    source = make_source(osprey)
    liked = make_matches(source, ["Bilingual screens arrive", "Bilingual tickets launched"])
    disliked = make_matches(source, ["Football special trains", "Football fans travel"])
    make_matches(source, ["A bilingual tram", "A football tram"])
    for one in liked:
        commands.keep_story(by=acting(mara), match_id=one.pk, version=1, now=MONDAY)
    for one in disliked:
        commands.dismiss_story(by=acting(mara), match_id=one.pk, version=1, now=MONDAY)
    assert Triage.objects.get(account=osprey).is_stale

    assert rank_due(MONDAY) == 1

    scores = dict(ranked(osprey))
    assert scores["A bilingual tram"] > 3 * scores["A football tram"]
    assert Match.objects.get(story__title="A bilingual tram").reasons[0][1] == "learned"


def test_a_decision_is_recorded_and_can_be_undone(osprey, mara):
    (match,) = make_matches(make_source(osprey), ["Ticket apps grow"])

    commands.keep_story(by=acting(mara), match_id=match.pk, version=1, now=MONDAY)
    with pytest.raises(Stale):
        commands.dismiss_story(by=acting(mara), match_id=match.pk, version=1, now=MONDAY)
    again = commands.reopen_story(by=acting(mara), match_id=match.pk, now=MONDAY)

    assert (again.state, again.decided_by) == ("new", None)
    assert trail.actions_on(match) == ["story.kept", "story.reopened"]


def test_stories_that_are_too_old_leave_the_list_and_what_was_kept_stays(osprey, mara):
    new, kept = make_matches(make_source(osprey), ["Ticket apps grow", "Fares rise"])
    commands.keep_story(by=acting(mara), match_id=kept.pk, version=1, now=MONDAY)
    late = MONDAY + timedelta(days=15)

    assert [one.pk for one in queries.listed(acting(mara), "new", 0, MONDAY)] == [new.pk]
    assert queries.listed(acting(mara), "new", 0, late) == []
    assert [one.pk for one in queries.listed(acting(mara), "kept", 0, late)] == [kept.pk]


def test_the_list_begins_with_the_most_relevant_and_then_the_newest(osprey, mara):
    first, second, third = make_matches(make_source(osprey), ["Ticket apps grow", "Fares rise", "New line opens"])
    Match.objects.filter(pk=first.pk).update(score=1)
    Story.objects.filter(pk=second.story_id).update(newest_at=MONDAY - timedelta(hours=2))
    Story.objects.filter(pk=first.story_id).update(newest_at=LATER)

    found = queries.listed(acting(mara), "new", 0, LATER)

    assert [one.pk for one in found] == [third.pk, second.pk, first.pk]


def test_others_read_no_stories_of_an_account_and_team_members_decide_nothing(osprey, tim):
    (match,) = make_matches(make_source(osprey), ["Ticket apps grow"])

    other = make_person("Edda", roles.ACCOUNT_MANAGER)

    with pytest.raises(NotSeen):
        commands.keep_story(by=acting(other), match_id=match.pk, version=1, now=MONDAY)
    with pytest.raises((NotSeen, Refused)):
        commands.keep_story(by=acting(tim), match_id=match.pk, version=1, now=MONDAY)


def test_a_feed_that_others_follow_already_brings_its_recent_stories(osprey, mara):
    dairy = make_account("Larkfield Dairy", manager=mara)
    source = make_source(osprey)
    make_matches(source, ["Ticket apps grow"])

    fields = SourceFields(address=source.feed.address, about="industry")
    feeds.follow_feed(by=acting(mara), account_id=dairy.pk, fields=fields, now=MONDAY)

    assert Match.objects.filter(account=dairy).count() == 1


def test_a_term_that_every_article_has_is_refused(osprey, mara):
    with pytest.raises(Invalid):
        add(mara, osprey, "and the")


def test_triage_opens_the_next_story_after_each_decision(osprey, mara, client):
    first, second, third = make_matches(make_source(osprey), ["Ticket apps grow", "Fares rise", "Trains run late"])
    client.force_login(mara)

    kept = client.post(reverse("insights:keep_story", args=[first.pk]), {"version": "1", "tab": "new"})
    page = client.get(kept["Location"])

    assert page.context["open"].match.pk == second.pk
    assert [row.match.pk for row in page.context["rows"]] == [second.pk, third.pk]
    assert "ticket app" in page.content.decode()


def test_a_list_of_feeds_goes_out_and_comes_in_again(osprey, mara, client):
    make_source(osprey, "https://one.example/rss")
    make_source(osprey, "https://two.example/rss")
    dairy = make_account("Larkfield Dairy", manager=mara)
    client.force_login(mara)
    body = client.get(reverse("insights:export_outline")).content
    for number in "ab":
        given = {"account": str(dairy.pk), "about": "industry", "outline_file": SimpleUploadedFile("a.opml", body)}
        answer = client.post(reverse("insights:import_outline"), given | {"nonce": number * 32})
        assert answer.status_code == 302

    addresses = sorted(dairy.insight_sources.values_list("feed__address", flat=True))
    assert addresses == ["https://one.example/rss", "https://two.example/rss"]


def test_all_stories_are_a_list_that_opens_on_ones_own_that_match_and_leads_to_the_reader(client, osprey, mara):
    mara = make_person("Vera", roles.ACCOUNT_MANAGER, roles.EXECUTIVE)
    own, other = make_account("Larkfield Dairy", manager=mara), osprey
    make_matches(make_source(own), ["Oat milk prices fall"])
    make_matches(make_source(own), ["Nothing about them"], score=0.1)
    (gone,) = make_matches(make_source(own), ["Cows on strike"], state="dismissed", decided_at=MONDAY)
    make_matches(make_source(other), ["Ticket apps grow"])
    client.force_login(mara)

    def titles(query=""):
        return [line.row.story.title for line in client.get(f"{reverse('insights:stories')}{query}").context["lines"]]

    assert titles() == ["Oat milk prices fall"]
    assert titles("?whose=all&sort=title") == ["Oat milk prices fall", "Ticket apps grow"]
    assert titles("?closed=on&find=larkfield+cows") == ["Cows on strike"]
    reader = client.get(f"{reverse('insights:insights')}?account={own.pk}&at={gone.pk}").context["open"]
    assert reader.match == gone
