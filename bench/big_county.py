#!/usr/bin/env python3
"""Makes a site folder of one county with any number of windows, always the same for the same number, to measure how
the generator's time grows. usage: big_county.py SITES_FOLDER WINDOWS [--from SITE] [--signs]"""
import argparse
import pathlib
import re
import shutil

DEMO = pathlib.Path(__file__).resolve().parent.parent / "content" / "sites" / "demo"
VILLAGES_A_TOWN = 40


def rows(count, signs):
    sign = "" if signs else "none"
    yield "id,area,level,parent,hall,place,address,phone,hours,sign"
    yield f"main,大县,county,,大县政务服务中心,一楼大厅 1 号窗口,大县人民路 1 号,0999-5550001,09:00-12:00、13:30-17:00,{sign}"
    made = 1
    town = 0
    while made < count:
        town += 1
        yield (f"t{town},第{town}镇,town,main,第{town}镇便民服务中心,服务大厅 {town % 5 + 1} 号窗口,大县第{town}镇文化路 {town} 号,"
               f"0999-{6000000 + town},{'08:30-12:00、14:00-17:00' if town % 3 == 0 else ''},{sign}")
        made += 1
        for village in range(1, VILLAGES_A_TOWN + 1):
            if made >= count:
                return
            phone = f"0999-{7000000 + made}" if village % 4 == 0 else ""
            yield (f"t{town}v{village},第{town}镇第{village}村,village,t{town},第{village}村便民服务站,便民服务站前台,"
                   f"大县第{town}镇第{village}村 {village} 号,{phone},,{sign}")
            made += 1


def make(sites, windows, source=DEMO, signs=False):
    """Writes the county as sites/big."""
    folder = sites / "big"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("windows", "windows.yaml", "windows.csv"))
    site = (folder / "site.yaml").read_text(encoding="utf-8")
    # The notices stay, but their windows are not those of this county.
    site = re.sub(r", window: [a-z0-9-]+\}", "}", site.replace("id: demo", "id: big"))
    (folder / "site.yaml").write_text(site, encoding="utf-8")
    table = "\n".join(rows(windows, signs)) + "\n"
    (folder / "windows.csv").write_text(table, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sites", type=pathlib.Path)
    parser.add_argument("windows", type=int)
    parser.add_argument("--from", dest="source", type=pathlib.Path, default=DEMO)
    parser.add_argument("--signs", action="store_true")
    options = parser.parse_args()
    make(options.sites, options.windows, options.source, options.signs)


if __name__ == "__main__":
    main()
