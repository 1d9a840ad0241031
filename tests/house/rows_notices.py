"""An account and its agency, for the addresses and the hour of letters."""

from tests.factories import Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    return {"own_agency": province["SKHCN"], "account": province.person("officer", "SKHCN")}
