"""File to ZIP as the original application does it: imread, four operators, five imwrite, a deflated ZIP. Needs OpenCV for Python."""
import os
import zipfile

import cv2


def film_to_zip(source, folder, archive, as_it_is):
    """Writes five images to `folder`, and an archive of them; `as_it_is` leaves a gray file with one channel."""
    original = cv2.imread(source, cv2.IMREAD_UNCHANGED if as_it_is else cv2.IMREAD_COLOR)
    gray = original if original.ndim == 2 else cv2.cvtColor(original, cv2.COLOR_BGR2GRAY)
    enhanced = cv2.equalizeHist(gray)
    blurred = cv2.GaussianBlur(enhanced, (5, 5), 1)
    edges = cv2.Canny(blurred, 100, 200)
    names = []
    for name, image in (("original", original), ("grayscale", gray), ("enhanced", enhanced), ("blurred", blurred), ("edges", edges)):
        names.append(os.path.join(folder, name + ".png"))
        cv2.imwrite(names[-1], image)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as results:
        for name in names:
            results.write(name, os.path.basename(name))
