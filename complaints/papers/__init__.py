"""Papers of a case after the statutory forms: forms as data, filled from the case, as PDF and DOCX."""
