package dev.antiphon.apigateway.openapi;

import java.util.List;

/** The path that a document's first server has. */
final class Servers {
    private Servers() {}

    /** What goes before every path: empty, or beginning with a slash. */
    static String basePath(Node document, OpenApi.BasePath wanted) {
        List<Node> servers = document.items("servers");
        if (wanted == OpenApi.BasePath.IGNORE || servers.isEmpty()) {
            return "";
        }
        Node server = servers.getFirst();
        String url = server.text("url", "");
        for (var variable : server.child("variables").children().entrySet()) {
            url =
                    url.replace(
                            "{" + variable.getKey() + "}", variable.getValue().text("default", ""));
        }
        String path = url.replaceFirst("^[a-zA-Z]+://[^/]*", "").replaceAll("/+", "/");
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (wanted == OpenApi.BasePath.SPLIT) {
            int second = path.indexOf('/', 1);
            path = second < 0 ? "" : path.substring(second);
        }
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }
}
