"""Retainers and prepaid blocks by period: available, used, rolled over, expired and overage; and retainer requests.

Terms: period, rollover, top-up, over (overage, billed or written off), pace. Main
commands: `agree_period_terms`, `buy_top_up`, `decide_over`, `undecide_over`, `count_delivery`.
"""
