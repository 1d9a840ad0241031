"""Forms of complaints: shape and texts; the rules are asked of the actions."""
