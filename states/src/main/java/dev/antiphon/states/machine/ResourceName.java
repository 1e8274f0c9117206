package dev.antiphon.states.machine;

/**
 * What names of machines, activities and executions may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html">CreateStateMachine:
 *     name</a>
 */
public final class ResourceName {
    private static final int LONGEST = 80;
    private static final String BANNED = "<>{}[]?*\"#%\\^|~`$&,;:/";

    private ResourceName() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidName
     */
    public static void check(String name) {
        if (!isValid(name)) {
            throw StatesErrors.invalidName(name);
        }
    }

    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= LONGEST
                && name.codePoints().allMatch(ResourceName::isAllowed);
    }

    private static boolean isAllowed(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isISOControl(character)
                && !(character >= 0xD800 && character <= 0xDFFF)
                && character != 0xFFFE
                && character != 0xFFFF
                && character != 0x10FFFF
                && BANNED.indexOf(character) < 0;
    }
}
