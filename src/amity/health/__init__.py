"""Health: how well the relationship with each client is, from 0 to 100, how sure that is, and why.

Terms: input (one of eight, mapped to 0–100 by break points), confidence (the weight of the known inputs), cap (the
highest score while something is unanswered), snapshot (the health of a day with its evidence). `rules.health_of`
calculates; `snapshots.commands` stores; domain.md, "Health", has the numbers.
"""
