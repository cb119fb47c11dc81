"""What a folder can hold besides plain files."""
import os
import socket

from make_files import makes


def put(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


@makes("places/pipe.csv", path=True)
def pipe(_people, path):
    os.mkfifo(path)


@makes("places/socket.csv", path=True)
def unix_socket(_people, path):
    here = os.getcwd()
    os.chdir(os.path.dirname(path))  # names of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("socket.csv")
    finally:
        os.chdir(here)


@makes("places/dangling.csv", path=True)
def dangling(_people, path):
    os.symlink("nowhere.csv", path)


@makes("places/self.csv", path=True)
def itself(_people, path):
    os.symlink("self.csv", path)


@makes("places/link.csv", path=True)
def link(people, path):
    put(os.path.join(os.path.dirname(path), "linked.csv"), people.lines())
    os.symlink("linked.csv", path)


@makes("places/loop", path=True)
def loop(_people, path):
    os.symlink(".", path)


@makes("places/folder.csv", path=True)
def folder(people, path):
    os.makedirs(path)
    put(os.path.join(path, "inside.csv"), people.lines())


@makes("places/empty-folder", path=True)
def empty_folder(_people, path):
    os.makedirs(path)


@makes("places/deep", path=True)
def deep(people, path):
    path = os.path.join(path, *["d"] * 200)
    os.makedirs(path)
    put(os.path.join(path, "end.csv"), people.lines())


@makes("places/.git", path=True)
def repository(people, path):
    os.makedirs(path)
    put(os.path.join(path, "objects.csv"), people.lines())


@makes("places/many", path=True)
def many(people, path):
    os.makedirs(path)
    for i, row in enumerate(people.rows(1000)):
        put(os.path.join(path, f"{i}.txt"), f"{row[1]} wrote. {row[1]} is a devout {row[3]}.\n")
