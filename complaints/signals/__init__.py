"""Signals of a matter (dấu hiệu): facts are weighed, the sum proposes, a named person decides. Pure."""
