"""The register in use read from a workbook (nhập sổ đang dùng): nothing is guessed, nothing is run."""

from reception.stock.table import Problem, Table, read_table

__all__ = ["Problem", "Table", "read_table"]
