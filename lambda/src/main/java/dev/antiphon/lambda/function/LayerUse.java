package dev.antiphon.lambda.function;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import java.util.List;

/**
 * That a version of a function has the code of a layer: told to the layer, wherever it is, so that
 * the code stays when the layer's version is deleted, as long as there is such a version.
 *
 * @param user the ARN of the function's version, with its qualifier
 */
record LayerUse(CodeKey code, String user) {
    private record Told(LayerUse use, boolean begins) {}

    private static final ParcelKind<Told> TELL =
            new ParcelKind<>(
                    "lambda.layer-use",
                    (told, out) ->
                            out.text(told.use.code.sha256()).text(told.use.user).bool(told.begins),
                    (owner, in) ->
                            new Told(
                                    new LayerUse(new CodeKey(owner, in.text()), in.text()),
                                    in.bool()));

    static void register(Registry registry) {
        registry.receiver(
                TELL,
                (tx, owner, told) -> {
                    if (told.begins) {
                        begin(tx, told.use);
                    } else {
                        end(tx, told.use);
                    }
                });
    }

    /**
     * Tells the layers what has become different for a version.
     *
     * @param before the code of its layers, none for a new version
     * @param after none for one that is gone
     */
    static void tell(Tx tx, VersionKey version, List<Code> before, List<Code> after) {
        String user = version.function().arn() + ":" + version.version();
        before.stream()
                .filter(code -> !after.contains(code))
                .forEach(code -> send(tx, code, user, false));
        after.stream()
                .filter(code -> !before.contains(code))
                .forEach(code -> send(tx, code, user, true));
    }

    private static void send(Tx tx, Code code, String user, boolean begins) {
        LayerUse use = new LayerUse(new CodeKey(code.owner(), code.sha256()), user);
        tx.send(TELL, code.owner(), new Told(use, begins));
    }

    /** The code may be gone by now, with the layer's version: then there is nothing to keep. */
    private static void begin(Tx tx, LayerUse use) {
        StoredArchive archive = tx.get(LambdaTables.ARCHIVES, use.code);
        if (archive != null && !tx.has(LambdaTables.LAYER_USES, use)) {
            tx.put(LambdaTables.LAYER_USES, use, true);
            tx.put(
                    LambdaTables.ARCHIVES,
                    use.code,
                    new StoredArchive(archive.size(), archive.uses() + 1));
        }
    }

    private static void end(Tx tx, LayerUse use) {
        if (tx.has(LambdaTables.LAYER_USES, use)) {
            tx.delete(LambdaTables.LAYER_USES, use);
            Archives.release(tx, use.code);
        }
    }
}
