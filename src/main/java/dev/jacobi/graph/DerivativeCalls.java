package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Span;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The meaning of {@code diff(of, by)} and {@code grad(of, by)}: the derivative of the graph of {@code of} as it stands, by a parameter, a
 * binding, a state of a recurrence or an element of such. Bindings in {@code of} are seen through, but for {@code by} itself; axes, and
 * the states of recurrences round the call, count as constants.
 */
final class DerivativeCalls {
    private static final String GRAD = "grad";

    /** The functions that are derivatives. */
    static final List<String> NAMES = List.of("diff", GRAD);

    private final Graph graph;
    private final Loops loops;
    private final Diagnostics diagnostics;
    private final Differentiation differentiation;
    private final Predicate<String> hidden;
    private Independents independents;

    /** @param hidden whether a function of the user's has this name */
    DerivativeCalls(Graph graph, Diagnostics diagnostics, Differentiation differentiation, Predicate<String> hidden) {
        this.graph = graph;
        this.loops = new Loops(graph);
        this.diagnostics = diagnostics;
        this.differentiation = differentiation;
        this.hidden = hidden;
    }

    /** Prepares for the calls of a function with so many parameters. */
    Independents open(Function function, int parameters) {
        List<Expr> roots = new ArrayList<>();
        function.bindings().stream().map(Binding::value).forEach(roots::add);
        roots.addAll(function.results());
        Set<String> names = new HashSet<>();
        for (Expr root : roots) {
            for (Expr part : Expr.postorder(root)) {
                if (part instanceof Expr.Call call && isDerivative(call) && by(call) != null) {
                    names.add(by(call).name());
                }
            }
        }
        independents = new Independents(graph, parameters, names);
        return independents;
    }

    boolean isDerivative(Expr.Call call) {
        return NAMES.contains(call.function())
                && differentiation != Differentiation.NONE
                && !hidden.test(call.function());
    }

    /** The name that a call differentiates by, of a number or an array; null where it is no such call. */
    private static Expr.Name by(Expr.Call call) {
        if (call.variables().size() != 2 || !call.data().isEmpty()) {
            return null;
        }
        Expr by = call.variables().get(1);
        Expr whole = by instanceof Expr.Element element ? element.array() : by;
        return whole instanceof Expr.Name name ? name : null;
    }

    /** What is to be lowered for a call: what is differentiated, the name, and the indices of an element. */
    static List<Expr> parts(Expr.Call call) {
        if (by(call) == null || !(call.variables().get(1) instanceof Expr.Element element)) {
            return call.parts();
        }
        List<Expr> parts = new ArrayList<>(List.of(call.variables().get(0)));
        parts.addAll(element.parts());
        return parts;
    }

    /** The derivative, or null after a mistake. */
    Node apply(Expr.Call call, List<Node> args) {
        if (by(call) == null) {
            return reportForm(call);
        }
        Node of = args.get(0) == null ? null : differentiable(call, args.get(0));
        Node by = args.get(1) == null ? null : independent(call, args.get(1));
        if (of == null || by == null || args.contains(null)) {
            return null;
        }
        Node unfolded = independents.unfolded(of, by);
        if (call.variables().get(1) instanceof Expr.Element element) {
            Node read = new Elements(graph, diagnostics).read(element, args.subList(1, args.size()));
            return read == null ? null : byElement(call, unfolded, read);
        }
        return derivative(call, unfolded, by);
    }

    private Node derivative(Expr.Call call, Node of, Node by) {
        return call.function().equals(GRAD)
                ? differentiation.gradient(graph, of, by)
                : differentiation.derivative(graph, of, by);
    }

    /**
     * The derivative by an element is that by a number that stands wherever the element is read. Where it is not known which reads are of
     * it, all elements' derivatives in one reverse sweep are read at its indices, unless they differ from index to index.
     */
    private Node byElement(Expr.Call call, Node of, Node read) {
        Node array = read.arg(0);
        List<Node> indices = read.args().subList(1, read.arity());
        Node number = independents.number();
        boolean[] decided = {true};
        Node split = Rebuilding.rebuild(List.of(of), graph, node -> null, (node, image) -> {
                    if (!image.is(Op.READ) || image.arg(0) != array) {
                        return image;
                    }
                    Node same = same(image.args().subList(1, image.arity()), indices);
                    decided[0] &= same.is(Op.TRUTH);
                    return graph.select(same, number, image);
                })
                .get(0);
        boolean once = of.type() == Type.REAL
                && indices.stream().flatMap(index -> index.axes().stream()).noneMatch(of.axes()::contains);
        if (!decided[0] && once) {
            return loops.read(differentiation.gradient(graph, of, array), indices);
        }
        Node derivative = derivative(call, split, number);
        return Rebuilding.replace(graph, derivative, node -> node == number ? read : null);
    }

    private Node same(List<Node> indices, List<Node> others) {
        Node same = graph.truth(true);
        for (int d = 0; d < indices.size(); d++) {
            Node a = indices.get(d);
            Node b = others.get(d);
            boolean literal = a.is(Op.INTEGER) && b.is(Op.INTEGER);
            Node equal = a == b || literal ? graph.truth(a == b) : graph.apply(Op.EQ, loops.real(a), loops.real(b));
            same = graph.and(same, equal);
        }
        return same;
    }

    /** What is differentiated, as a number or an array; null where it is neither, which is reported. */
    private Node differentiable(Expr.Call call, Node of) {
        boolean array = of.type() == Type.ARRAY && !call.function().equals(GRAD);
        if (array || Integers.isNumber(of)) {
            return new Integers(graph).real(of);
        }
        String cure = of.type() == Type.ARRAY ? "; take an element or a sum of it" : "";
        return report(
                call.variables().get(0).span(),
                call.function() + " is the derivative of a number, found " + Integers.describe(of) + cure);
    }

    /** What is differentiated by, or null where that is not possible, which is reported. */
    private Node independent(Expr.Call call, Node by) {
        Expr place = call.variables().get(1);
        boolean element = place instanceof Expr.Element;
        String name = "'" + by(call).name() + "'";
        boolean integer = by.type() == Type.INTEGER || by.type() == Type.INTEGERS;
        if (integer || by.type() == Type.CONDITION) {
            String found = integer ? "an integer" : "a condition";
            return report(place.span(), "a derivative is by numbers, and " + name + " is " + found);
        }
        if (by.isConstant()) {
            return report(place.span(), "a derivative is by a variable, and " + name + " is a constant");
        }
        if (by.type() == Type.ARRAY && !element && !call.function().equals(GRAD)) {
            return report(
                    place.span(),
                    "diff is by one number, and " + name + " is an array; differentiate by an element, or take grad");
        }
        if (!element && isPartOfUnknown(by)) {
            return report(
                    place.span(),
                    "grad is not yet by a part of what a solve looks for, as " + name
                            + " is; differentiate by an element, or solve for an array of rank 1 alone");
        }
        return by;
    }

    /** Whether an array names elements of the vector that all unknowns of a solve are. */
    private static boolean isPartOfUnknown(Node array) {
        return array.is(Op.MAP)
                && array.body().is(Op.READ)
                && array.body().arg(0).is(Op.STATE);
    }

    private Node reportForm(Expr.Call call) {
        if (call.variables().size() != 2 || !call.data().isEmpty()) {
            diagnostics.report(
                    ErrorCode.ARITY,
                    call.span(),
                    call.function() + " takes what to differentiate and by what, as in " + call.function()
                            + "(f(x), x)"
                            + (call.data().isEmpty()
                                    ? ", found "
                                            + FunctionLowering.count(
                                                    call.variables().size(), "argument")
                                    : "; data stands in the call that is differentiated"));
            return null;
        }
        return report(
                call.variables().get(1).span(),
                "a derivative is by a name or an element of an array; bind what this is to a name first, and use the name");
    }

    private Node report(Span span, String message) {
        diagnostics.report(ErrorCode.DERIVATIVE, span, message);
        return null;
    }
}
