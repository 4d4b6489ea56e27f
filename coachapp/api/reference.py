"""An OpenAPI document in the words of a page: what to call, what to send, what comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

REF = "#/components/schemas/"
FORMATS = {"uuid": "UUID", "date": "date", "date-time": "moment", "uri": "address", "email": "e-mail address"}
TYPES = {"string": "text", "boolean": "true or false", "integer": "whole number", "null": "null", "object": "object"}
FIRST_REFUSAL = "400"  # explained once for all calls
BOUNDS = (
    ("minimum", "at least"),
    ("exclusiveMinimum", "more than"),
    ("maximum", "at most"),
    ("maxLength", "no longer than"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a value is; `model` is the name of the object to look up, if it is made of one."""

    text: str
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    kind: Kind
    required: bool
    where: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: str
    about: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    name: str
    method: str
    path: str
    about: str
    fields: tuple[Field, ...]
    body: Kind | None
    answers: tuple[Answer, ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    name: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    name: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    title: str
    about: str
    groups: tuple[Group, ...]
    models: tuple[Model, ...]


def read_reference(document: Json) -> Reference:
    schemas: Json = document["components"]["schemas"]
    calls: dict[str, list[Call]] = {}
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            calls.setdefault(call["tags"][0], []).append(_call(path, method, call, schemas))
    return Reference(
        title=document["info"]["title"],
        about=document["info"]["description"],
        groups=tuple(Group(name=name, calls=tuple(found)) for name, found in calls.items()),
        models=tuple(_model(name, schema, schemas) for name, schema in schemas.items() if "properties" in schema),
    )


def _call(path: str, method: str, call: Json, schemas: Json) -> Call:
    return Call(
        name=call["operationId"],
        method=method.upper(),
        path=path,
        about=_plain(call.get("description", "")),
        fields=tuple(_parameter(one, schemas) for one in call.get("parameters", ())),
        body=_content(call["requestBody"], schemas) if "requestBody" in call else None,
        answers=tuple(_answers(call["responses"], schemas)),
        refusals=tuple(sorted(status for status in call["responses"] if status >= FIRST_REFUSAL)),
    )


def _parameter(parameter: Json, schemas: Json) -> Field:
    return Field(
        name=parameter["name"],
        kind=_kind(parameter["schema"], schemas),
        required=parameter.get("required", False),
        where=f"in the {parameter['in']}",
        about=parameter.get("description") or parameter["schema"].get("description", ""),
    )


def _answers(responses: Json, schemas: Json) -> Iterator[Answer]:
    for status, answer in responses.items():
        if status < FIRST_REFUSAL:
            kind = _content(answer, schemas) or Kind(text="")
            yield Answer(status=status, about=answer.get("description", ""), kind=kind)


def _content(message: Json, schemas: Json) -> Kind | None:
    """The JSON of a message; None where it has no body."""
    media = message.get("content", {}).get("application/json")
    return _kind(media["schema"], schemas) if media else None


def _model(name: str, schema: Json, schemas: Json) -> Model:
    required = schema.get("required", ())
    fields = tuple(
        Field(
            name=field,
            kind=_kind(part, schemas),
            required=field in required,
            where="",
            about=_limits(part, about=_plain(part.get("description", ""))),
        )
        for field, part in schema["properties"].items()
    )
    return Model(name=name, about=_plain(schema.get("description", "")), fields=fields)


def _kind(schema: Json, schemas: Json) -> Kind:
    kinds = list(_kinds(schema, schemas))
    text = " or ".join(dict.fromkeys(kind.text for kind in kinds)) or "anything"
    return Kind(text=text, model=next((kind.model for kind in kinds if kind.model), ""))


def _kinds(schema: Json, schemas: Json) -> Iterator[Kind]:
    """Each thing that the value may be."""
    for choice in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _kinds(choice, schemas)
    if "$ref" in schema:
        yield from _referred(schema["$ref"].removeprefix(REF), schemas)
    elif "enum" in schema or "const" in schema:
        yield Kind(text=", ".join(_literal(value) for value in schema.get("enum", [schema.get("const")])))
    elif "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        for name in names:
            yield _simple(name, schema, schemas)


def _referred(name: str, schemas: Json) -> Iterator[Kind]:
    """A list of words is told where it is used; an object has its own place on the page."""
    if "properties" in schemas[name]:
        yield Kind(text=name, model=name)
    else:
        yield from _kinds(schemas[name], schemas)


def _simple(name: str, schema: Json, schemas: Json) -> Kind:
    if name == "array" and "prefixItems" in schema:
        return Kind(text=f"{len(schema['prefixItems'])} numbers")
    if name == "array":
        inner = _kind(schema.get("items", {}), schemas)
        return Kind(text=f"list of {inner.text}", model=inner.model)
    if name == "string":
        return Kind(text=FORMATS.get(schema.get("format", ""), "text"))
    return Kind(text=TYPES.get(name, name))


def _plain(text: str) -> str:
    """Paragraphs without the marks of markdown and the line ends of the source."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.replace("`", "").split("\n\n"))


def _literal(value: Any) -> str:
    return "null" if value is None else str(value) or "empty"


def _limits(schema: Json, *, about: str) -> str:
    """The field's own words, and the bounds of what it takes."""
    bounds: dict[str, float] = {}
    for part in (schema, *schema.get("anyOf", ())):
        bounds |= {word: part[key] for key, word in BOUNDS if key in part}
    said = ", ".join(f"{word} {value:,}" for word, value in bounds.items())
    return " ".join(part for part in (about, f"{said[:1].upper()}{said[1:]}." if said else "") if part)
