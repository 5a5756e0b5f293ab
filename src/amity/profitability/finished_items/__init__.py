"""Lines and work items that are worth the question "is it finished?"."""
