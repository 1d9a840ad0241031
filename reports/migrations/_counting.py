"""Statement-level triggers that keep the tallies and the slices of the overview (ADR 0009, ADR 0035).

Each source says what one of its rows adds: `stock` true for what is so now, false for what happened
on a day. Rows with excluded persons (secrecy 2) are counted nowhere; days are those of Viet Nam.
`reports_rebuild_tallies()` counts everything anew, with the writers of the sources kept waiting.
"""

LOCAL = "({} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
# Duties whose end makes nobody late; a test holds them against the rules that are shipped.
PASSING = (
    "BC_CHOT", "KN_CONGKHAI", "KN_HET_DC", "KN_HIEULUC", "KN_KL_THOIHIEU1", "KN_KL_THOIHIEU2",
    "KN_LAN2_HAN", "KN_THOIHIEU", "TC_NIEMYET", "TIEP_DVSN", "TIEP_HUYEN", "TIEP_SO", "TIEP_TINH",
    "TIEP_XA",
)  # fmt: skip
_PASSING = ", ".join(f"'{code}'" for code in PASSING)
DONE = (
    f"CASE WHEN r.petition_id IS NOT NULL AND r.rule_code NOT IN ({_PASSING}) "
    "THEN r.finished_on END"
)
IN_TIME = "(r.due_on IS NULL OR r.finished_on <= r.due_on)::int"
DUE = f"CASE WHEN r.next_duty NOT IN ({_PASSING}) THEN r.next_due_on END"
IS = "(r.state = '{}')::int"
AT_LEVEL = "(r.state = 'confirmed' AND r.level = '{}')::int"
IN_FORCE = "(r.voided_at IS NULL)::int"

# table -> columns of the tally, and one row for each day, or for now, on which a record counts.
TALLIED = {
    "reception_visit": (
        "visits, people, groups",
        f"(false, {LOCAL.format('r.arrived_at')}, {IN_FORCE}, {IN_FORCE} * r.head_count, "
        f"{IN_FORCE} * (r.head_count >= 5)::int)",
    ),
    "complaints_petition": (
        "received, processed, resolved, waiting, in_progress",
        "(false, r.received_on, 1, 0, 0, 0, 0), (false, r.processed_on, 0, 1, 0, 0, 0), "
        "(false, r.resolved_on, 0, 0, 1, 0, 0), "
        f"(true, NULL, 0, 0, 0, {IS.format('received')}, {IS.format('accepted')})",
    ),
    "complaints_matter": ("due", "(false, r.next_due_on, 1)"),
    "complaints_hotspot": (
        "proposed, watch, warning, hot",
        f"(true, NULL::date, {IS.format('proposed')}, {AT_LEVEL.format('watch')}, "
        f"{AT_LEVEL.format('warning')}, {AT_LEVEL.format('hot')})",
    ),
    "complaints_clock": ("finished, on_time", f"(false, {DONE}, 1, {IN_TIME})"),
    "complaints_transfer": (
        "transfers, answers",
        f"(true, NULL, {IS.format('sent')}, 0), (false, r.answer_due_on, 0, {IS.format('sent')})",
    ),
}
SLICED = {
    "complaints_petition": (
        "received, processed, resolved, due, waiting, in_progress",
        "(false, r.received_on, 1, 0, 0, 0, 0, 0), (false, r.processed_on, 0, 1, 0, 0, 0, 0), "
        f"(false, r.resolved_on, 0, 0, 1, 0, 0, 0), (false, {DUE}, 0, 0, 0, 1, 0, 0), "
        f"(true, NULL, 0, 0, 0, 0, {IS.format('received')}, {IS.format('accepted')})",
    ),
    "complaints_matter": ("late", "(false, r.next_due_on, 1)"),
    "complaints_clock": ("finished, on_time", f"(false, {DONE}, 1, {IN_TIME})"),
}
# What a row needs of its petition before it can be counted.
SENDER = (
    "SELECT t.sign, p.agency_id, t.secrecy, t.state, t.answer_due_on FROM ({}) t "
    "JOIN complaints_petition p ON p.id = t.petition_id"
)
ABOUT = (
    "SELECT c.sign, c.petition_id, c.agency_id, c.scope_path, c.secrecy, c.rule_code, c.due_on, "
    "c.finished_on, p.field, p.kind, p.commune_code FROM ({}) c "
    "JOIN complaints_petition p ON p.id = c.petition_id"
)
DIMENSIONS = "('a', ''), ('f', r.field), ('k', r.kind), ('c', r.commune_code)"
FROM = {
    "INSERT": "SELECT 1 AS sign, n.* FROM new_rows n",
    "DELETE": "SELECT -1 AS sign, o.* FROM old_rows o",
    "UPDATE": "SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o",
}
TRANSITION = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}
# A petition that changed what its duties and transfers are counted under takes them along.
CHANGED = (
    "SELECT -1 AS sign, o.* FROM old_rows o JOIN new_rows n USING (id) WHERE {0} "
    "UNION ALL SELECT 1, n.* FROM new_rows n JOIN old_rows o USING (id) WHERE {0}"
)
MOVED = CHANGED.format("o.agency_id <> n.agency_id")
RENAMED = CHANGED.format(
    "(o.field, o.kind, o.commune_code) IS DISTINCT FROM (n.field, n.kind, n.commune_code)"
)
TRANSFERS_MOVED = (
    f"SELECT x.sign, x.agency_id, t.secrecy, t.state, t.answer_due_on FROM ({MOVED}) x "
    "JOIN complaints_transfer t ON t.petition_id = x.id"
)
DUTIES_RENAMED = (
    "SELECT x.sign, c.petition_id, c.agency_id, c.scope_path, c.secrecy, c.rule_code, c.due_on, "
    f"c.finished_on, x.field, x.kind, x.commune_code FROM ({RENAMED}) x "
    "JOIN complaints_clock c ON c.petition_id = x.id AND c.finished_on IS NOT NULL"
)
_SPANS = (
    "CROSS JOIN LATERAL (VALUES ('d', v.day, NOT v.stock), "
    "('m', date_trunc('month', v.day)::date, NOT v.stock), "
    "('t', DATE '2000-01-01', v.stock)) s (span, day, wanted)"
)
_COUNTED = "WHERE r.secrecy < 2 AND s.wanted AND s.day IS NOT NULL"


def _sums(columns):
    names = columns.split(", ")
    sums = ", ".join(f"sum(r.sign * v.{name}) AS {name}" for name in names)
    return sums, " OR ".join(f"sum(r.sign * v.{name}) <> 0" for name in names)


def tallied(table, source):
    """One statement that adds everything in `source` to the tally of its agencies."""
    columns, values = TALLIED[table]
    sums, changed = _sums(columns)
    return (
        f"INSERT INTO reports_tally (agency_id, span, day, {columns}) "
        f"SELECT r.agency_id, s.span, s.day, {sums} FROM ({source}) r "
        f"CROSS JOIN LATERAL (VALUES {values}) v (stock, day, {columns}) {_SPANS} "
        f"{_COUNTED} GROUP BY 1, 2, 3 HAVING {changed}"
    )


def sliced(table, source):
    """One statement that adds everything in `source` to the slices of all trees that hold it."""
    columns, values = SLICED[table]
    sums, changed = _sums(columns)
    about = [] if table == "complaints_matter" else ["field", "kind", "commune_code"]
    mine = ", ".join(["r.agency_id", "r.scope_path", *(f"r.{name}" for name in about)])
    dims = DIMENSIONS if about else "('a', '')"
    added, again = (
        ", ".join(f"sum({rows}.{name}) AS {name}" for name in columns.split(", "))
        for rows in ("v", "l")
    )
    return (
        f"INSERT INTO reports_slice (scope, level, dim, value, span, day, {columns}) "
        "SELECT array_to_string(l.parts[1:n.n], '/') || '/', l.level, l.dim, l.value, l.span, "
        f"l.day, {again} FROM ("
        "SELECT string_to_array(rtrim(r.scope_path, '/'), '/') AS parts, g.level, d.dim, d.value, "
        # What changes nothing ends here: rows that are alike are one before they are divided.
        f"s.span, s.day, {added} FROM (SELECT {mine}, v.stock, v.day, {sums} FROM ({source}) r "
        f"CROSS JOIN LATERAL (VALUES {values}) v (stock, day, {columns}) WHERE r.secrecy < 2 "
        f"GROUP BY {mine}, v.stock, v.day HAVING {changed}) v "
        "JOIN agencies_agency g ON g.id = v.agency_id CROSS JOIN LATERAL (SELECT v.*) r "
        f"{_SPANS} CROSS JOIN LATERAL (VALUES {dims}) d (dim, value) "
        "WHERE s.wanted AND s.day IS NOT NULL "
        "GROUP BY r.scope_path, g.level, d.dim, d.value, s.span, s.day) l "
        "CROSS JOIN LATERAL generate_series(1, cardinality(l.parts)) n (n) GROUP BY 1, 2, 3, 4, 5, 6"
    )


def counted(table, source, *, verb=""):
    """Every statement that a change of `table` asks for, `source` being its signed rows."""
    if table == "complaints_transfer":
        yield tallied(table, SENDER.format(source))
        return
    yield tallied(table, source)
    if table == "complaints_clock":
        yield sliced(table, ABOUT.format(source))
    elif table in SLICED:
        yield sliced(table, source)
    if table == "complaints_petition" and verb == "UPDATE":
        yield tallied("complaints_transfer", TRANSFERS_MOVED)
        yield sliced("complaints_clock", DUTIES_RENAMED)


def functions():
    for table in TALLIED:
        for verb in ("INSERT", "UPDATE", "DELETE"):
            body = "; ".join(counted(table, FROM[verb], verb=verb))
            yield (
                f"CREATE FUNCTION reports_tally_{table}_{verb.lower()}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$"
            )


def triggers():
    for table in TALLIED:
        for verb in ("INSERT", "UPDATE", "DELETE"):
            name = f"reports_tally_{table}_{verb.lower()}"
            yield (
                f"CREATE TRIGGER {name} AFTER {verb} ON {table} REFERENCING {TRANSITION[verb]} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )


def rebuild():
    anew = "; ".join(
        statement
        for table in TALLIED
        for statement in counted(table, f"SELECT 1 AS sign, n.* FROM {table} n")
    )
    return (
        "CREATE FUNCTION reports_rebuild_tallies() RETURNS void LANGUAGE plpgsql AS $$ "
        f"BEGIN LOCK TABLE {', '.join(TALLIED)} IN SHARE MODE; "
        f"DELETE FROM reports_tally; DELETE FROM reports_slice; {anew}; END $$"
    )


def removed():
    yield "DROP FUNCTION reports_rebuild_tallies()"
    for table in TALLIED:
        for verb in ("insert", "update", "delete"):
            yield f"DROP FUNCTION reports_tally_{table}_{verb}() CASCADE"
