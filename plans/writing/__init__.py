"""Outlines of plans (mẫu kế hoạch) as data, and what stands in their places."""
