#!/usr/bin/env python3
"""What attacks on the stores gain over a control, on a labelled population whose surnames go with
religions as they do in life (R of docs/segregation.md).

The attacker holds identity and segregated stores and knows which splits there were. He guesses a
person's religion, or whether a person's notes stated anything:
- order: rows of the segregated store, expanded, aligned with identity rows in many ways;
- presence, length: from what remains of a record (lengths, sentences, blanks, emptiness);
- cohorts: surnames and counts of many publications by expectation maximisation (the deFinetti attack).
The control is the same guess about persons who are in no store. Gain = (attack - control) / (1 -
control); its upper 99 % bound must stay at 0.01 or below. Planted leaks and cohorts of 11 persons with
exact cells must exceed it, else the attacks are too weak to say anything.

usage: residual.py [--table FILE] [--persons N] [--cohorts N]
$SUNDER is the program, $SUNDER_LEAKY the one with planted leaks.
"""
import argparse
import collections
import csv
import hashlib
import math
import os
import random
import shutil
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../swap"))
import view  # noqa: E402

GAIN_MAX = 0.01
Z = 2.326  # one-sided 99 %
SURNAMES = ("Ahlberg Becker Brandt Castillo Corliss Dorsey Dunmore Eastman Eklund Fairley Farrow "
            "Holloway Jansen Keller Lindqvist Merton Norwood Osgood Tarrant Whitaker").split()
GIVEN = "Amara Bela Dalia Farah Hana Ivo Leila Marek Nadia Omar Adam Carl Dora Julia".split()
RELIGIONS = ["", "Catholic", "Methodist", "Baptist", "Jewish", "Muslim", "Hindu", "Buddhist"]
STATEMENTS = ["He is a registered Republican.", "She is a member of the Democratic Party.",
              "She told us that she is a Democrat and wants no calls before the election."]
NEUTRAL = ["Called about the newsletter last week.", "Wants a letter in the spring.",
           "Moved to another town last year.", "Asked for the opening hours of the office.",
           "The second invoice was paid late.", "Prefers to be called in the morning.",
           "A new contract was sent by post.", "The old address is not valid any more.",
           "Asked twice whether the parcel had arrived.", "Will send the form back soon."]


class People:
    """Surname classes prefer one religion each, by half and more."""

    def __init__(self, seed, count):
        rng = random.Random(seed)
        self.rows, self.religion, self.states = [], [], []
        for number in range(count):
            surname = rng.randrange(len(SURNAMES))
            religion = (surname % len(RELIGIONS) if rng.random() < 0.5
                        else rng.randrange(len(RELIGIONS)))
            notes = rng.sample(NEUTRAL, rng.randint(2, 5))
            states = rng.random() < 0.4
            if states:
                notes.insert(rng.randint(0, len(notes)), rng.choice(STATEMENTS))
            given = rng.choice(GIVEN)
            name = f"{given} {SURNAMES[surname]}"
            email = f"{given}.{SURNAMES[surname]}.{rng.randrange(10 ** 7)}x{number}@example.org"
            self.rows.append([f"{1000000 + number}", name, email.lower(), RELIGIONS[religion],
                              " ".join(notes)])
            self.religion.append(religion)
            self.states.append(states)

    def write(self, path, begin=0, end=None, with_notes=True):
        columns = 5 if with_notes else 4
        header = ["customer_id", "full_name", "email", "religion", "notes"]
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header[:columns])
            writer.writerows(row[:columns] for row in self.rows[begin:end])


class Stores:
    def __init__(self, folder, program, people, begin=0, end=None, with_notes=True, leak=None,
                 minimum=None):
        box = os.path.join(folder, "box")
        shutil.rmtree(box, ignore_errors=True)
        os.makedirs(box)
        people.write(os.path.join(box, "c.csv"), begin, end, with_notes)
        arguments = ["--recipient", view.recipient(folder)] if with_notes else []
        arguments += ["--min-cohort", minimum] if minimum else []
        done = view.run(program, box, "split", "c.csv", "--to", "out", *arguments,
                        **({"SUNDER_LEAK": leak} if leak else {}))
        if done.returncode != 0:
            sys.exit(done.stderr.decode())
        with open(os.path.join(box, "out/identity/c.csv"), newline="", encoding="utf-8") as file:
            self.rows = list(csv.reader(file))[1:]
        database = sqlite3.connect(os.path.join(box, "out/segregated/segregated.sqlite"))
        self.cells = database.execute("SELECT value, count FROM religion").fetchall()
        database.close()

    def expanded(self):
        """Religions by number, one a person, in the order of the store; -1 where rolled up."""
        numbers = {name or "none": number for number, name in enumerate(RELIGIONS)}
        numbers["any or none"] = 0  # the attacker's best reading
        return [numbers.get(value, -1) for value, count in self.cells for _ in range(count)]

    def counts(self):
        return collections.Counter(self.expanded())


class Outcome:
    """Attack and control have groups of their own, each with its Wilson interval; `paired`: they
    guess about the same persons, and only those count whom one of them has right: (attack only,
    control only)."""

    def __init__(self, name, attack, attack_count, control, control_count, must_exceed=False,
                 paired=None):
        self.name, self.must_exceed = name, must_exceed
        self.attack, attack_error = wilson(attack, attack_count)
        self.control, control_error = wilson(control, control_count)
        rest = 1 - self.control
        self.gain = (self.attack - self.control) / rest
        error = math.hypot(attack_error / rest,
                           (1 - self.attack) / rest ** 2 * control_error)
        if paired:
            # Z * Z: what may hide behind no difference at all.
            error = Z * math.sqrt(sum(paired) + Z * Z) / attack_count / rest
        self.low, self.high = self.gain - error, self.gain + error

    def holds(self):
        return self.low > GAIN_MAX if self.must_exceed else self.high <= GAIN_MAX

    def row(self):
        return "| {} | {:.4f} | {:.4f} | {:+.4f} | {:+.4f} to {:+.4f} | {} | {} |".format(
            self.name, self.attack, self.control, self.gain, self.low, self.high,
            "> 0.01" if self.must_exceed else "<= 0.01", "holds" if self.holds() else "FAILS")


def wilson(hits, count):
    """Centre and half width. `count` of 0: `hits` is an exact rate."""
    if count == 0:
        return hits, 0.0
    rate = hits / count
    scale = 1 + Z * Z / count
    return ((rate + Z * Z / (2 * count)) / scale,
            Z * math.sqrt(rate * (1 - rate) / count + Z * Z / (4 * count * count)) / scale)


def arrangements(rows):
    """Orders in which rows of the identity store might follow those of the segregated one."""
    order = list(range(len(rows)))
    yield order
    yield order[::-1]
    for offset in (1, 64, len(rows) // 2):
        yield order[offset:] + order[:offset]
    for key in (lambda i: rows[i][0], lambda i: rows[i][1], lambda i: rows[i][2],
                lambda i: len(",".join(rows[i])), lambda i: -len(",".join(rows[i])),
                lambda i: hashlib.sha256(",".join(rows[i]).encode()).digest(),
                lambda i: rows[i][1].split()[-1]):
        yield sorted(order, key=key)
    for workers in (2, 4, 8, 16):
        yield [i for worker in range(workers) for i in order[worker::workers]]


def order_attack(stores, people, outside, control, name="order", must_exceed=False):
    """The best alignment is chosen on one half of the persons and scored on the other. The control is
    the same alignment with records of no store: an order by surname goes with religions by itself."""
    truth = {row[0]: religion for row, religion in zip(people.rows, people.religion)}
    other = {row[0]: religion for row, religion in zip(control.rows, control.religion)}
    guesses = stores.expanded()
    best = (0, 0, 0)
    for number, order in enumerate(arrangements(stores.rows)):
        hits = aligned_hits(guesses, stores.rows, order, truth)
        best = max(best, (*hits, number))
    stretched = [guesses[i * len(guesses) // len(outside.rows)] for i in range(len(outside.rows))]
    order = list(arrangements(outside.rows))[best[2]]
    control_hits = aligned_hits(stretched, outside.rows, order, other)[1]
    odd = [sum(int(row[0]) % 2 for row in rows) for rows in (stores.rows, outside.rows)]
    return Outcome(name, best[1], odd[0], control_hits, odd[1], must_exceed)


def aligned_hits(guesses, rows, order, truth):
    """Right guesses about persons of even and of odd numbers."""
    hits = [0, 0]
    for guess, i in zip(guesses, order):
        hits[int(rows[i][0]) % 2] += guess == truth[rows[i][0]]
    return hits


def features(row):
    notes = row[3]
    return [("notes empty", not notes), ("length of notes", len(notes) // 4),
            ("length of row", len(",".join(row)) // 4), ("sentences", notes.count(".")),
            ("blanks", (notes != notes.strip(), notes.count("  ") > 0)),
            ("sentences and length", (notes.count("."), len(notes) // 12))]


def learned_guess(stores, people, outside, control, target, name, must_exceed=False):
    """Per feature the likelier answer of one half; the best feature there, scored on the other half
    and on persons of no store: `control`, whose records `outside` are taken apart on their own.
    Without `outside` the control is the likelier answer for the same persons without looking: for
    what goes with no name, so that all of a gain is the stores'."""
    truth = {row[0]: value for row, value in zip(people.rows, target(people))}
    other = {row[0]: value for row, value in zip(control.rows, target(control))}
    default = collections.Counter(truth.values()).most_common(1)[0][0]
    best = None
    for f, (feature, _) in enumerate(features(stores.rows[0])):
        seen = collections.defaultdict(collections.Counter)
        for row in stores.rows:
            if int(row[0]) % 2 == 0:
                seen[features(row)[f][1]][truth[row[0]]] += 1
        answer = {key: counter.most_common(1)[0][0] for key, counter in seen.items()}
        score = sum(counter.most_common(1)[0][1] for counter in seen.values())
        if best is None or score > best[0]:
            best = (score, f, answer, feature)
    _, f, answer, feature = best

    def guessed(row):
        return answer.get(features(row)[f][1], default)

    tested = [row for row in stores.rows if int(row[0]) % 2 == 1]
    hits = sum(guessed(row) == truth[row[0]] for row in tested)
    name = f"{name} ({feature})"
    if outside is None:
        blind = sum(truth[row[0]] == default for row in tested)
        alone = sum(guessed(row) == truth[row[0]] != default for row in tested)
        return Outcome(name, hits, len(tested), blind, len(tested), must_exceed,
                       paired=(alone, alone - hits + blind))
    control_hits = sum(guessed(row) == other[row[0]] for row in outside.rows)
    return Outcome(name, hits, len(tested), control_hits, len(outside.rows), must_exceed)


def surname_of(row):
    return SURNAMES.index(row[1].split()[-1])


def scaled(theta, classes, labels):
    """Expected persons by class and label: theta, scaled until rows and columns add up (Sinkhorn)."""
    cells = [[theta[c][v] for v in range(len(labels))] for c in range(len(classes))]
    for _ in range(8):
        for c, count in enumerate(classes):
            total = sum(cells[c])
            cells[c] = [x * count / total if total else 0.0 for x in cells[c]]
        for v, count in enumerate(labels):
            total = sum(row[v] for row in cells)
            factor = count / total if total else 0.0
            for row in cells:
                row[v] *= factor
    return cells


def cohort_attack(cohorts, people, control, name, must_exceed=False):
    """Learns which labels a surname goes with from the margins of all cohorts, and guesses a
    person's label within the cohort; the control's by the surname alone."""
    size = len(RELIGIONS)
    margins = []
    for stores in cohorts:
        classes = [0] * len(SURNAMES)
        for row in stores.rows:
            classes[surname_of(row)] += 1
        counts = stores.counts()
        margins.append((classes, [counts[v] for v in range(size)]))
    rng = random.Random(1)
    theta = [[1 / size * rng.uniform(0.9, 1.1) for _ in range(size)] for _ in SURNAMES]
    for _ in range(40):
        sums = [[1e-9] * size for _ in SURNAMES]
        for classes, labels in margins:
            for c, row in enumerate(scaled(theta, classes, labels)):
                for v in range(size):
                    sums[c][v] += row[v]
        theta = [[x / sum(row) for x in row] for row in sums]
    truth = {row[0]: religion for row, religion in zip(people.rows, people.religion)}
    hits = count = 0
    for stores, (classes, labels) in zip(cohorts, margins):
        cells = scaled(theta, classes, labels)
        for row in stores.rows:
            likely = cells[surname_of(row)]
            hits += likely.index(max(likely)) == truth[row[0]]
            count += 1
    # The control knows as much of the population: all cohorts' margins together.
    pooled = scaled(theta, [sum(classes[c] for classes, _ in margins) for c in range(len(SURNAMES))],
                    [sum(labels[v] for _, labels in margins) for v in range(size)])
    outside = sum(pooled[surname_of(row)].index(max(pooled[surname_of(row)])) == religion
                  for row, religion in zip(control.rows, control.religion))
    return Outcome(name, hits, count, outside, len(control.rows), must_exceed)


def run_all(folder, options):
    program, leaky = os.environ["SUNDER"], os.environ["SUNDER_LEAKY"]
    people, control = People(1, options.persons), People(2, options.persons)
    stores = Stores(folder, program, people)
    outside = Stores(folder, program, control)

    def states(some):
        return some.states

    def religions(some):
        return some.religion

    yield order_attack(stores, people, outside, control)
    yield learned_guess(stores, people, None, control, states, "presence")
    yield learned_guess(stores, people, outside, control, religions, "length")
    yield cohort_attack([stores], people, control, "one cohort")
    size = len(people.rows) // options.cohorts
    chain = [Stores(folder, program, people, n * size, (n + 1) * size, with_notes=False)
             for n in range(options.cohorts)]
    yield cohort_attack(chain, people, control, f"{options.cohorts} cohorts of {size}")
    small = People(3, 20000)
    for leak, attack in (("sorted_by_value", "order"), ("blanks", "presence"),
                         ("length_in_identity", "length")):
        planted = Stores(folder, leaky, small, leak=leak)
        if attack == "order":
            yield order_attack(planted, small, outside, control,
                               f"order, planted {leak}", True)
        else:
            target = states if attack == "presence" else religions
            yield learned_guess(planted, small, None if target is states else outside, control,
                                target,
                                f"{attack}, planted {leak}", True)
    eleven = People(4, 11 * options.small_cohorts)
    chain = [Stores(folder, leaky, eleven, n * 11, (n + 1) * 11, with_notes=False,
                    leak="exact_small_cell", minimum=11) for n in range(options.small_cohorts)]
    yield cohort_attack(chain, eleven, control,
                        f"{options.small_cohorts} cohorts of 11, exact cells", True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--table")
    parser.add_argument("--persons", type=int, default=200000)
    parser.add_argument("--cohorts", type=int, default=100)
    parser.add_argument("--small-cohorts", type=int, default=1500)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="sunder-residual-")
    lines = ["| attack | success | control | gain | 99 % bounds | must be | |",
             "|---|---|---|---|---|---|---|"]
    failures = 0
    try:
        for outcome in run_all(folder, options):
            lines.append(outcome.row())
            failures += not outcome.holds()
            print(lines[-1], flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if options.table:
        with open(options.table, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
