"""Build, check and test Amity. Nothing here is part of the product."""
