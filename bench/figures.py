"""The pages that a run of the benchmarks leaves: a table with goals, and a plot."""
import glob
import os

# A negative goal is a bound from above.
INTRODUCTION = """# Performance

Every figure is a ratio to something that reads the same bytes in the same run; `make bench` makes the
inputs from a seed and measures it again. Processor time, median of {rounds} interleaved rounds,
tables and logs of {megabytes} MB, texts of a quarter. Machine: {machine}. {date}.

![Ratios beside their goals](performance.svg)

| mark | figure | goal | |
|---|---|---|---|
"""
NOTES = """
`raw hs_scan` is Hyperscan alone with all literals of the rules in one database, over the same bytes in
blocks of 256 KiB, doing nothing with its matches. The program itself gives Hyperscan only what may
stand anywhere and looks terms up where words begin; the speed of raw `hs_scan` with that smaller
database stands beside. `one hs_scan a cell` is what one would write first: all patterns as plain
regexes in one database, called for each cell, with nothing done about its matches (`bench/naive_cells.cc`).

What the program does besides matching: it reads records and cells, confirms every match, finds names,
addresses and occupations, which no literal can tell, and grades every sentence in which a word of a
special category stands. In tables and logs a value that was met before is counted, not judged again;
every cell has to be looked at all the same, because a column's label depends on all of its values.
Every sentence of `prose.txt` has a word that could be sensitive and is not: the worst case for grading.
"""
STAGES = """
## Where the time of a scan goes

Parts of the whole scan by stage, each measured by itself (`bench/stages.cc`). `classify` finds the
cells, `profile` counts them by value, `fold` to `grade` see new values only, `write` is the report.
The parts of the judge are told by running them once more: where it remembers cells itself, they come
to more than its time, and `grade`, which is the rest, falls below 0. What
a log lacks is the telling of visits, which no stage has.

"""


def meets(value, goal):
    return value >= goal if goal > 0 else value <= -goal


def shown(goal):
    return f">= {goal:g}" if goal > 0 else f"<= {-goal:g}"


def table(rows):
    lines = []
    for mark, value, goal, detail in rows:
        verdict = "" if meets(value, goal) else ", **falls short**"
        lines.append(f"| {mark} | {value:.2f} | {shown(goal)}{verdict} | {detail} |")
    return "\n".join(lines) + "\n"


def stage_table(stages):
    names = list(stages[0][1])
    lines = ["| file | " + " | ".join(names) + " | sum / whole scan |", "|---" * (len(names) + 2) + "|"]
    for file, seconds, part in stages:
        total = sum(seconds.values())
        cells = [f"{seconds[name] / total:.2f}" for name in names]
        lines.append(f"| {file} | " + " | ".join(cells) + f" | {part:.2f} |")
    return "\n".join(lines) + "\n"


def bar(y, mark, value, goal):
    """One row of the plot: how much of the goal is reached, the goal being the line at 1."""
    share = min(value / goal if goal > 0 else -goal / max(value, 1e-9), 2.0)
    fill = "#2a7f62" if meets(value, goal) else "#b4552d"
    return (f'<text x="300" y="{y + 13}" text-anchor="end">{mark.replace("<", "&lt;")}</text>'
            f'<rect x="308" y="{y}" width="{share * 160:.0f}" height="16" fill="{fill}"/>'
            f'<text x="{316 + share * 160:.0f}" y="{y + 13}">{value:.2f}</text>')


def plot(rows):
    height = 24 * len(rows) + 40
    bars = "\n".join(bar(20 + 24 * i, mark, value, goal)
                     for i, (mark, value, goal, _) in enumerate(rows))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" '
            f'font-family="sans-serif" font-size="12">\n<rect width="720" height="{height}" '
            f'fill="#ffffff"/>\n<text x="468" y="14" text-anchor="middle">goal</text>\n{bars}\n'
            f'<line x1="468" y1="18" x2="468" y2="{height - 18}" stroke="#333333"/>\n</svg>\n')


def peers(root):
    """The newest table of bench/peers.py, if there is one."""
    pages = sorted(glob.glob(os.path.join(root, "bench", "results", "*-peers.md")))
    if not pages:
        return ""
    with open(pages[-1], encoding="utf-8") as file:
        return "\n#" + file.read()


def write(root, date, machine, options, rows, stages):
    """bench/results/<date>-ratios.md, docs/performance.md and its plot; prints the table."""
    page = INTRODUCTION.format(rounds=options.rounds, megabytes=options.megabytes, machine=machine,
                               date=date) + table(rows)
    stage_page = STAGES + stage_table(stages)
    with open(os.path.join(root, "docs", "performance.md"), "w", encoding="utf-8") as file:
        file.write(page + NOTES + stage_page + peers(root))
    with open(os.path.join(root, "docs", "performance.svg"), "w", encoding="utf-8") as file:
        file.write(plot(rows))
    result = os.path.join(root, "bench", "results", f"{date}-ratios.md")
    with open(result, "w", encoding="utf-8") as file:
        file.write(page.replace("# Performance", f"# Ratios, {date}", 1)
                   .replace("![Ratios beside their goals](performance.svg)\n\n", "") + stage_page)
    print(table(rows) + result)
