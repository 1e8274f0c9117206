package dev.antiphon.states.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Registry;
import dev.antiphon.service.Operation;
import dev.antiphon.service.Service;
import dev.antiphon.testkit.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineResponse;

/** Somebody with state machines, on a node of their own that runs none. */
final class Account {
    static final String ROLE = "arn:aws:iam::000000000000:role/states";

    /** How many machines it may have: fewer than on AWS. */
    static final int MACHINES = 200;

    static final String PREFIX = "arn:aws:states:us-east-1:000000000000:";

    /** Rounds of ending that each partition still needs: as if that many executions ran on each. */
    private int running;

    private final TestNode node = TestNode.of(new MachinesAlone());

    /** The operations on machines, with executions that only count. */
    private final class MachinesAlone implements Service {
        @Override
        public String name() {
            return StatesArn.SERVICE;
        }

        @Override
        public List<Operation<?, ?>> operations() {
            return Machines.operations().stream()
                    .<Operation<?, ?>>map(operation ->
                            operation instanceof CreateStateMachine
                                    ? new CreateStateMachine(MACHINES)
                                    : operation)
                    .toList();
        }

        @Override
        public void register(Registry registry) {
            Machines.register(registry, (_, _, _) -> running-- > 0 ? "there" : null);
        }
    }

    TestNode node() {
        return node;
    }

    void advance(Duration by) {
        node.advance(by);
    }

    /** From here on there are executions that take so many rounds to end. */
    void run(int rounds) {
        running = rounds;
    }

    static String machine(String name) {
        return PREFIX + "stateMachine:" + name;
    }

    static String activity(String name) {
        return PREFIX + "activity:" + name;
    }

    /** A definition that is like no other with another word. */
    static String definition(String word) {
        return "{\"Comment\":\""
                + word
                + "\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}";
    }

    static CreateStateMachineRequest.Builder creation(String name) {
        return CreateStateMachineRequest.builder()
                .name(name)
                .definition(definition("one"))
                .roleArn(ROLE);
    }

    CreateStateMachineResponse create(String name) {
        return create(name, any -> {});
    }

    CreateStateMachineResponse create(
            String name, Consumer<CreateStateMachineRequest.Builder> more) {
        CreateStateMachineRequest.Builder request = creation(name);
        more.accept(request);
        return node.call(request.build());
    }

    UpdateStateMachineResponse update(
            String name, Consumer<UpdateStateMachineRequest.Builder> changes) {
        UpdateStateMachineRequest.Builder request =
                UpdateStateMachineRequest.builder().stateMachineArn(machine(name));
        changes.accept(request);
        return node.call(request.build());
    }

    DescribeStateMachineResponse describe(String arn) {
        return node.call(DescribeStateMachineRequest.builder().stateMachineArn(arn).build());
    }

    void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }
}
