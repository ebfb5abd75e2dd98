package dev.jacobi.graph;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An external function as graphs call it: equal to another of the same registration. */
public final class External {
    private final ExternalFunction declared;
    /** The partial derivatives as functions of its parameters; none where they are not known. */
    private final List<FunctionGraph> partials = new ArrayList<>();

    /** Partials may call this function, so that they come after it. */
    External(ExternalFunction declared) {
        this.declared = declared;
    }

    void addPartial(FunctionGraph partial) {
        partials.add(partial);
    }

    public ExternalFunction declared() {
        return declared;
    }

    public String name() {
        return declared.name();
    }

    public int arity() {
        return declared.parameters().size();
    }

    /**
     * The partial derivatives at the arguments of a call.
     *
     * @throws JacobiException with {@link ErrorCode#DERIVATIVE} where they are not known
     */
    public static List<Node> partials(Graph graph, Node call) {
        External external = call.external();
        if (external.partials.isEmpty()) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE,
                    "the external function '" + external.name() + "' has no derivative; register its partials");
        }
        List<Node> partials = new ArrayList<>();
        for (FunctionGraph partial : external.partials) {
            Map<Node, Node> arguments = new HashMap<>();
            List<Node> parameters = partial.variableNodes();
            for (int i = 0; i < parameters.size(); i++) {
                arguments.put(parameters.get(i), call.arg(i));
            }
            partials.addAll(Substitution.apply(partial.graph(), partial.results(), graph, arguments::get));
        }
        return partials;
    }

    /** Whether this function or one of its derivatives, of whichever order, calls another one. */
    public boolean leadsTo(External other) {
        return equals(other) || derivedCalls().stream().anyMatch(call -> call.external.equals(other));
    }

    /** Whether all calls in its derivatives, of whichever order, are at its own arguments. */
    public boolean keepsArguments() {
        return derivedCalls().stream().allMatch(DerivedCall::keepsArguments);
    }

    private record DerivedCall(External external, boolean keepsArguments) {}

    private List<DerivedCall> derivedCalls() {
        List<DerivedCall> calls = new ArrayList<>();
        Set<External> found = new HashSet<>(List.of(this));
        List<External> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            for (FunctionGraph partial : open.remove(open.size() - 1).partials) {
                for (Node node : Walk.upward(partial.graph(), partial.results())) {
                    if (node.is(Op.CALL)) {
                        calls.add(new DerivedCall(node.external(), node.args().equals(partial.variableNodes())));
                        open.addAll(found.add(node.external()) ? List.of(node.external()) : List.of());
                    }
                }
            }
        }
        return calls;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof External external && external.declared == declared;
    }

    @Override
    public int hashCode() {
        return declared.hashCode();
    }
}
