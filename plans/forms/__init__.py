"""Forms of plans, one file a subject."""
