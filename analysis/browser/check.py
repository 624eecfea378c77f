"""Looks at Fairlane's pages in a real browser: check.py PAGE... [--shots DIRECTORY]

Each page must fit a phone, be readable in light, dark and on paper, be usable by keyboard, and load
nothing. Then every check is shown a page with that fault built in, and must find it.
"""

import argparse
import os
import pathlib
import re
import sys
import tempfile

from playwright.sync_api import sync_playwright

PHONE, DESK, PAPER = 360, 1200, 718  # CSS pixels; paper is A4 less margins of 1 cm
MOST_SHEETS = 25
LOOK = (pathlib.Path(__file__).parent / "look.js").read_text()


class Look:
    """One page in one browser window; what is wrong with it gathers in `problems`."""

    def __init__(self, browser, page: pathlib.Path, width: int, scheme: str):
        self.problems = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
        self.view = self.context.new_page()
        address = page.resolve().as_uri()
        self.view.on("console", lambda m: m.type in ("error", "warning")
                     and self.problems.append(f"console: {m.text}"))
        self.view.on("pageerror", lambda e: self.problems.append(f"console: {e}"))
        self.view.on("request", lambda r: r.url != address and not r.url.startswith("data:")
                     and self.problems.append(f"network: asks for {r.url}"))
        self.view.goto(address)
        self.view.evaluate(LOOK)

    def add(self, kind: str, found: list):
        self.problems += [f"{kind}: {what}" for what in found]

    def layout(self):
        self.add("layout", self.view.evaluate("overflowing()"))

    def contrast(self):
        self.add("contrast", self.view.evaluate("faint()"))

    def keyboard(self):
        """Tab through the page; every interactive element gets its turn, visibly."""
        wanted = self.view.evaluate("interactive()")
        seen = []
        for _ in range(len(wanted) + 2):
            self.view.keyboard.press("Tab")
            name = self.view.evaluate("focused()")
            if name is None or name in seen:
                break
            seen.append(name)
            if not self.view.evaluate("focusIsSeen()"):
                self.problems.append(f"keyboard: focus on {name} is not seen")
            if not self.view.evaluate("canScroll()"):
                continue
            self.view.keyboard.press("ArrowRight")
            self.view.wait_for_timeout(150)
            if not self.view.evaluate("hasScrolled()"):
                self.problems.append(f"keyboard: {name} does not scroll")
        self.add("keyboard", [f"never reaches {name}" for name in wanted if name not in seen])
        self.add("keyboard", self.view.evaluate("unreachableScrollers()"))

    def paper(self):
        self.view.emulate_media(media="print")
        self.layout()
        self.contrast()
        self.add("print", self.view.evaluate("unprintable()"))
        sheets = len(re.findall(rb"/Type\s*/Page\b", self.view.pdf(format="A4")))
        if not 1 <= sheets <= MOST_SHEETS:
            self.problems.append(f"print: {sheets} sheets")

    def close(self, shot=None):
        if shot:
            self.view.screenshot(path=shot, full_page=True)
        self.context.close()
        return self.problems


def examine(browser, page: pathlib.Path, shots=None, schemes=("light", "dark"),
            widths=(PHONE, DESK)) -> list:
    problems = []
    for scheme in schemes:
        for width in widths:
            look = Look(browser, page, width, scheme)
            look.layout()
            look.contrast()
            if scheme == "light":
                look.keyboard()
            shot = shots and shots / f"{page.parent.name}-{width}-{scheme}.png"
            problems += [f"{width} px, {scheme}: {p}" for p in look.close(shot)]
        look = Look(browser, page, PAPER, scheme)
        look.paper()
        problems += [f"paper, {scheme}: {p}" for p in look.close()]
    return problems


# What to build into a sound page, and the words with which it must be found.
FAULTS = {
    "layout: ": "<div style='width:500px'>wide</div>",
    "contrast: ": "<p style='color:#bbb;background:#fff'>faint</p>",
    "keyboard: never reaches": "<button onfocus='this.blur()'>out of reach</button>",
    "not seen": "<a href='#x' style='outline:none'>unseen</a>",
    "cannot be focused": "<div style='overflow-x:auto;width:200px'><pre style='width:900px'>x</pre></div>",
    "network: ": "<img src='http://example.invalid/x.png' alt=''>",
    "console: ": "<script>console.error('broken')</script>",
    "print: ": "<p style='background:#000;color:#fff;print-color-adjust:exact'>night</p>",
}


def blind_spots(browser, page: pathlib.Path) -> list:
    blind = []
    with tempfile.TemporaryDirectory() as folder:
        bad = pathlib.Path(folder) / "bad.html"
        for words, fault in FAULTS.items():
            bad.write_text(page.read_text().replace("</main>", fault + "</main>"))
            if not any(words in problem for problem in
                       examine(browser, bad, schemes=("light",), widths=(PHONE,))):
                blind.append(f"the check does not see: {fault}")
    return blind


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("page", nargs="+", type=pathlib.Path)
    arguments.add_argument("--shots", type=pathlib.Path, help="keep screenshots here")
    given = arguments.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("FAIRLANE_BROWSER") or None, args=["--no-sandbox"])
        print(f"browser: Chromium {browser.version}")
        problems = []
        for page in given.page:
            found = examine(browser, page, given.shots)
            print(f"{page}: {'as it should be' if not found else f'{len(found)} problems'}")
            problems += found
        blind = blind_spots(browser, given.page[0]) if not problems else []
        if not problems and not blind:
            print(f"each of {len(FAULTS)} faults built in is found")
        browser.close()
    for problem in problems + blind:
        print(f"  {problem}", file=sys.stderr)
    return 1 if problems or blind else 0


if __name__ == "__main__":
    sys.exit(main())
