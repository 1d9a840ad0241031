"""Sao lưu, khôi phục: a consistent copy of database and files, and the way back (ADR 0029)."""
