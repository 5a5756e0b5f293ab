"""Stories: articles that report the same, ranked for each account, and kept or dismissed."""
