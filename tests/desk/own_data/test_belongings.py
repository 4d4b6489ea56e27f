"""Nobody adds a model or a field without deciding whether it is somebody's to take along."""

import pytest
from django.apps import apps

from coachapp.desk.own_data.belongings import KEPT_BACK, OF_OTHERS, SECTIONS

ASK = "Take it along (SECTIONS), or say why not (KEPT_BACK, OF_OTHERS), in coachapp/desk/own_data/belongings.py"
EXPORTED = {section.model._meta.label for section in SECTIONS}


def test_every_model_is_taken_along_or_says_why_not():
    every = {model._meta.label for model in apps.get_models()}
    assert every - EXPORTED - KEPT_BACK.keys() - OF_OTHERS.keys() == set(), ASK


def test_no_model_is_named_that_has_gone_or_twice():
    named = [*EXPORTED, *KEPT_BACK, *OF_OTHERS]
    assert sorted(named) == sorted({model._meta.label for model in apps.get_models()})


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_field_is_taken_along_or_says_why_not(section):
    meta = section.model._meta
    stored = {field.name for field in (*meta.concrete_fields, *meta.many_to_many)}
    left_out = " ".join(section.left_out).split()
    named = [*section.fields.split(), *section.links, *section.later, *left_out, section.by, section.owner]
    named = [name for name in named if name]
    assert len(named) == len(set(named)), "a field is named twice"
    own_number = {meta.pk.name} - set(named)  # rows name each other by their place in the file
    assert stored - own_number == set(named), ASK


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_what_is_stored_as_json_has_a_shape_to_hold_it_to(section):
    kinds = {name: section.field_of(name).get_internal_type() for name in section.fields.split()}
    assert {name for name, kind in kinds.items() if kind == "JSONField"} == set(section.shapes)


def test_a_link_names_a_section_that_came_before_it():
    seen: set[str] = set()
    for section in SECTIONS:
        seen.add(section.name)  # a version names its parent, which has a smaller number
        assert set(section.links.values()) <= seen, section.name
