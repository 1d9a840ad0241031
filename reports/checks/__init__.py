"""Checks of figures: within a table, between tables, against the report before, in words.

`check_frozen` is pure over the figures of a report; `check_live` counts; `check_report` is what a
page and a command ask about one report.
"""
