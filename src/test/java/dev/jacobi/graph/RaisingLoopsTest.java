package dev.jacobi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Parser;
import dev.jacobi.syntax.TreePrinter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How arrays and loops are written: the names of axes, arrays for what is shared, and what the language cannot say. */
class RaisingLoopsTest {
    private final Graph g = new Graph(1_000_000);
    private final Loops loops = new Loops(g);
    private final Node n = loops.size(0);
    private final Node m = loops.size(1);
    private final Node x = loops.array(Role.VARIABLE, 0, false, List.of(n));
    private final Node a = loops.array(Role.VARIABLE, 1, false, List.of(n, m));
    private final Node c = loops.array(Role.DATA, 0, true, List.of(m));

    private static FunctionGraph lower(String text) {
        return Lowering.lower(Parser.parse(new SourceText("test", text), Limits.defaults()), Limits.defaults())
                .get(0);
    }

    private static String again(String text) {
        return TreePrinter.print(Raising.raise(lower(text)));
    }

    /** A node over x[N], A[N, M] and c[M], as text. */
    private String text(Node result) {
        List<FunctionGraph.Parameter> parameters = List.of(
                new FunctionGraph.Parameter("x", x),
                new FunctionGraph.Parameter("A", a),
                new FunctionGraph.Parameter("c", c));
        FunctionGraph function =
                new FunctionGraph("f", parameters, List.of("N", "M"), g, List.of(result), Origin.BUILT);
        String text = TreePrinter.print(Raising.raise(function));
        assertThat(lower(text).results()).hasSize(1);
        return text.substring(text.indexOf("c[M])") + 5).strip();
    }

    private Node axis(Node extent) {
        return loops.axis(loops.integer(0), extent);
    }

    private Node sum(Node axis, Node body) {
        return loops.reduce(Op.SUM, List.of(axis), body);
    }

    // Text that is raised as it was typed.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "function f(x[N]) = sum(a in N: x[a]^2) | function f(x[N]) = sum(a in N: x[a]^2)",
                "function f(x[N]; int c[N]) = [p in N: x[c[p]] * p] | "
                        + "function f(x[N]; int c[N]) = [p in N: p * x[c[p]]]",
                "function f(x[N]) = sum(i in N, j in i + 1..<N: x[i] * x[j]) | "
                        + "function f(x[N]) = sum(i in N, j in i + 1..<N: x[i] * x[j])",
                "function f(x[N]) = max(i in N, j in 2..<5: x[i] - j) | "
                        + "function f(x[N]) = max(i in N, j in 2..<5: x[i] - j)",
                "function f(x[N], b) = prod(i in N: sum(j in N: x[j])) * b | "
                        + "function f(x[N], b) = b * prod(i in N: sum(j in N: x[j]))",
                "function f(x[N]) = x[argmax(r in N: x[r])] | function f(x[N]) = x[argmax(r in N: x[r])]",
                "function f(x[N]) = logsumexp(t in N: -x[t]) | function f(x[N]) = logsumexp(t in N: -x[t])",
                "function f(L[div(N*(N+1), 2)]) = sum(i in div(N*(N+1), 2): L[i]) | "
                        + "function f(L[div(N * (N + 1), 2)]) = sum(i in div(N * (N + 1), 2): L[i])",
                "function f(x[N]; int k) = x[mod(k - 1, N)] + k + N - min(k, 3) | "
                        + "function f(x[N]; int k) = x[mod(k - 1, N)] + k + N - min(k, 3)",
                "sum(i in 1..<4: x^i) | sum(i in 1..<4: x^i)",
                "[i in 3: x * i]      | [i in 3: i * x]"
            })
    void texts(String typed, String raised) {
        assertThat(again(typed)).isEqualTo(raised);
        assertThat(again(raised)).isEqualTo(raised);
    }

    @Test
    void namedArraysKeepTheirNamesWhateverLoopReadsThem() {
        String text = """
                function f(x[N]; y[N, D], int c[N]) {
                    z[i in N] = sum(d in D: y[i, d]) * x[i]
                    w[i in N, d in D] = exp(z[i] * y[i, d])
                    return sum(i in N, j in N: z[i] * z[j]) + sum(i in N, j in 0..<i: z[c[i]] * z[j]) + w[c[0], 1]
                }""";
        assertThat(again(text))
                .contains("z[i in N] = x[i] * sum(d in D: y[i, d])", "w[i in N, d in D] = exp(y[i, d] * z[i])")
                .contains("sum(i in N, j in N: z[i] * z[j])", "sum(i in N, j in 0..<i: z[j] * z[c[i]])", "w[c[0], 1]");
    }

    @Test
    void namesOfAxesCollideWithNothing() {
        // Both loops are over one axis of the graph.
        Node inner = sum(axis(n), loops.read(x, List.of(axis(n))));
        Node i = axis(n);
        Node nested = loops.map(List.of(i), g.multiply(loops.read(x, List.of(i)), sumOfX()));
        assertThat(inner).isNotNull();
        assertThat(text(nested)).isEqualTo("= [i in N: x[i] * sum(j in N: x[j])]");
        FunctionGraph names = new FunctionGraph(
                "f", List.of(new FunctionGraph.Parameter("i", x)), List.of("j"), g, List.of(sumOfX()), Origin.BUILT);
        assertThat(TreePrinter.print(Raising.raise(names))).isEqualTo("function f(i[j]) = sum(k in j: i[k])");
        assertThat(again("function f(x[N]) = [e in N: sum(d in N: exp(1) * x[d] * e)] "))
                .isEqualTo("function f(x[N]) = [e in N: sum(d in N: x[d] * exp(1) * e)]");
    }

    private Node sumOfX() {
        Node j = axis(n);
        return sum(j, loops.read(x, List.of(j)));
    }

    @Test
    void anAxisThatIsCalledLikeAConstantHidesIt() {
        assertThat(again("function f(x[N]) = sum(e in N: x[e]) * 2.718281828459045"))
                .isEqualTo("function f(x[N]) = 2.718281828459045 * sum(e in N: x[e])");
    }

    // What is shared.

    @Test
    void whatIsSharedInLoopsBecomesAnArray() {
        Node i = axis(n);
        Node body = loops.read(x, List.of(i));
        for (int level = 0; level < 6; level++) {
            body = g.multiply(g.apply(Op.SIN, body), g.apply(Op.COS, body));
        }
        assertThat(text(g.add(sum(i, body), loops.reduce(Op.PROD, List.of(i), g.apply(Op.EXP, body)))))
                .startsWith("{\n    t1[i in N] = sin(x[i]) * cos(x[i])\n    t2[i in N] = sin(t1[i]) * cos(t1[i])\n")
                .endsWith("return sum(i in N: t6[i]) + prod(i in N: exp(t6[i]))\n}");
    }

    @Test
    void whatOnlyAConditionKeepsInsideAnArrayIsNotNamed() {
        Node i = axis(n);
        Node before = loops.read(x, List.of(loops.arithmetic(Op.ISUB, i, loops.integer(1))));
        Node long1 = before;
        for (int level = 0; level < 6; level++) {
            long1 = g.add(g.apply(Op.EXP, long1), g.multiply(before, long1));
        }
        Node guarded = g.select(g.apply(Op.LT, g.constant(0), loops.real(i)), long1, g.constant(0));
        assertThat(text(sum(i, guarded))).doesNotContain("t1").contains("x[i - 1]");
    }

    @Test
    void whatIsSharedUnderDependentRangesIsTooLong() {
        Node i = axis(n);
        Node j = loops.axis(loops.integer(0), i);
        Node body = loops.read(x, List.of(j));
        for (int level = 0; level < 40; level++) {
            body = g.multiply(g.apply(Op.SIN, body), g.apply(Op.COS, body));
        }
        Node result = loops.reduce(Op.SUM, List.of(i, j), body);
        assertThatThrownBy(() -> text(result))
                .isInstanceOf(JacobiException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void shapesAreWrittenOut() {
        String size = "div(N * (N + 1) * (N + 2) * (N + 3) * (N + 4) * (N + 5) * (N + 6), 2)";
        String text =
                "function f(L[" + size + "], N1[N]) = sum(i in " + size + ": L[i]) * sum(i in " + size + ": L[i]^2)";
        assertThat(again(text)).contains("f(L[" + size + "], N1[N])");
    }

    @Test
    void deepLoopsNeedNoStack() throws InterruptedException {
        Node node = x;
        for (int level = 0; level < 3000; level++) {
            Node i = axis(n);
            node = loops.map(List.of(i), g.apply(Op.SIN, loops.read(node, List.of(loops.integer(0)))));
        }
        Node result = node;
        String[] found = new String[1];
        Thread thread = new Thread(null, () -> found[0] = text(result), "small stack", 512 << 10);
        thread.start();
        thread.join();
        assertThat(found[0]).isNotNull();
        assertThat(found[0].length()).isLessThan(200_000);
    }

    // Scatters.

    private Node scatter(List<Node> axes, Node body, Node when, Node index) {
        return loops.scatter(axes, body, when, List.of(index), List.of(n));
    }

    @Test
    void aScatterIsASumOfWhatIsAdded() {
        Node p = axis(m);
        Node gathered = loops.read(c, List.of(p));
        Node i = axis(n);
        Node all = g.truth(true);
        assertThat(text(scatter(List.of(p), g.constant(2), all, gathered)))
                .isEqualTo("= [i in N: sum(j in M: if c[j] == i then 2 else 0)]");
        assertThat(text(scatter(List.of(i), loops.real(i), all, loops.arithmetic(Op.IADD, i, loops.integer(1)))))
                .isEqualTo("= [i in N: if i >= 1 then i - 1 else 0]");
        assertThat(text(scatter(List.of(i), loops.real(i), all, loops.arithmetic(Op.ISUB, i, loops.integer(2)))))
                .isEqualTo("= [i in N: if i < N - 2 then i + 2 else 0]");
        Node last = loops.arithmetic(Op.ISUB, n, loops.integer(1));
        assertThat(text(scatter(List.of(i), loops.real(i), all, loops.arithmetic(Op.ISUB, last, i))))
                .isEqualTo("= [i in N: N - 1 - i]");
        assertThat(text(scatter(List.of(), g.constant(3), all, loops.integer(0))))
                .isEqualTo("= [i in N: if i == 0 then 3 else 0]");
    }

    @Test
    void aScatterOverADependentRangeIsASumOverTheOthers() {
        Node i = axis(n);
        Node below = loops.axis(loops.integer(0), i);
        Node from = loops.axis(i, n);
        Node read = loops.read(x, List.of(i));
        Node all = g.truth(true);
        assertThat(text(scatter(List.of(i, below), read, all, below)))
                .isEqualTo("= [i in N: sum(j in i + 1..<N: x[j])]");
        assertThat(text(scatter(List.of(i, from), read, all, from))).isEqualTo("= [i in N: sum(j in 0..<i + 1: x[j])]");
        Node when = g.apply(Op.LT, g.constant(0), read);
        assertThat(text(scatter(List.of(i, below), read, when, i)))
                .isEqualTo("= [i in N: if x[i] > 0 then sum(j in 0..<i: x[i]) else 0]");
    }

    @Test
    void namesThatAreGivenStay() {
        Node i = axis(n);
        Node body = g.apply(Op.EXP, loops.read(x, List.of(i)));
        Node map = loops.map(List.of(i), body);
        FunctionGraph function = new FunctionGraph(
                "f",
                List.of(new FunctionGraph.Parameter("x", x)),
                List.of("N"),
                g,
                List.of(sum(i, body), map),
                Origin.BUILT);
        assertThat(TreePrinter.print(Raising.raise(function, Map.of(map, "z")))).isEqualTo("""
                function f(x[N]) {
                    z[i in N] = exp(x[i])
                    return (sum(i in N: z[i]), z)
                }""");
    }
}
