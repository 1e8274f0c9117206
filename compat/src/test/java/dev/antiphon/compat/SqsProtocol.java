package dev.antiphon.compat;

/** The two protocols of SQS: today's, and the one that older SDKs speak. */
enum SqsProtocol {
    JSON,
    QUERY
}
