package dev.antiphon.service;

import java.util.SortedMap;

/**
 * A figure of the moment, for those who watch the server.
 *
 * @param name in words parted by dots, such as {@code antiphon.sqs.messages.visible}
 * @param text what it says
 * @param labels what it is a figure of; all gauges of a name have the same labels
 */
public record Gauge(String name, String text, SortedMap<String, String> labels, double value) {}
