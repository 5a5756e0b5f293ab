"""Time entries, their months, and the monthly sums that every figure of money is based on.

Terms: entry, month lock, rollup, unpriced, re-rate. Main commands: `log_entry`, `edit_entry`, `delete_entry`,
`undo_delete`, `lock_month`, `open_month`, `rerate`. `bulk` writes many entries at once for imports. `account_changed`
moves time with its project to another account.
"""
