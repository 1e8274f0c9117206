"""Whether the stores can make an order at all: is its store one of ours, and is everything on the menu?

What is wrong is an answer and no error: the order is refused, and its partner is told why.
"""

import json
import pathlib

MOST_OF_A_DISH = 50

with (pathlib.Path(__file__).parent / "menu.json").open(encoding="utf-8") as file:
    MENU = json.load(file)
DISHES = frozenset(MENU["dishes"])
STORES = frozenset(MENU["stores"])


def handler(order, context):
    reasons = list(objections(order))
    return {"valid": not reasons, "reasons": reasons}


def objections(order):
    if order["store"] not in STORES:
        yield f"There is no store {order['store']}"
    for item in order["items"]:
        if item["name"] not in DISHES:
            yield f"{item['name']} is not on the menu"
        elif item["quantity"] > MOST_OF_A_DISH:
            yield f"{item['quantity']} of {item['name']} are too many"
