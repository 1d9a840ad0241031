"""Mẫu số 02 of Thông tư 06/2025/TT-TTCP: the outline of the words, as data."""
