"""Addresses of insights."""

from django.urls import path

from amity.insights.feeds import views as feeds
from amity.insights.shares import views as shares
from amity.insights.stories import views as stories
from amity.insights.stories.tables import StoryList
from amity.insights.topics import views as topics

app_name = "insights"
urlpatterns = [
    path("insights/", stories.insights, name="insights"),
    path("insights/stories/", StoryList.as_view(), name="stories"),
    path("insights/<int:match_id>/keep/", stories.keep_story, name="keep_story"),
    path("insights/<int:match_id>/dismiss/", stories.dismiss_story, name="dismiss_story"),
    path("insights/<int:match_id>/reopen/", stories.reopen_story, name="reopen_story"),
    path("insights/<int:match_id>/decide/", stories.decide_story, name="decide_story"),
    path("insights/<int:match_id>/share/", shares.share_story, name="share_story"),
    path("insights/shares/<int:share_id>/write/", shares.write_share, name="write_share"),
    path("insights/received/<int:received_id>/", shares.record_outcome, name="record_outcome"),
    path("insights/sources/", feeds.sources, name="sources"),
    path("insights/sources/find/", feeds.find_feeds, name="find_feeds"),
    path("insights/sources/new/", feeds.follow_feed, name="follow_feed"),
    path("insights/sources/import/", feeds.import_outline, name="import_outline"),
    path("insights/sources/export/", feeds.export_outline, name="export_outline"),
    path("insights/sources/<int:source_id>/edit/", feeds.edit_source, name="edit_source"),
    path("insights/sources/<int:source_id>/check/", feeds.check_source, name="check_source"),
    path("insights/sources/<int:source_id>/pause/", feeds.pause_source, name="pause_source"),
    path("insights/sources/<int:source_id>/resume/", feeds.resume_source, name="resume_source"),
    path("insights/sources/<int:source_id>/remove/", feeds.remove_source, name="remove_source"),
    path("insights/accounts/<int:account_id>/", topics.terms, name="terms"),
    path("insights/accounts/<int:account_id>/terms/new/", topics.add_interest, name="add_interest"),
    path("insights/terms/<int:interest_id>/remove/", topics.remove_interest, name="remove_interest"),
]
