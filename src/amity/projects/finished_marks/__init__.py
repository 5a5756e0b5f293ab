"""The mark that a line or a work item is finished, and the answer that it isn't yet."""
