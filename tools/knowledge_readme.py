"""Writes the table of knowledge/README.md from schema/tables.yaml: what to edit for what.

Usage: python tools/knowledge_readme.py (make format runs it)
"""

from banggiao.lore import KNOWLEDGE, Lore
from banggiao.lore_check import TABLES, TableRow

BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def main() -> None:
    """Replaces what stands between the two marks."""
    path = KNOWLEDGE / "README.md"
    text = path.read_text(encoding="utf-8")
    rows = "\n".join(f"| `{table.table}` | {table.to_add} |" for table in Lore().rows(TABLES, TableRow))
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    path.write_text(f"{head}{BEGIN}\n| edit | to add |\n| --- | --- |\n{rows}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
