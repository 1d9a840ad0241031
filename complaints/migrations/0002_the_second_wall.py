"""The second wall: the database shows an excluded person no row of the sealed tables (ADR 0042).

A policy asks nothing where no reader is named (jobs, commands, copies); the owner of the tables is not
held by it. Whoever may not read may still add: a person learns of no row by writing one.
"""

from django.db import migrations

_OF_MATTER = (
    "complaints_sealedidentity",
    "complaints_identityrequest",
    "complaints_sealedoriginal",
    "complaints_protectionfile",
    "complaints_adversenote",
)
_OF_FILE = (
    "complaints_protectionreader",
    "complaints_protectedperson",
    "complaints_protectionstep",
    "complaints_protectionmeasure",
    "complaints_protectionletter",
)
# Asked as the owner of the tables would: the excluded person needs no right to read exclusions.
_ASK = """
CREATE FUNCTION reader_is_excluded(asked uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM complaints_matterexclusion
        WHERE matter_id = asked
          AND user_id = nullif(current_setting('tcd.reader', true), '')::uuid
    )
$$;
"""


def _wall(table: str, condition: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY not_to_the_excluded ON {table} FOR SELECT USING ({condition});
CREATE POLICY may_be_added ON {table} FOR INSERT WITH CHECK (true);
CREATE POLICY may_be_changed ON {table} FOR UPDATE USING (true);
CREATE POLICY may_be_removed ON {table} FOR DELETE USING (true);
"""


def _no_wall(table: str) -> str:
    names = ("not_to_the_excluded", "may_be_added", "may_be_changed", "may_be_removed")
    dropped = "".join(f"DROP POLICY {name} ON {table};\n" for name in names)
    return f"{dropped}ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n"


_WALLS = {
    **dict.fromkeys(_OF_MATTER, "NOT reader_is_excluded(matter_id)"),
    # Rows of the outer table are themselves behind the wall.
    **dict.fromkeys(
        _OF_FILE, "EXISTS (SELECT FROM complaints_protectionfile f WHERE f.id = file_id)"
    ),
    "complaints_redactedcopy": (
        "EXISTS (SELECT FROM complaints_sealedoriginal o WHERE o.id = original_id)"
    ),
}


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_all_tables")]

    operations = [
        migrations.RunSQL(
            _ASK + "".join(_wall(table, condition) for table, condition in _WALLS.items()),
            "".join(_no_wall(table) for table in _WALLS)
            + "DROP FUNCTION reader_is_excluded(uuid);",
        )
    ]
