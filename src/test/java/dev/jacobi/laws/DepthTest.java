package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Raising;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Deep, wide and heavily shared formulas pass every stage, on a thread with a small stack, and cost in proportion to their operations:
 * numbers of nodes and characters are compared, never times.
 */
class DepthTest {
    private static final long SMALL_STACK = 256 * 1024;

    @Test
    void aChainOfAHundredThousandOperationsPassesEveryStage() {
        onSmallStack(() -> {
            FunctionGraph f = Laws.function(chainText(50_000));
            double[] x = {0.5, 0.25};
            simplify(f, Grade.IEEE, Grade.REAL);
            assertThat(TreePrinter.print(Raising.raise(f))).isNotEmpty();
            double value = Interpreter.evaluate(f.graph(), f.results(), node -> x[node.index()], false)[0];
            same(
                    new double[] {value},
                    new double[] {Pipeline.compile(f, Options.defaults()).value(x)});
            interpreted(f, Derivative.GRADIENT, Options.defaults(), x, x);
            // Compiling the 400,000 operations of value and gradient takes 15 s: a fifth of them in an everyday run.
            run(Laws.function(chainText(10_000)), x, Options.defaults(), Derivative.GRADIENT);
            if (Laws.factor() > 1) {
                run(f, x, Options.defaults(), Derivative.GRADIENT);
                simplify(f, Grade.FAST, Grade.TEXT);
                run(
                        f,
                        x,
                        Options.defaults().arithmetic(Arithmetic.IEEE),
                        Derivative.GRADIENT,
                        Derivative.JVP,
                        Derivative.VJP);
            }
        });
    }

    @Test
    void aChainOfFunctionsPassesEveryStage() {
        onSmallStack(() -> everyStage(
                function(2, (g, x) -> {
                    Node y = x.get(0);
                    for (int i = 0; i < size(20_000); i++) {
                        y = g.apply(i % 2 == 0 ? Op.SIN : Op.TANH, g.add(y, x.get(1)));
                    }
                    return y;
                }),
                new double[] {0.5, 0.25}));
    }

    @Test
    void squaringSixtyTimesPassesEveryStage() {
        onSmallStack(() -> {
            FunctionGraph f = function(2, (g, x) -> {
                Node y = g.multiply(x.get(0), x.get(1));
                for (int i = 0; i < 60; i++) {
                    y = g.multiply(y, y);
                }
                return y;
            });
            everyStage(f, new double[] {1, 1});
            assertThat(Pipeline.source(f, Derivative.HESSIAN, Options.defaults())
                            .graph()
                            .size())
                    .isLessThan(5_000);
        });
    }

    @Test
    void addingToItselfSixtyTimesPassesEveryStage() {
        onSmallStack(() -> everyStage(
                function(2, (g, x) -> {
                    Node y = x.get(0);
                    for (int i = 0; i < 60; i++) {
                        y = g.add(g.multiply(y, x.get(1)), y);
                    }
                    return y;
                }),
                new double[] {1, 0.5}));
    }

    @Test
    void fiveThousandVariablesPassEveryStage() {
        double[] point = new double[size(5_000)];
        Arrays.setAll(point, i -> 1 + i * 1e-4);
        onSmallStack(() -> everyStage(
                function(point.length, (g, x) -> {
                    Node y = g.constant(0);
                    for (int i = 1; i < x.size(); i++) {
                        y = g.add(y, g.power(g.subtract(x.get(i), g.power(x.get(i - 1), 2)), 2));
                    }
                    return y;
                }),
                point));
    }

    @Test
    void tenThousandConditionalsInSequencePassEveryStage() {
        onSmallStack(() -> everyStage(
                function(2, (g, x) -> {
                    Node y = x.get(0);
                    for (int i = 0; i < size(10_000); i++) {
                        Node more = g.multiply(y, g.constant(1.0001));
                        y = g.select(
                                g.apply(Op.LT, y, x.get(1)),
                                more,
                                g.subtract(y, g.multiply(x.get(1), g.constant(0.25))));
                    }
                    return y;
                }),
                new double[] {0.5, 0.75}));
    }

    @Test
    void tenThousandNestedConditionalsPassEveryStage() {
        onSmallStack(() -> everyStage(
                function(2, (g, x) -> {
                    Node y = g.multiply(x.get(0), x.get(1));
                    for (int i = 0; i < size(10_000); i++) {
                        Node c = g.apply(Op.LT, x.get(0), g.constant(i - size(10_000) / 2));
                        y = g.select(c, g.multiply(x.get(1), g.constant(i)), g.add(y, x.get(1)));
                    }
                    return y;
                }),
                new double[] {0.5, 0.75}));
    }

    @Test
    void deepConditionalsInATextPassEveryStage() {
        StringBuilder text = new StringBuilder("function f(x, y) = ");
        for (int i = 0; i < 900; i++) {
            text.append("if x < ")
                    .append(i - 450)
                    .append(" then x * y + ")
                    .append(i)
                    .append(" else ");
        }
        onSmallStack(() -> everyStage(Laws.function(text + "x * y"), new double[] {3.5, 2}));
    }

    @Test
    void nearlyThirtyThousandConstantsPassEveryStage() {
        onSmallStack(() -> everyStage(
                function(2, (g, x) -> {
                    Node y = x.get(0);
                    for (int i = 0; i < size(14_990); i++) {
                        y = g.add(g.multiply(y, g.constant(0.5 + i * 1e-7)), g.constant(i + 0.125));
                    }
                    return y;
                }),
                new double[] {0.5, 0.75}));
    }

    @Test
    void costsGrowInProportion() {
        for (Derivative derivative :
                List.of(Derivative.VALUE, Derivative.GRADIENT, Derivative.HESSIAN_VECTOR_PRODUCT)) {
            FunctionGraph one = Laws.function(chainText(1_000));
            FunctionGraph two = Laws.function(chainText(2_000));
            long nodes =
                    Pipeline.source(one, derivative, Options.defaults()).graph().size();
            long twice =
                    Pipeline.source(two, derivative, Options.defaults()).graph().size();
            assertThat(twice).as("nodes for %s", derivative).isLessThan(nodes * 21 / 10);
            long characters =
                    Pipeline.compile(one, Options.defaults()).source(derivative).length();
            long longer =
                    Pipeline.compile(two, Options.defaults()).source(derivative).length();
            assertThat(longer).as("characters for %s", derivative).isLessThan(characters * 22 / 10);
        }
    }

    /** n steps of two operations each, as bindings. */
    private static String chainText(int steps) {
        StringBuilder text = new StringBuilder("function f(x, y) {\n    t0 = x\n");
        for (int i = 1; i <= steps; i++) {
            String before = "t" + (i - 1);
            text.append("    t").append(i).append(" = ").append(before);
            text.append(i % 3 == 0 ? " * y + x" : i % 3 == 1 ? " * " + before + " - y" : " / 1.5 + y")
                    .append('\n');
        }
        return text + "    return t" + steps + "\n}";
    }

    private static FunctionGraph function(int variables, BiFunction<Graph, List<Node>, Node> body) {
        Graph g = new Graph(1_000_000);
        List<Node> x = IntStream.range(0, variables)
                .mapToObj(i -> g.parameter(Role.VARIABLE, i))
                .toList();
        List<String> names =
                IntStream.range(0, variables).mapToObj(i -> "x" + i).toList();
        return FunctionGraph.ofNumbers("f", names, List.of(), g, List.of(body.apply(g, x)), Origin.BUILT);
    }

    /** A twentieth in an everyday run; all of it, which takes minutes, with {@code -Djacobi.long}. */
    private static int size(int full) {
        return Laws.factor() > 1 ? full : full / 20;
    }

    private static void everyStage(FunctionGraph f, double[] x) {
        simplify(f, Grade.values());
        assertThat(TreePrinter.print(Raising.raise(f))).isNotEmpty();
        Derivative[] derivatives = {
            Derivative.GRADIENT, Derivative.JVP, Derivative.VJP, Derivative.HESSIAN_VECTOR_PRODUCT
        };
        run(f, x, Options.defaults(), derivatives);
        run(f, x, Options.defaults().arithmetic(Arithmetic.IEEE), derivatives);
    }

    private static void simplify(FunctionGraph f, Grade... grades) {
        for (Grade grade : grades) {
            Stage stage = Pipeline.source(f, Derivative.GRADIENT, Options.defaults());
            Map<Node, Node> images = Simplifier.simplify(stage.graph(), stage.roots(), grade, false, Map.of());
            assertThat(images).containsKeys(stage.roots().toArray(Node[]::new));
        }
    }

    private static void run(FunctionGraph f, double[] x, Options options, Derivative... derivatives) {
        CompiledFunction compiled = Pipeline.compile(f, options);
        double[] seed = new double[x.length];
        Arrays.fill(seed, 1);
        for (Derivative derivative : derivatives) {
            double[] expected = interpreted(f, derivative, options, x, seed);
            double[] found = new double[expected.length];
            switch (derivative) {
                case GRADIENT -> same(new double[] {compiled.gradient(x, found)}, new double[] {compiled.value(x)});
                case JVP -> compiled.jvp(x, seed, found);
                case VJP -> compiled.vjp(x, new double[] {1}, found);
                default -> compiled.hessianVectorProduct(x, seed, found);
            }
            same(expected, found);
        }
    }

    private static double[] interpreted(
            FunctionGraph f, Derivative derivative, Options options, double[] x, double[] seed) {
        Stage stage = Pipeline.simplified(f, derivative, options);
        return Interpreter.evaluate(
                stage.graph(),
                stage.derivatives(),
                node -> node.role() == Role.SEED ? seed[node.index()] : x[node.index()],
                false);
    }

    private static void same(double[] expected, double[] found) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Laws.same(expected[i], found[i]))
                    .as("%d: %s, %s", i, expected[i], found[i])
                    .isTrue();
        }
    }

    private static void onSmallStack(Runnable action) {
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(null, action, "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Throwable e : thrown) {
            throw new AssertionError(e.toString(), e);
        }
    }
}
