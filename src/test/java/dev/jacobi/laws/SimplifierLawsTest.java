package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.laws.Laws.Law;
import dev.jacobi.laws.Points.Point;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What simplification beyond IEEE owes the source, over random programs. That IEEE keeps every bit stands in {@link BitLawsTest}. */
class SimplifierLawsTest {
    private static long compared;

    @Test
    void realKeepsTheFunctionAtInteriorPoints() {
        compared = 0;
        Laws.hold("SimplifierLawsTest.sameFunction(Grade.REAL)", 1000, 120, 6, true, sameFunction(Grade.REAL));
        assertThat(compared).isGreaterThan(Laws.programs(10_000));
    }

    @Test
    void fastKeepsTheFunctionAtInteriorPoints() {
        Laws.hold("SimplifierLawsTest.sameFunction(Grade.FAST)", 100, 120, 6, true, sameFunction(Grade.FAST));
    }

    @Test
    void textKeepsTheFunctionAtInteriorPoints() {
        compared = 0;
        Laws.hold("SimplifierLawsTest.sameFunction(Grade.TEXT)", 600, 60, 6, true, sameFunction(Grade.TEXT));
        assertThat(compared).isGreaterThan(Laws.programs(3_000));
    }

    @Test
    void realNeverShrinksTheDomain() {
        compared = 0;
        Laws.hold("SimplifierLawsTest.domain(Grade.REAL)", 1200, 120, 6, false, domain(Grade.REAL));
        assertThat(compared).isGreaterThan(Laws.programs(20_000));
    }

    @Test
    void defaultDerivativesAreThoseOfTheSource() {
        compared = 0;
        Laws.hold("SimplifierLawsTest.defaultDerivatives()", 600, 100, 6, true, defaultDerivatives());
        assertThat(compared).isGreaterThan(Laws.programs(10_000));
    }

    @Test
    void simplifyingTwiceIsSimplifyingOnce() {
        Laws.hold("SimplifierLawsTest.idempotent(Grade.IEEE)", 150, 120, 1, true, idempotent(Grade.IEEE));
    }

    private record Pair(Stage source, List<Node> before, List<Node> after) {

        static Pair of(FunctionGraph f, Grade grade) {
            boolean single = f.results().size() == 1;
            Stage source = Pipeline.source(f, single ? Derivative.HESSIAN : Derivative.VALUE, Options.defaults());
            List<Node> before = new ArrayList<>(source.values());
            List<Node> x = f.variableNodes().stream()
                    .map(v -> source.graph().parameter(Role.VARIABLE, v.index()))
                    .toList();
            source.values().forEach(value -> before.addAll(Derivatives.gradient(source.graph(), value, x)));
            before.addAll(source.derivatives());
            Map<Node, Node> images = Simplifier.simplify(source.graph(), before, grade, false, Map.of());
            return new Pair(source, before, before.stream().map(images::get).toList());
        }
    }

    /** Values, first and second derivatives, within the running errors of both forms. */
    static Law sameFunction(Grade grade) {
        return (f, points) -> {
            Pair pair = Pair.of(f, grade);
            List<Node> roots = new ArrayList<>(pair.before);
            roots.addAll(pair.after);
            RunningError analysis = new RunningError(pair.source.graph(), roots);
            for (Point point : points) {
                RunningError.Result result = analysis.at(point.parameters());
                for (int i = 0; i < pair.before.size(); i++) {
                    Node before = pair.before.get(i);
                    Node after = pair.after.get(i);
                    double a = result.values()[before.id()];
                    double b = result.values()[after.id()];
                    // First-order bounds on both, doubled for the higher orders.
                    double bound = 2 * (result.errors()[before.id()] + result.errors()[after.id()]);
                    if (!Double.isFinite(a) || !(result.errors()[before.id()] < Double.POSITIVE_INFINITY)) {
                        continue;
                    }
                    compared++;
                    boolean excused = Ranges.overflow(result.values(), List.of(before, after))
                            || Ranges.underflow(result.values(), List.of(before, after))
                            || Double.isFinite(b) && Double.isInfinite(bound);
                    if (!(Math.abs(a - b) <= bound) && !excused) {
                        return "root " + i + ": " + a + " became " + b + ", bound " + bound + " at " + point;
                    }
                }
            }
            return null;
        };
    }

    /** As the compiler simplifies: values kept, derivatives in real arithmetic around them. */
    static Law defaultDerivatives() {
        return (f, points) -> {
            Derivative derivative = f.results().size() == 1 ? Derivative.HESSIAN : Derivative.JACOBIAN;
            Stage source = Pipeline.source(f, derivative, Options.defaults());
            Stage simplified = Pipeline.simplified(f, derivative, Options.defaults());
            RunningError before = new RunningError(source.graph(), source.derivatives());
            RunningError after = new RunningError(simplified.graph(), simplified.derivatives());
            for (Point point : points) {
                RunningError.Result a = before.at(point.parameters());
                RunningError.Result b = after.at(point.parameters());
                for (int i = 0; i < source.derivatives().size(); i++) {
                    Node one = source.derivatives().get(i);
                    Node other = simplified.derivatives().get(i);
                    // First-order bounds on both, doubled for the higher orders.
                    double bound = 2 * (a.errors()[one.id()] + b.errors()[other.id()]);
                    double expected = a.values()[one.id()];
                    double found = b.values()[other.id()];
                    boolean excused = Double.isInfinite(a.errors()[one.id()])
                            || Double.isFinite(found) && Double.isInfinite(bound)
                            || Ranges.overflow(b.values(), List.of(other))
                            || Ranges.underflow(a.values(), List.of(one))
                            || Ranges.underflow(b.values(), List.of(other));
                    compared += excused ? 0 : 1;
                    if (Double.isFinite(expected) && !excused && !(Math.abs(expected - found) <= bound)) {
                        return derivative + "[" + i + "]: " + expected + " became " + found + ", bound " + bound
                                + " at " + point;
                    }
                }
            }
            return null;
        };
    }

    /** Where the source is finite, on its way too, and off its jumps, the simplified form is finite; special inputs included. */
    static Law domain(Grade grade) {
        return (f, points) -> {
            Pair pair = Pair.of(f, grade);
            List<Node> roots = new ArrayList<>(pair.before);
            roots.addAll(pair.after);
            RunningError analysis = new RunningError(pair.source.graph(), roots);
            for (Point point : points) {
                RunningError.Result result = analysis.at(point.parameters());
                double[] values = result.values();
                for (int i = 0; i < pair.before.size(); i++) {
                    Node before = pair.before.get(i);
                    Node after = pair.after.get(i);
                    boolean interior = Double.isFinite(result.errors()[before.id()])
                            && Ranges.live(values, List.of(before)).stream()
                                    .allMatch(node -> Double.isFinite(values[node.id()]));
                    compared += interior ? 1 : 0;
                    if (interior
                            && !Double.isFinite(values[after.id()])
                            && !Ranges.overflow(values, List.of(after))
                            && !Ranges.underflow(values, List.of(before, after))) {
                        return "root " + i + ": " + values[before.id()] + " became " + values[after.id()] + " at "
                                + point;
                    }
                }
            }
            return null;
        };
    }

    static Law idempotent(Grade grade) {
        return (f, points) -> {
            Pair pair = Pair.of(f, grade);
            Map<Node, Node> again = Simplifier.simplify(pair.source.graph(), pair.after, grade, false, Map.of());
            for (Node node : pair.after) {
                if (again.get(node) != node) {
                    return node + " became " + again.get(node);
                }
            }
            return null;
        };
    }
}
