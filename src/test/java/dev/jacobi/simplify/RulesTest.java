package dev.jacobi.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.laws.Points;
import dev.jacobi.laws.RunningError;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule against its grade; a new rule is here as soon as it stands in {@link Rules#all}. */
class RulesTest {
    /** Half of the special values: still both zeros, both infinities, NaN, the ends of the format and 1 with its neighbours. */
    private static final double[] SPECIAL = Stream.concat(
                    Arrays.stream(Points.SPECIAL)
                            .boxed()
                            .filter(x ->
                                    x == 0 || !(Math.abs(x) < Double.MAX_VALUE) || Math.abs(Math.abs(x) - 1) < 1e-15),
                    java.util.stream.IntStream.range(0, Points.SPECIAL.length)
                            .filter(i -> i % 3 == 0)
                            .mapToObj(i -> Points.SPECIAL[i]))
            .distinct()
            .mapToDouble(x -> x)
            .toArray();

    private static final double[] PLAIN = {0.0, -0.0, 1, -1, 2, -0.5, 3, 0.1, Math.PI};

    static Stream<Rule> all() {
        return Rules.all().stream();
    }

    static Stream<Rule> ieee() {
        return all().filter(rule -> rule.grade() == Grade.IEEE);
    }

    static Stream<Rule> beyondIeee() {
        return all().filter(rule -> rule.grade() != Grade.IEEE);
    }

    @Test
    void namesAreUnique() {
        assertThat(all().map(Rule::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRuleMatchesItsLeftSideAndFires(Rule rule) {
        List<RuleCase> cases = RuleCase.of(rule).toList();
        assertThat(cases).isNotEmpty();
        for (RuleCase c : cases) {
            Map<Node, Node> images = Simplifier.simplify(c.graph(), List.of(c.before()), rule.grade(), false, Map.of());
            assertThat(images.get(c.before())).as(c.toString()).isNotSameAs(c.before());
        }
    }

    @ParameterizedTest
    @MethodSource("ieee")
    void ieeeRulesKeepEveryBit(Rule rule) {
        assertThat(rule.edges()).isEqualTo("none");
        double[] constants = {1, -1, 2, -0.1, 0, -0.0, 1e200, -1e-200, Double.MIN_VALUE, -Double.MAX_VALUE};
        SplittableRandom random = new SplittableRandom(7);
        RuleCase.of(rule, constants).forEach(c -> {
            Consumer<double[]> check = x -> {
                double before = value(c, c.before(), x);
                double after = value(c, c.after(), x);
                assertThat(Double.doubleToLongBits(after))
                        .as("%s at %s: %s became %s", c, Arrays.toString(x), before, after)
                        .isEqualTo(Double.doubleToLongBits(before));
            };
            tuples(c.names().size(), SPECIAL, check);
            for (int i = 0; i < 1000; i++) {
                check.accept(random(c, () -> Double.longBitsToDouble(random.nextLong())));
            }
        });
    }

    /** Within the running errors of both sides, doubled for the higher orders. */
    @ParameterizedTest
    @MethodSource("beyondIeee")
    void otherRulesKeepTheFunctionAtInteriorPoints(Rule rule) {
        SplittableRandom random = new SplittableRandom(8);
        long[] compared = new long[1];
        RuleCase.of(rule).forEach(c -> {
            RunningError analysis = new RunningError(c.graph(), List.of(c.before(), c.after()));
            for (int i = 0; i < 60; i++) {
                double[] x = random(c, () -> (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-2, 2)));
                RunningError.Result result = analysis.at(node -> x[node.index()]);
                double before = result.values()[c.before().id()];
                double after = result.values()[c.after().id()];
                double bound = 2
                        * (result.errors()[c.before().id()]
                                + result.errors()[c.after().id()]);
                if (Double.isFinite(before) && Double.isFinite(bound)) {
                    compared[0]++;
                    assertThat(Math.abs(before - after) <= bound)
                            .as("%s at %s: %s became %s, bound %s", c, Arrays.toString(x), before, after, bound)
                            .isTrue();
                }
            }
        });
        assertThat(compared[0]).isGreaterThan(15);
    }

    /** Where the left side is finite, on its way too, the right side is: at all tuples of plain numbers, zeros included. */
    @ParameterizedTest
    @MethodSource("beyondIeee")
    void otherRulesNeverShrinkTheDomain(Rule rule) {
        RuleCase.of(rule).forEach(c -> tuples(c.names().size(), PLAIN, x -> checkDomain(c, x)));
    }

    /** Constants of any size: what overflows when two constants meet must not be infinite for every argument. */
    @ParameterizedTest
    @MethodSource("beyondIeee")
    void constantsThatMeetStayInRange(Rule rule) {
        double[] constants = {1e200, -1e200, 1e-200, 1e308, 3e-308, Double.MIN_VALUE};
        double[] arguments = {0, 1, -2, 1e-250, 1e150};
        RuleCase.of(rule, constants)
                .filter(c -> !c.constants().isEmpty())
                .forEach(c -> tuples(c.names().size(), arguments, x -> checkDomain(c, x)));
    }

    private static void checkDomain(RuleCase c, double[] x) {
        double[] values = Interpreter.values(c.graph(), List.of(c.before(), c.after()), node -> x[node.index()], false);
        boolean interior = below(c.before()).allMatch(node -> Double.isFinite(values[node.id()]));
        double after = values[c.after().id()];
        // A rule may say that intermediates overflow; but then for some arguments only, not because of its constants
        // alone.
        boolean excused = c.rule().edges().contains("overflows")
                && below(c.after())
                        .filter(RulesTest::isClosed)
                        .allMatch(n -> Double.isFinite(values[n.id()]) && values[n.id()] != 0);
        assertThat(!interior || Double.isFinite(after) || excused)
                .as(
                        "%s at %s: %s became %s",
                        c, Arrays.toString(x), values[c.before().id()], after)
                .isTrue();
    }

    private static boolean isClosed(Node root) {
        return below(root).noneMatch(node -> node.is(Op.PARAMETER));
    }

    private static Stream<Node> below(Node root) {
        Stream<Node> nodes = Stream.of(root);
        for (int i = 0; i < root.arity(); i++) {
            nodes = Stream.concat(nodes, below(root.arg(i)));
        }
        return nodes;
    }

    @ParameterizedTest
    @MethodSource("all")
    void simplifyingARulesSidesEndsInAFixedPoint(Rule rule) {
        for (Grade grade : Grade.values()) {
            RuleCase.of(rule).forEach(c -> {
                List<Node> roots = List.of(c.before(), c.after());
                Map<Node, Node> once = Simplifier.simplify(c.graph(), roots, grade, false, Map.of());
                Node image = once.get(c.before());
                Map<Node, Node> twice = Simplifier.simplify(c.graph(), List.of(image), grade, false, Map.of());
                assertThat(twice.get(image)).as("%s under %s", c, grade).isSameAs(image);
            });
        }
    }

    /** The canary: were two distinct numbers ever made equal, some closed expression of small numbers would show it. */
    @Test
    void closedExpressionsKeepTheirNumbers() {
        Graph g = new Graph(10_000_000);
        List<Node> numbers = List.of(g.constant(0), g.constant(1), g.constant(2), g.constant(-0.0));
        List<Node> level = closed(g, numbers, numbers);
        List<Node> all = closed(g, level, numbers);
        for (Grade grade : Grade.values()) {
            Map<Node, Node> images = Simplifier.simplify(g, all, grade, false, Map.of());
            List<Node> roots = new ArrayList<>(all);
            all.forEach(node -> roots.add(images.get(node)));
            double[] values = Interpreter.values(g, roots, node -> Double.NaN, false);
            Set<Node> finite = all.stream()
                    .filter(node -> below(node).allMatch(n -> Double.isFinite(values[n.id()])))
                    .collect(Collectors.toSet());
            for (Node node : finite) {
                assertThat(values[images.get(node).id()])
                        .as("%s under %s", node, grade)
                        .isCloseTo(values[node.id()], org.assertj.core.data.Offset.offset(1e-12));
            }
        }
    }

    private static List<Node> closed(Graph g, List<Node> left, List<Node> right) {
        List<Node> all = new ArrayList<>();
        for (Node a : left) {
            for (Op op : new Op[] {Op.NEG, Op.ABS, Op.SQRT, Op.EXP, Op.SIN, Op.SIGN}) {
                all.add(g.apply(op, a));
            }
            all.add(g.power(a, 2));
            all.add(g.power(a, -3));
            for (Node b : right) {
                for (Op op : new Op[] {Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.MAX, Op.POW}) {
                    all.add(g.apply(op, a, b));
                    all.add(g.apply(op, b, a));
                }
                all.add(g.apply(Op.SELECT, g.apply(Op.LT, a, b), a, b));
            }
        }
        return all;
    }

    private static double value(RuleCase c, Node root, double[] x) {
        return Interpreter.evaluate(c.graph(), List.of(root), node -> x[node.index()], false)[0];
    }

    private static double[] random(RuleCase c, Supplier<Double> number) {
        double[] x = new double[c.names().size()];
        Arrays.setAll(x, i -> number.get());
        return x;
    }

    /** All tuples of the values; from three numbers on, of every other value. */
    private static void tuples(int size, double[] values, Consumer<double[]> action) {
        int step = size > 2 && values.length > 20 ? 2 : 1;
        int count = (values.length + step - 1) / step;
        long total = Math.round(Math.pow(count, size));
        for (long code = 0; code < total; code++) {
            double[] x = new double[size];
            long rest = code;
            for (int i = 0; i < size; i++) {
                x[i] = values[(int) (rest % count) * step];
                rest /= count;
            }
            action.accept(x);
        }
    }
}
