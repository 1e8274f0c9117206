package dev.antiphon.wire.sigv4;

import dev.antiphon.api.AwsException;

/**
 * What a signature is good for.
 *
 * @param date {@code YYYYMMDD}
 */
record Scope(String accessKeyId, String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    /** Reads {@code keyid/date/region/service/aws4_request}. The id may have slashes in it. */
    static Scope parse(String credential, SignatureErrors errors) throws AwsException {
        String[] parts = new String[5];
        int end = credential.length();
        for (int i = 4; i > 0; i--) {
            int slash = credential.lastIndexOf('/', end - 1);
            if (slash < 0) {
                throw errors.incomplete(
                        "Credential must have exactly 5 slash-delimited elements, e.g."
                                + " keyid/date/region/service/term, got '"
                                + credential
                                + "'");
            }
            parts[i] = credential.substring(slash + 1, end);
            end = slash;
        }
        if (!parts[4].equals(TERMINATOR)) {
            throw errors.mismatch(
                    "Credential should be scoped with a valid terminator: '"
                            + TERMINATOR
                            + "', not '"
                            + parts[4]
                            + "'.");
        }
        return new Scope(credential.substring(0, end), parts[1], parts[2], parts[3]);
    }

    /** As it stands in what is signed. */
    String text() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
