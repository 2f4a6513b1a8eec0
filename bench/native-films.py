"""native-films.py OUT FILM…: of each film an archive in OUT, as `xargs` calls it. See native_film.py."""
import os
import sys
import tempfile

from native_film import film_to_zip

out, *films = sys.argv[1:]
with tempfile.TemporaryDirectory(dir=out) as folder:
    for film in films:
        stem = os.path.splitext(os.path.basename(film))[0]
        film_to_zip(film, folder, os.path.join(out, stem + ".zip"), True)
