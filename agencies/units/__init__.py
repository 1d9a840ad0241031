"""The demonstration units: Lạng Sơn after the 2025 reform and the issuers of the five sample plans.

`spec` is what one unit or account is told by; `province`, `communes`, `issuers`, `people` are the
data; `agencies.actions.units` builds them.
"""
