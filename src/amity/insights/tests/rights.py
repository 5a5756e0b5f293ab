"""Everyone who sees the account reads its insights; its account manager and director choose and decide."""

from tests.matrix.rights import ACCOUNT_SEEN, AM, DIRECTOR, PM, SIGNED_IN, RestRights, Rights, may, rest

CHOOSE = {AM, DIRECTOR}
V1: dict[str, object] = {"version": 1}
NEW = {"address": "https://other.example/feed.xml", "about": "competitor"}
SHARE = {"so_what": "It shows what bilingual sells.", "contact_ids": "{contact_id}"}
TERM = {"field": "topic", "text": "mobile payment"}
FIND = {"address": "ftp://not-the-web.example/", "account": "{account_id}", "about": "industry"}

RIGHTS: Rights = {
    "insights:insights": may(get=SIGNED_IN, also=("?tab=kept", "?account={account_id}&at={match_id}", "?all=1")),
    "insights:stories": may(get=SIGNED_IN, also=("?sort=-sources", "?view=kept", "?state=dismissed", "?export=csv")),
    "insights:keep_story": may(post=CHOOSE, data={"version": "1", "tab": "new"}),
    "insights:dismiss_story": may(post=CHOOSE, data={"version": "1", "tab": "new"}),
    "insights:reopen_story": may(post=CHOOSE, where={"match_id": "{kept_match_id}"}),
    "insights:decide_story": may(post=CHOOSE | {PM}),
    "insights:share_story": may(get=CHOOSE, post=CHOOSE, data=SHARE),
    "insights:write_share": may(get=CHOOSE, post=CHOOSE, data={"draft": "1", "subject": "A launch", "body": "Hello"}),
    "insights:record_outcome": may(post=CHOOSE, data={"outcome": "useful"}),
    "insights:sources": may(get=SIGNED_IN),
    "insights:find_feeds": may(get=SIGNED_IN, uncounted="a form"),
    "insights:follow_feed": may(post=CHOOSE, data={**NEW, "account": "{account_id}"}),
    "insights:import_outline": may(
        get=SIGNED_IN, post=CHOOSE, data={"account": "{account_id}", "about": "industry"},
        files={"outline_file": "outline"},
    ),
    "insights:export_outline": may(get=SIGNED_IN),
    "insights:edit_source": may(get=CHOOSE, post=CHOOSE, data={"version": "1", "about": "client"}),
    "insights:check_source": may(post=CHOOSE, trail=False),
    "insights:pause_source": may(post=CHOOSE),
    "insights:resume_source": may(post=CHOOSE, where={"source_id": "{paused_id}"}),
    "insights:remove_source": may(post=CHOOSE),
    "insights:terms": may(get=ACCOUNT_SEEN),
    "insights:add_interest": may(get=CHOOSE, post=CHOOSE, data=TERM),
    "insights:remove_interest": may(post=CHOOSE),
}  # fmt: skip

REST: RestRights = {
    "list_insight_sources": rest(SIGNED_IN),
    "read_insight_source": rest(ACCOUNT_SEEN),
    "follow_feed": rest(CHOOSE, NEW),
    "edit_insight_source": rest(CHOOSE, V1 | {"about": "client"}),
    "pause_insight_source": rest(CHOOSE),
    "resume_insight_source": rest(CHOOSE, source_id="{paused_id}"),
    "remove_insight_source": rest(CHOOSE),
    "list_insight_terms": rest(SIGNED_IN),
    "add_insight_term": rest(CHOOSE, TERM),
    "remove_insight_term": rest(CHOOSE),
    "list_insight_stories": rest(SIGNED_IN),
    "read_insight_story": rest(ACCOUNT_SEEN),
    "keep_insight_story": rest(CHOOSE, V1),
    "dismiss_insight_story": rest(CHOOSE, V1),
    "list_insight_shares": rest(SIGNED_IN),
    "decide_insight_story": rest(CHOOSE | {PM}),
    "share_insight_story": rest(CHOOSE, {"so_what": "It shows what bilingual sells.", "contact_ids": ["{contact_id}"]}),
    "raise_insight_story": rest(CHOOSE, {"meeting_id": "{meeting_id}", "so_what": "It shows what sells."}),
    "draft_insight_share": rest(CHOOSE),
    "record_insight_outcome": rest(CHOOSE, {"outcome": "useful"}),
    "reopen_insight_story": rest(CHOOSE, match_id="{kept_match_id}"),
}
