"""Pages of the house itself: sign-in, home, units, errors."""
