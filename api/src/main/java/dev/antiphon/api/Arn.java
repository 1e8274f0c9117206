package dev.antiphon.api;

import org.jspecify.annotations.Nullable;

/**
 * An Amazon Resource Name: {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}. Region and
 * account may be empty.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public record Arn(String partition, String service, String region, String account, String resource)
        implements Comparable<Arn> {

    /** The ARN of what is in a region, in the partition that the region is part of. */
    public static Arn of(String service, String region, String account, String resource) {
        return new Arn(partitionOf(region), service, region, account, resource);
    }

    /** What policies call an account as a whole. */
    public static Arn ofAccount(String account, String region) {
        return new Arn(partitionOf(region), "iam", "", account, "root");
    }

    /** {@code aws}, or what ARNs of China's and of the US government's regions have instead. */
    public static String partitionOf(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /**
     * Reads an ARN.
     *
     * @throws IllegalArgumentException if the text has not the six parts of an ARN
     */
    public static Arn parse(String text) {
        Arn arn = find(text);
        if (arn == null) {
            throw new IllegalArgumentException("not an ARN: " + text);
        }
        return arn;
    }

    /** Reads an ARN; null for a text that has not the six parts of one. */
    public static @Nullable Arn find(String text) {
        int partition = text.indexOf(':') + 1;
        int service = text.indexOf(':', partition) + 1;
        int region = text.indexOf(':', service) + 1;
        int account = text.indexOf(':', region) + 1;
        int resource = text.indexOf(':', account) + 1;
        boolean six =
                text.startsWith("arn:")
                        && service > 0
                        && region > 0
                        && account > 0
                        && resource > 0
                        && service < region - 1
                        && resource < text.length();
        if (!six) {
            return null;
        }
        return new Arn(
                text.substring(partition, service - 1),
                text.substring(service, region - 1),
                text.substring(region, account - 1),
                text.substring(account, resource - 1),
                text.substring(resource));
    }

    @Override
    public int compareTo(Arn other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
