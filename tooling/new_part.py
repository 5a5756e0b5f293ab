"""`make part NAME=suppliers ABOVE=accounts`: write the files of a new part and place it in the house.

docs/adding-a-part.md names the steps that follow. NOUN gives the singular where it is not NAME without its last "s".
"""

import argparse
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parents[1]
SKELETON = Path(__file__).parent / "skeleton"
NAME = re.compile(r"[a-z]+(_[a-z]+)*")
HOUSE = re.compile(r"HOUSE: Final = \(\n(.*?)\n\)", re.DOTALL)


def main() -> int:
    """Write the part that was asked for, unless its names are taken or none."""
    parser = argparse.ArgumentParser(prog="make part", description="Write the files of a new part.")
    parser.add_argument("name", help="the part: a plural, as suppliers")
    parser.add_argument("--above", required=True, help="the highest part that it uses")
    parser.add_argument("--noun", default="", help="one of its things, as supplier")
    chosen = parser.parse_args()
    noun = chosen.noun or chosen.name.removesuffix("s")
    try:
        written = write_part(ROOT, chosen.name, noun, above=chosen.above)
    except ValueError as fault:
        print(f"make part: {fault}", file=sys.stderr)
        return 1
    tidy(written)
    print(f"{len(written)} files in src/amity/{chosen.name}/, and its place above {chosen.above} in config/house.py.")
    print("Go on with step 3 of docs/adding-a-part.md.")
    return 0


def write_part(root: Path, name: str, noun: str, *, above: str) -> list[Path]:
    """Write the files of a part below `root` and name it in the house. Raises `ValueError` for names that can't be."""
    folder = root / "src" / "amity" / name
    if not (NAME.fullmatch(name) and NAME.fullmatch(noun)) or name == noun:
        raise ValueError("NAME is a plural and NOUN its singular, both in small letters")
    if folder.exists():
        raise ValueError(f"{name} is there already")
    place(root / "src" / "amity" / "config" / "house.py", name, above)
    words = names(name, noun)
    return [_write(folder / _path(skeleton, name, noun), skeleton.read_text(), words) for skeleton in _skeletons()]


def names(name: str, noun: str) -> dict[str, str]:
    """Return what the skeleton calls the part and its noun."""
    spoken = {"words": name.replace("_", " "), "Title": noun.replace("_", " ").capitalize()}
    camel = {"Part": name.title().replace("_", ""), "Noun": noun.title().replace("_", "")}
    own = {"part": name, "noun": noun, "noun_kind": noun.replace("_", ""), "Titles": spoken["words"].capitalize()}
    return own | spoken | camel


def place(house: Path, name: str, above: str) -> None:
    """Add the part right above another one in the order of the parts."""
    text = house.read_text()
    order = re.findall(r'"(\w+)"', HOUSE.search(text)[1])  # type: ignore[index]
    if above not in order[:-2]:
        raise ValueError(f"{above} is no part that another can be above; config/house.py names them")
    order.insert(order.index(above) + 1, name)
    lines = textwrap.fill(
        " ".join(f'"{part}",' for part in order), 114, initial_indent=" " * 4, subsequent_indent=" " * 4
    )
    house.write_text(HOUSE.sub(lambda found: found[0].replace(found[1], lines), text))


def tidy(written: list[Path]) -> None:
    """Sort the imports by the names of the new part, and format."""
    files = [str(path) for path in written if path.suffix == ".py"]
    for words in (["check", "--fix", "--quiet", "--select", "I"], ["format", "--quiet"]):
        subprocess.run([str(Path(sys.executable).parent / "ruff"), *words, *files], cwd=ROOT, check=True)


def _skeletons() -> list[Path]:
    return sorted(path for path in SKELETON.rglob("*.tmpl") if path.is_file())


def _path(skeleton: Path, name: str, noun: str) -> Path:
    path = skeleton.relative_to(SKELETON).with_suffix("")
    pages = {"list.html": f"{name}.html", "noun.html": f"{noun}.html"}
    return Path("templates", name, pages[path.name]) if path.parent.name == "templates" else path


def _write(path: Path, text: str, words: dict[str, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(Template(text).substitute(words))
    return path


if __name__ == "__main__":
    raise SystemExit(main())
