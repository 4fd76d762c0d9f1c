"""The gallery's page: all pictures side by side, by scene."""

from html import escape
from itertools import groupby
from pathlib import Path

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 32px; background: #f7f8fa; color: #181c27; }
h2 { font-size: 16px; margin: 40px 0 12px; }
.row { display: flex; flex-wrap: wrap; gap: 16px; }
figure { margin: 0; width: 420px; }
img { width: 100%; border: 1px solid #e2e5eb; border-radius: 8px; }
figcaption { font-size: 12px; color: #596171; }
"""


def write_page(folder: Path) -> int:
    """Write ``index.html`` over all pictures in `folder`; return how many they are."""
    pictures = sorted(path.name for path in folder.glob("*.png"))
    parts = [f"<!doctype html><meta charset=utf-8><title>License Desk</title><style>{_STYLE}</style>"]
    parts.append("<h1>License Desk: every screen in its states</h1>")
    for scene, names in groupby(pictures, key=lambda name: name.split("_")[0]):
        parts.append(f"<h2 id={escape(scene)}>{escape(scene)}</h2><div class=row>")
        for name in names:
            told = escape(name.removesuffix(".png").partition("_")[2].replace("_", ", "))
            parts.append(
                f"<figure><a href={escape(name)}><img loading=lazy src={escape(name)} alt={escape(scene)}></a>"
                f"<figcaption>{told}</figcaption></figure>"
            )
        parts.append("</div>")
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")
    return len(pictures)
