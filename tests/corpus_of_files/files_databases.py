"""SQLite databases."""
import gzip
import os
import sqlite3

from make_files import makes


def fill(people, path, statements=(), count=60):
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE member(id TEXT PRIMARY KEY, full_name TEXT, email TEXT, religion TEXT,"
                     " height INTEGER)")
    database.executemany("INSERT INTO member VALUES(?,?,?,?,?)", people.rows(count))
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def content(path):
    with open(path, "rb") as file:
        return file.read()


@makes("databases/members.sqlite", "databases/members.db", "databases/members.sqlite3",
       "databases/members", "databases/members.csv", "databases/members.txt", path=True)
def members(people, path):
    fill(people, path)


@makes("databases/no-tables.sqlite", path=True)
def no_tables(_people, path):
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 3")
    database.close()


@makes("databases/empty.sqlite")
def empty(_people, _name):
    return b""


@makes("databases/text.sqlite")
def text(people, _name):
    return people.lines()


@makes("databases/odd.sqlite", path=True)
def odd(people, path):
    fill(people, path, [
        'CREATE TABLE "a ""b"" [c]"("x y", "", "select")', "INSERT INTO \"a \"\"b\"\" [c]\" VALUES(1, NULL, x'00ff')",
        "CREATE TABLE empty(a)", "CREATE TABLE keyed(a TEXT PRIMARY KEY, b) WITHOUT ROWID",
        "INSERT INTO keyed VALUES('k', zeroblob(5000))", "CREATE VIEW seen AS SELECT religion FROM member",
        "CREATE TRIGGER kept AFTER DELETE ON member BEGIN DELETE FROM keyed; END",
        "CREATE VIRTUAL TABLE words USING fts5(body)", "INSERT INTO words VALUES('kettle and cups')"])


@makes("databases/utf16.sqlite", path=True)
def utf16(people, path):
    database = sqlite3.connect(path)
    database.execute("PRAGMA encoding = 'UTF-16le'")
    database.close()
    fill(people, path)


@makes("databases/bad-text.sqlite", path=True)
def bad_text(people, path):
    fill(people, path, ["UPDATE member SET full_name = CAST(x'ff41fe' AS TEXT) WHERE height = 170"])


@makes("databases/many-tables.sqlite", path=True)
def many_tables(people, path):
    fill(people, path, [f"CREATE TABLE t{i}(a, b)" for i in range(300)])


@makes("databases/cut.sqlite", path=True)
def cut(people, path):
    fill(people, path, count=3000)
    os.truncate(path, os.path.getsize(path) // 2)


@makes("databases/damaged.sqlite", path=True)
def damaged(people, path):
    fill(people, path, count=3000)
    with open(path, "r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 4096)


@makes("databases/header-only.sqlite")
def header_only(_people, _name):
    return b"SQLite format 3\0"


@makes("databases/packed.sqlite.gz", path=True)
def packed(people, path):
    fill(people, path + ".plain")
    with open(path, "wb") as file:
        file.write(gzip.compress(content(path + ".plain"), mtime=0))
    os.remove(path + ".plain")
