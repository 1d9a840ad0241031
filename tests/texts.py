"""The words of a document, for tests that read what a person reads."""

import subprocess


def pdf_text(content: bytes) -> str:
    """Text of a PDF in the order of its lines."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, check=True, capture_output=True
    )
    return done.stdout.decode()
