"""Rights of the runtime role: it serves pages but cannot change the schema or the past (ADR 0004)."""

from django.conf import settings
from django.db import connections
from psycopg2 import sql

# Tables in which the runtime role may only add and read.
APPEND_ONLY = (
    "records_ledgerentry",
    "records_ledgerseal",
    "records_retentionrun",
    "complaints_archivedelivery",
    "complaints_archivedmatter",
    "complaints_archivereturn",
    "complaints_clockevent",
    "complaints_proceedingevent",
    "reception_visitcorrection",
)
NEVER_DELETED = (
    "records_registerentry",
    "records_registercounter",
    "complaints_exclusionlift",
)


def grant(using: str) -> None:
    """Gives the runtime role its rights on every table; safe to repeat. Needs the owner role."""
    role = sql.Identifier(settings.RUNTIME_DATABASE_ROLE)
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, 'pg_database_owner', 'MEMBER'), "
            "EXISTS (SELECT FROM pg_roles WHERE rolname = %s)",
            [settings.RUNTIME_DATABASE_ROLE],
        )
        owns, role_exists = cursor.fetchone()
        if not (owns and role_exists):
            return
        tables = set(connections[using].introspection.table_names(cursor))
        statements = [
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role),
            sql.SQL(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}"
            ).format(role),
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role),
            sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}").format(role),
        ]
        for names, rights in ((APPEND_ONLY, "UPDATE, DELETE, TRUNCATE"), (NEVER_DELETED, "DELETE")):
            statements += [
                sql.SQL("REVOKE " + rights + " ON {} FROM {}").format(sql.Identifier(name), role)
                for name in names
                if name in tables
            ]
        for statement in statements:
            cursor.execute(statement)
