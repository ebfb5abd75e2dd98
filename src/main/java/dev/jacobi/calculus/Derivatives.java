package dev.jacobi.calculus;

import dev.jacobi.graph.Differentiation;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The derivatives that users ask for, as nodes beside the function's own. Nothing is simplified here: the next order differentiates
 * what this one made. Method and notation: Griewank and Walther, Evaluating Derivatives, 2nd ed., chapters 3 and 5.
 */
public final class Derivatives {
    /** The derivatives that formulas ask for. */
    public static final Differentiation IN_FORMULAS = new Differentiation() {
        @Override
        public Node derivative(Graph graph, Node of, Node by) {
            return Derivatives.derivative(graph, of, by);
        }

        @Override
        public Node gradient(Graph graph, Node of, Node by) {
            return Derivatives.gradient(graph, of, List.of(by)).get(0);
        }
    };

    private Derivatives() {}

    /** The derivative of a node by one variable, in forward mode. */
    public static Node derivative(Graph g, Node root, Node variable) {
        return tangents(g, List.of(root), Map.of(variable, g.constant(1))).get(0);
    }

    /** Parameters with the shapes of what they are the seeds of, numbered in order. */
    public static List<Node> seeds(Graph g, List<Node> of) {
        List<Node> seeds = new ArrayList<>();
        for (Node node : of) {
            seeds.add(
                    node.type() == Type.ARRAY
                            ? new Loops(g).array(Role.SEED, seeds.size(), false, Loops.extents(node))
                            : g.parameter(Role.SEED, seeds.size()));
        }
        return seeds;
    }

    /**
     * The derivative of a number or an array by a variable: by a number of the shape of what is differentiated, by an array the
     * derivatives by its elements, behind the extents of what is differentiated.
     */
    public static Node derivativeBy(Graph g, Node of, Node variable) {
        if (variable.type() != Type.ARRAY) {
            return derivative(g, of, variable);
        }
        List<Node> by = List.of(variable);
        return (of.type() == Type.ARRAY ? jacobianBlocks(g, List.of(of), by) : gradient(g, of, by)).get(0);
    }

    /** The gradient of one result, in reverse mode: one sweep, whatever the number of variables. */
    public static List<Node> gradient(Graph g, Node root, List<Node> variables) {
        return pullBack(g, Map.of(root, g.constant(1)), variables);
    }

    /** The gradient, as loops over all that extremes are taken of: which elements depend on which is then known before any call. */
    static List<Node> maskedGradient(Graph g, Node root, List<Node> variables) {
        Map<Node, Node> seeds = Map.of(root, g.constant(1));
        return orZero(g, Reverse.maskedAdjoints(g, seeds, new HashSet<>(variables)), variables);
    }

    /** The Jacobian times the seeds, in forward mode: one entry a result. */
    public static List<Node> jvp(Graph g, List<Node> results, List<Node> variables, List<Node> seeds) {
        Map<Node, Node> tangents = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            tangents.put(variables.get(i), seeds.get(i));
        }
        return tangents(g, results, tangents);
    }

    /** The seeds times the Jacobian, in reverse mode: one entry a variable. */
    public static List<Node> vjp(Graph g, List<Node> results, List<Node> seeds, List<Node> variables) {
        Map<Node, Node> adjoints = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            adjoints.merge(results.get(i), seeds.get(i), (a, b) -> sum(g, a, b));
        }
        return pullBack(g, adjoints, variables);
    }

    /**
     * The Jacobian, row-major, one row a result: by rows in reverse mode where there are no more results than variables, by columns in
     * forward mode otherwise.
     */
    public static List<Node> jacobian(Graph g, List<Node> results, List<Node> variables) {
        int rows = results.size();
        int columns = variables.size();
        Node[] entries = new Node[rows * columns];
        if (rows <= columns) {
            for (int i = 0; i < rows; i++) {
                List<Node> row = gradient(g, results.get(i), variables);
                for (int j = 0; j < columns; j++) {
                    entries[i * columns + j] = row.get(j);
                }
            }
        } else {
            for (int j = 0; j < columns; j++) {
                List<Node> column = tangents(g, results, Map.of(variables.get(j), g.constant(1)));
                for (int i = 0; i < rows; i++) {
                    entries[i * columns + j] = column.get(i);
                }
            }
        }
        return Arrays.asList(entries);
    }

    /**
     * The Jacobian of a function with arrays: for each result and each variable a block with the extents of the one, then those of the
     * other; each row in reverse mode, in a loop over the rows.
     */
    public static List<Node> jacobianBlocks(Graph g, List<Node> results, List<Node> variables) {
        DenseJacobian dense = new DenseJacobian(g, LocalJacobian.of(g, results, variables));
        List<Node> blocks = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (int j = 0; j < variables.size(); j++) {
                blocks.add(dense.block(i, results.get(i), j, variables.get(j)));
            }
        }
        return blocks;
    }

    /**
     * The Hessian of a function with arrays: for each variable and each one up to it a block with the extents of the one, then those of
     * the other. What is above the diagonal is to be mirrored.
     */
    public static List<Node> hessianBlocks(Graph g, Node root, List<Node> variables) {
        List<Node> gradient = gradient(g, root, variables);
        DenseJacobian dense = new DenseJacobian(g, LocalJacobian.ofGradient(g, gradient, variables));
        List<Node> blocks = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            for (int j = 0; j <= i; j++) {
                blocks.add(dense.block(i, gradient.get(i), j, variables.get(j)));
            }
        }
        return blocks;
    }

    /** The Hessian of one result, row-major: forward over reverse, the lower triangle mirrored, so that it is exactly symmetric. */
    public static List<Node> hessian(Graph g, Node root, List<Node> variables) {
        int n = variables.size();
        List<Node> gradient = gradient(g, root, variables);
        List<Node> entries = new ArrayList<>(Collections.nCopies(n * n, null));
        for (int j = 0; j < n; j++) {
            List<Node> below = tangents(g, gradient.subList(j, n), Map.of(variables.get(j), g.constant(1)));
            for (int i = j; i < n; i++) {
                entries.set(i * n + j, below.get(i - j));
                entries.set(j * n + i, below.get(i - j));
            }
        }
        return entries;
    }

    /** The Hessian of one result times the seeds: forward over reverse, at the cost of a few gradients. */
    public static List<Node> hessianVectorProduct(Graph g, Node root, List<Node> variables, List<Node> seeds) {
        return jvp(g, gradient(g, root, variables), variables, seeds);
    }

    /** The tangents of the roots. */
    private static List<Node> tangents(Graph g, List<Node> roots, Map<Node, Node> seeds) {
        Map<Node, Dual> duals = new LinkedHashMap<>();
        seeds.forEach((variable, seed) -> duals.put(variable, Dual.always(g, seed)));
        Map<Node, Dual> tangents = Forward.tangents(g, roots, duals);
        return roots.stream().map(root -> orZero(g, root, tangents.get(root))).toList();
    }

    /** The adjoints of the variables. */
    private static List<Node> pullBack(Graph g, Map<Node, Node> seeds, List<Node> variables) {
        return orZero(g, Reverse.adjoints(g, seeds, new HashSet<>(variables)), variables);
    }

    private static List<Node> orZero(Graph g, Map<Node, Dual> adjoints, List<Node> variables) {
        return variables.stream().map(v -> orZero(g, v, adjoints.get(v))).toList();
    }

    /** The derivative that a user sees: the number where present, 0 elsewhere; of an array, an array. */
    private static Node orZero(Graph g, Node of, Dual dual) {
        if (of.type() != Type.ARRAY) {
            return Dual.orZero(g, dual);
        }
        return dual == null ? new LoopDuals(g).zeros(of) : dual.value();
    }

    private static Node sum(Graph g, Node a, Node b) {
        return a.type() == Type.ARRAY
                ? new LoopDuals(g)
                        .addArrays(Dual.always(g, a), Dual.always(g, b))
                        .value()
                : g.add(a, b);
    }

    /** The adjoint of every node below the root, as {@link #gradient} forms them on its way; 0 is left out. */
    public static Map<Node, Node> adjoints(Graph g, Node root, List<Node> variables) {
        Map<Node, Node> adjoints = new LinkedHashMap<>();
        Reverse.adjoints(g, Map.of(root, g.constant(1)), new HashSet<>(variables))
                .forEach((node, dual) -> adjoints.put(node, Dual.orZero(g, dual)));
        return adjoints;
    }

    /** The tangent of every node below the root for one variable; 0 is left out. */
    public static Map<Node, Node> tangents(Graph g, Node root, Node variable) {
        Map<Node, Node> tangents = new LinkedHashMap<>();
        Forward.tangents(g, List.of(root), Map.of(variable, Dual.always(g, g.constant(1))))
                .forEach((node, dual) -> tangents.put(node, Dual.orZero(g, dual)));
        return tangents;
    }

    /** The partial derivatives of one operation by its arguments, 0 where there is none. */
    public static List<Node> partials(Graph g, Node node) {
        List<Node> factors = new ArrayList<>();
        for (Partial partial : new Partials(g).of(node)) {
            Node factor = partial == null ? g.constant(0) : partial.factor();
            factors.add(
                    partial == null || partial.when() == null
                            ? factor
                            : g.select(partial.when(), factor, g.constant(0)));
        }
        return factors;
    }
}
