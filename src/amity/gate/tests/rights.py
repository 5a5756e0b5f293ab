"""Who writes to clients, who reads what goes out, and who clears it. An author never clears their own."""

from tests.matrix.rights import ADMIN, AM, BY_ROLE, DIRECTOR, OUTSIDER, PM, SIGNED_IN, RestRights, Rights, may, rest

CLEARS = {AM, DIRECTOR}
WRITES = BY_ROLE | {AM, DIRECTOR, PM}
SEES = BY_ROLE | {AM, DIRECTOR, PM}
STOPS = CLEARS | {PM}
OWN = {PM}
TEMPLATES = {AM, DIRECTOR, ADMIN, OUTSIDER}
ITEM = {"item_id": "{outgoing_id}"}
DRAFT = {"item_id": "{outgoing_draft_id}"}
LATER = {"item_id": "{later_outgoing_id}"}
LOST = {"item_id": "{lost_id}"}

EMAIL: dict[str, str | list[str]] = {"subject": "Banner", "text": "Hello", "to_ids": ["{contact_id}"], "draft": "1"}
SAID: dict[str, str | list[str]] = {"digest": "{outgoing_digest}"}
ANSWERED = SAID | {"finding-1": "promise:by friday", "answer-1": "checked"}
WATCHED = {"lane-email-others": "watch"}
PAIR: dict[str, str | list[str]] = {
    "read": ["{outgoing_second_id}:{outgoing_second_digest}", "{outgoing_pair_id}:{outgoing_pair_digest}"]
}  # fmt: skip
FACT = SAID | {"ground": "fact", "words": "It costs less"}

RIGHTS: Rights = {
    "gate:announce": may(get=WRITES, post=WRITES, data={"change": ["cover:{cover_id}"]}),
    "gate:queue": may(get=SIGNED_IN),
    "gate:items": may(get=SIGNED_IN, also=("?view=waiting", "?export=csv", "?text=banner")),
    "gate:undelivered": may(get=SIGNED_IN),
    "gate:item": [may(get=SEES, where=ITEM), may(get=SEES, where={"item_id": "{priced_outgoing_id}"})],
    "gate:write_email": may(get=WRITES, post=WRITES, data=EMAIL),
    "gate:check_email": may(post=WRITES, data=EMAIL, trail=False),
    "gate:edit_email": may(get=OWN, post=OWN, where=DRAFT, data=EMAIL | {"version": "1"}),
    "gate:remove_file": may(post=OWN, where=DRAFT),
    "gate:write_again": may(post=OWN, where={"item_id": "{version_outgoing_id}"}),
    "gate:revise": may(post=OWN, where=ITEM),
    "gate:withdraw": may(post=OWN, where=DRAFT),
    "gate:open_item": may(post=SEES, where=ITEM, data=SAID, trail=False),
    "gate:bundle": may(post=STOPS, data=PAIR),
    "gate:take_apart": may(post=STOPS, where={"item_id": "{outgoing_bundle_id}"}),
    "gate:clear": may(post=CLEARS, where=ITEM, data=ANSWERED),
    "gate:return_item": may(post=CLEARS, where=ITEM, data=FACT),
    "gate:hold": may(post=CLEARS, where=ITEM, data=SAID),
    "gate:pull_back": may(post=STOPS, where=LATER),
    "gate:clear_opened": may(post=SIGNED_IN, trail=False),
    "gate:lanes": may(counted=True, get={DIRECTOR, ADMIN}, post={DIRECTOR, ADMIN}, data=WATCHED),
    "gate:checks": may(get=SIGNED_IN),
    "gate:wake_check": may(post=CLEARS | {ADMIN}, where={"check_id": "{quiet_check_id}"}),
    "gate:add_standard": may(get={DIRECTOR, ADMIN}, post={DIRECTOR, ADMIN}, data={"text": "Nothing is free"}),
    "gate:remove_standard": may(post={DIRECTOR, ADMIN}, where={"standard_id": "{gate_standard_id}"}),
    "gate:email_templates": may(get=SIGNED_IN),
    "gate:add_template": may(get=TEMPLATES, post=TEMPLATES, data={"name": "Plan", "kind": "email", "text": "Hello"}),
    "gate:edit_template": may(
        get=TEMPLATES,
        post=TEMPLATES,
        where={"template_id": "{email_template_id}"},
        data={"name": "Plan", "kind": "email", "text": "Hello", "version": "1"},
    ),
    "gate:remove_template": may(post=TEMPLATES, where={"template_id": "{email_template_id}"}),
    "gate:beliefs": may(get=SIGNED_IN),
    "gate:set_outcome": may(post={AM}, where={"belief_id": "{belief_id}"}, data={"outcome": "right"}, trail=False),
    "gate:answer_edit": may(post={AM}, where={"edit_id": "{gate_edit_id}"}, data={"became": "nothing"}),
    "gate:watch": may(get={DIRECTOR, ADMIN}, post={DIRECTOR, ADMIN}, data={"outcome": "on", "version": "1"}),
    "gate:answer_offer": may(post=CLEARS, data={"answer": "dismissed"}),
    "gate:account_lanes": may(get=CLEARS, post=CLEARS, data=WATCHED),
    "gate:settle_question": may(post=STOPS, where=LOST),
    "gate:settle": [
        may(post=STOPS, where=LOST, data={"arrived": "1"}),
        may(post=STOPS, where=LOST, data={"again": "1"}),
    ],
}

V1: dict[str, object] = {"version": 1}
READ: dict[str, object] = {"digest": "{outgoing_digest}"}

REST: RestRights = {
    "list_announcements": rest(SIGNED_IN),
    "draft_announcement": rest(WRITES, {"kind": "cover", "id": "{cover_id}"}),
    "list_outgoing": rest(SIGNED_IN, query="?waiting=me"),
    "read_outgoing": rest(SEES, item_id="{outgoing_id}"),
    "list_standards": rest(SIGNED_IN),
    "list_quiet_checks": rest(SIGNED_IN),
    "list_beliefs": rest(SIGNED_IN),
    "list_lane_offers": rest(SIGNED_IN),
    "answer_lane_offer": rest(CLEARS, {"answer": "dismissed"}),
    "list_checked_after_sending": rest(SIGNED_IN),
    "read_checked_after_sending": rest(CLEARS, {"is_read": True}, found_id="{found_after_id}"),
    "add_standard": rest({DIRECTOR, ADMIN}, {"text": "Nothing is free"}),
    "remove_standard": rest({DIRECTOR, ADMIN}, standard_id="{gate_standard_id}"),
    "end_quiet_check": rest(CLEARS | {ADMIN}, check_id="{quiet_check_id}"),
    "record_belief_outcome": rest({AM}, {"outcome": "right"}, trail=False),
    "list_email_templates": rest(SIGNED_IN),
    "read_email_template": rest(SIGNED_IN, template_id="{email_template_id}"),
    "write_outgoing": rest(WRITES, {"account_id": "{account_id}", "subject": "Banner", "to_ids": ["{contact_id}"]}),
    "edit_outgoing": rest(
        OWN, V1 | {"subject": "Banner", "body": "Hello", "to_ids": ["{contact_id}"]}, item_id="{outgoing_draft_id}"
    ),
    "submit_outgoing": rest(OWN, V1, item_id="{outgoing_draft_id}"),
    "revise_outgoing": rest(OWN, {}, item_id="{outgoing_id}"),
    "withdraw_outgoing": rest(OWN, {}, item_id="{outgoing_draft_id}"),
    "clear_outgoing": rest(CLEARS, READ | {"answers": {"promise:by friday": "checked"}}, item_id="{outgoing_id}"),
    "create_bundle": rest(
        STOPS,
        {
            "items": [
                {"id": "{outgoing_second_id}", "digest": "{outgoing_second_digest}"},
                {"id": "{outgoing_pair_id}", "digest": "{outgoing_pair_digest}"},
            ]
        },
    ),
    "end_bundle": rest(STOPS, {}, item_id="{outgoing_bundle_id}"),
    "return_outgoing": rest(CLEARS, READ | {"ground": "fact", "words": "It costs less"}, item_id="{outgoing_id}"),
    "hold_outgoing": rest(CLEARS, READ, item_id="{outgoing_id}"),
    "pull_back_outgoing": rest(STOPS, {}, item_id="{later_outgoing_id}"),
    "resend_outgoing": rest(STOPS, {"recipient_id": "{recipient_id}"}, item_id="{lost_id}"),
    "confirm_outgoing": rest(STOPS, {"recipient_id": "{recipient_id}"}, item_id="{lost_id}"),
}
