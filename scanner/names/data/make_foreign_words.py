#!/usr/bin/env python3
"""Writes foreign_words.txt: everyday words of other languages than English.

  make_foreign_words.py          needs the package wordfreq and, of Debian, hunspell with the dictionaries below

The most frequent words of a language count that its dictionary takes in lower case (German: in any case), which
it does not take names. What the other lists hold already is left out.
"""
import os
import re
import subprocess
import unicodedata

import wordfreq

# The dictionary, and how many frequent words are looked at: more bring little and make the program larger.
LANGUAGES = {"de": ("de_DE", 8000), "fr": ("fr", 6000), "es": ("es_ES", 6000), "it": ("it_IT", 6000),
             "pt": ("pt_BR", 6000), "nl": ("nl", 6000), "sv": ("sv_SE", 6000), "pl": ("pl_PL", 6000),
             "cs": ("cs_CZ", 6000), "ru": ("ru_RU", 6000), "uk": ("uk_UA", 6000), "tr": ("tr_TR", 6000),
             "ro": ("ro_RO", 6000), "hu": ("hu_HU", 6000), "el": ("el_GR", 6000), "id": ("id_ID", 6000)}
HERE = os.path.dirname(os.path.abspath(__file__))


def fold(word):
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def lines_of(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines if not line.startswith("#")]


def taken(words, dictionary):
    done = subprocess.run(["hunspell", "-d", dictionary, "-i", "utf-8", "-G"], input="\n".join(words) + "\n",
                          capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n"))


def main():
    known = {line.split(" ")[0] for line in lines_of("names.txt")} | set(lines_of("words.txt"))
    known |= {line.split("\t")[0] for line in lines_of("occupations.txt")}
    for line in lines_of("cues.txt"):
        known |= set(line.split())
    found = set()
    for language, (dictionary, count) in LANGUAGES.items():
        frequent = [w for w in wordfreq.top_n_list(language, count) if re.fullmatch(r"[^\W\d_]{3,}", w)]
        good = taken(frequent, dictionary)
        if language == "de":
            nouns = taken([w.capitalize() for w in frequent if w not in good], dictionary)
            good |= {w for w in frequent if w.capitalize() in nouns}
        found |= {fold(w) for w in frequent if w in good} - known
    with open(os.path.join(HERE, "foreign_words.txt"), "w", encoding="utf-8") as out:
        out.write("# Everyday words of other languages than English, folded, that are no names: what is no name by itself\n"
                  "# there. Frequent words (wordfreq 3, CC BY-SA 4.0, docs/licences/wordfreq.txt) that Debian's hunspell\n"
                  "# dictionaries take in lower case; written by make_foreign_words.py.\n")
        out.write("\n".join(sorted(found, key=lambda w: w.encode())) + "\n")


main()
