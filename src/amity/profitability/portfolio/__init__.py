"""All accounts a person sees, with their profitability."""
