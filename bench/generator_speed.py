"""Pages per second of the whole generator (YAML in, checked site out) against writing the same bytes directly."""
import shutil
import subprocess

import place
import rounds

COPIES = 12  # of each of the six sites: the build takes more than a second


def measure(where, count):
    """Returns the row, and the sites that the other measurements use (where.published)."""
    sites = where.copy_sites(COPIES)
    where.build(where.public, where.published)
    both = where.folder / "both"
    shutil.copytree(where.public, both / "public")
    shutil.copytree(where.published, both / "published")
    pages = sum(1 for _ in where.public.rglob("*.html"))
    print(f"generator: {len(sites)} sites, {pages} pages, {total_bytes(both) / 1e6:.1f} MB with what is published",
          flush=True)

    def generator():
        fresh = where.folder / "fresh"
        seconds = where.build(fresh / "public", fresh / "published")
        shutil.rmtree(fresh)
        return pages / seconds

    def raw():
        fresh = where.folder / "fresh"
        done = subprocess.run([place.PEERS / "bench_raw_writer", both, fresh], capture_output=True, text=True,
                              check=True)
        shutil.rmtree(fresh)
        return pages / float(done.stdout)

    ours, peer = rounds.alternate(count, generator, raw)
    return rounds.Row("generator: pages, against the same bytes written raw", "/s", ours, peer), sites


def total_bytes(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
