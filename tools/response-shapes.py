#!/usr/bin/env python3
"""Makes the tables of what operations answer, by which TestState checks mocked results.

    tools/response-shapes.py FOLDER...

Each FOLDER holds service models in the C2J form, as for `model-tables.py`: one `NAME.json` a service. What is written, all
of it committed:

  states/src/main/resources/dev/antiphon/states/task/response/NAME.json

NAME is the service's name in `arn:aws:states:::aws-sdk:NAME:action`. Members are in Pascal case, as Step Functions spells
them. Only what can be wrong of an answer is kept: types, required members, bounds and enumerations. One line a shape.
"""
import json
import pathlib
import re
import sys

OUT = pathlib.Path(__file__).resolve().parent.parent / "states/src/main/resources/dev/antiphon/states/task/response"


def pascal(name):
    return name[:1].upper() + name[1:]


def compact(value):
    return json.dumps(value, separators=(",", ":"))


class Answers:
    def __init__(self, model):
        self.all, self.kept = model["shapes"], {}
        self.operations = {}
        for name, operation in sorted(model["operations"].items()):
            if "output" in operation:
                self.operations[name] = operation["output"]["shape"]
                self.keep(operation["output"]["shape"])

    def keep(self, name):
        if name in self.kept:
            return
        shape = self.all[name]
        kept = self.kept[name] = {"type": "document" if shape.get("document") else shape["type"]}
        kept.update({limit: shape[limit] for limit in ("min", "max", "enum") if limit in shape})
        if shape["type"] == "structure":
            kept["required"] = [pascal(member) for member in shape.get("required", [])]
            kept["members"] = {pascal(member): of["shape"] for member, of in shape["members"].items()}
            for of in shape["members"].values():
                self.keep(of["shape"])
        elif shape["type"] in ("list", "map"):
            kept["of"] = shape["member" if shape["type"] == "list" else "value"]["shape"]
            self.keep(kept["of"])

    def text(self):
        def lines(table):
            return ",\n".join(f"  {compact(k)}:{compact(v)}" for k, v in sorted(table.items()))

        return f'{{\n "operations":{{\n{lines(self.operations)}\n }},\n "shapes":{{\n{lines(self.kept)}\n }}\n}}\n'


def main(folders):
    OUT.mkdir(parents=True, exist_ok=True)
    for file in sorted(file for folder in folders for file in pathlib.Path(folder).glob("*.json")):
        model = json.loads(file.read_text())
        name = re.sub("[^a-z0-9]", "", model["metadata"]["serviceId"].lower())
        text = Answers(model).text()
        (OUT / f"{name}.json").write_text(text)
        print(f"{name}.json: {len(text)} bytes")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
