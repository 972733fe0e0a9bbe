"""Ranks towns among all candidates by the score of shimai, with numpy.

A column a measure, one pass over all candidates a town, towns dealt out to
threads (numpy lets go of the interpreter in its loops). Sets of tags repeat, so
they are weighed once for each different set. Reads the tables that TestPeers
writes and prints its times as one line of JSON; see docs/performance.md.
"""

import csv
import json
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

DIR = os.environ["SHIMAI_PEER_DIR"]
PASSES = int(os.environ["SHIMAI_PEER_PASSES"])
TOP = int(os.environ["SHIMAI_PEER_TOP"])
THREADS = int(os.environ["SHIMAI_PEER_THREADS"])
EARTH = 6371.0088
RAD = np.pi / 180
FIT, OPENNESS = 60, 20


def memory(key):
    """KiB of memory of this process, as the kernel counts them."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(key):
                return int(line.split()[1])
    return 0


def table(name, kinds=None):
    """Reads a table as a dictionary of columns."""
    path = os.path.join(DIR, name + ".csv")
    with open(path) as f:
        names = f.readline().strip().split(",")
    kinds = kinds or {}
    dtype = [(n, kinds.get(n, np.int32)) for n in names]
    rows = np.loadtxt(path, delimiter=",", skiprows=1, dtype=dtype, ndmin=1)
    return {n: np.ascontiguousarray(rows[n]) for n in names}


def lines(name):
    with open(os.path.join(DIR, name + ".csv"), newline="") as f:
        return list(csv.DictReader(f))


class Curve:
    """A curve, tabulated in steps of its measure."""

    def __init__(self, bits):
        self.bits = np.array(bits, dtype=np.int32)
        self.start, self.per_step = 0.0, 1.0

    def step(self, i):
        return self.bits.take(i, mode="clip")

    def at(self, x):
        x = (x - self.start) * self.per_step
        return self.bits.take((np.maximum(x, 0) + 0.5).astype(np.int32), mode="clip")


class World:
    def __init__(self):
        float32 = {"lat": np.float32, "lon": np.float32, "dlat": np.float32, "dlon": np.float32}
        self.places = table("places", float32)
        self.climate = [self.places["c%d" % i] for i in range(8)]
        self.callings = self.places["callings"]
        self.towns = table("towns", float32)
        self.curves = {}
        steps = {}
        for row in lines("curves"):
            steps.setdefault(row["curve"], []).append(int(row["bits"]))
        for name, bits in steps.items():
            self.curves[name] = Curve(bits)
        for row in lines("measures"):
            c = self.curves[row["curve"]]
            c.start, c.per_step = float(row["start"]), float(row["per_step"])
        self.points, self.low = {}, {}
        for row in lines("points"):
            self.points.setdefault(row["criterion"], []).append(int(row["points"]))
            self.low.setdefault(row["criterion"], int(row["bits"]))
        for name in self.points:
            self.points[name] = np.array(self.points[name], dtype=np.int32)
        self.read_tags()
        self.read_towns()

    def read_tags(self):
        tags = lines("tags")
        n = 1 + max(int(t["tag"]) for t in tags)
        self.both, self.one = np.zeros(n, np.float32), np.zeros(n, np.float32)
        self.of = {}
        for t in tags:
            i = int(t["tag"])
            self.both[i], self.one[i] = int(t["both_bits"]), int(t["one_bits"])
            self.of.setdefault(t["criterion"], []).append(i)
        words = table("words")
        self.words = np.zeros((1 + int(self.places["word"].max()), n), np.float32)
        self.words[words["word"], words["tag"]] = 1
        self.own = {}
        tagged = table("town_tags")
        for town in self.towns["town"]:
            own = np.zeros(n, bool)
            own[tagged["tag"][tagged["town"] == town]] = True
            self.own[town] = own

    def read_towns(self):
        """Splits the tables of all towns into one of each."""
        self.by_country = self.split("town_country")
        self.by_region = self.split("town_region")
        self.by_size = self.split("town_size")
        self.names = self.split("town_names", {"worth": np.float64})
        self.common = self.split("town_common")
        self.partners = self.split("town_partners")
        units = self.places["unit"]
        for tables in (self.names, self.common, self.partners):
            for t in tables.values():
                at = np.searchsorted(units, t["unit"]).clip(0, len(units) - 1)
                here = units[at] == t["unit"]
                for key in list(t):
                    t[key] = t[key][here]
                t["at"] = at[here]

    def split(self, name, kinds=None):
        t = table(name, kinds)
        start = np.searchsorted(t["town"], self.towns["town"])
        end = np.searchsorted(t["town"], self.towns["town"], side="right")
        return {town: {k: v[a:b] for k, v in t.items()} for town, a, b in zip(self.towns["town"], start, end)}

    def worth(self, criterion, bits):
        """Turns bits into points, at most those of the table."""
        bits -= self.low[criterion]
        return self.points[criterion].take(bits, mode="clip")

    def fits(self, i):
        """Scores all candidates for the i-th town."""
        p, c = self.places, self.curves
        t = {k: v[i] for k, v in self.towns.items()}
        town = t["town"]
        own, word = self.own[town], p["word"]
        weight = np.where(own, self.both - self.one, self.one)
        none = np.where(own, self.one, 0)

        def words(criterion):
            tags = self.of[criterion]
            return (self.words[:, tags] @ weight[tags] + none[tags].sum()).astype(np.int32)

        country, near = self.by_country[town], p["country"]
        # What tags, or countries, alone decide is turned into points before it is spread.
        alone = sum(self.worth(k, words(k)) for k in ("geography", "trade", "culture"))
        fit = alone.take(word)
        fit += self.worth("country", country["country_bits"].copy()).take(near)

        name = np.full(len(near), c["name"].at(np.float64(0)), np.int32)
        name[self.names[town]["at"]] = c["name"].at(self.names[town]["worth"])
        fit += self.worth("name", name)

        fit += self.worth("population", self.sizes(t) + words("population").take(word))

        if t["weak"]:
            climate = np.zeros(len(near), np.int32)
        else:
            climate = self.climates(t)
        fit += self.worth("climate", climate)

        births = (self.callings & t["callings"] != 0).view(np.int8)
        history = words("history").take(word)
        history += c["births"].step(births)
        history += np.where(p["nikkei"], t["emigrants_bits"], t["none_bits"])
        fit += self.worth("history", history)

        education = words("education").take(word)
        education += country["education_bits"].take(near)
        fit += self.worth("education", education)

        fit += self.worth("disaster", words("disaster").take(word) + self.events(t))

        hours = np.abs((p["lon"] - t["lon"]).astype(np.float64))
        np.minimum(hours, 360 - hours, out=hours)
        access = words("access").take(word)
        access += c["hours"].at(np.divide(hours, 15, out=hours))
        access += c["missions"].step(p["mission"] + country["mission"].take(near))
        fit += self.worth("access", access)

        links = self.by_region[town]["region_bits"].take(p["region"])
        links += self.by_size[town]["size_bits"].take(p["size"])
        links += country["links_bits"].take(near)
        common = self.common[town]
        few = c["common"].step(np.zeros(1, np.int32))[0]
        links += few
        links[common["at"]] += c["common"].step(common["step"]) - few
        fit += self.worth("links", links)
        return fit

    def sizes(self, t):
        p, c = self.places, self.curves
        if t["lnpop"] < 0:
            bits = c["unknown"].step(p["lnpop"])
            bits[p["lnpop"] < 0] = 0
            return bits
        bits = c["ratio"].step(np.abs(p["lnpop"] - t["lnpop"]))
        if t["lnrank"] >= 0:
            rank = c["rank"].step(np.abs(p["lnrank"] - t["lnrank"]))
            bits += np.where(p["lnrank"] >= 0, rank, 0)
        bits[p["lnpop"] < 0] = c["unknown"].step(t["lnpop"])
        return bits

    def climates(self, t):
        p, c = self.places, self.curves
        total = np.zeros(len(p["unit"]), np.int32)
        for k, column in enumerate(self.climate):
            d = column - t["c%d" % k]
            total += np.multiply(d, d, out=d)
        total //= 8
        bits = c["degrees"].step(np.sqrt(total.astype(np.float64)).astype(np.int32))
        bits += c["class"].step((p["koppen"] == t["koppen"]).view(np.int8))
        bits[p["weak"] != 0] = 0
        return bits

    def events(self, t):
        """Asks for the distance only of those near enough by their degrees."""
        p, c = self.places, self.curves
        bits = np.full(len(p["unit"]), c["event"].bits[-1], np.int32)
        dlon = np.abs(p["lon"] - t["lon"])
        near = np.flatnonzero((np.abs(p["lat"] - t["lat"]) <= t["dlat"]) & ((dlon <= t["dlon"]) | (dlon >= 360 - t["dlon"])))
        a, lon = np.float64(t["lat"]) * RAD, np.float64(t["lon"])
        b = p["lat"][near].astype(np.float64) * RAD
        dlat, dlon = b - a, (p["lon"][near].astype(np.float64) - lon) * RAD
        x = np.sin(dlat / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(dlon / 2) ** 2
        bits[near] = c["event"].at(2 * EARTH * np.arcsin(np.minimum(1, np.sqrt(x))))
        return bits

    def best(self, i):
        """Lists the best of a town: by order, fit and number."""
        units, fit = self.places["unit"], self.fits(i)
        key = FIT * fit + OPENNESS * self.places["open"]
        key[self.partners[self.towns["town"][i]]["at"]] = -1
        bar = np.partition(key, len(key) - TOP)[len(key) - TOP]
        at = np.flatnonzero(key >= bar)
        at = at[np.lexsort((units[at], -fit[at], -key[at]))[:TOP]]
        return [(self.towns["town"][i], units[a], fit[a], (key[a] + 40) // 80) for a in at]


def used():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def main():
    began = time.perf_counter()
    world = World()
    report = {"load": time.perf_counter() - began, "base": memory("VmRSS:"), "passes": []}
    before = used()
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(PASSES):
            began = time.perf_counter()
            lists = list(pool.map(world.best, range(len(world.towns["town"]))))
            report["passes"].append(time.perf_counter() - began)
    report["cpu"], report["peak"] = used() - before, memory("VmHWM:")
    with open(os.path.join(DIR, "numpy.out"), "w") as out:
        for rows in lists:
            for row in rows:
                out.write("%d,%d,%d,%d\n" % row)
    print(json.dumps(report))


if __name__ == "__main__":
    sys.exit(main())
