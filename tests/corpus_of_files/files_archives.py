"""Archives and compressed files, whole, damaged and hostile."""
import bz2
import gzip
import io
import lzma
import os
import struct
import subprocess
import tarfile
import warnings
import zipfile
import zlib

from make_files import makes


def by_tool(*command):
    return lambda data: subprocess.run(command, input=data, capture_output=True, check=True).stdout


CODECS = {"gz": lambda data: gzip.compress(data, mtime=0), "bz2": bz2.compress,
          "xz": lzma.compress, "zst": by_tool("zstd", "-q", "-c"), "lz4": by_tool("lz4", "-q", "-c")}

for codec, pack in CODECS.items():
    @makes(f"packed/whole.csv.{codec}", f"packed/by-content-{codec}.csv")
    def whole(people, _name, pack=pack):
        return pack(people.lines().encode())

    @makes(f"packed/two-frames.csv.{codec}")
    def two_frames(people, _name, pack=pack):
        text = people.lines().encode()
        return pack(text[:700]) + pack(text[700:])

    @makes(f"packed/cut.csv.{codec}")
    def cut(people, _name, pack=pack):
        data = pack(people.lines(20_000).encode())
        return data[:len(data) * 2 // 3]

    @makes(f"packed/damaged.csv.{codec}")
    def damaged(people, _name, pack=pack):
        data = bytearray(pack(people.lines(20_000).encode()))
        for place in range(len(data) * 2 // 3, len(data) * 2 // 3 + 8):
            data[place] ^= 0x55
        return bytes(data)

    @makes(f"packed/nothing-in-it.csv.{codec}")
    def nothing_in_it(_people, _name, pack=pack):
        return pack(b"")


@makes("packed/bomb.csv.gz", "packed/bomb.csv.zst")
def bomb(_people, name):
    return CODECS[name.rsplit(".", 1)[1]](b"part,1,2,3\n" * 6_200_000)


@makes("packed/gz-in-gz.csv.gz")
def gz_in_gz(people, _name):
    return CODECS["gz"](CODECS["gz"](people.lines().encode()))


def zipped(entries, method=zipfile.ZIP_DEFLATED, comment=b""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.comment = comment
        for name, content in entries:
            info = zipfile.ZipInfo(name, (2030, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)
    return buffer.getvalue()


def tarred(entries, form=tarfile.GNU_FORMAT):
    """`entries`: (name, bytes) or a TarInfo without content."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                archive.addfile(entry)
                continue
            info = tarfile.TarInfo(entry[0])
            info.size = len(entry[1])
            archive.addfile(info, io.BytesIO(entry[1]))
    return buffer.getvalue()


def seven_zipped(entries, dictionary=0, packs_header=False):
    """A 7z archive after 7zFormat.txt of the LZMA SDK: stored entries, or by LZMA with a dictionary
    that is said to be of that size; its header, too, by LZMA."""
    def number(value):
        assert value < 1 << 28
        if value < 0x80:
            return bytes([value])
        return b"\xe0" + struct.pack("<I", value)[:3] if value >> 21 == 0 else b"\xf0" + struct.pack("<I", value)

    sizes = b"".join(number(len(content)) for _, content in entries)
    count = number(len(entries))
    names = b"\0" + b"".join(name.encode("utf-16-le") + b"\0\0" for name, _ in entries)
    def coder(size):
        # One coder; an id of three bytes, properties.
        return b"\x01\x23\x03\x01\x01\x05" + b"\x5d" + struct.pack("<I", size)

    def by_lzma(content):
        return lzma.compress(content, format=lzma.FORMAT_RAW,
                             filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}])

    folder = coder(dictionary) if dictionary else b"\x01\x01\x00"  # an id of one byte: copy
    streams = [by_lzma(content) if dictionary else content for _, content in entries]
    packed_sizes = b"".join(number(len(stream)) for stream in streams)
    header = (b"\x01\x04" +
              b"\x06" + number(0) + count + b"\x09" + packed_sizes + b"\x00" +
              b"\x07\x0b" + count + b"\x00" + folder * len(entries) + b"\x0c" + sizes + b"\x00" +
              b"\x08\x0a\x01" +
              b"".join(struct.pack("<I", zlib.crc32(content)) for _, content in entries) + b"\x00" +
              b"\x00" + b"\x05" + count + b"\x11" + number(len(names)) + names + b"\x00\x00")
    data = b"".join(streams)
    if packs_header:
        packed = by_lzma(header)
        header = (b"\x17\x06" + number(len(data)) + b"\x01\x09" + number(len(packed)) + b"\x00" +
                  b"\x07\x0b\x01\x00" + coder(1 << 16) + b"\x0c" + number(len(header)) +
                  b"\x0a\x01" + struct.pack("<I", zlib.crc32(header)) + b"\x00\x00")
        data += packed
    start = struct.pack("<QQI", len(data), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + data + header


def two_tables(people):
    return [("a/people.csv", people.lines().encode()), ("b/notes.bin", bytes(range(256)) * 8)]


@makes("archives/plain.zip", "archives/plain-zip", "archives/PLAIN.ZIP")
def plain_zip(people, _name):
    return zipped(two_tables(people))


@makes("archives/stored.zip")
def stored_zip(people, _name):
    return zipped(two_tables(people), zipfile.ZIP_STORED, b"a comment")


@makes("archives/bzip2.zip")
def bzip2_zip(people, _name):
    return zipped(two_tables(people), zipfile.ZIP_BZIP2)


@makes("archives/lzma.zip")
def lzma_zip(people, _name):
    return zipped(two_tables(people), zipfile.ZIP_LZMA)


def zipped_by(method, pack, entries):
    """A zip whose entries are packed by a method that zipfile does not know."""
    data, directory = b"", b""
    for name, content in entries:
        packed = pack(content)
        fields = struct.pack("<HHHHHIIIHH", 63, 0, method, 0, 0x21, zlib.crc32(content), len(packed),
                             len(content), len(name), 0)
        directory += (b"PK\1\2" + struct.pack("<H", 63) + fields +
                      struct.pack("<HHHII", 0, 0, 0, 0, len(data)) + name.encode())
        data += b"PK\3\4" + fields + name.encode() + packed
    return data + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries),
                                                      len(directory), len(data), 0)


def lzma_with_dictionary(content, mebibytes):
    """As in a zip: version, size of the properties, properties, data."""
    properties = b"\x5d" + struct.pack("<I", mebibytes << 20)
    return b"\x09\x14\x05\0" + properties + lzma.compress(
        content, format=lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}])


@makes("archives/xz.zip")
def xz_zip(people, _name):
    return zipped_by(95, lzma.compress, two_tables(people))


@makes("archives/cut-xz.zip")
def cut_xz_zip(people, _name):
    return xz_zip(people, None)[:-40]


@makes("archives/huge-dictionary-lzma.zip")
def huge_dictionary_lzma(people, _name):
    return zipped_by(14, lambda content: lzma_with_dictionary(
        content, 1536 if content[0] != 0 else 1), two_tables(people))


@makes("archives/huge-dictionary-xz.zip")
def huge_dictionary_xz(people, _name):
    def pack(content):
        packed = bytearray(lzma.compress(content, check=lzma.CHECK_NONE))
        if content[0] != 0:
            # The block's header: size, flags, filter, size of its property, the dictionary's: 3 GiB.
            packed[16] = 39
            packed[20:24] = struct.pack("<I", zlib.crc32(packed[12:20]))
        return bytes(packed)
    return zipped_by(95, pack, two_tables(people))


@makes("archives/behind-a-program.zip")
def self_extracting(people, _name):
    return b"#!/bin/sh\nexit 0\n" + zipped(two_tables(people))


@makes("archives/empty.zip")
def empty_zip(_people, _name):
    return zipped([])


@makes("archives/nothing.zip")
def nothing(_people, _name):
    return b""


@makes("archives/not-a-zip.zip")
def not_a_zip(people, _name):
    return people.lines()


@makes("archives/plain.tar", "archives/plain.tar.gz", "archives/plain.tgz", "archives/plain.tar.bz2",
       "archives/plain.tar.xz", "archives/plain.tar.zst", "archives/plain.tar.lz4")
def plain_tar(people, name):
    data = tarred(two_tables(people))
    codec = name.rsplit(".", 1)[1].replace("tgz", "gz")
    return CODECS[codec](data) if codec in CODECS else data


@makes("archives/pax-ustar.tar")
def pax(people, _name):
    return tarred([("\u00e9" * 120 + "/people.csv", people.lines().encode())], tarfile.PAX_FORMAT)


@makes("archives/plain.7z")
def plain_7z(people, _name):
    return seven_zipped(two_tables(people))


@makes("archives/lzma.7z", "archives/packed-header.7z")
def lzma_7z(people, name):
    return seven_zipped(two_tables(people), 1 << 16, "header" in name)


@makes("archives/huge-dictionary.7z", "archives/huge-dictionary-packed-header.7z")
def huge_dictionary(people, name):
    return seven_zipped(two_tables(people), 1536 << 20, "header" in name)


@makes("archives/nested.zip")
def nested(people, _name):
    inner = tarred([("people.csv.gz", gzip.compress(people.lines().encode(), mtime=0))])
    return zipped([("backup.tar.xz", lzma.compress(inner))])


@makes("archives/too-deep.zip")
def too_deep(people, _name):
    content, name = people.lines().encode(), "people.csv"
    for level in range(6):
        content, name = zipped([(name, content)]), f"{level}.zip"
    return content


@makes("archives/traversal.zip", "archives/traversal.tar")
def traversal(people, name):
    row = people.lines(3).encode()
    entries = [("../out.csv", row), ("/etc/out.csv", row), ("C:\\out.csv", row),
               ("a/../../out.csv", row), ("good.csv", people.lines().encode())]
    return zipped(entries) if name.endswith(".zip") else tarred(entries)


@makes("archives/links.tar")
def links(people, _name):
    entries = []
    for name, kind, target in (("soft.csv", tarfile.SYMTYPE, "/etc/passwd"),
                               ("hard.csv", tarfile.LNKTYPE, "people.csv"),
                               ("device", tarfile.CHRTYPE, ""), ("pipe", tarfile.FIFOTYPE, "")):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, target
        entries.append(info)
    return tarred(entries + [("people.csv", people.lines().encode())])


@makes("archives/encrypted.zip")
def encrypted(people, _name):
    """Marked as encrypted; what it is encrypted with makes no difference to who has no password."""
    data = bytearray(zipped([("people.csv", people.lines().encode())]))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


@makes("archives/partly-encrypted.zip")
def partly_encrypted(people, _name):
    data = bytearray(zipped([("open.csv", people.lines().encode()),
                             ("closed.csv", people.lines().encode())]))
    data[data.index(b"PK\3\4", 4) + 6] |= 1
    data[data.index(b"PK\1\2", data.index(b"PK\1\2") + 4) + 8] |= 1
    return bytes(data)


@makes("archives/cut.zip")
def cut_zip(people, _name):
    data = zipped([("a.csv", people.lines().encode()), ("b.csv", people.lines(3000).encode())])
    return data[:len(data) * 2 // 3]


@makes("archives/cut.tar", "archives/cut.tar.gz")
def cut_tar(people, name):
    data = tarred([("a.csv", people.lines().encode()), ("b.csv", people.lines(3000).encode())])
    if name.endswith(".gz"):
        data = gzip.compress(data, mtime=0)
    return data[:len(data) * 2 // 3]


@makes("archives/cut.7z")
def cut_7z(people, _name):
    data = seven_zipped(two_tables(people))
    return data[:len(data) * 2 // 3]


@makes("archives/wrong-checksum.zip")
def wrong_checksum(people, _name):
    data = bytearray(zipped([("a.csv", people.lines().encode())], zipfile.ZIP_STORED))
    place = data.index(b"Holloway") if b"Holloway" in data else 400
    data[place] ^= 1
    return bytes(data)


@makes("archives/same-names.zip")
def same_names(people, _name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that is the point
        return zipped([("people.csv", people.lines().encode())] * 2)


@makes("archives/bomb.zip")
def bomb_zip(_people, _name):
    return zipped([("a.csv", b"part,1,2,3\n" * 6_200_000), ("b.csv", b"a,b\n1,2\n")])


@makes("archives/cp437-names.zip")
def cp437_names(people, _name):
    return zipped([("M_ller.csv", people.lines().encode())]).replace(b"M_ller", b"M\x81ller")


@makes("archives/database.zip", path=True)
def database(people, path):
    import files_databases  # the other families' makers are its neighbours
    files_databases.fill(people, path + ".plain")
    content = zipped([("members.sqlite", files_databases.content(path + ".plain"))])
    os.remove(path + ".plain")
    with open(path, "wb") as file:
        file.write(content)


@makes("archives/folders-only.zip")
def folders_only(_people, _name):
    return zipped([("a/", b""), ("a/b/", b"")])


@makes("archives/old.rar")
def rar(_people, _name):
    return b"Rar!\x1a\x07\x01\x00" + bytes(200)
