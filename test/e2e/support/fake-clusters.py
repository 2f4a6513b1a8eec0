"""Stands in for Spark and for Ray: runs the recipe of docs/many-machines.md, given as a file, by threads of this process."""
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace


class Rdd:
    def __init__(self, items):
        self.items = items

    def map(self, work):
        with ThreadPoolExecutor() as pool:
            return Rdd(list(pool.map(work, self.items)))

    def collect(self):
        return self.items


def remote(work):
    pool = ThreadPoolExecutor()

    def options(num_cpus):
        return SimpleNamespace(remote=lambda *given: pool.submit(work, *given))

    return SimpleNamespace(options=options)


def parallelize(items, slices):
    assert slices == len(items)
    return Rdd(list(items))


names = {
    "spark": SimpleNamespace(sparkContext=SimpleNamespace(parallelize=parallelize)),
    "ray": SimpleNamespace(remote=remote, get=lambda futures: [future.result() for future in futures]),
}
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), names)
assert names["codes"] == [0, 0, 0, 0], names["codes"]
