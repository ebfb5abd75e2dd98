package dev.jacobi;

import dev.jacobi.emit.LibrarySizes;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A parameter of a function as Java passes it.
 *
 * @param type {@code double}, {@code int}, {@code double[]} or {@code int[]}
 * @param node its node; that of a size is a SIZE
 */
record Given(String name, Class<?> type, Kind kind, Node node) {

    /** What it is to the function. */
    enum Kind {
        VARIABLE,
        DATA,
        SIZE
    }

    /** The parameters that a call passes: the variables, the data that is not bound, the sizes that neither data nor lengths tell. */
    static List<Given> of(FunctionGraph function, Bound bound) {
        List<Given> given = new ArrayList<>();
        List<Parameter> unbound = new ArrayList<>();
        for (Parameter parameter : function.parameters()) {
            Node node = parameter.node();
            if (parameter.role() != Role.DATA || !bound.has(node.index())) {
                unbound.add(parameter);
                Kind kind = parameter.role() == Role.VARIABLE ? Kind.VARIABLE : Kind.DATA;
                given.add(new Given(parameter.name(), type(node), kind, node));
            }
        }
        Loops loops = new Loops(function.graph());
        Sizes told = bound.told();
        Set<Integer> known = new HashSet<>();
        for (int i = 0; i < function.sizes().size(); i++) {
            if (told.isKnown(loops.size(i))) {
                known.add(i);
            }
        }
        for (int size : LibrarySizes.parameters(function, unbound, known)) {
            given.add(new Given(function.sizes().get(size), int.class, Kind.SIZE, loops.size(size)));
        }
        return given;
    }

    private static Class<?> type(Node node) {
        if (node.is(Op.PARAMETER) || node.arity() == 0) {
            return node.is(Op.INTEGERS) ? int.class : double.class;
        }
        return node.is(Op.INTEGERS) ? int[].class : double[].class;
    }

    boolean isSize() {
        return kind == Kind.SIZE;
    }

    boolean isVariable() {
        return kind == Kind.VARIABLE;
    }

    /** Its extents; none of a number and of a size. */
    List<Node> extents() {
        return isSize() ? List.of() : Loops.extents(node);
    }
}
