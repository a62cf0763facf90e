"""The other tests run on sample pages: each kind of page must have one."""

from pathlib import Path

from page_kinds import TEMPLATES, Page, Sample, kinds_of_templates, missing_samples


def test_each_template_and_variant_has_a_sample_page(
    samples: dict[str, Sample],
) -> None:
    missing = missing_samples(list(samples.values()), kinds_of_templates(TEMPLATES))
    assert not missing, (
        "give content/ a page, and page_kinds.py its path or look, for each of these"
    )


def test_each_sample_page_has_a_template(pages: list[Page]) -> None:
    kinds = kinds_of_templates(TEMPLATES)
    assert [page.path for page in pages if page.kind not in kinds] == []


def test_template_without_sample_page_is_found(tmp_path: Path, samples: dict[str, Sample]) -> None:
    (tmp_path / "quiz.mustache").write_text("{{<layout}}{{$main}}…{{/main}}{{/layout}}", "utf-8")
    (tmp_path / "part.mustache").write_text("<p>{{word}}</p>", "utf-8")
    assert missing_samples(list(samples.values()), kinds_of_templates(tmp_path)) == ["quiz"]
