"""The plan contract in the API's schema: the engine's dataclasses, told by the reader that judges them."""

from typing import Any, Literal

from drf_spectacular.drainage import set_override
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from pydantic import TypeAdapter

Mode = Literal["validation", "serialization"]
# The contract and the rows both have weeks and sessions.
REFERENCE = "#/components/schemas/Plan{model}"


class ContractSchema(OpenApiSerializerExtension):
    """Whatever the dataclass is made of becomes a component beside it, named `Plan…`."""

    def get_name(self, *_: Any) -> str:
        name: str = self.target.__name__
        return name

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        set_override(self.target, "suppress_collision_warning", True)
        mode: Mode = "validation" if direction == "request" else "serialization"
        schema = TypeAdapter(self.target).json_schema(ref_template=REFERENCE, mode=mode)
        for name, part in schema.pop("$defs", {}).items():
            component = ResolvedComponent(f"Plan{name}", ResolvedComponent.SCHEMA, schema=part, object=f"Plan{name}")
            auto_schema.registry.register_on_missing(component)
        return schema


class PlanRequestSchema(ContractSchema):
    target_class = "plans.engine.request.PlanRequest"


class PlanResponseSchema(ContractSchema):
    target_class = "plans.engine.response.PlanResponse"
