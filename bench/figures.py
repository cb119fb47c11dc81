"""The pages that a run of the benchmarks leaves: a table with goals, and a plot."""
import os

# A negative goal is a bound from above.
INTRODUCTION = """# Performance

Every figure is a ratio to something that reads the same bytes in the same run; `make bench` makes the
inputs from a seed and measures it again. Processor time, median of {rounds} interleaved rounds,
inputs of {megabytes} MB. Machine: {machine}. {date}.

![Ratios beside their goals](performance.svg)

| mark | figure | goal | |
|---|---|---|---|
"""
NOTES = """
`raw hs_scan` is Hyperscan alone with the same database over the same bytes in blocks of 256 KiB, doing
nothing with its matches. What the program does besides: it reads records and cells, confirms every
match at word borders (97,000 terms of many languages have short ones among them), finds names,
addresses and occupations, which no literal can tell, and grades every sentence in which a word of a
special category stands. That, not the matching, is where its time goes; on tables values that repeat
are remembered. Every sentence of `prose.txt` has a word that could be sensitive and is not: the worst case for grading.
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


def write(root, date, machine, options, rows):
    """bench/results/<date>-ratios.md, docs/performance.md and its plot; prints the table."""
    page = INTRODUCTION.format(rounds=options.rounds, megabytes=options.megabytes, machine=machine,
                               date=date) + table(rows)
    with open(os.path.join(root, "docs", "performance.md"), "w", encoding="utf-8") as file:
        file.write(page + NOTES)
    with open(os.path.join(root, "docs", "performance.svg"), "w", encoding="utf-8") as file:
        file.write(plot(rows))
    result = os.path.join(root, "bench", "results", f"{date}-ratios.md")
    with open(result, "w", encoding="utf-8") as file:
        file.write(page.replace("# Performance", f"# Ratios, {date}", 1)
                   .replace("![Ratios beside their goals](performance.svg)\n\n", ""))
    print(table(rows) + result)
