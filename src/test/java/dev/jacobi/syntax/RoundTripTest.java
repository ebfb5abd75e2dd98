package dev.jacobi.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr.Axis;
import dev.jacobi.syntax.Expr.BinaryOperator;
import dev.jacobi.syntax.Expr.Comparator;
import dev.jacobi.syntax.Expr.Reducer;
import dev.jacobi.syntax.Expr.State;
import dev.jacobi.syntax.Expr.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final String TIDY = """
        package a.b

        import "p/q"
        import "r"

        /** One   line. */
        function f(x, y; z) = x + y * z

        /**
         * First.
         *
         *   Indented * star.
         * * item
         */
        function g(x) {
            (a, b) = h(x)
            c = a
            return (c, if a < b then 1 else 2e-7)
        }

        function k(; x) = x

        /** With arrays. */
        function loss(w[D], b; X[N, D], y[N], q[3], int c[P], int k, t[K, div(D * (D + 1), 2)]) {
            z[i in N] = b + sum(d in D: w[d] * X[i, d])
            u[i in 1..<N, j in 0..<i] = z[i] - z[j]
            return ([i in N: z[i]], z[k], u)
        }

        /** With recurrences. */
        function filter(a, q0[D]; x[T]) {
            u = solve(u = 1: u^2 - a)
            (v, w[j in D]) = solve(v = a, w[j in D] = q0[j]: v^3 - a, w[j] * v - j)
            (p, q[j in D]) = fold(t in T, p = 1, q[j in D] = q0[j]: a * p + x[t], p - q[j])
            s[t in T, j in D] = scan(t in T, s[j in D] = q[j]: s[j] * x[t])
            r[j in D] = fold(t in 1..<T, s1 = q[j]: s1 * x[t])
            return (p, fold(t in T, n = fold(t in T, m = 0: m + t): n), s, r)
        }

        function int(int) = [i in 3: int]
        """;
    private static final Span NOWHERE = new Span(0, 0);

    @Test
    void printingAndParsingGivesTheSameTree() {
        for (int seed = 0; seed < 20_000; seed++) {
            Expr tree = randomTree(new Random(seed), 1 + seed % 7);
            String text = TreePrinter.print(tree);
            assertThat(Trees.nodes(Trees.expr(text)))
                    .as("seed " + seed + ": " + text)
                    .isEqualTo(Trees.nodes(tree));
        }
    }

    /** No pair of parentheses can go without changing the tree, but for those round {@code if} and {@code not}. */
    @Test
    void parenthesesAreNeeded() {
        for (int seed = 0; seed < 2_000; seed++) {
            Expr tree = randomTree(new Random(seed), 1 + seed % 4);
            String text = TreePrinter.print(tree);
            for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
                boolean call = open > 0 && Character.isLetterOrDigit(text.charAt(open - 1));
                boolean loose = text.startsWith("if ", open + 1) || text.startsWith("not ", open + 1);
                if (!call && !loose) {
                    String without = without(text, open);
                    assertThat(sameTree(without, tree))
                            .as("seed " + seed + ": " + text)
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b * c",
                "(a + b) * c",
                "a - (b - c)",
                "-x^2",
                "(-x)^2",
                "2^-x^2",
                "(a^b)^c",
                "a^b^c",
                "a * -b",
                "--x",
                "2^(-x * y)",
                "a / (b * c)",
                "0 <= x < 1",
                "(a < b) == c",
                "not (a and b)",
                "not a and b",
                "(a or b) and c",
                "if a < b then x else -x",
                "1 + (if a then b else c)",
                "if a then if b then c else d else e",
                "f(a, b; c)",
                "f(; c)",
                "f()",
                "x^2 / log(x) + l",
                "x[i]",
                "x[i, j + 1]^2",
                "-x[i]",
                "2^x[i]",
                "(x + y)[i]",
                "(-x)[i]",
                "(x[i])[j]",
                "f(x; y)[i]",
                "x[y[i]]",
                "[i in N: x[i]]",
                "[i in N, j in M: A[j, i]][0, 1]",
                "sum(i in N: x[i])^2",
                "sum(i in N, j in 0..<i: A[i, j]) / N",
                "sum(i in 1 - 1..<2 * N: x[i] + 1)",
                "max(max(a, b), max(i in N: x[i]))",
                "prod(i in N: if x[i] > 0 then x[i] else 1)",
                "sum(i in if a then 1 else 2..<if b then 3 else 4: x[i])",
                "logsumexp(i in N: min(j in M: A[i, j]))",
                "sum(in in N: in)",
                "fold(t in T, s = 0: s + x[t])^2",
                "scan(t in 1 + a..<T, s = if a then b else c, q[j in 2] = a + j: if a then b else c, q[1 - j])[T - 1]",
                "-fold(t in T, q[i in N, j in 0..<3] = A[i, j]: q[j, i])[0, 1]"
            })
    void minimalTextsPrintAsTheyAre(String text) {
        assertThat(TreePrinter.print(Trees.expr(text))).isEqualTo(text);
    }

    @Test
    void filesPrintInOneForm() {
        String text = "package a.b\n"
                + "import \"p/q\"\n"
                + "import \"r\"\n\n"
                + "/** One   line. */ function f(x,y;z)=x+\n"
                + "y*z\n"
                + "/**\n"
                + " * First.\n"
                + " *\n"
                + " *   Indented * star.\n"
                + " * * item\n"
                + " */\n"
                + "function g(x) {\n"
                + " (a,b)=h(x)\n"
                + " c = a // why\n"
                + " return (c,if a<b then 1.0 else 2e-7)\n"
                + "}\n"
                + "/***/function k(;x)=x\n"
                + "/** With arrays. */ function loss(w[D],b;X[N,\n D],y [N],q[3],\n int c[\nP],int\n k,t[K,div(D*(D+1),2)]) {\n"
                + " z=[i in N:b+sum(d in D:w[d]*X[i,d])]\n"
                + " u[i in 1..<N, j in 0 ..<i] = z[i] -\n z[j]\n"
                + " return ([i in N: z [i]], z[k], u)}\n"
                + "/** With recurrences. */ function filter(a, q0[D]; x[T]) {\n"
                + " u=solve(u=1:(u^2)-a)\n (v,w[j in D])=solve(v=a,w[j in D]=q0[j]:v^3-a,\n w[j]*v-j)\n"
                + " (p,q[j in D])=fold(t in T,\n p=1,q[j in D] =q0[j]:a*p+x[t],p-q[j])\n"
                + " s[t in T, j in D] = scan(t in T, s[j in D] = q[j]: (s[j] * x[t]))\n"
                + " r[j in D] = fold(t in 1..<T, s1 = q[j]: s1 * x[t])\n"
                + " return (p, fold(t in T, n = fold(t in T, m = 0: m + t): n), s, r) }\n"
                + "function int(int) = [i in 3: int]";
        SourceFile file = Trees.file(text);
        assertThat(TreePrinter.print(file)).isEqualTo(TIDY);
        SourceFile again = Trees.file(TIDY);
        assertThat(TreePrinter.print(again)).isEqualTo(TIDY);
        assertThat(again.functions().get(1).documentation())
                .isEqualTo("First.\n\n  Indented * star.\n* item")
                .isEqualTo(file.functions().get(1).documentation());
        assertThat(TreePrinter.print(Trees.file("x+y"))).isEqualTo("x + y\n");
    }

    private static String without(String text, int open) {
        int depth = 0;
        for (int close = open; ; close++) {
            depth += text.charAt(close) == '(' ? 1 : text.charAt(close) == ')' ? -1 : 0;
            if (depth == 0) {
                return text.substring(0, open) + " " + text.substring(open + 1, close) + " "
                        + text.substring(close + 1);
            }
        }
    }

    private static boolean sameTree(String text, Expr tree) {
        try {
            return Trees.nodes(Trees.expr(text)).equals(Trees.nodes(tree));
        } catch (JacobiException e) {
            return false;
        }
    }

    private static Expr randomTree(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(3) : random.nextInt(17);
        switch (kind) {
            case 0:
                return new Expr.Number(NOWHERE, random.nextInt(100) / 8.0);
            case 1:
                return new Expr.Number(NOWHERE, randomNumber(random));
            case 2:
                return new Expr.Name(NOWHERE, "v" + random.nextInt(5));
            case 3, 4:
                UnaryOperator unary = UnaryOperator.values()[random.nextInt(2)];
                return new Expr.Unary(NOWHERE, unary, randomTree(random, depth - 1));
            case 5:
                List<Expr> operands = randomTrees(random, 2 + random.nextInt(2), depth - 1);
                List<Comparator> comparators = new ArrayList<>();
                for (int i = 1; i < operands.size(); i++) {
                    comparators.add(Comparator.values()[random.nextInt(Comparator.values().length)]);
                }
                return new Expr.Comparison(NOWHERE, comparators, operands);
            case 6:
                List<Expr> three = randomTrees(random, 3, depth - 1);
                return new Expr.If(NOWHERE, three.get(0), three.get(1), three.get(2));
            case 7:
                List<Expr> variables = randomTrees(random, random.nextInt(3), depth - 1);
                List<Expr> data = randomTrees(random, random.nextInt(2), depth - 1);
                return new Expr.Call(NOWHERE, NOWHERE, "f" + random.nextInt(3), variables, data);
            case 8:
                List<Expr> indices = randomTrees(random, 1 + random.nextInt(2), depth - 1);
                return new Expr.Element(NOWHERE, randomTree(random, depth - 1), indices);
            case 9:
                Reducer reducer = Reducer.values()[random.nextInt(Reducer.values().length)];
                List<Axis> axes = randomAxes(random, depth - 1);
                return new Expr.Reduction(NOWHERE, NOWHERE, reducer, axes, randomTree(random, depth - 1));
            case 10:
                return new Expr.ArrayOf(NOWHERE, randomAxes(random, depth - 1), randomTree(random, depth - 1));
            case 11:
                return recurrence(random, Math.min(1, depth - 1));
            default:
                BinaryOperator binary = BinaryOperator.values()[random.nextInt(BinaryOperator.values().length)];
                List<Expr> two = randomTrees(random, 2, depth - 1);
                return new Expr.Binary(NOWHERE, binary, two.get(0), two.get(1));
        }
    }

    private static List<Expr> randomTrees(Random random, int count, int depth) {
        List<Expr> trees = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trees.add(randomTree(random, depth));
        }
        return trees;
    }

    private static Expr recurrence(Random random, int depth) {
        List<State> states = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            List<Axis> axes = random.nextBoolean() ? List.of() : randomAxes(random, depth);
            states.add(new State(NOWHERE, fresh("s", random), axes, randomTree(random, depth)));
        }
        List<Expr> next = randomTrees(random, 1 + random.nextInt(2), depth);
        return new Expr.Recurrence(NOWHERE, NOWHERE, random.nextBoolean(), randomAxis(random, depth), states, next);
    }

    private static List<Axis> randomAxes(Random random, int depth) {
        List<Axis> axes = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            axes.add(randomAxis(random, depth));
        }
        return axes;
    }

    private static Axis randomAxis(Random random, int depth) {
        Expr lower = random.nextBoolean() ? null : randomTree(random, depth);
        return new Axis(NOWHERE, fresh("i", random), lower, randomTree(random, depth));
    }

    /** A new name, since none may hide another. */
    private static String fresh(String letter, Random random) {
        return letter + random.nextInt(Integer.MAX_VALUE);
    }

    private static double randomNumber(Random random) {
        double number = Double.longBitsToDouble(random.nextLong() >>> 1);
        return Double.isFinite(number) ? number : 1;
    }
}
