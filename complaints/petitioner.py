"""Who comes with a matter, as typed: a value that is stored, sealed or forgotten by the actions."""

from dataclasses import dataclass, fields

from agencies.vietnamese import tidy
from complaints.enums import PaperKind


@dataclass(frozen=True, slots=True)
class Petitioner:
    """Người khiếu nại, tố cáo, kiến nghị: a person, or an organisation under its own name.

    The texts are in NFC without control characters; whoever reads the form checks them."""

    full_name: str
    birth_year: int | None = None
    address: str = ""
    phone: str = ""
    id_number: str = ""
    paper: str = ""  # PaperKind, empty when nobody noted it
    paper_issued: str = ""
    is_organisation: bool = False

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                object.__setattr__(self, field.name, tidy(value))

    def as_texts(self) -> dict[str, str]:
        """What goes into the vault: texts only, in a closed list of keys."""
        return {
            "full_name": self.full_name,
            "birth_year": str(self.birth_year or ""),
            "address": self.address,
            "phone": self.phone,
            "id_number": self.id_number,
            "paper": str(PaperKind(self.paper).label) if self.paper else "",
            "paper_issued": self.paper_issued,
        }

    def __repr__(self) -> str:
        """No name in a log or a traceback."""
        return "Petitioner(…)"
