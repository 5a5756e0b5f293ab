"""What builds, checks and tests Amity. Nothing here is part of the product."""
