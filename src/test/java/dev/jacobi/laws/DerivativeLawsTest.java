package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.graph.Substitution;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.Laws.Law;
import dev.jacobi.laws.Points.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the modes and orders of differentiation owe each other, over random programs. */
class DerivativeLawsTest {
    /** Numbers compared by the law that ran last: a law that compares nothing holds nothing. */
    private static long compared;

    @Test
    void reverseEqualsForwardWithinRounding() {
        compared = 0;
        Laws.hold("DerivativeLawsTest.reverseEqualsForward()", 2000, 200, 4, false, reverseEqualsForward());
        assertThat(compared).isGreaterThan(Laws.programs(6000));
    }

    @Test
    void neitherModeIsNaNWhereTheOtherIsFinite() {
        Laws.hold("DerivativeLawsTest.sameNaNs()", 2000, 200, 4, false, sameNaNs());
    }

    @Test
    void jvpAndVjpAreTransposes() {
        compared = 0;
        Laws.hold("DerivativeLawsTest.dotProduct()", 1500, 200, 8, true, dotProduct());
        assertThat(compared).isGreaterThan(Laws.programs(800));
    }

    @Test
    void hessianIsSymmetricAndTheDerivativeOfTheGradient() {
        compared = 0;
        Laws.hold(
                "DerivativeLawsTest.hessianIsDerivativeOfGradient()",
                600,
                60,
                6,
                true,
                hessianIsDerivativeOfGradient());
        assertThat(compared).isGreaterThan(Laws.programs(3000));
    }

    /** Each result by each variable, both modes, over one graph. */
    private record Modes(
            Graph g, List<Node> results, List<Node> x, List<List<Node>> forward, List<List<Node>> reverse) {

        static Modes of(FunctionGraph f) {
            Graph g = new Graph(10_000_000);
            List<Node> results = Substitution.apply(f.graph(), f.results(), g, node -> null);
            List<Node> x = new ArrayList<>();
            for (int i = 0; i < f.variables().size(); i++) {
                x.add(g.parameter(Role.VARIABLE, i));
            }
            List<List<Node>> forward = new ArrayList<>();
            List<List<Node>> reverse = new ArrayList<>();
            for (Node result : results) {
                forward.add(x.stream()
                        .map(v -> Derivatives.derivative(g, result, v))
                        .toList());
                reverse.add(Derivatives.gradient(g, result, x));
            }
            return new Modes(g, results, x, forward, reverse);
        }

        List<Node> roots() {
            List<Node> roots = new ArrayList<>();
            forward.forEach(roots::addAll);
            reverse.forEach(roots::addAll);
            return roots;
        }
    }

    static Law reverseEqualsForward() {
        return (f, points) -> {
            Modes m = Modes.of(f);
            List<Node> roots = m.roots();
            PathSums sums = new PathSums(m.g, m.results);
            for (Point point : points) {
                double[] values = Interpreter.values(m.g, roots, point.parameters(), false);
                Map<Node, Map<Node, Double>> paths = sums.at(m.x, point.parameters());
                for (int i = 0; i < m.results.size(); i++) {
                    for (int j = 0; j < m.x.size(); j++) {
                        double forward = values[m.forward.get(i).get(j).id()];
                        double reverse = values[m.reverse.get(i).get(j).id()];
                        double sum = paths.get(m.x.get(j)).getOrDefault(m.results.get(i), 0.0);
                        if (Double.isFinite(forward) && Double.isFinite(reverse) && sum > 1e-250 && sum < 1e250) {
                            compared++;
                            double bound = sums.roundings() * sum;
                            List<Node> both = List.of(
                                    m.forward.get(i).get(j), m.reverse.get(i).get(j));
                            if (!(Math.abs(forward - reverse) <= bound) && !Ranges.underflow(values, both)) {
                                return "d" + i + "/d" + j + ": forward " + forward + ", reverse " + reverse + ", bound "
                                        + bound + " at " + point;
                            }
                        }
                    }
                }
            }
            return null;
        };
    }

    static Law sameNaNs() {
        return (f, points) -> {
            Modes m = Modes.of(f);
            List<Node> roots = m.roots();
            for (Point point : points) {
                double[] values = Interpreter.values(m.g, roots, point.parameters(), false);
                for (int i = 0; i < m.results.size(); i++) {
                    for (int j = 0; j < m.x.size(); j++) {
                        Node forward = m.forward.get(i).get(j);
                        Node reverse = m.reverse.get(i).get(j);
                        double one = values[forward.id()];
                        double other = values[reverse.id()];
                        boolean part = Double.isNaN(one) && Double.isFinite(other)
                                || Double.isNaN(other) && Double.isFinite(one);
                        if (part && !Ranges.overflow(values, List.of(forward, reverse))) {
                            return "d" + i + "/d" + j + ": forward " + one + ", reverse " + other + " at " + point;
                        }
                    }
                }
            }
            return null;
        };
    }

    static Law dotProduct() {
        return (f, points) -> {
            Stage jvp = Pipeline.source(f, Derivative.JVP, Options.defaults());
            Stage vjp = Pipeline.source(f, Derivative.VJP, Options.defaults());
            PathSums sums = new PathSums(jvp.graph(), jvp.values());
            List<Node> x = f.variableNodes().stream()
                    .map(v -> jvp.graph().parameter(Role.VARIABLE, v.index()))
                    .toList();
            for (Point point : points) {
                double[] forward = Interpreter.evaluate(jvp.graph(), jvp.derivatives(), point.parameters(), false);
                double[] reverse = Interpreter.evaluate(vjp.graph(), vjp.derivatives(), point.parameters(), false);
                Map<Node, Map<Node, Double>> paths = sums.at(x, point.parameters());
                double left = 0;
                double right = 0;
                double absolute = 0;
                for (int i = 0; i < forward.length; i++) {
                    left += forward[i] * point.seed()[i];
                    for (int j = 0; j < reverse.length; j++) {
                        double path =
                                paths.get(x.get(j)).getOrDefault(jvp.values().get(i), 0.0);
                        absolute += path * Math.abs(point.seed()[i] * point.seed()[j]);
                    }
                }
                for (int j = 0; j < reverse.length; j++) {
                    right += reverse[j] * point.seed()[j];
                }
                // As in PathSums, plus at most 8 further roundings a product: the seeds' products and the sums here.
                double bound = (sums.roundings() + 16 * PathSums.U) * absolute;
                boolean finite = Double.isFinite(left) && Double.isFinite(right);
                if (absolute > 1e-250 && absolute < 1e250 && finite) {
                    compared++;
                    if (!(Math.abs(left - right) <= bound) && !underflows(jvp, point) && !underflows(vjp, point)) {
                        return "<Jv, w> = " + left + ", <v, J'w> = " + right + ", bound " + bound + " at " + point;
                    }
                }
            }
            return null;
        };
    }

    private static boolean underflows(Stage stage, Point point) {
        double[] values = Interpreter.values(stage.graph(), stage.derivatives(), point.parameters(), false);
        return Ranges.underflow(values, stage.derivatives());
    }

    /** The Hessian as it is offered, against each second derivative by forward mode twice, within the running errors of both. */
    static Law hessianIsDerivativeOfGradient() {
        return (f, points) -> {
            if (f.results().size() > 1) {
                return null;
            }
            Stage stage = Pipeline.source(f, Derivative.HESSIAN, Options.defaults());
            Graph g = stage.graph();
            int n = f.variables().size();
            List<Node> roots = new ArrayList<>(stage.derivatives());
            for (int i = 0; i < n; i++) {
                Node first = Derivatives.derivative(g, stage.values().get(0), g.parameter(Role.VARIABLE, i));
                for (int j = 0; j < n; j++) {
                    roots.add(Derivatives.derivative(g, first, g.parameter(Role.VARIABLE, j)));
                }
            }
            RunningError analysis = new RunningError(g, roots);
            for (Point point : points) {
                RunningError.Result result = analysis.at(point.parameters());
                for (int k = 0; k < n * n; k++) {
                    Node one = roots.get(k);
                    Node other = roots.get(n * n + k);
                    Node mirrored = roots.get(k % n * n + k / n);
                    if (!Laws.same(result.values()[one.id()], result.values()[mirrored.id()])) {
                        return "entry " + k + " is not symmetric at " + point;
                    }
                    // First-order bounds on both, doubled for the higher orders.
                    double bound = 2 * (result.errors()[one.id()] + result.errors()[other.id()]);
                    double a = result.values()[one.id()];
                    double b = result.values()[other.id()];
                    if (Double.isFinite(a) && Double.isFinite(b) && Double.isFinite(bound)) {
                        compared++;
                        if (!(Math.abs(a - b) <= bound)) {
                            return "entry " + k + ": " + a + ", forward twice " + b + ", bound " + bound + " at "
                                    + point;
                        }
                    }
                }
            }
            return null;
        };
    }
}
