import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.questions.factories import make_answered, make_published

pytestmark = pytest.mark.django_db


def test_the_planner_stands_on_the_first_page(client):
    response = client.get(reverse("home"))

    assertContains(response, f'action="{reverse("plans:free_plan")}#result"')
    assertContains(response, "I am well: no chest pain")
    assertNotContains(response, "Lately answered")


@pytest.mark.parametrize("count", [1, 3])
def test_home_query_count_does_not_grow(client, alice, count, django_assert_num_queries):
    make_answered(by=alice, title="Hidden?")
    for n in range(count):
        make_published(by=alice, slug=f"winter-{n}")

    with django_assert_num_queries(1):
        response = client.get(reverse("home"))

    assertContains(response, "<h3><a", count=count)
    assertNotContains(response, "Hidden?")
