"""What makes the ledger (sổ vết) provable, and who may read it (ADR 0040)."""
