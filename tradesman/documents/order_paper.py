"""What is ordered from one supplier, on paper: for all open jobs, by job."""

from collections.abc import Sequence
from itertools import groupby

from tradesman.book.business import Business
from tradesman.book.job import Job
from tradesman.book.material import Material
from tradesman.documents import figures, paper_words
from tradesman.documents.sheet_paper import Paper, Part, Table, Words


def paper(business: Business, supplier: str, listed: Sequence[tuple[Material, Job]]) -> Paper:
    """The list as the supplier reads it, in the business's language; jobs by title, customers are not named."""
    locale = figures.locale_of(business.language, business.country)
    language = locale.partition("_")[0]
    said, sheet = paper_words.of(language, "order"), paper_words.of(language, "sheet")

    def table(job: Job, materials: Sequence[Material]) -> Table:
        rows = [[one.words, figures.quantity(one.quantity_thousandths, one.unit, locale)] for one in materials]
        return Table(said["for_job"].format(job.title), [said["what"], said["how_much"]], [False, True], rows)

    by_job = groupby(listed, key=lambda pair: pair[1].id)
    grouped = [[*pairs] for _job_id, pairs in by_job]
    parts: list[Part] = [table(pairs[0][1], [material for material, _job in pairs]) for pairs in grouped]
    return Paper(
        title=said["title"],
        business=business,
        for_whom=sheet["for_whom"],
        customer=supplier,
        page=sheet["page"],
        language=language,
        parts=[*parts, Words("", said["sum"])],
    )
