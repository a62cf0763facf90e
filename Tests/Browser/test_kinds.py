"""The other tests see all there is to see only when each kind of page has a sample: here it is
asked for.
"""

from pathlib import Path

from conftest import TEMPLATES
from kinds import Page, Sample, kinds_of_templates, missing_samples


def test_each_template_of_a_page_and_each_look_of_it_has_a_page_in_the_sample(
    samples: dict[str, Sample],
) -> None:
    missing = missing_samples(list(samples.values()), kinds_of_templates(TEMPLATES))
    assert not missing, "give content/ a page, and kinds.py its path or look, for each of these"


def test_each_page_of_the_sample_is_of_a_kind_that_a_template_makes(pages: list[Page]) -> None:
    kinds = kinds_of_templates(TEMPLATES)
    assert [page.path for page in pages if page.kind not in kinds] == []


def test_a_template_without_a_sample_page_is_noticed(
    tmp_path: Path, samples: dict[str, Sample]
) -> None:
    (tmp_path / "quiz.mustache").write_text("{{<layout}}{{$main}}…{{/main}}{{/layout}}", "utf-8")
    (tmp_path / "part.mustache").write_text("<p>{{word}}</p>", "utf-8")
    assert missing_samples(list(samples.values()), kinds_of_templates(tmp_path)) == ["quiz"]
