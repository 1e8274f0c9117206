package dev.antiphon.delivery;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * In how many ways one element can be chosen from each array of an event. The ruler tries all of
 * them where patterns hold fields of an array's elements together: tens of thousands take it a
 * second, and arrays of a message of a kilobyte can have millions. Beyond a bound it has to match
 * field by field, whichever element a field is of.
 */
public final class ArrayChoices {
    private ArrayChoices() {}

    /** Whether there are not more than so many. */
    public static boolean within(int most, JsonNode event) {
        return count(event, most) <= most;
    }

    /** Arrays side by side are multiplied; the elements of one add up. */
    private static long count(JsonNode node, int most) {
        long choices = node.isArray() ? 0 : 1;
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                long inside = count(child, most);
                choices = Math.min(node.isArray() ? choices + inside : choices * inside, most + 1L);
            }
        }
        return Math.max(1, choices);
    }
}
