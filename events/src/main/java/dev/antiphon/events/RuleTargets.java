package dev.antiphon.events;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The targets of a rule, in the order in which they were added. A rule without any has no row. */
record RuleTargets(List<Target> list) {
    static final RuleTargets NONE = new RuleTargets(List.of());

    /** Kept as the JSON of the API, so that parameters of every kind of target are in it. */
    static final RowCodec<RuleTargets> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(RuleTargets targets, RowWriter out) {
                    out.varint(targets.list.size());
                    targets.list.forEach(target -> out.text(ModelJson.write(target)));
                }

                @Override
                public RuleTargets read(int version, RowReader in) {
                    List<Target> list = new ArrayList<>();
                    for (long left = in.varint(); left > 0; left--) {
                        list.add(ModelJson.read(Target.builder(), in.text()).build());
                    }
                    return new RuleTargets(list);
                }
            };

    RuleTargets {
        list = List.copyOf(list);
    }

    /** With one more; it takes the place of the one with its id. */
    RuleTargets with(Target target) {
        List<Target> changed = new ArrayList<>(list);
        int at = indexOf(target.id());
        if (at < 0) {
            changed.add(target);
        } else {
            changed.set(at, target);
        }
        return new RuleTargets(changed);
    }

    RuleTargets without(String id) {
        return new RuleTargets(list.stream().filter(target -> !target.id().equals(id)).toList());
    }

    boolean has(String id) {
        return indexOf(id) >= 0;
    }

    private int indexOf(String id) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
