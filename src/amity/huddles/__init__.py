"""Own huddles: the weekly fifteen minutes of an account manager and a project manager, and who leaves with what.

Terms: huddle, pair, agenda, topic, follow-up, surprise rate. Commands: `open_huddle`, `start_huddle`, `add_point`,
`take_point`, `settle_point`, `reopen_point`, `finish_follow_up`, `reopen_follow_up`.
"""
