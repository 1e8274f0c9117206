package dev.antiphon.apigateway.gateway;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The function in the URI of an integration or authorizer. */
final class FunctionArn {
    private static final Pattern INVOCATION = Pattern.compile(".*/functions/(.+)/invocations");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{stageVariables\\.([A-Za-z0-9_]+)}");

    private FunctionArn() {}

    /** Perhaps with a version or an alias. */
    static String of(String uri, Map<String, String> stageVariables) {
        String text = filled(uri, stageVariables);
        Matcher invocation = INVOCATION.matcher(text);
        return invocation.matches() ? invocation.group(1) : text;
    }

    /** With the values of the stage's variables. */
    static String filled(String uri, Map<String, String> stageVariables) {
        return VARIABLE.matcher(uri)
                .replaceAll(found ->
                        Matcher.quoteReplacement(stageVariables.getOrDefault(found.group(1), "")));
    }
}
