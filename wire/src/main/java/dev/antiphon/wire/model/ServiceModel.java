package dev.antiphon.wire.model;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.model.ShapeModel.ListModel;
import dev.antiphon.wire.model.ShapeModel.MapModel;
import dev.antiphon.wire.model.ShapeModel.MemberModel;
import dev.antiphon.wire.model.ShapeModel.ScalarModel;
import dev.antiphon.wire.model.ShapeModel.StructureModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service as AWS has it.
 *
 * @param name in endpoints and ARNs
 * @param signingName in the scope of signatures
 * @param sdkPackage the last part of the SDK's package
 * @param protocols AWS's names of them: {@code json}, {@code query}, {@code rest-json}, {@code
 *     rpc-v2-cbor} …, the favourite first
 * @param targetPrefix before the operation in {@code X-Amz-Target} and in paths of RPC v2
 * @param jsonVersion such as {@code 1.0}
 * @param xmlNamespace of Query answers
 * @param queryCompatible whether JSON answers carry the Query protocol's code of an error too
 * @param errorDetail whether errors of the Query protocol have a {@code Detail}
 * @param validation whose manner of complaining about input the service has
 * @param queryMessages texts of errors that are others in the Query protocol
 * @param accountOperations those that are refused at the URL of an entity, such as a queue
 * @param unsignedOperations those that take requests without a signature as well, such as those
 *     behind the links in mails
 */
public record ServiceModel(
        String name,
        String signingName,
        String sdkPackage,
        String apiVersion,
        List<String> protocols,
        @Nullable String targetPrefix,
        String jsonVersion,
        String xmlNamespace,
        boolean queryCompatible,
        boolean errorDetail,
        String validation,
        Map<String, String> queryMessages,
        List<String> accountOperations,
        List<String> unsignedOperations,
        Map<String, OperationModel> operations,
        Map<String, ErrorModel> errors,
        Map<String, ShapeModel> shapes) {

    /** Says nothing: for requests of which nobody knows which service they mean. */
    public static final ServiceModel NONE = of(Tree.EMPTY);

    /** The whole table of a service. */
    public static ServiceModel load(String name) {
        List<Tree> trees = Tree.resource(name + ".json");
        if (trees.isEmpty()) {
            throw new IllegalArgumentException("there is no table of the service " + name);
        }
        return of(trees.getFirst());
    }

    /** What routing needs of every service that AWS's models were at hand of: no shapes. */
    public static List<ServiceModel> names() {
        return Tree.resource("names.json").stream().map(ServiceModel::of).toList();
    }

    private static ServiceModel of(Tree tree) {
        Map<String, OperationModel> operations = new LinkedHashMap<>();
        Tree listed = tree.tree("operations");
        listed.members().keySet().forEach(o -> operations.put(o, operation(listed, o)));
        Map<String, String> messages = new HashMap<>();
        tree.tree("queryMessages").members().forEach((k, v) -> messages.put(k, (String) v));
        return new ServiceModel(
                tree.text("name", ""),
                tree.text("signingName", ""),
                tree.text("sdkPackage", ""),
                tree.text("apiVersion", ""),
                tree.texts("protocols"),
                tree.text("targetPrefix"),
                tree.text("jsonVersion", "1.1"),
                tree.text("xmlNamespace", ""),
                tree.flag("queryCompatible"),
                tree.flag("errorDetail"),
                tree.text("validation", "coral"),
                messages,
                tree.texts("accountOperations"),
                tree.texts("unsignedOperations"),
                operations,
                errors(tree),
                shapes(tree));
    }

    private static OperationModel operation(Tree operations, String name) {
        return OperationModel.of(name, operations.tree(name));
    }

    /** By shape and by Query code: handlers may throw either. */
    private static Map<String, ErrorModel> errors(Tree tree) {
        Map<String, ErrorModel> errors = new HashMap<>();
        String namespace = tree.text("errorNamespace", "");
        Tree told = tree.tree("errors");
        for (String shape : told.members().keySet()) {
            ErrorModel error = ErrorModel.of(shape, namespace, told.tree(shape));
            errors.putIfAbsent(error.code(), error);
            errors.put(shape, error);
        }
        return errors;
    }

    private static Map<String, ShapeModel> shapes(Tree tree) {
        Map<String, ShapeModel> shapes = new HashMap<>();
        Tree told = tree.tree("shapes");
        told.members().keySet().forEach(s -> shapes.put(s, shape(s, told.tree(s))));
        return shapes;
    }

    private static ShapeModel shape(String name, Tree tree) {
        Constraints constraints = Constraints.of(tree);
        boolean flattened = tree.flag("flattened");
        return switch (tree.text("type", "")) {
            case "structure" ->
                    new StructureModel(
                            name, tree.texts("required"), members(tree.tree("members").members()));
            case "list" ->
                    new ListModel(tree.text("member"), tree.text("item"), flattened, constraints);
            case "map" ->
                    new MapModel(
                            tree.text("key"),
                            tree.text("value"),
                            tree.text("keyName"),
                            tree.text("valueName"),
                            flattened,
                            constraints);
            default -> new ScalarModel(constraints);
        };
    }

    private static Map<String, MemberModel> members(Map<String, Object> told) {
        Map<String, MemberModel> members = new HashMap<>();
        told.forEach((name, said) ->
                members.put(
                        name,
                        said instanceof Tree tree
                                ? new MemberModel(
                                        tree.text("shape"),
                                        tree.text("query"),
                                        tree.flag("flattened"))
                                : new MemberModel((String) said, null, false)));
        return members;
    }

    public @Nullable OperationModel operation(String operation) {
        return operations.get(operation);
    }

    /** The table's word on an error, or the error's own where the table has none. */
    public ErrorModel error(AwsException error) {
        ErrorModel modelled = errors.get(error.code());
        return modelled == null ? ErrorModel.unmodelled(error) : modelled;
    }

    public boolean speaks(String protocol) {
        return protocols.contains(protocol);
    }

    /** What the table says of a structure, or that it says nothing. */
    public StructureModel structure(@Nullable String shape) {
        return shape != null && shapes.get(shape) instanceof StructureModel model
                ? model
                : StructureModel.UNTOLD;
    }

    public ListModel list(@Nullable String shape) {
        return shape != null && shapes.get(shape) instanceof ListModel model
                ? model
                : ListModel.UNTOLD;
    }

    public MapModel map(@Nullable String shape) {
        return shape != null && shapes.get(shape) instanceof MapModel model
                ? model
                : MapModel.UNTOLD;
    }

    public Constraints scalar(@Nullable String shape) {
        return shape != null && shapes.get(shape) instanceof ScalarModel model
                ? model.constraints()
                : Constraints.NONE;
    }
}
