"""Publications as the desk asks for them, written into the database by a test: the row hash of
handler/store/publishing/row_hash.cc, and what became of a publication."""
import hashlib
import sqlite3


def row_hash(values):
    """Over values with a sign of their type, each with its length before it."""
    digest = hashlib.blake2b(digest_size=32)
    for value in values:
        if isinstance(value, bytes):
            part = b"x" + value
        else:
            part = b"" if value is None else (f"#{value}" if isinstance(value, int) else f"'{value}").encode()
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()


class Publications:
    def __init__(self, database, day):
        self.database, self.asked_at = database, day + "T10:00:00.000+08:00"

    def read(self, statement, *values):
        connection = sqlite3.connect(self.database, timeout=60)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def ask(self, site, files, author=1):
        """`files`: before and after by path, None for none. Returns the number."""
        connection = sqlite3.connect(self.database, timeout=60)
        try:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                number = connection.execute("SELECT COALESCE(MAX(publication), 0) + 1 FROM publications").fetchone()[0]
                content = row_hash([part for path in sorted(files) for part in (path, *files[path])])
                row = [number, site, author, self.asked_at, "a test", 0, 0, "[]", content]
                connection.execute("INSERT INTO publications VALUES (?,?,?,?,?,?,?,?,?,?)", (*row, row_hash(row)))
                for path, (before, after) in files.items():
                    columns = ("bytes_before", "bytes_after") if path.startswith("files/") else ("before", "after")
                    connection.execute(f"INSERT INTO publication_files(publication, path, {', '.join(columns)}) "
                                       "VALUES (?,?,?,?)", (number, path, before, after))
                return number
        finally:
            connection.close()

    def acts(self, number):
        return [act for act, in self.read("SELECT act FROM publication_steps WHERE publication = ? ORDER BY step", number)]

    def note(self, number):
        return self.read("SELECT note FROM publication_steps WHERE publication = ? ORDER BY step DESC LIMIT 1", number)[0][0]

    def draft(self, user, site):
        return [path for path, in self.read("SELECT path FROM draft_files WHERE user_id = ? AND site = ? ORDER BY path",
                                            user, site)]
