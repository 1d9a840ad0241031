"""A document about the department's visit."""

from records.actions.documents import issue_document
from records.enums import DocumentKind
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    document = issue_document(
        agency=province["SKHCN"], kind=DocumentKind.GUIDANCE, subject=found["visit"],
        title="Phiếu hướng dẫn", template="records/pdf/official.html", context={}, sealed=False,
        signer=None, by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    return {"document": document}
