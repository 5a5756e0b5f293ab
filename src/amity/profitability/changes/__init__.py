"""What moved time or revenue against the months before, or against what is quoted, for the page that explains it."""
