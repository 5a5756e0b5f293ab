"""The health of all accounts a person sees: against margin, movers of the week, net fees by month."""
