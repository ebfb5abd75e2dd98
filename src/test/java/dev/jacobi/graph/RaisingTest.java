package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaisingTest {
    private static final Op[] OPS = java.util.Arrays.stream(Op.values())
            .filter(op -> op.isElementary() || op.isLeaf() && op.isScalar())
            .toArray(Op[]::new);

    private final Graph g = new Graph(1_000_000);
    private final Node x = g.parameter(Role.VARIABLE, 0);
    private final Node y = g.parameter(Role.VARIABLE, 1);
    private final Node k = g.parameter(Role.DATA, 0);

    private static FunctionGraph lower(String text) {
        return Lowering.lower(Parser.parse(new SourceText("test", text), Limits.defaults()), Limits.defaults())
                .get(0);
    }

    private String formula(Node node) {
        return TreePrinter.print(Raising.raise(null, g, List.of(node), List.of("x", "y"), List.of(), Map.of()));
    }

    private Function function(List<Node> results, Map<Node, String> names) {
        return Raising.raise("f", g, results, List.of("x", "y"), List.of("k"), names);
    }

    private void assertSameAgain(Function raised, List<Node> results) {
        String text = TreePrinter.print(raised);
        FunctionGraph again = lower(text);
        assertThat(Substitution.apply(again.graph(), again.results(), g, node -> null))
                .as(text)
                .isEqualTo(results);
    }

    // Text that is raised as it was typed, or as another would have typed it.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2 * x / log(x) - x / log(x)^2         | 2 * x / log(x) - x / log(x)^2",
                "(x^2 / log(x) + l) * (x^2 / log(x) - l) | (x^2 / log(x) + l) * (x^2 / log(x) - l)",
                "1 + x * 2 + x^2                       | 2 * x + 1 + x^2",
                "1 + (x * 2 + x^2)                     | x^2 + 2 * x + 1",
                "log(x) * (x * 2)                      | 2 * x * log(x)",
                "a * (b / c)                           | b / c * a",
                "2 * (b / c)                           | 2 * (b / c)",
                "-b + a                                | a + -b",
                "-2 * x + y^3                          | y^3 + -2 * x",
                "x + y * x + x^2                       | x * y + x + x^2",
                "x * y + x^2 + y^2                     | x^2 + x * y + y^2",
                "a - (b - c)                           | a - (b - c)",
                "c * (a + b) * -d                      | c * (a + b) * -d",
                "-(x * y) / -x^2                       | -(x * y) / -x^2",
                "exp(x) + x + 3                        | x + exp(x) + 3",
                "pow(x, 3) + x^0.5 + x^y + x^-2        | pow(x, 3) + x^0.5 + x^y + x^-2",
                "digamma(x) * polygamma(3, x)          | digamma(x) * polygamma(3, x)",
                "sin(pi * x) + e^x - 1e300 * inf       | sin(pi * x) + e^x - 1e300 * inf",
                "max(0, x, max(y, 2))                  | max(x, 0, max(y, 2))",
                "if x > 0 then x else -x               | if x > 0 then x else -x",
                "x != 0 and 0 <= x < 1 ? x : nan       | if x != 0 and (x >= 0 and x < 1) then x else nan",
                "if not (x < y or 2 == x) then 1 else 0 | if not (x < y or x == 2) then 1 else 0",
                "fma(x, y, 3) + clamp(x, 0, 1) * atan2(y, x) | fma(x, y, 3) + clamp(x, 0, 1) * atan2(y, x)",
                "sin(x + 2) * sin(x + 1) * cos(x)      | sin(x + 1) * sin(x + 2) * cos(x)",
                "(a + b) * (c - d) * (b + a)           | (a + b) * (c - d) * (a + b)"
            })
    void formulas(String typed, String raised) {
        FunctionGraph function = lower(typed);
        assertThat(TreePrinter.print(Raising.raise(function))).isEqualTo(raised);
    }

    @Test
    void derivativesBuiltByHand() {
        Node log = g.apply(Op.LOG, x);
        Node quotient = g.divide(x, g.multiply(log, log));
        assertThat(formula(g.subtract(g.divide(g.multiply(x, g.constant(2)), log), quotient)))
                .isEqualTo("2 * x / log(x) - x / (log(x) * log(x))");
        Node square = g.subtract(g.constant(1), g.power(g.apply(Op.TANH, x), 2));
        assertThat(formula(g.multiply(square, y))).isEqualTo("y * (1 - tanh(x)^2)");
        Node bell = g.apply(Op.EXP, g.negate(g.divide(g.power(x, 2), g.constant(2))));
        assertThat(formula(g.multiply(g.negate(x), bell))).isEqualTo("-x * exp(-(x^2 / 2))");
        Node arc = g.divide(g.constant(1), g.apply(Op.SQRT, g.subtract(g.constant(1), g.power(x, 2))));
        assertThat(formula(arc)).isEqualTo("1 / sqrt(1 - x^2)");
        Node power = g.multiply(g.apply(Op.POW, x, g.subtract(y, g.constant(1))), y);
        assertThat(formula(power)).isEqualTo("y * x^(y - 1)");
        assertThat(formula(g.apply(Op.POW, x, g.constant(-0.5)))).isEqualTo("x^-0.5");
        assertThat(formula(g.apply(Op.POW, x, g.constant(-2)))).isEqualTo("pow(x, -2)");
    }

    @Test
    void seedsBecomeData() {
        Node directional = g.multiply(g.parameter(Role.SEED, 0), g.multiply(g.constant(2), x));
        assertThat(TreePrinter.print(function(List.of(directional), Map.of())))
                .isEqualTo("function f(x, y; k, seed0) = 2 * x * seed0");
        assertThat(TreePrinter.print(function(List.of(directional), Map.of(g.parameter(Role.SEED, 0), "dx"))))
                .isEqualTo("function f(x, y; k, dx) = 2 * x * dx");
    }

    @Test
    void userNamesBecomeBindingsOfAFunction() {
        Node d1 = g.add(g.apply(Op.LOG, x), k);
        Node unused = g.apply(Op.SIN, y);
        Node result = g.multiply(d1, g.apply(Op.NORMCDF, d1));
        Map<Node, String> names = Map.of(d1, "d1", unused, "s", x, "position", result, "y");
        assertThat(TreePrinter.print(function(List.of(result), names))).isEqualTo("""
                function f(x, y; k) {
                    d1 = log(x) + k
                    return d1 * normcdf(d1)
                }""");
        Node bare = g.apply(Op.EXP, g.apply(Op.SIN, x));
        Map<Node, String> inner = Map.of(g.apply(Op.SIN, x), "s");
        assertThat(TreePrinter.print(Raising.raise(null, g, List.of(bare), List.of("x"), List.of(), inner)))
                .isEqualTo("exp(sin(x))");
    }

    @Test
    void keepsTheNamesOfASource() {
        String text = """
                function callPrice(S, sigma, r, T; K) {
                    d1 = (log(S / K) + (r + sigma^2 / 2) * T) / (sigma * sqrt(T))
                    d2 = d1 - sigma * sqrt(T)
                    return S * normcdf(d1) - K * exp(-r * T) * normcdf(d2)
                }""";
        FunctionGraph function = lower(text);
        String raised = TreePrinter.print(Raising.raise(function));
        assertThat(raised).isEqualTo(text.replace("(r + sigma^2 / 2) * T", "T * (sigma^2 / 2 + r)"));
        assertThat(TreePrinter.print(Raising.raise(lower(raised)))).isEqualTo(raised);
    }

    @Test
    void constantsHaveNamesUnlessHidden() {
        Node sum = g.add(g.multiply(g.constant(-Math.E), x), g.constant(Math.PI));
        assertThat(formula(sum)).isEqualTo("pi + -e * x");
        Function hidden = Raising.raise(null, g, List.of(sum), List.of("e"), List.of(), Map.of());
        assertThat(TreePrinter.print(hidden)).isEqualTo("function f(e) = pi + -2.718281828459045 * e");
        Node edges = g.add(g.constant(Double.NEGATIVE_INFINITY), g.multiply(x, g.constant(Double.NaN)));
        assertThat(formula(edges)).isEqualTo("nan * x + -inf");
        Function named = Raising.raise("f", g, List.of(edges), List.of("inf"), List.of("nan"), Map.of());
        assertThat(TreePrinter.print(named)).isEqualTo("function f(inf; nan) = 0 / 0 * inf + -(1 / 0)");
    }

    @Test
    void madeUpNamesAvoidOthers() {
        Node shared = x;
        for (int i = 0; i < 9; i++) {
            shared = g.multiply(g.apply(Op.SIN, shared), g.apply(Op.COS, shared));
        }
        Map<Node, String> names = Map.of(g.apply(Op.SIN, x), "t2");
        Function raised = Raising.raise("f", g, List.of(shared), List.of("t1"), List.of(), names);
        assertThat(TreePrinter.print(raised)).startsWith("""
                function f(t1) {
                    t2 = sin(t1)
                    t3 = t2 * cos(t1)
                    t4 = sin(t3) * cos(t3)
                """);
    }

    @Test
    void whatTheLanguageCannotSayComesNear() {
        assertThat(formula(g.negate(g.constant(5)))).isEqualTo("-5");
        assertThat(formula(g.power(x, 100))).isEqualTo("x^100");
        assertThat(formula(g.apply(Op.SELECT, g.truth(false), x, y))).isEqualTo("if 0 != 0 then x else y");
    }

    // Size and depth.

    @ParameterizedTest
    @ValueSource(strings = {"sin", "+", "max", "if", "shared"})
    void deepAndSharedGraphsPrintInLinearSize(String kind) throws InterruptedException {
        Node node = x;
        for (int i = 0; i < (kind.equals("shared") ? 60 : 100_000); i++) {
            node = switch (kind) {
                case "sin" -> g.apply(Op.SIN, node);
                case "+" -> g.add(node, g.constant(i));
                case "max" -> g.apply(Op.MAX, y, node);
                case "if" -> g.select(g.apply(Op.LT, x, g.constant(i)), y, node);
                default -> g.multiply(node, node);
            };
        }
        Node result = node;
        AtomicReference<String> text = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable print = () -> text.set(TreePrinter.print(function(List.of(result), Map.of())));
        Thread thread = new Thread(null, print, "small stack", 256 << 10);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
        assertThat(text.get().length()).isLessThan(40 * g.size() + 200);
        assertThat(text.get().lines().mapToInt(String::length).max().orElseThrow())
                .isLessThan(2000);
        assertSameAgain(function(List.of(result), Map.of()), List.of(result));
    }

    @Test
    void shortFormulasAreWrittenOutWhole() {
        Node node = g.add(g.apply(Op.SIN, g.apply(Op.COS, x)), y);
        for (int i = 0; i < 4; i++) {
            node = g.multiply(node, g.apply(Op.EXP, node));
        }
        assertThat(formula(node)).doesNotContain("t1").hasSizeGreaterThan(300);
        Node longer = g.multiply(node, g.apply(Op.EXP, node));
        assertThat(formula(longer)).startsWith("function f(x, y) {\n    t1 = sin(cos(x)) + y\n");
    }

    // Round trip.

    @Test
    void raisingIsTheInverseOfLowering() {
        for (int seed = 0; seed < 400; seed++) {
            List<Node> results = randomResults(new Random(seed), 1 + seed % 150);
            assertSameAgain(function(results, Map.of()), results);
            Map<Node, String> names = Map.of(results.get(0), "first", g.multiply(x, y), "xy");
            assertSameAgain(function(results, names), results);
        }
    }

    @Test
    void theOrderOfTypingDoesNotMatter() {
        int compared = 0;
        for (int seed = 0; seed < 200; seed++) {
            Function raised = function(randomResults(new Random(seed), 30), Map.of());
            if (raised.bindings().isEmpty()) {
                FunctionGraph again = lower(TreePrinter.print(raised));
                assertThat(TreePrinter.print(Raising.raise(again))).isEqualTo(TreePrinter.print(raised));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    private List<Node> randomResults(Random random, int size) {
        List<Node> numbers = new ArrayList<>(List.of(x, y, k));
        double[] values = {0, -0.0, 1, 2, -3, 0.5, -1e-7, 1e22, Math.PI, -Math.E, 64, 65, 1.0 / 0, -1.0 / 0, 0.0 / 0};
        for (double value : values) {
            numbers.add(g.constant(value));
        }
        List<Node> conditions = new ArrayList<>(List.of(g.apply(Op.LT, x, y)));
        while (numbers.size() + conditions.size() < size + 19) {
            Op op = OPS[random.nextInt(OPS.length)];
            Node made = op.isLeaf() ? x : randomNode(random, op, numbers, conditions);
            (made.type() == Type.REAL ? numbers : conditions).add(made);
        }
        int last = numbers.size() - 1;
        return List.of(numbers.get(last), numbers.get(random.nextInt(last)), numbers.get(last / 2));
    }

    private Node randomNode(Random random, Op op, List<Node> numbers, List<Node> conditions) {
        Node[] args = new Node[op.arity()];
        for (int i = 0; i < args.length; i++) {
            List<Node> from = op.argumentType(i) == Type.REAL ? numbers : conditions;
            // Mostly recent nodes, so that graphs become deep.
            int back = Math.min(random.nextInt(random.nextBoolean() ? 4 : 40), from.size() - 1);
            args[i] = from.get(from.size() - 1 - back);
        }
        return switch (op) {
            // What the language cannot say is left out here.
            case NEG -> args[0].isConstant() ? x : g.negate(args[0]);
            case POWER -> g.power(args[0], random.nextBoolean() ? 2 + random.nextInt(63) : -1 - random.nextInt(64));
            case POLYGAMMA -> g.apply(op, random.nextInt(5), args[0]);
            case AND -> orAnother(g.and(args[0], args[1]));
            case OR -> orAnother(g.or(args[0], args[1]));
            case NOT -> g.not(args[0]);
            case SELECT -> g.select(args[0], args[1], args[2]);
            default -> g.apply(op, args);
        };
    }

    private Node orAnother(Node condition) {
        return condition.is(Op.TRUTH) ? g.apply(Op.LE, x, y) : condition;
    }
}
