"""The door to statutory tables: live ones, their cells, and figures to freeze in a report."""

from reports.cells import Cell
from reports.live_tables import Table, TableRow, table_of, tables_of
from reports.measures import figure_of
from reports.statutory_figures import statutory_figures

__all__ = [
    "Cell",
    "Table",
    "TableRow",
    "figure_of",
    "statutory_figures",
    "table_of",
    "tables_of",
]
