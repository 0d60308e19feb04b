"""Prints a quote's content with another library again and again; says the median in seconds. Knows nothing of ours."""

import html
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Content = dict[str, Any]


def reportlab(data: Content, fonts: Path) -> Callable[[], bytes]:
    """The same words and tables with reportlab's flowables, in the same fonts."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    registerFont(TTFont("Inter", str(fonts / "Inter-Regular.ttf")))
    registerFont(TTFont("InterBold", str(fonts / "Inter-SemiBold.ttf")))
    body, head = ParagraphStyle("body", fontName="Inter"), ParagraphStyle("head", fontName="InterBold", fontSize=14)
    lined = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, "#c9c8c3"), ("FONTNAME", (0, 0), (-1, -1), "Inter")])

    def words(text: str, style: ParagraphStyle = body) -> Paragraph:
        return Paragraph(html.escape(text), style)

    def work() -> bytes:
        out = io.BytesIO()
        story: list[Any] = [words(text, head) for text in (data["business"]["name"], data["title"])]
        story += [words(text) for text in (data["greeting"], data["diagnosis"], *data["needs"])]
        options = data["options"]
        cards = [[[words(option[key]) for key in ("title", "total", "subtitle", "tax_note")] for option in options]]
        checks = [[[words(check["words"]) for check in option["checks"]] for option in options]]
        story += [Table(cards, style=lined), Table(checks, style=lined)]
        story += [words(each["words"]) for each in data["guarantees"]]
        story.append(PageBreak())
        for option in options:
            rows = [[words(line["words"]), line["quantity"], line["each"], line["amount"]] for line in option["lines"]]
            story += [words(option["heading"], head), Table(rows, style=lined), Spacer(1, 8)]
            story += [words(": ".join(row)) for row in option["sums"]]
        story += [words(": ".join(step)) for step in data["next"]]
        story += [words(choice["words"]) for choice in data["decision"]["choices"]]
        SimpleDocTemplate(out, pagesize=A4).build(story)
        return out.getvalue()

    return work


def weasyprint(data: Content, fonts: Path) -> Callable[[], bytes]:
    """The same words and tables as a page of HTML, in the same fonts."""
    from weasyprint import HTML

    face = f"@font-face {{ font-family: Inter; src: url('{(fonts / 'Inter-Regular.ttf').as_uri()}'); }}"
    style = f"<style>{face} body {{ font-family: Inter; }}</style>"

    def said(text: str) -> str:
        return html.escape(text)

    def work() -> bytes:
        parts = [style, f"<h3>{said(data['business']['name'])}</h3><h1>{said(data['title'])}</h1>"]
        parts += [f"<p>{said(text)}</p>" for text in (data["greeting"], data["diagnosis"], *data["needs"])]
        cards = "".join(
            f"<td><h3>{said(option['title'])}</h3><p>{said(option['total'])}</p><p>{said(option['subtitle'])}</p></td>"
            for option in data["options"]
        )
        parts.append(f"<table><tr>{cards}</tr></table><div style='break-after:page'></div>")
        for option in data["options"]:
            rows = "".join(
                f"<tr>{''.join(f'<td>{said(line[key])}</td>' for key in ('words', 'quantity', 'each', 'amount'))}</tr>"
                for line in option["lines"]
            )
            sums = "".join(f"<p>{said(': '.join(sum_))}</p>" for sum_ in option["sums"])
            parts.append(f"<h2>{said(option['heading'])}</h2><table>{rows}</table>{sums}")
        parts += [f"<p>{said(': '.join(step))}</p>" for step in data["next"]]
        made: bytes = HTML(string="".join(parts)).write_pdf()
        return made

    return work


def main() -> None:
    """Measures the library that is named."""
    name, content, fonts, runs = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    library = {"reportlab": reportlab, "weasyprint": weasyprint}[name]
    work = library(json.loads(content.read_text(encoding="utf-8")), fonts)
    taken = []
    for _ in range(runs + 3):
        start = time.perf_counter()
        if not work().startswith(b"%PDF"):
            raise SystemExit("no PDF came out")
        taken.append(time.perf_counter() - start)
    print(statistics.median(taken[3:]))


if __name__ == "__main__":
    main()
