package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/**
 * Random operations on a few queues, with crashes between them, against what a few maps say: every
 * change that was answered is there afterwards, and nothing else is.
 */
class DefinitionsModelTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 120;
    private static final List<String> NAMES = List.of("a", "b", "c.fifo");
    private static final String BASE = "http://localhost:4566/000000000000/";

    /** What a queue is, to someone who only needs to know of this test. */
    private record Model(String delay, String visibility, Map<String, String> tags) {}

    private final TreeMap<String, Model> queues = new TreeMap<>();
    private final TreeMap<String, Instant> deleted = new TreeMap<>();
    private Account account = new Account();

    @Test
    void answers_equal_those_of_a_naive_model() {
        for (int seed = 0; seed < SEEDS; seed++) {
            queues.clear();
            deleted.clear();
            account = new Account();
            SplittableRandom random = new SplittableRandom(seed);
            for (int step = 0; step < STEPS; step++) {
                step(random, "seed " + seed + ", step " + step);
            }
        }
    }

    private void step(SplittableRandom random, String where) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String value = Integer.toString(random.nextInt(3));
        switch (random.nextInt(9)) {
            case 0, 1 -> create(name, value, where);
            case 2 -> set(name, value, where);
            case 3 -> delete(name, where);
            case 4 -> tag(name, value, where);
            case 5 -> untag(name, value, where);
            case 6 -> account.node().advance(Duration.ofSeconds(random.nextInt(40)));
            case 7 -> account.node().crashAndRestart();
            default -> {}
        }
        compare(where);
    }

    private void create(String name, String delay, String where) {
        Model model = queues.get(name);
        Instant freed = deleted.getOrDefault(name, Instant.MIN);
        String expected = "";
        if (model != null) {
            expected = model.delay.equals(delay) ? "" : "QueueNameExists";
        } else if (freed.isAfter(account.node().clock().instant())) {
            expected = "QueueDeletedRecently";
        } else {
            queues.put(name, new Model(delay, "30", Map.of()));
        }
        String[] attributes =
                name.endsWith(".fifo")
                        ? new String[] {"FifoQueue", "true", "DelaySeconds", delay}
                        : new String[] {"DelaySeconds", delay};
        assertThat(outcome(Account.creation(name, attributes))).as(where).isEqualTo(expected);
    }

    private void set(String name, String visibility, String where) {
        Model model = queues.get(name);
        if (model != null) {
            queues.put(name, new Model(model.delay, visibility, model.tags));
        }
        assertThat(outcome(Account.change(BASE + name, "VisibilityTimeout", visibility)))
                .as(where)
                .isEqualTo(model == null ? "QueueDoesNotExist" : "");
    }

    private void delete(String name, String where) {
        boolean there = queues.remove(name) != null;
        if (there) {
            deleted.put(name, account.node().clock().instant().plusSeconds(60));
        }
        assertThat(outcome(DeleteQueueRequest.builder().queueUrl(BASE + name).build()))
                .as(where)
                .isEqualTo(there ? "" : "QueueDoesNotExist");
    }

    private void tag(String name, String value, String where) {
        Model model = queues.get(name);
        if (model != null) {
            Map<String, String> tags = new TreeMap<>(model.tags);
            tags.put("key" + value, value);
            queues.put(name, new Model(model.delay, model.visibility, tags));
        }
        TagQueueRequest request =
                TagQueueRequest.builder()
                        .queueUrl(BASE + name)
                        .tags(Map.of("key" + value, value))
                        .build();
        assertThat(outcome(request)).as(where).isEqualTo(model == null ? "QueueDoesNotExist" : "");
    }

    private void untag(String name, String value, String where) {
        Model model = queues.get(name);
        if (model != null) {
            Map<String, String> tags = new TreeMap<>(model.tags);
            tags.remove("key" + value);
            queues.put(name, new Model(model.delay, model.visibility, tags));
        }
        UntagQueueRequest request =
                UntagQueueRequest.builder().queueUrl(BASE + name).tagKeys("key" + value).build();
        assertThat(outcome(request)).as(where).isEqualTo(model == null ? "QueueDoesNotExist" : "");
    }

    private void compare(String where) {
        ListQueuesResponse listed = account.node().call(ListQueuesRequest.builder().build());
        assertThat(listed.queueUrls())
                .as(where)
                .isEqualTo(queues.keySet().stream().map(name -> BASE + name).toList());
        queues.forEach((name, model) -> {
            assertThat(account.get(BASE + name, "DelaySeconds", "VisibilityTimeout"))
                    .as(where)
                    .isEqualTo(
                            Map.of(
                                    "DelaySeconds", model.delay,
                                    "VisibilityTimeout", model.visibility));
            ListQueueTagsResponse tags =
                    account.node()
                            .call(ListQueueTagsRequest.builder().queueUrl(BASE + name).build());
            assertThat(tags.tags()).as(where).isEqualTo(model.tags);
        });
    }

    /** The code of the error, or nothing. */
    private String outcome(SdkPojo request) {
        try {
            account.node().call(request);
            return "";
        } catch (AwsException e) {
            return e.code();
        }
    }
}
