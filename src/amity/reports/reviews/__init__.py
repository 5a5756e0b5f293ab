"""Account reviews: blocks with live figures until the review is released, as slides, PDF and PowerPoint."""
