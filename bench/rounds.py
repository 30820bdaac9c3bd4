"""Alternating rounds and their medians. A single run says little on a shared machine; two programs measured in turn and
compared by the medians of their rounds give a stable ratio."""
import statistics


class Row:
    """One line of the table: ours against its peer, in answers (or pages) per second."""

    def __init__(self, what, unit, ours, peer, least=None, aim=None):
        self.what, self.unit, self.least, self.aim = what, unit, least, aim
        self.ours, self.ours_rounds = statistics.median(ours), ours
        self.peer, self.peer_rounds = statistics.median(peer), peer
        self.ratio = self.ours / self.peer
        pairs = [a / b for a, b in zip(ours, peer)]
        self.spread = (min(pairs), max(pairs))

    def is_missed(self):
        return self.least is not None and self.ratio < self.least

    def verdict(self):
        if self.least is None:
            return "-"
        if self.is_missed():
            return f"MISSED (at least {self.least:g})"
        return "aim met" if self.ratio >= self.aim else f"enough (aim {self.aim:g})"

    def cells(self):
        return (self.what, f"{self.ratio:.2f}", f"{self.spread[0]:.2f} to {self.spread[1]:.2f}",
                f"{self.ours:.0f} {self.unit}", f"{self.peer:.0f} {self.unit}", self.verdict())


class Seconds:
    """One line of the table for waiting times: seconds against a limit, not against a peer."""

    def __init__(self, what, figures, limit=None):
        self.what, self.figures, self.limit = what, figures, limit
        self.median = statistics.median(figures)

    def is_missed(self):
        return self.limit is not None and self.median > self.limit

    def verdict(self):
        if self.limit is None:
            return "-"
        return f"{'MISSED' if self.is_missed() else 'met'} (at most {self.limit:g} s)"

    def cells(self):
        return (self.what, "-", f"{min(self.figures):.2f} to {max(self.figures):.2f} s", f"{self.median:.2f} s", "-",
                self.verdict())


class Milliseconds:
    """One line of the table for the cost of a page: the median of all times against a limit; the ratio is limit divided
    by median."""

    def __init__(self, what, figures, limit):
        self.what, self.limit = what, limit
        self.median, self.least, self.most = statistics.median(figures), min(figures), max(figures)

    def is_missed(self):
        return self.median > self.limit

    def cells(self):
        verdict = "MISSED" if self.is_missed() else "met"
        return (self.what, f"{self.limit / self.median:.1f}", f"{self.least:.1f} to {self.most:.1f} ms",
                f"{self.median:.1f} ms", f"{self.limit:g} ms", f"{verdict} (at most {self.limit:g} ms)")


class Megabytes:
    """One line of the table for the memory of a process, against a limit."""

    def __init__(self, what, figure, limit):
        self.what, self.figure, self.limit = what, figure, limit

    def is_missed(self):
        return self.figure > self.limit

    def cells(self):
        return (self.what, "-", "-", f"{self.figure:.0f} MB", f"{self.limit} MB",
                f"{'MISSED' if self.is_missed() else 'met'} (at most {self.limit} MB)")


class Growth:
    """One line of the table for times that must not grow: with much data against little data."""

    def __init__(self, what, much, little, limit):
        self.what, self.limit = what, limit
        self.much, self.little = statistics.median(much), statistics.median(little)
        pairs = [a / b for a, b in zip(much, little)]
        self.ratio, self.spread = self.much / self.little, (min(pairs), max(pairs))

    def is_missed(self):
        return self.ratio > self.limit

    def cells(self):
        verdict = "MISSED" if self.is_missed() else "met"
        return (self.what, f"{self.ratio:.2f}", f"{self.spread[0]:.2f} to {self.spread[1]:.2f}",
                f"{self.much:.1f} ms", f"{self.little:.1f} ms", f"{verdict} (at most {self.limit:g})")


def alternate(rounds, ours, peer):
    """Measures ours and peer in turn, `rounds` times each after one discarded round; the order alternates, so that
    neither always comes second. Returns the two lists of figures."""
    ours(), peer()
    figures = ([], [])
    for number in range(rounds):
        order = [(0, ours), (1, peer)]
        for which, measure in order if number % 2 == 0 else reversed(order):
            figures[which].append(measure())
    return figures


def table(rows):
    """The rows as text: ratio of medians, its range over the rounds, and the two medians behind it."""
    head = ("what", "ratio", "range", "ours", "peer", "target")
    lines = [head]
    lines += [row.cells() for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"
                     for line in lines)
