"""Everyone sees their own Today and answers its cards; a director also looks at that of their people."""

from tests.matrix.rights import AM, SIGNED_IN, RestRights, Rights, may, rest

CARD = {"card_key": "{today_card}"}
KIND = {"kind_key": "promise"}

RIGHTS: Rights = {
    "today:today": may(get=SIGNED_IN, also=("?whose=people", "?whose=nobody")),
    "today:record_shown": may(post=SIGNED_IN, trail=False),
    "today:asides": may(get=SIGNED_IN),
    "today:bring_back": may(post={AM}),
    "today:settings": may(get=SIGNED_IN, post=SIGNED_IN, data={"by_email": "on", "hour": "8", "chat": ""}),
    "today:move_to_digest": may(post=SIGNED_IN, where=KIND),
    "today:show_again": may(post=SIGNED_IN, where=KIND),
    "today:not_now": may(post={AM}, where=CARD, data={"until": ""}),
    "today:let_pass": may(post={AM}, where=CARD, data={"reason": "timing"}),
    "today:not_so": may(post={AM}, where=CARD),
    "today:effects": may(post={AM}, where=CARD, data={"client": "3", "agency": "2"}),
}

REST: RestRights = {
    "read_today": rest(SIGNED_IN),
    "set_card_aside": rest({AM}, {}, card_key="{today_card}"),
    "let_card_pass": rest({AM}, {"reason": "timing"}, card_key="{today_card}"),
    "raise_card_threshold": rest({AM}, card_key="{today_card}"),
    "correct_card_effects": rest({AM}, {"client": 3, "agency": 2}, card_key="{today_card}"),
    "bring_card_back": rest({AM}),
}
