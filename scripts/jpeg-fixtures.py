#!/usr/bin/env python3
"""JPEGs of every kind, and what cv2.imread makes of them.

    scripts/jpeg-fixtures.py make FOLDER COUNT            files, and FOLDER/index.json for
                                                          XRAY_JPEGS=FOLDER npm test -- test/unit/decode/jpeg/own-jpeg.test.ts
    scripts/jpeg-fixtures.py make12 FOLDER COUNT FLAGS    the same of 12 bits, by a libjpeg that was built for them; FLAGS
                                                          are the compiler's, as "-Ijpeg12 jpeg12/*.o -lm"
    scripts/jpeg-fixtures.py pack FILE FOLDER...          the smallest of these files as one JSON file

Needs OpenCV for Python on libjpeg-turbo 2.1, a C compiler and libjpeg's headers. SMALL=1 makes sides of 60 pixels at most. Expected pixels are
R, G, B (of a file with one component that one), told by their CRC-32; null where OpenCV refuses the file.
"""
import base64
import json
import os
import subprocess
import sys
import zlib

import cv2
import numpy as np

FRAMES = (0xC0, 0xC1, 0xC2, 0xC9, 0xCA)
HERE = os.path.dirname(os.path.abspath(__file__))


def segments(data):
    """(marker, start, end) up to the first scan."""
    at = 2
    while data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at + 1], at, end
        at = end


def with_exif(data, orientation):
    tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" + bytes([orientation, 0, 0, 0]) + b"\0\0\0\0"
    content = b"Exif\0\0" + tiff
    return data[:2] + b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content + data[2:]


def tables(data):
    return [data[start:end] for marker, start, end in segments(data) if marker == 0xC4]


STANDARD_TABLES = tables(cv2.imencode(".jpg", np.zeros((8, 8, 3), np.uint8))[1].tobytes())


def without_tables(data):
    """As Motion JPEG has it, where all tables are those of T.81, K.3.3."""
    found = tables(data)
    if any(table not in STANDARD_TABLES for table in found):
        return data
    for table in found:
        data = data.replace(table, b"")
    return data


def with_fill(data):
    """Fill bytes before markers, and a comment whose length is too short."""
    return data[:2] + b"\xff\xff\xff\xfe\0\0" + b"\xff" * 7 + data[2:-2] + b"\xff\xff" + data[-2:]


def with_stray(data):
    """Bytes that belong to no segment, and more behind the end."""
    end = next(end for _, _, end in segments(data))
    return data[:end] + b"stray\xff\0" + data[end:-2] + b"\x12\x34" + data[-2:] + b"more"


def without_scans(data, keep):
    """The first scans of a file only."""
    at, found = 2, 0
    while True:
        at = data.index(b"\xff", at)
        marker = data[at + 1]
        if marker == 0xD9:
            return data
        if marker == 0xDA:
            found += 1
            if found > keep:
                return data[:at] + b"\xff\xd9"
        if marker in (0, 0xFF) or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def with_quantizers(data, seed):
    """Larger quantizers than the file was made with: sums in transforms that do not fit into 16 bits, nor some products."""
    factor = 2 + seed % 7 if seed % 32 < 16 else 100 + seed % 900
    for marker, start, end in list(segments(data)):
        if marker != 0xDB or data[start + 4] >> 4 != 0:
            continue
        content = data[start + 4 : end]
        made = b""
        for at in range(0, len(content), 65):
            values = [min(65535, value * factor) for value in content[at + 1 : at + 65]]
            made += bytes([0x10 | content[at]]) + b"".join(value.to_bytes(2, "big") for value in values)
        replaced = b"\xff\xdb" + (len(made) + 2).to_bytes(2, "big") + made
        # Of several segments the first: those behind it lie elsewhere then.
        return data[:start] + replaced + data[end:]
    return data


def with_adobe(data, transform):
    """JFIF and Adobe beside each other, or Adobe with a transform of no meaning."""
    content = b"Adobe\0\x64\0\0\0\0" + bytes([transform])
    return data[:2] + b"\xff\xee" + (len(content) + 2).to_bytes(2, "big") + content + data[2:]


def variant(data, seed):
    kind = seed % 16
    if kind == 3:
        return with_exif(data, 1 + seed // 16 % 8)
    if kind == 5:
        return without_tables(data)
    if kind == 7:
        return with_fill(data)
    if kind == 9:
        return with_stray(data)
    if kind in (11, 12):
        return without_scans(data, 1 + seed // 16 % 5)
    if kind in (13, 15):
        return with_quantizers(data, seed)
    if kind == 14:
        return with_adobe(data, seed // 16 % 4)
    return data


def expected(path, components):
    image = cv2.imread(path)
    if image is None:
        return None
    gray = components == 1
    pixels = image[:, :, 0] if gray else image[:, :, ::-1]
    return {
        "width": image.shape[1],
        "height": image.shape[0],
        "channels": 1 if gray else 3,
        "crc": zlib.crc32(pixels.tobytes()),
    }


def components_of(data):
    return next(data[start + 9] for marker, start, _ in segments(data) if marker in FRAMES)


def compiled(folder, flags):
    os.makedirs(folder, exist_ok=True)
    program = os.path.join(folder, "jpeg-fixtures")
    source = os.path.join(HERE, "jpeg-fixtures.c")
    subprocess.run(f"cc -O1 -o {program} {source} {flags}", shell=True, check=True)
    return program


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write_index(folder, index):
    with open(os.path.join(folder, "index.json"), "w", encoding="utf8") as file:
        json.dump(index, file)
    refused = sum(1 for entry in index if entry["expected"] is None)
    print(f"{len(index)} files, {refused} refused")


def make(folder, count):
    program = compiled(folder, "-ljpeg -lm")
    index = []
    for seed in range(1, 1 + count):
        path = os.path.join(folder, f"{seed}.jpg")
        done = subprocess.run([program, str(seed), path], stderr=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            os.remove(path)
            continue
        data = read(path)
        components = components_of(data)
        data = variant(data, seed)
        with open(path, "wb") as file:
            file.write(data)
        index.append({"file": f"{seed}.jpg", "expected": expected(path, components)})
    write_index(folder, index)


def make12(folder, count, flags):
    """Gray and colours only: of inks of 12 bits nothing is made."""
    program = compiled(folder, flags)
    index = []
    for seed in range(1, 1 + count):
        path = os.path.join(folder, f"{seed}.jpg")
        done = subprocess.run([program, str(seed), path, path + ".raw"], stderr=subprocess.DEVNULL, check=False)
        data = read(path)
        if done.returncode != 0 or components_of(data) == 4:
            continue
        frame = next(data[start:end] for marker, start, end in segments(data) if marker in FRAMES)
        index.append(
            {
                "file": f"{seed}.jpg",
                "expected": {
                    "width": int.from_bytes(frame[7:9], "big"),
                    "height": int.from_bytes(frame[5:7], "big"),
                    "channels": frame[9],
                    "crc": zlib.crc32(read(path + ".raw")),
                    "bits": 12,
                },
            }
        )
    write_index(folder, index)


MOST_BYTES = 1200


def pack(target, folders):
    entries = []
    for folder in folders:
        for entry in json.loads(read(os.path.join(folder, "index.json"))):
            data = read(os.path.join(folder, entry["file"]))
            if len(data) > MOST_BYTES:
                continue
            name = os.path.basename(folder) + "/" + entry["file"]
            entries.append({"name": name, "expected": entry["expected"], "data": base64.b64encode(data).decode()})
    with open(target, "w", encoding="utf8") as file:
        file.write(json.dumps(entries, indent=2) + "\n")


if __name__ == "__main__":
    command, target, *rest = sys.argv[1:]
    if command == "make":
        make(target, int(rest[0]))
    elif command == "make12":
        make12(target, int(rest[0]), rest[1])
    else:
        pack(target, rest)
