"""Time entries, the months they fall in, and the monthly sums that every figure of money rests on.

Terms: entry, month lock, rollup, unpriced, re-rate. Main commands: `log_entry`, `edit_entry`, `delete_entry`,
`undo_delete`, `lock_month`, `open_month`, `rerate`. `bulk` writes many entries at once for imports; `moves` lets time
follow its project to another account.
"""
