"""Revenue, margin and quoted against actual: rules and queries over the monthly sums of time.

Terms: revenue to date, net fees (AGI), delivery margin, effective rate, over-servicing, not quoted.

Each noun is a folder. The arithmetic is in their `rules.py`; read it in this order: `figures` (a number that opens to
its inputs), `measures` (what the monthly sums give), `terms` (what was agreed and how far it is), `completion` and
`revenue`, `sharing` and `deals`, `margin` and `statements`, `lines`, `cost_rates`. The reads begin at `books` (load
everything), go on to `deals` and `statements` (calculate, then narrow to the reader's right), and end at the pages:
`portfolio`, `accounts`, `projects`, `outlook` and `closing`.
"""
