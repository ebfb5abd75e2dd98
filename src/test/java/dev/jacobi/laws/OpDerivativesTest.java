package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The partial derivatives of each operation against differences of its values, and those of second order against the first. */
class OpDerivativesTest {
    private static final double U = 0x1p-53;
    /** Our functions and Math's are within 8 ulp. */
    private static final double ULPS = 16 * U;

    private static final double[] EDGES = {-3, -2, -1.5, -1, -0.5, -0.0, 0.0, 0.5, 1, 1.5, 2, 3};
    /** Constant between their jumps: a difference across a jump says nothing. */
    private static final Set<Op> JUMPING = Set.of(Op.SIGN, Op.FLOOR, Op.CEIL, Op.ROUND, Op.MOD, Op.REM);

    /** A function of its variables and its derivatives of first and second order in both modes. */
    private static final class Derived {
        final Graph g;
        final List<Node> x;
        final Node value;
        final List<Node> reverse;
        final List<Node> forward = new ArrayList<>();
        final List<List<Node>> second = new ArrayList<>();

        Derived(FunctionGraph f) {
            g = f.graph();
            x = f.variableNodes();
            value = f.results().get(0);
            reverse = Derivatives.gradient(g, value, x);
            x.forEach(v -> forward.add(Derivatives.derivative(g, value, v)));
            forward.forEach(d -> second.add(
                    x.stream().map(v -> Derivatives.derivative(g, d, v)).toList()));
        }

        double at(Node node, double[] point) {
            return Interpreter.evaluate(g, List.of(node), p -> point[p.index()], false)[0];
        }

        DoubleUnaryOperator along(Node node, double[] point, int variable) {
            return t -> {
                double[] moved = point.clone();
                moved[variable] = t;
                return at(node, moved);
            };
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jacobi.laws.OpCases#real")
    void derivativesAreLimitsOfDifferences(OpCases c) {
        Derived f = new Derived(c.function());
        SplittableRandom random = new SplittableRandom(5);
        int sharp = 0;
        for (int i = 0; i < 300 * Math.min(Laws.factor(), 20); i++) {
            double[] point = inside(c, random);
            for (int v = 0; v < point.length; v++) {
                sharp += checkDifference(f, f.value, f.forward.get(v), point, v, c) ? 1 : 0;
                for (int w = 0; w < point.length; w++) {
                    checkDifference(f, f.forward.get(v), f.second.get(v).get(w), point, w, c);
                }
            }
        }
        assertThat(sharp).as("points where the difference is good to 7 digits").isGreaterThan(60);
    }

    /** A point with each variable in the operation's domain, of sizes from 0.01 to 10. */
    private static double[] inside(OpCases c, SplittableRandom random) {
        double[] point = new double[c.variables()];
        for (int i = 0; i < point.length; i++) {
            do {
                double size = Math.pow(10, random.nextDouble(-2, 1));
                point[i] = random.nextBoolean() ? size : -size;
            } while (i == 0 && !c.op().domain().contains(point[i]));
        }
        return point;
    }

    /**
     * The fourth-order difference D(h) = (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h has error O(h^4) by truncation and at most
     * 18/12 * 16 u max|f| / h by rounding. D(h) - D(h/2) is about 15/16 of the truncation error of D(h), so that twice it bounds what is
     * left in D(h/2) with a wide margin; a point where the function is not smooth nearby shows in it too. Returns whether the bound is sharp.
     */
    private static boolean checkDifference(Derived f, Node of, Node derivative, double[] point, int v, OpCases c) {
        double h = 0x1p-9 * Math.abs(point[v]);
        DoubleUnaryOperator along = f.along(of, point, v);
        double largest = 0;
        for (int k = -4; k <= 4; k++) {
            largest = Math.max(largest, Math.abs(along.applyAsDouble(point[v] + k * h / 2)));
        }
        double coarse = difference(along, point[v], h);
        double fine = difference(along, point[v], h / 2);
        double found = f.at(derivative, point);
        double bound = 2 * Math.abs(coarse - fine) + 8 * ULPS * largest / h + ULPS * Math.abs(fine);
        // Near a kink or a pole the two differences part widely, and say nothing; a found NaN is no such reason.
        boolean smooth = bound <= 1e-4 * Math.abs(fine) + 32 * ULPS * largest / h;
        if (!smooth || JUMPING.contains(c.op()) && jumps(f, point, v, 2 * h)) {
            return false;
        }
        assertThat(Math.abs(found - fine) <= bound)
                .as(
                        "%s by variable %d at %s: %s, difference %s, bound %s",
                        c, v, Arrays.toString(point), found, fine, bound)
                .isTrue();
        return bound < 1e-7 * (Math.abs(fine) + largest);
    }

    /** Whether the function has a jump near the point, in one variable: it is linear between its jumps, with the slopes that are claimed. */
    private static boolean jumps(Derived f, double[] point, int v, double h) {
        double[] left = point.clone();
        double[] right = point.clone();
        left[v] -= h;
        right[v] += h;
        double slope = f.at(f.forward.get(v), point);
        double rise = f.at(f.value, right) - f.at(f.value, left);
        boolean linear = Math.abs(rise - 2 * h * slope) <= 1e-9 * (Math.abs(point[0]) + Math.abs(point[1]));
        return !linear || f.at(f.forward.get(v), left) != f.at(f.forward.get(v), right);
    }

    private static double difference(DoubleUnaryOperator f, double x, double h) {
        double near = f.applyAsDouble(x + h) - f.applyAsDouble(x - h);
        double far = f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h);
        return (8 * near - far) / (12 * h);
    }

    @ParameterizedTest
    @MethodSource("dev.jacobi.laws.OpCases#real")
    void reverseEqualsForwardOnEveryOp(OpCases c) {
        Derived f = new Derived(c.function());
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 2000; i++) {
            double[] point = new double[c.variables()];
            for (int k = 0; k < point.length; k++) {
                point[k] = Points.SPECIAL[random.nextInt(Points.SPECIAL.length)];
            }
            for (int v = 0; v < point.length; v++) {
                // One operation: a sweep multiplies its partial by 1 and adds nothing, in both modes.
                double forward = f.at(f.forward.get(v), point);
                double reverse = f.at(f.reverse.get(v), point);
                assertThat(Laws.same(forward, reverse))
                        .as("%s by %d at %s: forward %s, reverse %s", c, v, Arrays.toString(point), forward, reverse)
                        .isTrue();
            }
        }
    }

    /**
     * On a grid of edges, kinks and ties: where the difference quotients from one side converge to a finite number, the derivative is no
     * NaN; where they converge from both sides to the same number, or one side is outside of the domain, it is that number.
     */
    @ParameterizedTest
    @MethodSource("dev.jacobi.laws.OpCases#real")
    void aFiniteOneSidedDerivativeIsNeverNaN(OpCases c) {
        Derived f = new Derived(c.function());
        for (double[] point : grid(c.variables())) {
            boolean origin = point[0] == 0 && point[1] == 0;
            if (c.op() == Op.ATAN2 && origin) {
                continue; // Documented: NaN (case 36).
            }
            for (int v = 0; v < point.length; v++) {
                DoubleUnaryOperator along = f.along(f.value, point, v);
                double found = f.at(f.forward.get(v), point);
                double left = oneSided(along, point[v], -1);
                double right = oneSided(along, point[v], 1);
                String where = c + " by variable " + v + " at " + Arrays.toString(point) + ": left " + left + ", right "
                        + right;
                if (Double.isFinite(left) || Double.isFinite(right)) {
                    assertThat(found).as(where).isNotNaN();
                }
                boolean smooth = Math.abs(left - right) <= 1e-4 * (1 + Math.abs(left));
                // Quotients with h = 1e-7 are within 1e-7 f'' / 2 + 32 u f / h, at these small numbers far below 1e-4.
                if (smooth && !JUMPING.contains(c.op()) && !isCorner(c, point)) {
                    assertThat(Math.abs(found - right) <= 1e-4 * (1 + Math.abs(right)))
                            .as(where + ", found " + found)
                            .isTrue();
                }
            }
        }
    }

    /** Conventions of DESIGN.md 3, not limits: pow and hypot at 0, and clamp's 1 where its interval is a point. */
    private static boolean isCorner(OpCases c, double[] point) {
        return c.op() == Op.CLAMP && point[1] == point[2]
                || (c.op() == Op.POW || c.op() == Op.HYPOT || c.op() == Op.XLOGY) && point[0] == 0;
    }

    private static double oneSided(DoubleUnaryOperator f, double x, double side) {
        double value = f.applyAsDouble(x);
        double coarse = (f.applyAsDouble(x + side * 1e-6) - value) / (side * 1e-6);
        double fine = (f.applyAsDouble(x + side * 1e-7) - value) / (side * 1e-7);
        return Math.abs(coarse - fine) <= 1e-3 * (1 + Math.abs(fine)) ? fine : Double.NaN;
    }

    private static List<double[]> grid(int variables) {
        List<double[]> points = new ArrayList<>();
        for (double a : EDGES) {
            for (double b : EDGES) {
                if (variables == 2) {
                    points.add(new double[] {a, b});
                } else {
                    for (double c : EDGES) {
                        points.add(new double[] {a, b, c});
                    }
                }
            }
        }
        return points;
    }
}
