"""Memory of `handler serve` after answering a page of each of many sites without their own wording: texts and templates
are loaded once, the sites' own files once per site."""
import people
import place
import rounds

SITES = 150
LIMIT = 110  # MB


def measure():
    originals = [site for site in place.ORIGINALS if not (place.ROOT / "content" / "sites" / site / "texts.yaml").exists()]
    with place.Place() as where:
        sites = where.copy_sites(-(-SITES // len(originals)), originals)[:SITES]
        where.build(where.public, where.published)
        child, port = where.serve(where.make_data("var"))
        person = people.Person(port)
        for site in sites:
            person.must(200, "GET", f"/handle/{site}/ticket")
        status = place.pathlib.Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
        resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return rounds.Megabytes(f"memory of serve with a page of each of {SITES} sites", resident / 1000, LIMIT)
