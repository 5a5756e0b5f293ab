"""What items are about: briefs, agreements, versions of deliverables and other things that parts above send."""
