import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "functions" / "validation"))

import validation  # noqa: E402


def order(store="berlin-mitte", name="Ramen", quantity=1):
    return {"store": store, "items": [{"name": name, "quantity": quantity}]}


class Validation(unittest.TestCase):
    def test_what_is_on_the_menu_of_a_store_of_ours_is_valid(self):
        self.assertEqual(validation.handler(order(), None), {"valid": True, "reasons": []})

    def test_everything_that_is_wrong_is_told(self):
        wrong = order(store="atlantis", name="Fugu")
        self.assertEqual(
            validation.handler(wrong, None),
            {"valid": False, "reasons": ["There is no store atlantis", "Fugu is not on the menu"]},
        )

    def test_nobody_eats_that_much(self):
        self.assertFalse(validation.handler(order(quantity=51), None)["valid"])
        self.assertTrue(validation.handler(order(quantity=50), None)["valid"])


if __name__ == "__main__":
    unittest.main()
