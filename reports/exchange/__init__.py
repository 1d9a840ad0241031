"""Exchange of data (trao đổi dữ liệu): cases for the national database, reports of units that work
outside the system (Nghị định 55/2022/NĐ-CP; docs/exchange.md)."""
