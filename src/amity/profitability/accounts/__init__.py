"""One account's money: its key figures, months and projects."""
