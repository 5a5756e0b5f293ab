"""Steps from draft to end, recorded with their evidence."""
