"""Draw the ranked cards of a person."""
