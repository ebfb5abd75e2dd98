package dev.jacobi.algebra;

import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Parser;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The right sides of the identities that define operations, as graphs over the operation's arguments. */
final class Definitions {
    private static final Map<Op, FunctionGraph> GRAPHS = graphs();

    private Definitions() {}

    /** The graph that an operation stands for, or null. */
    static FunctionGraph of(Op op) {
        return GRAPHS.get(op);
    }

    private static Map<Op, FunctionGraph> graphs() {
        Map<Op, FunctionGraph> graphs = new EnumMap<>(Op.class);
        for (Op op : Op.values()) {
            Identity identity = Identity.definitionOf(op);
            if (identity != null) {
                String names = String.join(", ", List.of("x", "y", "z").subList(0, op.arity()));
                String text = "function f(" + names + ") = " + identity.after();
                SourceText source = new SourceText(identity.label(), text);
                graphs.put(
                        op,
                        Lowering.lower(Parser.parse(source, Limits.defaults()), Limits.defaults())
                                .get(0));
            }
        }
        return graphs;
    }
}
