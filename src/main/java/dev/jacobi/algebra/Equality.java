package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides whether two formulas of a graph are the same function of real numbers. First points are tried, in intervals that rounding
 * cannot deceive; then, case by case, the difference is brought into the form of a quotient of polynomials, which is zero or not.
 */
public final class Equality {
    private final Graph graph;
    private final Cases cases;
    private final List<Condition> assumptions;
    private final Set<Condition> where = new LinkedHashSet<>();
    private final Set<Identity> rules = EnumSet.noneOf(Identity.class);

    private Equality(Graph graph, List<Condition> assumptions) {
        this.graph = graph;
        this.cases = new Cases(graph);
        this.assumptions = assumptions;
    }

    /**
     * Compares two numbers of a graph, where nothing binds an axis.
     *
     * @param conditions what is assumed: comparisons joined by {@code and}
     * @throws dev.jacobi.diag.JacobiException where a condition is made otherwise
     */
    public static Answer of(Graph graph, Node left, Node right, List<Node> conditions) {
        List<Condition> assumptions = Assumptions.of(graph, conditions);
        Witnesses witnesses = new Witnesses(graph, left, right, assumptions);
        Answer.Different found = witnesses.search();
        if (found != null) {
            return found;
        }
        Answer proved = new Equality(graph, assumptions).prove(left, right);
        if (witnesses.outside() != null) {
            return witnesses.outside();
        }
        if (proved instanceof Answer.Equal && left != right && !witnesses.bothHaveValues()) {
            return new Answer.Undecided("no point was found at which the assumptions hold and both have a value");
        }
        return proved;
    }

    private Answer prove(Node left, Node right) {
        if (left == right) {
            return new Answer.Equal(List.of(), List.of());
        }
        try {
            for (Cases.Case part : cases.split(left, right, assumptions)) {
                if (!part.equal().isEmpty()) {
                    proveThin(part);
                } else if (!prove(part)) {
                    return new Answer.Undecided(
                            "the rules do not make them equal, and no point was found at which they differ");
                }
            }
        } catch (Effort.Exhausted e) {
            return new Answer.Undecided(e.getMessage());
        }
        return new Answer.Equal(List.copyOf(where), List.copyOf(rules));
    }

    /** A case in which two numbers are equal; what cannot be proved there is not claimed. */
    private void proveThin(Cases.Case part) {
        boolean proved;
        try {
            proved = prove(part);
        } catch (Effort.Exhausted e) {
            proved = false;
        }
        if (!proved) {
            where.addAll(part.equal());
        }
    }

    private boolean prove(Cases.Case part) {
        if (part.left() == part.right()) {
            return true;
        }
        if (proveWhole(part)) {
            return true;
        }
        // What is chosen by the larger of two numbers may need a case for each.
        List<Cases.Case> parts = cases.splitChoices(part);
        return parts.size() > 1 && parts.stream().allMatch(this::proveWhole);
    }

    private boolean proveWhole(Cases.Case part) {
        Proof proof = new Proof(graph, part);
        boolean proved = proof.succeeds();
        if (proved) {
            where.addAll(proof.where());
            rules.addAll(proof.rules());
        }
        return proved;
    }
}
