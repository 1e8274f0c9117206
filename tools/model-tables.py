#!/usr/bin/env python3
"""Makes the service tables of `wire` from AWS's service models.

    tools/model-tables.py FOLDER

FOLDER holds service models in the C2J form that AWS's SDKs are generated from, one `NAME.json` a service (the
`service-2.json` files of botocore are such). What is written, all of it committed:

  wire/src/main/resources/dev/antiphon/wire/model/NAME.json   the whole table of a service that is served
  wire/src/test/resources/dev/antiphon/wire/model/NAME.json   the same for services that only tests of the protocols use
  wire/src/main/resources/dev/antiphon/wire/model/names.json  what routing needs of every service in FOLDER, so that an
                                                              operation of AWS that is not built yet is answered by name

NAME is the service's name in endpoints (`states`, not `stepfunctions`). A table holds what the SDK's model classes
(`SdkPojo.sdkFields()`) do not say: the operations with their routes, the errors with their codes and statuses, the
constraints of the input, and the names that the Query protocol has for lists and maps. Members about which there is
nothing to say are left out. `tools/model-overlays/NAME.json` adds what the model has lost or never had; each such file
names its sources. One line an operation, error or shape, so that a change of the model reads as a diff.
"""
import json
import pathlib
import re
import sys

SERVED = ["sqs", "sts", "sns", "events", "scheduler", "stepfunctions", "lambda", "apigatewayv2"]
TESTED = ["kinesis", "cloudwatch"]

TOOLS = pathlib.Path(__file__).resolve().parent
WIRE = TOOLS.parent / "wire" / "src"
PLACE = "resources/dev/antiphon/wire/model"
LIMITS = ("min", "max", "pattern", "enum")


def merged(base, extra):
    """`extra` laid over `base`, member by member; what is null in `extra` is taken away."""
    if not isinstance(base, dict) or not isinstance(extra, dict):
        return extra
    laid = {**base, **{k: merged(base.get(k), v) for k, v in extra.items()}}
    return {k: v for k, v in laid.items() if extra.get(k, v) is not None}


def head(model):
    meta = model["metadata"]
    protocols = meta.get("protocols") or [meta["protocol"]]
    fields = {
        "name": meta["endpointPrefix"],
        "signingName": meta.get("signingName", meta["endpointPrefix"]),
        "sdkPackage": re.sub("[^a-z0-9]", "", meta["serviceId"].lower()),
        "apiVersion": meta["apiVersion"],
        "protocols": [{"smithy-rpc-v2-cbor": "rpc-v2-cbor"}.get(p, p) for p in protocols],
    }
    for name in ("targetPrefix", "jsonVersion", "xmlNamespace"):
        if name in meta:
            fields[name] = meta[name]
    if "awsQueryCompatible" in meta:
        fields["queryCompatible"] = True
    if protocols[0] == "query":
        fields["validation"] = "query"
    return fields


def operation(op):
    fields = {}
    route = op["http"]["method"] + " " + op["http"]["requestUri"]
    if route != "POST /":
        fields["http"] = route
    status = op["http"].get("responseCode", 200)
    if status != 200:
        fields["status"] = status
    if "endpoint" in op:
        fields["hostPrefix"] = op["endpoint"]["hostPrefix"]
    if "input" in op:
        fields["input"] = op["input"]["shape"]
    if "output" in op:
        fields["output"] = op["output"]["shape"]
    return fields


def error(shape):
    fields = {}
    told = shape.get("error", {})
    receiver = bool(shape.get("fault"))
    status = told.get("httpStatusCode", 500 if receiver else 400)
    if "code" in told:
        fields["code"] = told["code"]
    if status != 400:
        fields["status"] = status
    if receiver:
        fields["receiver"] = True
    for member in shape["members"]:
        if member.lower() == "message" and member != "message":
            fields["message"] = member
    return fields


class Shapes:
    """The shapes that operations reach and about which there is something to say."""

    def __init__(self, model):
        self.all, self.told, self.silent = model["shapes"], {}, set()

    def visit(self, name):
        """The name, if the shape or what it is made of has anything to say."""
        if name in self.told or name in self.silent:
            return name if name in self.told else None
        shape = self.all[name]
        self.told[name] = {}  # a shape may hold itself
        fields = {k: shape[k] for k in LIMITS if k in shape}
        for limit in ("min", "max"):
            if isinstance(fields.get(limit), float):
                fields[limit] = int(fields[limit])
        if shape["type"] == "structure":
            fields |= self.structure(shape)
        elif shape["type"] == "list":
            fields |= self.sequence(shape)
        elif shape["type"] == "map":
            fields |= self.mapping(shape)
        if fields:
            self.told[name] = {"type": shape["type"], **fields}
            return name
        del self.told[name]
        self.silent.add(name)
        return None

    def structure(self, shape):
        fields = {"required": shape["required"]} if shape.get("required") else {}
        members = {}
        for name, member in shape["members"].items():
            said = {}
            if self.visit(member["shape"]):
                said["shape"] = member["shape"]
            location = member.get("location")
            if not location:
                query = member.get("queryName") or member.get("locationName")
                if query and query != name:
                    said["query"] = query
            if member.get("flattened"):
                said["flattened"] = True
            if said:
                members[name] = said["shape"] if list(said) == ["shape"] else said
        return fields | ({"members": members} if members else {})

    def sequence(self, shape):
        fields = {}
        member = shape["member"]
        if self.visit(member["shape"]):
            fields["member"] = member["shape"]
        if member.get("locationName", "member") != "member":
            fields["item"] = member["locationName"]
        if shape.get("flattened"):
            fields["flattened"] = True
        return fields

    def mapping(self, shape):
        fields = {}
        for part in ("key", "value"):
            if self.visit(shape[part]["shape"]):
                fields[part] = shape[part]["shape"]
            if shape[part].get("locationName", part) != part:
                fields[part + "Name"] = shape[part]["locationName"]
        if shape.get("flattened"):
            fields["flattened"] = True
        return fields


def lists_of_sqs(model):
    """SQS's Query protocol names the items of a list and of a map after these rules (see the overlay)."""
    rules = model.pop("queryNames", None)
    if not rules:
        return
    for name, shape in model["shapes"].items():
        if shape["type"] == "structure":
            for member, fields in shape["members"].items():
                of = model["shapes"][fields["shape"]]
                if of["type"] == "list":
                    fields["locationName"] = rules["lists"][fields["shape"]]
                elif of["type"] == "map":
                    fields["locationName"] = rules["maps"][fields["shape"]]["name"]
        elif shape["type"] == "list":
            shape["member"]["locationName"] = rules["lists"][name]
            shape["flattened"] = True
        elif shape["type"] == "map":
            shape["key"]["locationName"] = rules["maps"][name]["key"]
            shape["value"]["locationName"] = rules["maps"][name]["value"]
            shape["flattened"] = True


def table(model):
    overlay = TOOLS / "model-overlays" / (model["metadata"]["endpointPrefix"] + ".json")
    extra = json.loads(overlay.read_text()) if overlay.exists() else {}
    model = merged(model, {k: v for k, v in extra.items() if k in ("metadata", "shapes", "queryNames")})
    lists_of_sqs(model)
    shapes = Shapes(model)
    operations = {name: operation(op) for name, op in sorted(model["operations"].items())}
    # answers have names of interest in the Query protocol only: their constraints are AWS's affair
    ways = ("input", "output") if "query" in head(model)["protocols"] else ("input",)
    for op in model["operations"].values():
        for way in ways:
            if way in op:
                shapes.visit(op[way]["shape"])
    errors = {n: error(s) for n, s in sorted(model["shapes"].items()) if s.get("exception")}
    said = dict(sorted(shapes.told.items()))
    return merged({**head(model), "operations": operations, "errors": errors, "shapes": said}, extra.get("table", {}))


def names(model):
    """What routing needs to recognise an operation and to say its name."""
    fields = head(model)
    del fields["sdkPackage"]
    fields["operations"] = {
        name: {k: v for k, v in operation(op).items() if k == "http"} for name, op in sorted(model["operations"].items())
    }
    return fields


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def lines(table):
    """JSON with one line for each entry of the big members."""
    parts = []
    for key, value in table.items():
        if isinstance(value, dict) and key in ("operations", "errors", "shapes"):
            entries = ",\n".join(f"  {compact(k)}:{compact(v)}" for k, v in value.items())
            parts.append(f" {compact(key)}:{{\n{entries}\n }}" if value else f" {compact(key)}:{{}}")
        else:
            parts.append(f" {compact(key)}:{compact(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write(scope, name, text):
    folder = WIRE / scope / PLACE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(text)
    print(f"{scope}/{name}.json: {len(text)} bytes")


def main(folder):
    models = {f.stem: json.loads(f.read_text()) for f in sorted(pathlib.Path(folder).glob("*.json"))}
    for scope, chosen in (("main", SERVED), ("test", TESTED)):
        for name in chosen:
            made = table(models[name])
            write(scope, made["name"], lines(made))
    every = [compact(names(m)) for m in models.values()]
    write("main", "names", "[\n" + ",\n".join(every) + "\n]\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
