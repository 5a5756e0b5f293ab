"""The library of standard terms, the review rules, and their settings."""
