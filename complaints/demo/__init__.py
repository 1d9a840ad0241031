"""Invented citizens and petitions for the demonstration; nobody in it is real."""
