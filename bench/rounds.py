"""Alternated rounds and their medians: what a figure is made of. A single run says little on a shared machine, two
programs measured in turn and compared by the median of their rounds say much."""
import statistics


class Row:
    """One line of the table: ours against its peer, in answers (or pages) a second."""

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


def alternate(rounds, ours, peer):
    """Measures ours and peer in turn, `rounds` times each after one round that is thrown away; the order changes from
    round to round, so that neither always comes second. Returns the two lists of figures."""
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
    for row in rows:
        lines.append((row.what, f"{row.ratio:.2f}", f"{row.spread[0]:.2f} to {row.spread[1]:.2f}",
                      f"{row.ours:.0f} {row.unit}", f"{row.peer:.0f} {row.unit}", row.verdict()))
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"
                     for line in lines)
