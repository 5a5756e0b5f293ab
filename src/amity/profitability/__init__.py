"""Revenue, margin and quoted against actual: rules and queries over the monthly sums of time.

Terms: revenue to date, net fees (AGI), delivery margin, effective rate, over-servicing, not quoted.

Each noun is a folder. The arithmetic is in their `rules.py`. Read it in this order: `figures` (a number with its
inputs), `measures` (the monthly sums), `terms` (what was agreed and its progress), `completion` and `revenue`,
`sharing` and `deals`, `margin` and `statements`, `lines`, `cost_rates`. The reads begin at `books` (load everything),
continue in `deals` and `statements` (calculate, then limit to the reader's rights), and end at the pages: `portfolio`,
`accounts`, `projects`, `outlook` and `closing`.
"""
