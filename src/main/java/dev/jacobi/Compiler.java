package dev.jacobi;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.calculus.PackedJacobian;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.emit.EntryShape;
import dev.jacobi.emit.OutputMatrix;
import dev.jacobi.graph.Checkpoints;
import dev.jacobi.graph.Flattening;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Interchange;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.ScatterSums;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Unrolling;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.CallGuards;
import dev.jacobi.program.Program;
import dev.jacobi.program.Solves;
import dev.jacobi.runtime.KernelCompiler;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pipeline from a function's graph to code: derivative, simplification, program, class. */
final class Compiler {
    private Compiler() {}

    /**
     * A function and one of its derivatives in a graph of their own: what the source defines, and after simplification.
     *
     * @param matrix where the derivatives are, or null where they stand one after the other
     * @param levels the sizes and integer data that are made for it beside the function's
     */
    record Differentiated(
            Graph graph,
            List<Node> variables,
            List<Node> values,
            List<Node> derivatives,
            Map<Node, String> names,
            OutputMatrix matrix,
            List<PackedJacobian.Level> levels) {

        /** The values, then the derivatives. */
        List<Node> roots() {
            List<Node> roots = new ArrayList<>(values);
            roots.addAll(derivatives);
            return roots;
        }

        /** The same with other nodes in the place of its results, which keep their names. */
        Differentiated with(Map<Node, Node> images) {
            Map<Node, String> renamed = new HashMap<>();
            names.forEach((node, name) -> renamed.putIfAbsent(images.getOrDefault(node, node), name));
            return new Differentiated(
                    graph, variables, images(values, images), images(derivatives, images), renamed, matrix, levels);
        }

        private static List<Node> images(List<Node> nodes, Map<Node, Node> images) {
            return nodes.stream().map(images::get).toList();
        }
    }

    static KernelCompiler.Compiled compile(FunctionGraph source, Derivative derivative, Options options) {
        FunctionGraph function = flat(source);
        Differentiated simplified = simplify(differentiate(function, derivative, options), options);
        checkConstants(List.of(simplified), options);
        if (function.hasArrays()) {
            return LoopCompiler.compile(function, simplified, derivative, options);
        }
        Program program = program(simplified, derivative, Map.of());
        return KernelCompiler.compile(program, options);
    }

    /**
     * A function of arrays as one of numbers where it is small enough; otherwise the function itself. An array of one result is no
     * number: its value is stored, not returned.
     */
    static FunctionGraph flat(FunctionGraph function) {
        if (!function.hasArrays()) {
            return function;
        }
        return Flattening.of(function)
                .filter(flat -> flat.results().size() != 1 || LoopCompiler.isNumber(function))
                .orElse(function);
    }

    /**
     * Checks the constants of the functions that share a class: its constant pool holds 65535 entries, and a double takes two. Each
     * function is in a graph of its own, so that constants are compared by their bits.
     */
    static void checkConstants(Collection<Differentiated> functions, Options options) {
        Set<Long> constants = new HashSet<>();
        for (Differentiated function : functions) {
            Walk.upward(function.graph, function.roots()).stream()
                    .filter(Node::isConstant)
                    .forEach(node -> constants.add(Double.doubleToLongBits(node.constant())));
        }
        if (constants.size() > options.limits().constants()) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    constants.size() + " distinct constants, the limit Limits.constants is "
                            + options.limits().constants() + "; pass some as data");
        }
    }

    /** The function's results and the derivative, as the source graph defines them. */
    static Differentiated differentiate(FunctionGraph function, Derivative derivative, Options options) {
        checkOutputs(function, derivative, options);
        Graph g = new Graph(options.limits().derivativeNodes());
        Map<Node, Node> copied = new HashMap<>();
        List<Node> plain = copy(function, g, copied);
        List<Node> values = options.checkpoint() && savesStates(derivative) ? Checkpoints.of(g, plain) : plain;
        List<Node> x = function.variableNodes().stream().map(copied::get).toList();
        Map<Node, String> names = names(function, copied);
        if (derivative.isSparse()) {
            if (derivative == Derivative.SPARSE_HESSIAN) {
                single(function, values);
            }
            PackedJacobian packed = SparseStructure.pack(function, derivative, g, values, x);
            OutputMatrix places = LoopCompiler.packed(g, packed);
            return new Differentiated(g, x, values, packed.values(), names, places, packed.levels());
        }
        OutputMatrix matrix = function.hasArrays() ? matrix(derivative, g, values, x) : null;
        return new Differentiated(
                g, x, values, derivatives(function, derivative, g, values, x), names, matrix, List.of());
    }

    private static boolean savesStates(Derivative derivative) {
        return switch (derivative) {
            case VALUE, JVP, SPARSE_JACOBIAN, SPARSE_HESSIAN -> false;
            case GRADIENT, JACOBIAN, HESSIAN, VJP, HESSIAN_VECTOR_PRODUCT -> true;
        };
    }

    private static OutputMatrix matrix(Derivative derivative, Graph g, List<Node> values, List<Node> x) {
        return switch (derivative) {
            case JACOBIAN -> LoopCompiler.blocks(g, values, x, false);
            case HESSIAN -> LoopCompiler.blocks(g, x, x, true);
            default -> null;
        };
    }

    /** Each entry of a matrix is at least a reference: too many are refused before they take memory. */
    static void checkOutputs(FunctionGraph function, Derivative derivative, Options options) {
        long columns = function.variables().size();
        long rows =
                derivative == Derivative.HESSIAN ? columns : function.results().size();
        boolean matrix = derivative == Derivative.HESSIAN || derivative == Derivative.JACOBIAN;
        if (matrix && !function.hasArrays() && rows * columns > options.limits().derivativeNodes()) {
            throw new JacobiException(
                    ErrorCode.LIMIT,
                    "the " + EntryShape.of(derivative, 1, 1).method() + " has " + rows + " * " + columns
                            + " entries, the limit Limits.derivativeNodes is "
                            + options.limits().derivativeNodes() + "; take products with vectors instead");
        }
    }

    private static List<Node> copy(FunctionGraph function, Graph into, Map<Node, Node> images) {
        List<Node> roots = new ArrayList<>(function.results());
        roots.addAll(function.variableNodes());
        images.putAll(Substitution.rebuild(function.graph(), roots, into, node -> null));
        return function.results().stream().map(images::get).toList();
    }

    private static List<Node> derivatives(
            FunctionGraph function, Derivative derivative, Graph g, List<Node> values, List<Node> x) {
        return switch (derivative) {
            case VALUE -> List.of();
            case GRADIENT -> Derivatives.gradient(g, single(function, values), x);
            case JACOBIAN ->
                function.hasArrays() ? Derivatives.jacobianBlocks(g, values, x) : Derivatives.jacobian(g, values, x);
            case HESSIAN ->
                function.hasArrays()
                        ? Derivatives.hessianBlocks(g, single(function, values), x)
                        : Derivatives.hessian(g, single(function, values), x);
            case JVP -> Derivatives.jvp(g, values, x, Derivatives.seeds(g, x));
            case VJP -> Derivatives.vjp(g, values, Derivatives.seeds(g, values), x);
            case HESSIAN_VECTOR_PRODUCT ->
                Derivatives.hessianVectorProduct(g, single(function, values), x, Derivatives.seeds(g, x));
            case SPARSE_JACOBIAN, SPARSE_HESSIAN -> throw new IllegalArgumentException("packed, no matrix");
        };
    }

    private static Node single(FunctionGraph function, List<Node> values) {
        if (values.size() == 1 && values.get(0).type() == Type.ARRAY) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE, "a function with an array as its result has no gradient; take the Jacobian");
        }
        if (values.size() != 1) {
            throw new JacobiException(
                    ErrorCode.DERIVATIVE,
                    "a function with " + values.size() + " results has no gradient and no Hessian; take the Jacobian");
        }
        return values.get(0);
    }

    /** The values under the grade of values, the derivatives under that of derivatives. */
    static Differentiated simplify(Differentiated differentiated, Options options) {
        boolean reorders = derivativeGrade(options.arithmetic()) != Grade.IEEE;
        Differentiated source = unrolled(differentiated, reorders);
        Graph g = source.graph;
        boolean strict = options.strictMath();
        Grade valueGrade = valueGrade(options.arithmetic());
        Map<Node, Node> primal = Simplifier.simplify(g, source.values, valueGrade, strict, Map.of());
        Map<Node, Node> all =
                Simplifier.simplify(g, source.derivatives, derivativeGrade(options.arithmetic()), strict, primal);
        Differentiated run = run(guarded(source.with(all)));
        Differentiated exchanged = exchanged(run, reorders);
        return reorders ? joined(exchanged) : exchanged;
    }

    /** The same with solves as the recurrences that run them. */
    private static Differentiated run(Differentiated source) {
        return source.with(Solves.run(source.graph, source.roots()));
    }

    /** The same with external functions called only where the source calls them. */
    private static Differentiated guarded(Differentiated source) {
        return source.with(CallGuards.of(source.graph, source.values, source.derivatives));
    }

    /** The same with triangles walked along memory. */
    private static Differentiated exchanged(Differentiated source, boolean reorders) {
        List<Node> roots = source.roots();
        return Interchange.applies(Walk.upward(source.graph, roots))
                ? source.with(Interchange.of(source.graph, roots, named(source), reorders))
                : source;
    }

    /** The same with several arrays of sums added up in one. */
    private static Differentiated joined(Differentiated source) {
        return ScatterSums.applies(Walk.upward(source.graph, source.roots()))
                ? source.with(ScatterSums.of(source.graph, rootsAndNamed(source)))
                : source;
    }

    /** The same with short loops written out. */
    private static Differentiated unrolled(Differentiated source, boolean reorders) {
        return Unrolling.applies(Walk.upward(source.graph, source.roots()))
                ? source.with(Unrolling.unrollDifferentiated(source.graph, rootsAndNamed(source), reorders))
                : source;
    }

    private static List<Node> rootsAndNamed(Differentiated source) {
        List<Node> nodes = source.roots();
        nodes.addAll(named(source));
        return nodes;
    }

    /** The nodes with names that the roots need and that mention no axis, in their order. */
    private static List<Node> named(Differentiated source) {
        Set<Node> needed = new HashSet<>(Walk.upward(source.graph, source.roots()));
        return source.names.keySet().stream()
                .filter(node -> needed.contains(node) && node.axes().isEmpty())
                .sorted(Comparator.comparingInt(Node::id))
                .toList();
    }

    /** What the source calls its nodes: values with a name, and the elements of arrays with one. */
    private static Map<Node, String> names(FunctionGraph function, Map<Node, Node> copied) {
        Map<Node, String> names = new HashMap<>();
        function.origin().bindings().forEach(binding -> {
            Node node = binding.node();
            for (Node named : node.is(Op.MAP) ? List.of(node, node.body()) : List.of(node)) {
                if (copied.containsKey(named)) {
                    names.putIfAbsent(copied.get(named), binding.name());
                }
            }
        });
        return names;
    }

    static Grade valueGrade(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case DEFAULT, IEEE -> Grade.IEEE;
            case REAL -> Grade.REAL;
            case FAST -> Grade.FAST;
        };
    }

    static Grade derivativeGrade(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case IEEE -> Grade.IEEE;
            case DEFAULT, REAL -> Grade.REAL;
            case FAST -> Grade.FAST;
        };
    }

    /**
     * What is returned and what is stored: the only result is returned, several are stored; a derivative is stored, and where its entry
     * point returns the value, that is scheduled with it.
     *
     * @param names the names of nodes that are to be variables of their own
     */
    static Program program(Differentiated function, Derivative derivative, Map<Node, String> names) {
        List<Node> stores = new ArrayList<>();
        boolean several = function.values.size() > 1;
        if (several && derivative == Derivative.VALUE) {
            stores.addAll(function.values);
        }
        stores.addAll(function.derivatives);
        boolean returnsValue =
                EntryShape.of(derivative, 1, function.values.size()).returnsValue();
        Node returned = returnsValue ? function.values.get(0) : function.graph.constant(0);
        return Program.of(function.graph, returned, stores, names);
    }
}
