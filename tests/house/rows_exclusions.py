"""A denunciation from which somebody is kept out, and a document that would let them in again."""

from agencies.roles import Role
from complaints.actions.exclusions import enter_lift
from complaints.actions.matters import exclude
from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.lifting import LiftDocument
from complaints.petitioner import Petitioner
from tests.factories import NOW, Province, make_user


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, handler = province["SKHCN"], province.person("handler", "SKHCN")
    matter = register_petition(
        agency=home, kind=PetitionKind.DENUNCIATION, field=Field.CIVIL_SERVICE, source=Source.POST,
        received_on=NOW.date(), petitioner=Petitioner(full_name="Vi Thị Mỷ"), summary="Tố cáo",
        content="Tố cáo một cán bộ.", by=handler, now=NOW,
    ).matter  # fmt: skip
    accused = make_user(f"bi.to.cao.{home.code}".lower(), (Role.HANDLER, home))
    exclude(matter=matter, users=[accused], reason="Bị tố cáo", by=handler, now=NOW)
    lift = enter_lift(
        matter_id=matter.pk, person=accused, reason="Giải trình.",
        document=LiftDocument("15/UBND-NC", NOW.date(), province["UBND"].pk, ""),
        by=province.person("custodian", "SKHCN"), now=NOW,
    )  # fmt: skip
    return {"secret_matter": matter, "exclusion_lift": lift}
