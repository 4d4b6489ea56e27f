"""`python -m coachapp.local.icons`: the icons of the app, drawn anew from static/img/app/icon.svg by Chromium.

Run it when the drawing changes, and commit what it wrote.
"""

import os
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from coachapp.local.browser import chromium_for_tests
from coachapp.local.places import ROOT

FOLDER: Final = ROOT / "static" / "img" / "app"
# (file, pixels, share of the edge that the drawing takes): a maskable icon is cut to a circle of four fifths.
ICONS: Final = (("icon-180", 180, 1.0), ("icon-192", 192, 1.0), ("icon-512", 512, 1.0), ("maskable-512", 512, 0.82))
GROUND: Final = "#FAF7F2"


def draw(folder: Path = FOLDER) -> None:
    drawing = (folder / "icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_for_tests(os.environ), args=["--no-sandbox"])
        for name, size, share in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size})
            # Where the system cuts the corners itself, ours would show through as white.
            ground = GROUND if name not in {"icon-192", "icon-512"} else "transparent"
            page.set_content(_sheet(drawing, size=size, share=share, ground=ground))
            page.screenshot(path=folder / f"{name}.png", omit_background=True)
        browser.close()


def _sheet(drawing: str, *, size: int, share: float, ground: str) -> str:
    edge = round(size * share)
    gap = (size - edge) / 2
    return (
        f"<body style='margin:0;background:{ground}'><div style='padding:{gap}px;width:{edge}px;height:{edge}px'>"
        f"{drawing}</div></body>"
    )


if __name__ == "__main__":
    draw()
