package dev.jacobi.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Formulas with arrays and loops, for a fuzzer to change: the examples, and one short text for each way to write such a thing. */
final class ArrayTexts {
    private static final List<String> SHORT = List.of(
            "function f(w[D], b; X[N, D], y[N]) {\n    z[i in N] = b + sum(d in D: w[d] * X[i, d])\n"
                    + "    return sum(i in N: softplus(-y[i] * z[i]))\n}",
            "function f(x[N]) = sum(i in 0..<N: x[i]^2) / N",
            "function f(x[N]) = sum(i in N, j in 0..<i: x[i] * x[j])",
            "function f(x[N]) = [i in N: if i > 0 then x[i - 1] else x[i]]",
            "function f(x[N], A[N, M]) = (sum(i in N: x[i]), [j in M: max(i in N: A[i, j])], x)",
            "function f(x[P]; int c[P], int k) = sum(p in P: x[mod(c[p] + k, P)])",
            "function f(x[N]; int c[P]) = [p in P: x[c[p]]^2]",
            "function f(L[K, div(D * (D + 1), 2)]) = "
                    + "sum(k in K, i in D, j in 0..<i + 1: L[k, div(i * (i + 1), 2) + j]^2)",
            "function f(q[3]; r[2, 3]) = prod(i in 3: q[i] + r[1, i])",
            "function dot(p[K], q[K]) = sum(i in K: p[i] * q[i])\n"
                    + "function f(a[N], B[N, N]) = dot(a, [i in N: dot(a, [j in N: B[i, j]])])",
            "function pair(p[K]; int s) {\n    m = max(i in K: p[i])\n    return (m, min(i in K: p[i]) + s)\n}\n"
                    + "function f(x[N]) {\n    (a, b) = pair(x; 2)\n    return a * b\n}",
            "function f(x[N], s) {\n    m = logsumexp(i in N: x[i] * s)\n    e[i in N] = exp(x[i] - m)\n    return e\n}",
            "function f(x[N]) = sum(i in 1..<N: (x[i] - x[i - 1])^2) + min(i in N: abs(x[i]))",
            "function f(T[A, B, C]) = [a in A, c in C: prod(b in B: T[a, b, c])]",
            "function f(x[min(N, M)], u[N], v[M]) = sum(i in min(N, M): x[i] * u[i] - v[i])",
            "function f(x[N]) = sum(i in N: if i == 0 or x[i] > x[max(i - 1, 0)] then i * x[i] else 0)",
            "function f(x[N]) {\n    t = [i in N: [j in N: x[j] * j][i] / (i + 1)]\n    return sum(i in N: t[N - 1 - i])\n}");

    private ArrayTexts() {}

    static List<String> all() {
        List<String> texts = new ArrayList<>(SHORT);
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jacobi"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
