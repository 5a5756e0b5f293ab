"""Retainers and blocks period by period: what is there, used, rolled on, expired and over, and the client's call-offs.

Terms: period, rollover, top-up, over (billed or given), call-off, pace. Main commands: `agree_period_terms`,
`buy_top_up`, `decide_over`, `count_delivery`, `log_call_off`.
"""
