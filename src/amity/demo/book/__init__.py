"""The demo's book of business: clients, their works, briefs, wishes, troubles and expenses, as data."""
