"""File to ZIP by native OpenCV (native_film.py), once for every line that comes in.

native.py FOLDER [SOURCE [gray]]: SOURCE is FOLDER/source.png unless it is given; `gray` leaves a gray file with one channel,
which the original application does not. Prints what each took: milliseconds, those of processor time (user and system), and
memory touched for the first time in megabytes.
"""
import os
import resource
import sys
import time

from native_film import film_to_zip

folder = sys.argv[1]
source = sys.argv[2] if len(sys.argv) > 2 else os.path.join(folder, "source.png")
as_it_is = "gray" in sys.argv[3:]
for _ in sys.stdin:
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    film_to_zip(source, folder, os.path.join(folder, "results.zip"), as_it_is)
    milliseconds = (time.perf_counter() - start) * 1000
    after = resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    touched = (after.ru_minflt - before.ru_minflt) * resource.getpagesize() / 1e6
    print(milliseconds, processor * 1000, touched, flush=True)
