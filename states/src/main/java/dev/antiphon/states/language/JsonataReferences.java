package dev.antiphon.states.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names that a JSONata expression takes from its context item, of which there is none at the
 * top level in Step Functions: its input is {@code $states.input}. AWS refuses them when a machine
 * is made.
 *
 * <p>A name is at the top level unless it is a step of a path, or within something that is
 * evaluated for each item of one: a predicate, a block or a constructor behind a dot, an order, a
 * grouping, a transformation. So it takes no tree of the expression to tell, only what kind of
 * bracket each bracket is; and that depends on whether an operand or an operator is expected where
 * it opens. The text was parsed by the library before, so that what is here may assume it correct.
 */
final class JsonataReferences {
    /**
     * @param hasContext whether names within are taken from an item
     */
    private record Bracket(boolean hasContext) {}

    private final String text;
    private final Set<String> found = new LinkedHashSet<>();
    private final Deque<Bracket> open = new ArrayDeque<>();

    private int at;

    /** Whether an operand must come next, rather than an operator. */
    private boolean expectsOperand = true;

    /** Whether the operand that comes next is a step behind a dot. */
    private boolean isStep;

    /** Whether the last operand had a context item. */
    private boolean lastHadContext;

    /** Whether the next brace opens the body of a function. */
    private boolean expectsBody;

    /** Whether the next parenthesis opens an order. */
    private boolean expectsOrder;

    /** How many bars of a transformation are still to come. */
    private int bars;

    private JsonataReferences(String text) {
        this.text = text;
        open.push(new Bracket(false));
    }

    /** Each once, in the order of the text. */
    static Set<String> atTopLevel(String expression) {
        JsonataReferences references = new JsonataReferences(expression);
        while (references.at < expression.length()) {
            references.token();
        }
        return references.found;
    }

    private void token() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("/*", at)) {
            at = after("*/", at + 2);
        } else if (c == '"' || c == '\'') {
            at = afterQuote(c);
            operand();
        } else if (c == '`') {
            int end = after("`", at + 1);
            name(text.substring(at + 1, Math.max(at + 1, end - 1)));
            at = end;
        } else if (c == '$') {
            variable();
        } else if (Character.isDigit(c)) {
            number();
        } else if (Character.isJavaIdentifierStart(c)) {
            word();
        } else {
            symbol(c);
        }
    }

    private void operand() {
        lastHadContext = hasContext();
        isStep = false;
        expectsOperand = false;
    }

    private void operator() {
        expectsOperand = true;
        isStep = false;
    }

    private boolean hasContext() {
        return isStep || inner().hasContext();
    }

    private Bracket inner() {
        Bracket inner = open.peek();
        return inner == null ? new Bracket(false) : inner;
    }

    private void name(String name) {
        if (!hasContext()) {
            found.add(name);
        }
        operand();
    }

    private void variable() {
        int end = afterWord(at + 1);
        if (text.startsWith("$$", at)) {
            found.add("$$");
            end = at + 2;
        }
        at = end;
        operand();
    }

    private void number() {
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || (text.charAt(at) == '.' && !text.startsWith("..", at)))) {
            at++;
        }
        operand();
    }

    private void word() {
        int end = afterWord(at);
        String word = text.substring(at, end);
        at = end;
        if (!expectsOperand) {
            operator(); // and, or, in
        } else if (word.equals("function") || word.equals("λ")) {
            lambda();
        } else if (word.equals("true") || word.equals("false") || word.equals("null")) {
            operand();
        } else {
            name(word);
        }
    }

    /** Skips the parameters and the signature; the body follows. */
    private void lambda() {
        at = after(")", at);
        while (at < text.length() && text.charAt(at) != '{') {
            at++;
        }
        operand();
        expectsBody = true;
    }

    private void symbol(char c) {
        at++;
        switch (c) {
            case '.' -> {
                boolean range = text.startsWith(".", at);
                at += range ? 1 : 0;
                operator();
                isStep = !range;
            }
            case '[' -> open(expectsOperand ? hasContext() : true);
            case '{' -> {
                boolean body = expectsBody;
                expectsBody = false;
                open(expectsOperand ? hasContext() : body ? lastHadContext : true);
            }
            case '(' -> {
                boolean order = expectsOrder;
                expectsOrder = false;
                open(order || (expectsOperand ? hasContext() : lastHadContext));
            }
            case ']', '}', ')' -> close();
            case '|' -> bar();
            case '^' -> {
                expectsOrder = true;
                operator();
            }
            case '/' -> {
                if (expectsOperand) {
                    at = afterRegularExpression();
                    operand();
                } else {
                    operator();
                }
            }
            case '*', '%', '?' -> {
                if (expectsOperand) {
                    at += text.startsWith("*", at) && c == '*' ? 1 : 0;
                    operand(); // what matches all names, the parent, an argument left open
                } else {
                    operator();
                }
            }
            default -> operator();
        }
    }

    private void open(boolean hasContext) {
        open.push(new Bracket(hasContext));
        operator();
    }

    private void close() {
        if (open.size() > 1) {
            open.pop();
        }
        operand();
    }

    private void bar() {
        if (bars == 0) {
            bars = 2;
            open(true);
        } else if (--bars == 0) {
            close();
        } else {
            operator();
        }
    }

    private int afterWord(int from) {
        int end = from;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            if (text.charAt(end) == '$') {
                break;
            }
            end++;
        }
        return end;
    }

    private int after(String what, int from) {
        int found = text.indexOf(what, from);
        return found < 0 ? text.length() : found + what.length();
    }

    private int afterQuote(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), end + 1);
    }

    /** The slash that ends one is not escaped, and in no brackets. */
    private int afterRegularExpression() {
        int end = at;
        int depth = 0;
        while (end < text.length() && (text.charAt(end) != '/' || depth > 0)) {
            switch (text.charAt(end)) {
                case '\\' -> end++;
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth--;
                default -> {}
            }
            end++;
        }
        return afterWord(Math.min(text.length(), end + 1));
    }
}
