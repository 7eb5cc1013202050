"""PostgreSQL: hold what each login may do against what its clearance says."""

import sqlalchemy as sa

from app.kernel import postgres, zones

Grant = tuple[str, str, str, str]  # table, login, verb, column or ""

_TABLES = """SELECT c.relname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type, '' FROM pg_class c,
    aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')"""
_COLUMNS = """SELECT c.relname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type, t.attname FROM pg_class c
    JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
    LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE c.relnamespace = 'public'::regnamespace"""
_SECURED = "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"


def strayed(connection: sa.Connection, metadata: sa.MetaData) -> list[str]:
    """Return the tables whose grants to our logins, or to everybody, are not the written ones, or whose row security
    is off."""
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    tables = [table for table in metadata.sorted_tables if not table.info.get("sqlite_only")]
    logins = {postgres.login_name(database, clearance): clearance for clearance in zones.CLEARANCES}
    wanted = {one for table in tables for login in logins for one in _wanted(table, login, logins[login])}
    names = {table.name for table in tables}
    there = {
        tuple(row)
        for asked in (_TABLES, _COLUMNS)
        for row in connection.exec_driver_sql(asked)
        if row[0] in names and row[1] in {*logins, "PUBLIC"}
    }
    open_rows = {table.name for table in tables if table.info.get("own_rows")}
    open_rows -= set(connection.exec_driver_sql(_SECURED).scalars())
    return sorted({one[0] for one in wanted ^ there} | open_rows)


def borrowed(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return which of our logins may act as another role, and as which: none should."""
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    ours = {postgres.login_name(database, clearance) for clearance in zones.CLEARANCES}
    asked = """SELECT m.rolname, r.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member
        JOIN pg_roles r ON r.oid = a.roleid ORDER BY 1, 2"""
    return [(row[0], row[1]) for row in connection.exec_driver_sql(asked) if row[0] in ours]


def _wanted(table: sa.Table, login: str, clearance: str) -> set[Grant]:
    rights = zones.rights(table, clearance)
    found = {(table.name, login, "INSERT", "")} if rights.insert else set()
    if rights.delete:
        found.add((table.name, login, "DELETE", ""))
    for verb, columns in (("SELECT", rights.read), ("UPDATE", rights.update)):
        if columns is not None:
            found |= {(table.name, login, verb, column) for column in columns or {""}}
    return found
