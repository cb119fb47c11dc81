#!/usr/bin/env python3
"""What attacks on the stores gain over a control, on labelled populations whose surnames go with
religions as they do in life (R of docs/segregation.md).

The attacker holds identity and segregated stores and knows which splits there were. He guesses a
person's religion, or whether a person's notes stated anything:
- order: rows of the segregated store, expanded, aligned with identity rows in many ways;
- presence, length: from what remains of a record (lengths, sentences, blanks, emptiness);
- cohorts: surnames and counts of many publications by expectation maximisation (the deFinetti attack).
The control is the same guess about persons who are in no store. Gain = (attack - control) / (1 -
control); its upper 99 % bound must stay at 0.01 or below. Planted leaks and cohorts of 11 persons with
exact cells must exceed it, else the attacks are too weak to say anything.

Several populations are split and attacked, each by itself, and each is the control of the one before
it; successes are pooled. The bound is the wider of two: of so many guesses, or of so many populations,
for guesses about one population go wrong together where what was learnt of it is wrong.

usage: residual.py [--table FILE] [--persons N] [--populations N] [--only small|large]
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
# The same of Student's t, by degrees of freedom.
T = [math.inf, 31.821, 6.965, 4.541, 3.747, 3.365, 3.143, 2.998, 2.896, 2.821, 2.764, 2.718, 2.681,
     2.650, 2.624, 2.602, 2.583, 2.567, 2.552, 2.539, 2.528]
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
        self.name, self.must_exceed, self.paired = name, must_exceed, paired
        self.counts = (attack, attack_count, control, control_count)
        self.attack, attack_error = wilson(attack, attack_count)
        self.control, control_error = wilson(control, control_count)
        rest = 1 - self.control
        self.gain = (self.attack - self.control) / rest
        error = math.hypot(attack_error / rest,
                           (1 - self.attack) / rest ** 2 * control_error)
        if paired:
            # Z * Z: what may hide behind no difference at all.
            error = Z * math.sqrt(sum(paired) + Z * Z) / attack_count / rest
        self.widen(error)

    def widen(self, error):
        self.low, self.high = self.gain - error, self.gain + error

    def holds(self):
        return self.low > GAIN_MAX if self.must_exceed else self.high <= GAIN_MAX

    def row(self):
        return "| {} | {:.4f} | {:.4f} | {:+.4f} | {:+.4f} to {:+.4f} | {} | {} |".format(
            self.name, self.attack, self.control, self.gain, self.low, self.high,
            "> 0.01" if self.must_exceed else "<= 0.01", "holds" if self.holds() else "FAILS")


def pooled(outcomes):
    """Of the same attack on several populations."""
    paired = None
    if outcomes[0].paired:
        paired = tuple(sum(pair) for pair in zip(*(outcome.paired for outcome in outcomes)))
    names = collections.Counter(outcome.name for outcome in outcomes)
    pool = Outcome(names.most_common(1)[0][0],
                   *(sum(column) for column in zip(*(outcome.counts for outcome in outcomes))),
                   outcomes[0].must_exceed, paired)
    gains = [outcome.gain for outcome in outcomes]
    if len(gains) > 1:
        mean = sum(gains) / len(gains)
        deviation = math.sqrt(sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1))
        degrees = min(len(gains), len(T)) - 1
        pool.widen(max(pool.high - pool.gain, T[degrees] * deviation / math.sqrt(len(gains))))
    return pool


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


def learned_theta(margins):
    """Which labels a surname goes with, from the margins of all cohorts. Few cohorts take long to
    settle: 40 rounds leave surnames all but alike, and guesses that follow chance."""
    size = len(RELIGIONS)
    rng = random.Random(1)
    theta = [[1 / size * rng.uniform(0.9, 1.1) for _ in range(size)] for _ in SURNAMES]
    for _ in range(max(40, 10000 // len(margins))):
        sums = [[1e-9] * size for _ in SURNAMES]
        for classes, labels in margins:
            for c, row in enumerate(scaled(theta, classes, labels)):
                for v in range(size):
                    sums[c][v] += row[v]
        theta = [[x / sum(row) for x in row] for row in sums]
    return theta


def likeliest(theta, classes, labels):
    """The label to guess, by surname."""
    return [row.index(max(row)) for row in scaled(theta, classes, labels)]


def cohort_attack(cohorts, people, control, name, must_exceed=False):
    """Learns which labels a surname goes with from the margins of all cohorts. Two rules: guess by the
    margins of the person's own cohort, or by those of all together. The control may guess by either,
    too; who is in no cohort is guessed as somebody of each in turn. Attack and control take, for each
    half of their persons, the rule that does better on the other half: one that follows the chance
    of single cohorts may be worse than the other, and would hide what these tell."""
    margins = []
    for stores in cohorts:
        classes = [0] * len(SURNAMES)
        for row in stores.rows:
            classes[surname_of(row)] += 1
        counts = stores.counts()
        margins.append((classes, [counts[v] for v in range(len(RELIGIONS))]))
    theta = learned_theta(margins)
    own = [likeliest(theta, classes, labels) for classes, labels in margins]
    joint = likeliest(theta, *([sum(column) for column in zip(*side)] for side in zip(*margins)))
    truth = {row[0]: religion for row, religion in zip(people.rows, people.religion)}
    attacks, controls = [[0, 0], [0, 0]], [[0, 0], [0, 0]]  # by rule and half
    count = 0
    for stores, guesses in zip(cohorts, own):
        for row in stores.rows:
            half, surname = int(row[0]) % 2, surname_of(row)
            count += 1
            for rule, guess in enumerate((guesses, joint)):
                attacks[rule][half] += guess[surname] == truth[row[0]]
    shares = [collections.Counter(guesses[c] for guesses in own) for c in range(len(SURNAMES))]
    for number, (row, religion) in enumerate(zip(control.rows, control.religion)):
        surname = surname_of(row)
        controls[0][number % 2] += shares[surname][religion] / len(own)
        controls[1][number % 2] += joint[surname] == religion
    return Outcome(name, better_on_other_half(attacks), count, better_on_other_half(controls),
                   len(control.rows), must_exceed)


def better_on_other_half(rules):
    """`rules`: right guesses of each rule by half."""
    return max(rules)[1] + max(rule[::-1] for rule in rules)[1]


def states(some):
    return some.states


def religions(some):
    return some.religion


def attacks_on(folder, options, number, people, stores, control, outside):
    """Of one population."""
    yield order_attack(stores, people, outside, control)
    yield learned_guess(stores, people, None, control, states, "presence")
    yield learned_guess(stores, people, outside, control, religions, "length")
    yield cohort_attack([stores], people, control, "one cohort")
    for size in options.cohort_sizes:
        count = len(people.rows) // size
        chain = [Stores(folder, os.environ["SUNDER"], people, n * size, (n + 1) * size,
                        with_notes=False) for n in range(count)]
        yield cohort_attack(chain, people, control, f"{count} cohorts of {size}")
    print(f"population {number} done", file=sys.stderr, flush=True)


def large(folder, options):
    """Attacks on the stores as they are: they must gain nothing."""
    program = os.environ["SUNDER"]
    first = people = People(1001, options.persons)
    first_stores = stores = Stores(folder, program, people)
    outcomes = []
    for number in range(1, options.populations + 1):
        is_last = number == options.populations and number > 1
        control = first if is_last else People(1001 + number, options.persons)
        outside = first_stores if is_last else Stores(folder, program, control)
        outcomes.append(list(attacks_on(folder, options, number, people, stores, control, outside)))
        people, stores = control, outside
    for same in zip(*outcomes):
        print("gains of {}: {}".format(same[0].name, " ".join(f"{one.gain:+.4f}" for one in same)),
              file=sys.stderr, flush=True)
        yield pooled(same)


def small(folder, options):
    """What must be found: planted leaks, and cohorts that are too small."""
    leaky = os.environ["SUNDER_LEAKY"]
    control = People(102, options.persons)
    outside = Stores(folder, os.environ["SUNDER"], control)
    people = People(103, 20000)
    for leak, attack in (("sorted_by_value", "order"), ("blanks", "presence"),
                         ("length_in_identity", "length")):
        planted = Stores(folder, leaky, people, leak=leak)
        name = f"{attack}, planted {leak}"
        if attack == "order":
            yield order_attack(planted, people, outside, control, name, True)
        elif attack == "presence":
            yield learned_guess(planted, people, None, control, states, name, True)
        else:
            yield learned_guess(planted, people, outside, control, religions, name, True)
    eleven = People(104, 11 * options.small_cohorts)
    chain = [Stores(folder, leaky, eleven, n * 11, (n + 1) * 11, with_notes=False,
                    leak="exact_small_cell", minimum=11) for n in range(options.small_cohorts)]
    yield cohort_attack(chain, eleven, control,
                        f"{options.small_cohorts} cohorts of 11, exact cells", True)


def run_all(folder, options):
    if options.only != "small":
        yield from large(folder, options)
    if options.only != "large":
        yield from small(folder, options)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--table")
    parser.add_argument("--persons", type=int, default=50000)
    parser.add_argument("--populations", type=int, default=16)
    parser.add_argument("--cohort-sizes", type=int, nargs="*", default=[2000, 1000])
    parser.add_argument("--small-cohorts", type=int, default=1500)
    parser.add_argument("--only", choices=["small", "large"])
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
